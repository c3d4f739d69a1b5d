package org.vigil.reporting.intake;

import java.time.LocalDate;
import java.util.List;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a shift of those who serve others is over, and not everybody was looked at
 * (3.8-c, 3.11-c).
 *
 * @param kind {@code CANTEEN} for the canteen's people
 * @param missed by pseudonym
 */
@EventType("ppe-checks-missed")
public record PpeChecksMissed(
    String unit, String kind, String department, LocalDate day, String shift, List<String> missed) {
  public PpeChecksMissed {
    missed = List.copyOf(missed);
  }
}
