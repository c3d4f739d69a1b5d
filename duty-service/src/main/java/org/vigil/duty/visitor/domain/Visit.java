package org.vigil.duty.visitor.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of one visit. */
public sealed interface Visit {

  /** Nobody has come. */
  record NotRegistered() implements Visit {}

  /** Written down; whether the visitor may enter follows in the same breath. */
  record Registered(Who who) implements Visit {}

  /**
   * In the building.
   *
   * @param limit null for a visit from before that was asked
   * @param overdue whether the limit has passed and nobody had signed the visitor out
   */
  record Inside(Who who, Instant since, @Nullable Limit limit, boolean overdue) implements Visit {}

  /** By when a visit has to be over. */
  record Limit(String visitId, Instant leaveBy) {}

  /** Turned away at the exit. */
  record TurnedAway(Who who, List<VisitEvent.Reason> reasons) implements Visit {
    public TurnedAway {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Gone.
   *
   * @param late whether the visitor was signed out only after the building had closed
   */
  record Gone(Who who, Instant leftAt, boolean late) implements Visit {}

  /**
   * What is known of the visitor.
   *
   * @param repeatOf the earlier visit from which the particulars were taken; null for none
   */
  record Who(
      String subjectId,
      String department,
      String exit,
      Visitor visitor,
      String visitedDepartment,
      Instant at,
      boolean lateEntered,
      @Nullable String repeatOf) {}
}
