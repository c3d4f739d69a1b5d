package org.vigil.reporting.person.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.vigil.edge.Violation;

/** Times that a caller can mean. */
public final class Moments {

  /** Nothing of this plan is older. */
  public static final Instant OUTBREAK = Instant.parse("2019-12-01T00:00:00Z");

  /** Clocks of other systems may go before ours by so much. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private Moments() {}

  /** A violation if the instant lies before the outbreak or after the latest possible one. */
  public static Optional<Violation> between(String pointer, Instant instant, Instant latest) {
    if (instant.isBefore(OUTBREAK)) {
      return Optional.of(new Violation(pointer, "time-too-early", Map.of("earliest", OUTBREAK)));
    }
    return instant.isAfter(latest)
        ? Optional.of(new Violation(pointer, "time-too-late", Map.of("latest", latest)))
        : Optional.empty();
  }
}
