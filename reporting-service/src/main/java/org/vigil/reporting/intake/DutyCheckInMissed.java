package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/** duty-service: whoever is on duty has not checked in (3.1-b). */
@EventType("duty-check-in-missed")
public record DutyCheckInMissed(
    String shiftId, String department, String subjectId, @Nullable String name, int stage) {}
