package org.vigil.reporting.intake;

import java.time.LocalDate;
import org.vigil.eventsourcing.EventType;

/** disinfection-service: the day has closed with too few valid rounds in a zone (3.7-a). */
@EventType("daily-disinfection-quota-missed")
public record DailyQuotaMissed(
    String zone, String department, LocalDate day, int validRounds, int required) {}
