package org.vigil.reporting.intake;

import java.time.LocalDate;
import org.vigil.eventsourcing.EventType;

/** disinfection-service: a zone may miss its rounds of the day (3.7-a). */
@EventType("quota-at-risk")
public record QuotaAtRisk(
    String zone, String department, LocalDate day, int validRounds, int required) {}
