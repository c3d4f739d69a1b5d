package org.vigil.disinfection.round.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
   * @param closed the latest closed days, oldest first, for what is entered or voided late
   */
  record Counted(
      Definition definition,
      DayPlan plan,
      Instant opensAt,
      List<Round> valid,
      boolean warned,
      List<ClosedDay> closed)
      implements Zone {

    /** What is entered later than this is kept as a record only. */
    static final int KEPT_DAYS = 7;

    public Counted {
      valid = List.copyOf(valid);
      closed = List.copyOf(closed.subList(Math.max(0, closed.size() - KEPT_DAYS), closed.size()));
    }

    Counted with(List<Round> rounds) {
      return new Counted(definition, plan, opensAt, rounds, warned, closed);
    }
  }

  /** A valid round. */
  record Round(String roundId, Instant finishedAt) {}

  /**
   * A day whose verdict has been given.
   *
   * @param valid the rounds that were counted in time
   * @param late the rounds that were entered afterwards and would have counted
   */
  record ClosedDay(
      LocalDate day,
      Instant opensAt,
      Instant closesAt,
      Duration spacing,
      List<Round> valid,
      List<Round> late) {
    public ClosedDay {
      valid = List.copyOf(valid);
      late = List.copyOf(late);
    }

    boolean covers(Instant at) {
      return !at.isBefore(opensAt) && at.isBefore(closesAt);
    }
  }
}
