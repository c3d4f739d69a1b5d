package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** duty-service: an anomaly was not handled in time (3.1-d). */
@EventType("anomaly-handling-overdue")
public record AnomalyHandlingOverdue(String anomalyId, String department) {}
