package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/**
 * duty-service: somebody was not to be reached in a drill, for a reason (3.1-g). A second word
 * about the same person puts the first right.
 *
 * @param reason {@code ILLNESS} for an illness
 */
@EventType("reachability-drill-excused")
public record ReachabilityDrillExcused(
    String drillId, String department, String subjectId, String reason) {}
