package org.vigil.reporting.intake;

import java.time.LocalDate;
import org.vigil.eventsourcing.EventType;

/** disinfection-service: rounds that came in late or were taken back have changed a closed day. */
@EventType("daily-disinfection-quota-corrected")
public record DailyQuotaCorrected(
    String zone, String department, LocalDate day, int validRounds, int required) {}
