package org.vigil.duty.visitor.domain;

import java.time.Instant;

/** The life of one visit. */
public sealed interface Visit {

  /** Nobody has come. */
  record NotRegistered() implements Visit {}

  /** Written down; whether the visitor may enter follows in the same breath. */
  record Registered(Who who) implements Visit {}

  /** In the building. */
  record Inside(Who who, Instant since) implements Visit {}

  /** Turned away at the exit. */
  record TurnedAway(Who who) implements Visit {}

  /** Gone. */
  record Gone(Who who) implements Visit {}

  /** What is known of the visitor. */
  record Who(String subjectId, String department, String exit, Visitor visitor) {}
}
