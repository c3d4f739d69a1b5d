package org.vigil.duty.visitor.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.visitor.domain.ClosingTime;
import org.vigil.duty.visitor.domain.FeverRule;
import org.vigil.duty.visitor.domain.FeverRule.Comparison;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Times;

/** What is decided of entering the building, as it is in force at an instant (3.3). */
@ApplicationScoped
class GateRules {

  /** The parameter: from which temperature on nobody enters, in tenths of a degree Celsius. */
  static final String FEVER_THRESHOLD = "duty.fever-threshold-tenths";

  /** The parameter: 1 if the threshold itself is a fever (≥), 0 if only what is above it (&gt;). */
  static final String FEVER_AT_THRESHOLD = "duty.fever-at-threshold";

  /** The parameter: 1 if an entry must name the thermometer. */
  static final String DEVICE_REQUIRED = "duty.thermometer-required";

  /** The parameter: when visitors must have left. */
  static final String CLOSES_AT = "duty.visitors-leave-by";

  /** What is written down later than this is marked so. */
  private static final Duration ON_TIME = Duration.ofHours(1);

  /** What is older is history, not an entry. */
  private static final Duration OLDEST = Duration.ofDays(30);

  private final Policies policies;
  private final ZoneId zone;

  @Inject
  GateRules(Policies policies, ZoneId zone) {
    this.policies = policies;
    this.zone = zone;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected GateRules() {
    this.policies = null;
    this.zone = null;
  }

  FeverRule fever(Instant at) {
    return new FeverRule(
        policies.number(FEVER_THRESHOLD, at),
        policies.number(FEVER_AT_THRESHOLD, at) == 0 ? Comparison.ABOVE : Comparison.AT_OR_ABOVE);
  }

  boolean isLate(Instant at, Instant now) {
    return at.isBefore(now.minus(ON_TIME));
  }

  /**
   * By when somebody who comes in is to be out. A visit that is written down later is looked for at
   * the next closing: what is past cannot be met any more.
   */
  Instant leaveBy(Instant at, Instant now) {
    Instant from = isLate(at, now) ? now : at;
    return ClosingTime.after(from, zone, policies.minutesOfDay(CLOSES_AT, from));
  }

  void thermometerIsNamed(@Nullable String device, Instant at) {
    if ((device == null || device.isBlank()) && policies.number(DEVICE_REQUIRED, at) != 0) {
      throw Problem.invalid("/device", "required");
    }
  }

  static void notFromTheFuture(String pointer, Instant at, Instant now) {
    Times.notFromTheFuture(pointer, at, now);
    if (at.isBefore(now.minus(OLDEST))) {
      throw Problem.invalid(pointer, "too-long-ago");
    }
  }
}
