package org.vigil.disinfection.round.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How days are counted by the parameters that are in force at an instant.
 *
 * @param zone the business's time zone
 * @param closesAtMinute the minute of the day at which it is over, up to 1,440
 * @param spacing how long after a valid round the next one counts
 * @param margin how long before it would be too late the warning comes
 * @param changeAt when the next decided change comes into force; null if none is decided
 */
public record CountingRules(
    ZoneId zone,
    int closesAtMinute,
    Duration spacing,
    Duration margin,
    @Nullable Instant changeAt) {

  /** A day by these rules. */
  public DayPlan plan(LocalDate day) {
    Instant closesAt = day.atStartOfDay(zone).plusMinutes(closesAtMinute).toInstant();
    return new DayPlan(day, closesAt, spacing, margin, changeAt);
  }

  /** The day that is open at an instant: the next one if this one has closed early. */
  DayPlan openAt(Instant now) {
    DayPlan today = plan(dayOf(now));
    return today.closesAt().isAfter(now) ? today : plan(today.day().plusDays(1));
  }

  /** The calendar day of an instant. */
  LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }
}
