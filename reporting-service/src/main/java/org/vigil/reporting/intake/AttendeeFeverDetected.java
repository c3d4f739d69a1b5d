package org.vigil.reporting.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: an attendee of a meeting had a temperature at or above the threshold
 * (3.9-d).
 *
 * @param signal what a report of it may name
 * @param department the one that owes the office a report: the attendee's own, or, for somebody
 *     from outside, the one that measured
 * @param name as disinfection-service shows it, {@code 张*}
 */
@EventType("attendee-fever-detected")
public record AttendeeFeverDetected(
    String signal,
    String subjectId,
    String department,
    @Nullable String name,
    Instant measuredAt) {}
