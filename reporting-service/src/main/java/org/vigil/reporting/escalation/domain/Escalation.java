package org.vigil.reporting.escalation.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The life of one escalation. */
public sealed interface Escalation {

  /** Nothing has come up yet. */
  record NotRaised() implements Escalation {}

  /**
   * Somebody must act.
   *
   * @param subjectId whom it concerns; null for nobody
   * @param causes the events behind it, each counted once
   * @param acknowledged whether somebody has taken it on
   * @param dueAt until when the present level must have acknowledged or, once it has, resolved it
   */
  record Open(
      int occurrence,
      String department,
      @Nullable String subjectId,
      Level level,
      Set<String> causes,
      boolean acknowledged,
      Instant dueAt,
      int reminders)
      implements Escalation {
    public Open {
      causes = Set.copyOf(causes);
    }
  }

  /** It is done; the same matter may come up again. */
  record Resolved(int occurrence, Set<String> causes) implements Escalation {
    public Resolved {
      causes = Set.copyOf(causes);
    }
  }
}
