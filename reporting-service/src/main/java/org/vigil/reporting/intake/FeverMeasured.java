package org.vigil.reporting.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: a temperature at or above the threshold was measured at an exit (3.3-d).
 *
 * @param department the department on guard, which owes the office a report
 * @param name as duty-service shows it, {@code 张*}
 */
@EventType("fever-measured")
public record FeverMeasured(
    String visitId,
    String subjectId,
    String department,
    @Nullable String visitedDepartment,
    @Nullable String exit,
    @Nullable String name,
    Instant measuredAt) {}
