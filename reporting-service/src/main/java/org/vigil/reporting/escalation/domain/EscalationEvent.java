package org.vigil.reporting.escalation.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;

/** What happens to one escalation. Stored forever: add, never rename or remove. */
public sealed interface EscalationEvent {

  /**
   * The leading group is told.
   *
   * @param occurrence 1, or more where the same matter has come up again after a resolution
   * @param since the first proof that somebody knew of the fact behind it
   */
  @EventType("escalation-raised")
  record EscalationRaised(
      int occurrence,
      SignalKind kind,
      String department,
      Subject subject,
      String dedupeKey,
      String causeId,
      Instant since,
      Level level,
      List<Level> copies,
      Instant ackDueAt)
      implements EscalationEvent {
    public EscalationRaised {
      copies = List.copyOf(copies);
    }
  }

  /** One more fact about the same matter; it does not ring again. */
  @EventType("escalation-signal-added")
  record SignalAdded(String causeId, Instant since) implements EscalationEvent {}

  /** Nobody holds this level, so it was passed over at once (2-a, 2-d). */
  @EventType("unstaffed-level-skipped")
  record UnstaffedLevelSkipped(Level level, String department) implements EscalationEvent {}

  /** It was not acknowledged, or a promise was not kept, and goes one level up. */
  @EventType("escalation-climbed")
  record EscalationClimbed(Level from, Level to, Why why, Instant ackDueAt)
      implements EscalationEvent {

    /** Why it climbed. */
    public enum Why {
      NOT_ACKNOWLEDGED,
      PROMISE_NOT_KEPT
    }
  }

  /** The top of the chain is reminded; this does not end by itself. */
  @EventType("escalation-reminded")
  record EscalationReminded(Level level, int count, Instant ackDueAt) implements EscalationEvent {}

  /**
   * Somebody has taken it on and says until when.
   *
   * @param subjectId whom the matter and so the note concerns; null for nobody
   */
  @EventType("escalation-acknowledged")
  record EscalationAcknowledged(
      Level level,
      String by,
      Instant resolveBy,
      @Personal @Nullable String note,
      @Nullable String subjectId)
      implements EscalationEvent {}

  /** It is done. */
  @EventType("escalation-resolved")
  record EscalationResolved(
      Level level,
      String by,
      EscalationCommand.Outcome outcome,
      @Personal @Nullable String note,
      @Nullable String subjectId)
      implements EscalationEvent {}
}
