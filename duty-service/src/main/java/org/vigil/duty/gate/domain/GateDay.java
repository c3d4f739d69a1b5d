package org.vigil.duty.gate.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The counted periods of one exit on one day. */
public record GateDay(List<Count> counts) {

  public GateDay {
    counts = List.copyOf(counts);
  }

  /**
   * What a gate has counted.
   *
   * @param until exclusive
   * @param registered how many visitors were let in by the register; null before it was looked at
   */
  public record Count(
      String exit,
      String department,
      Instant from,
      Instant until,
      int counted,
      Instant compareAt,
      boolean settled,
      @Nullable Integer registered) {

    boolean overlaps(Instant otherFrom, Instant otherUntil) {
      return from.isBefore(otherUntil) && otherFrom.isBefore(until);
    }
  }

  /** The count that begins at an instant. */
  Optional<Count> from(Instant from) {
    return counts.stream().filter(count -> count.from().equals(from)).findFirst();
  }
}
