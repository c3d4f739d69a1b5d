package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** duty-service: an anomaly on duty is for the office (3.1-d). */
@EventType("anomaly-reported-up")
public record AnomalyReportedUp(String anomalyId, String department) {}
