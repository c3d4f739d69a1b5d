package org.vigil.disinfection.round.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a day is counted.
 *
 * @param day the business's day
 * @param closesAt the instant at which it is over, exclusive
 * @param spacing how long after a valid round the next one counts
 * @param margin how long before it would be too late the warning comes
 * @param changeAt when a decided change of these rules comes into force; null if none is decided
 */
public record DayPlan(
    LocalDate day,
    Instant closesAt,
    Duration spacing,
    Duration margin,
    @Nullable Instant changeAt) {

  /** 每天不少于3次: the plan's own number (3.7). */
  public static final int REQUIRED = 3;

  /** When the remaining rounds begin to be at risk. */
  Instant atRiskAt(int remaining) {
    return closesAt.minus(spacing.multipliedBy(remaining)).minus(margin);
  }
}
