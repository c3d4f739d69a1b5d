package org.vigil.disinfection.round.domain;

import java.time.Instant;
import java.util.List;
import org.vigil.disinfection.round.domain.ZoneCommand.Definition;

/** A zone and the day that is being counted. */
public sealed interface Zone {

  /** Nobody has registered it. */
  record NotDefined() implements Zone {}

  /** Registered; its first day is opened in the same breath. */
  record Defined(Definition definition) implements Zone {}

  /**
   * Being counted.
   *
   * @param valid the valid rounds of the open day, oldest first
   * @param warned whether the warning of the day has been given
   */
  record Counted(
      Definition definition, DayPlan plan, Instant opensAt, List<Round> valid, boolean warned)
      implements Zone {
    public Counted {
      valid = List.copyOf(valid);
    }

    int remaining() {
      return Math.max(0, DayPlan.REQUIRED - valid.size());
    }
  }

  /** A valid round. */
  record Round(String roundId, Instant finishedAt) {}
}
