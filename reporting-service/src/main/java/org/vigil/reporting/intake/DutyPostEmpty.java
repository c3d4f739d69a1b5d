package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** duty-service: nobody of a department is on duty (3.1-b). */
@EventType("duty-post-empty")
public record DutyPostEmpty(String shiftId, String department) {}
