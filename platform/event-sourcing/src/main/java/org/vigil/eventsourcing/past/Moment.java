package org.vigil.eventsourcing.past;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which past is meant.
 *
 * @param asOf only what was recorded by then, inclusive; null for all that is known today
 * @param validAt only what was true by then, inclusive; null for no limit beside {@code asOf}
 */
public record Moment(@Nullable Instant asOf, @Nullable Instant validAt) {

  /** The present: all that is known, with no limit. */
  public static final Moment NOW = new Moment(null, null);

  public boolean isNow() {
    return asOf == null && validAt == null;
  }
}
