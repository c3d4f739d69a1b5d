package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: somebody's mobile did not answer in a drill, and nobody had given a reason (3.1-f).
 *
 * @param name as duty-service shows it, {@code 张*}
 */
@EventType("reachability-drill-missed")
public record ReachabilityDrillMissed(
    String drillId, String department, String subjectId, @Nullable String name) {}
