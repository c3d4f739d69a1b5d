package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** duty-service: the leave is not taken. */
@EventType("leave-cancelled")
public record LeaveCancelled(String subjectId, String department, String leaveId) {}
