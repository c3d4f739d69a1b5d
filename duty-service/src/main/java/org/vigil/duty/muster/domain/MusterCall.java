package org.vigil.duty.muster.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The order to gather, as everybody gets it; it names nobody.
 *
 * @param department the one that leads the muster
 * @param departments those that are summoned
 * @param calledAt T0
 * @param firstWarningAt when a department hears of who has not acknowledged
 * @param secondWarningAt when the office hears of them too
 * @param deadlineAt T0 + 60:00
 */
public record MusterCall(
    String musterId,
    MusterKind kind,
    String occasion,
    String place,
    String department,
    List<String> departments,
    Instant calledAt,
    Instant firstWarningAt,
    Instant secondWarningAt,
    Instant deadlineAt) {

  /** 1小时内集结: the plan's own number. */
  public static final Duration WITHIN = Duration.ofHours(1);

  public MusterCall {
    departments = List.copyOf(departments);
  }
}
