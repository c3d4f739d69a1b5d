package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/**
 * duty-service: people of a department have neither acknowledged a muster nor arrived (3.1-e).
 *
 * @param kind {@code REAL} or {@code DRILL}
 * @param stage 1, or 2 for the later warning
 */
@EventType("muster-unacknowledged")
public record MusterUnacknowledged(String musterId, String kind, String department, int stage) {}
