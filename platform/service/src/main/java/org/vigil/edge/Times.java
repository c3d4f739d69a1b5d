package org.vigil.edge;

import java.time.Duration;
import java.time.Instant;

/** What a caller says of when something was. */
public final class Times {

  /** A caller's clock may be so far ahead of ours. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private Times() {}

  /**
   * Refuses what is said to come.
   *
   * @param pointer the field that says it
   * @throws Problem 400, with {@code in-the-future} at the field
   */
  public static void notFromTheFuture(String pointer, Instant at, Instant now) {
    if (at.isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw Problem.invalid(pointer, "in-the-future");
    }
  }
}
