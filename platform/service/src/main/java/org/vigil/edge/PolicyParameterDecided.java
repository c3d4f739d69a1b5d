package org.vigil.edge;

import java.time.Instant;
import org.vigil.eventsourcing.EventType;

/** What a service reads of reporting-service's decision on a parameter. */
@EventType("policy-parameter-decided")
public record PolicyParameterDecided(
    String name, String value, Instant effectiveFrom, String approver, String source) {}
