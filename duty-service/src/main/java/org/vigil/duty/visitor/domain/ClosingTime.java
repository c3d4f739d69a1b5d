package org.vigil.duty.visitor.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** When the building closes to visitors (3.3-c). */
public final class ClosingTime {

  private ClosingTime() {}

  /**
   * The first closing after an instant.
   *
   * @param minutesOfDay the local time of day, up to 1,440 for the day's end
   */
  public static Instant after(Instant instant, ZoneId zone, int minutesOfDay) {
    LocalDate day = instant.atZone(zone).toLocalDate().minusDays(1);
    Instant closing = on(day, zone, minutesOfDay);
    while (!closing.isAfter(instant)) {
      day = day.plusDays(1);
      closing = on(day, zone, minutesOfDay);
    }
    return closing;
  }

  /** By the wall clock: a day on which the clocks change closes at the same hour. */
  private static Instant on(LocalDate day, ZoneId zone, int minutesOfDay) {
    return day.atStartOfDay().plusMinutes(minutesOfDay).atZone(zone).toInstant();
  }
}
