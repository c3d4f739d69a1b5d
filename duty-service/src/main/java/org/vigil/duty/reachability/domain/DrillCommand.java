package org.vigil.duty.reachability.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a drill. {@code now} is the server's clock. */
public sealed interface DrillCommand {

  /**
   * Duty lines and mobiles are tried.
   *
   * @param lines the departments whose duty lines are
   * @param schedule by which it starts by itself; null where a person starts it
   */
  record StartDrill(
      String drillId,
      List<String> lines,
      List<Mobile> mobiles,
      @Nullable ScheduleKind schedule,
      Instant now,
      Instant answerBy)
      implements DrillCommand {
    public StartDrill {
      lines = List.copyOf(lines);
      mobiles = List.copyOf(mobiles);
    }
  }

  /**
   * How a try went.
   *
   * @param at when, by the word of whoever enters it; not after {@code now}
   */
  record RecordCall(Target target, Outcome outcome, Manner manner, Instant at, Instant now)
      implements DrillCommand {}

  /** The head, or the office, accepts why somebody was not to be reached. */
  record Excuse(
      String subjectId, @Nullable String by, Reason reason, @Nullable String note, Instant now)
      implements DrillCommand {}

  /** A deadline has fallen due. */
  record LetTimePass(Instant dueAt) implements DrillCommand {}

  /** Whom or what a try is about. */
  sealed interface Target {}

  /** The duty line of a department. */
  record Line(String department) implements Target {}

  /** Somebody's mobile. */
  record Somebody(String subjectId) implements Target {}

  /** How a try went. */
  enum Outcome {
    ANSWERED,
    NO_ANSWER,
    SWITCHED_OFF
  }

  /** By whose hand. */
  enum Manner {
    /** The telephone system's, or the person's own. */
    SYSTEM,
    SELF,
    /** A clerk's, who has called. */
    CLERK
  }

  /** Why somebody was not to be reached. */
  enum Reason {
    LEAVE,
    ILLNESS,
    NO_SIGNAL,
    DEVICE_FAULT,
    ON_ANOTHER_CALL,
    OTHER
  }
}
