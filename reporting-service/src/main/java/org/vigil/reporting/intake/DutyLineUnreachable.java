package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** duty-service: a department's duty line did not answer in a drill (3.1-c). */
@EventType("duty-line-unreachable")
public record DutyLineUnreachable(String drillId, String department) {}
