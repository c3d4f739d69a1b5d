package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** duty-service: an anomaly was not reported up in time (3.1-d). */
@EventType("anomaly-report-overdue")
public record AnomalyReportOverdue(String anomalyId, String department) {}
