package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/**
 * duty-service: the verdict on a department at a muster's deadline (3.1-e).
 *
 * @param kind {@code REAL} or {@code DRILL}
 * @param absent who was absent without an excuse
 */
@EventType("muster-deadline-passed")
public record MusterDeadlinePassed(String musterId, String kind, String department, int absent) {}
