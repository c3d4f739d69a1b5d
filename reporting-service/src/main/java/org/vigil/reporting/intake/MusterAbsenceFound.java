package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: at a muster's deadline somebody was not there (3.1-e).
 *
 * @param kind {@code REAL} or {@code DRILL}
 * @param name as duty-service shows it, {@code 张*}
 * @param excuse why not, {@code OFFICIAL_TRAVEL} perhaps; null where nobody has said
 */
@EventType("muster-absence-found")
public record MusterAbsenceFound(
    String musterId,
    String kind,
    String department,
    String subjectId,
    @Nullable String name,
    @Nullable String excuse) {}
