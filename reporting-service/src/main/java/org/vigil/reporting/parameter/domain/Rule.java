package org.vigil.reporting.parameter.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One version of a parameter, as a finding cites it: what held when the time began to run.
 *
 * @param effectiveFrom null while nobody has decided it, as are the two that follow
 * @param approver the role that decided, {@code 组长}
 * @param source the document that says so
 */
public record Rule(
    String name,
    String value,
    @Nullable Instant effectiveFrom,
    @Nullable String approver,
    @Nullable String source) {

  /** The version that nobody has decided. */
  public static Rule byDefault(String name, String value) {
    return new Rule(name, value, null, null, null);
  }

  /** The value of a {@code DURATION}. */
  public Duration duration() {
    return Duration.parse(value);
  }

  /** The value of a {@code NUMBER}. */
  public int number() {
    return Integer.parseInt(value);
  }

  /** A {@code TIME_OF_DAY} on a day; {@code 24:00} is the day's end. */
  public Instant on(LocalDate day, ZoneId zone) {
    String[] parts = value.split(":");
    int minutes = Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    return day.atStartOfDay(zone).plusMinutes(minutes).toInstant();
  }
}
