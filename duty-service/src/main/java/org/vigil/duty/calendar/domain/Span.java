package org.vigil.duty.calendar.domain;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time, {@code until} exclusive. */
public record Span(Instant from, Instant until) {

  public boolean overlaps(Span other) {
    return from.isBefore(other.until) && other.from.isBefore(until);
  }

  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  public Duration length() {
    return Duration.between(from, until);
  }
}
