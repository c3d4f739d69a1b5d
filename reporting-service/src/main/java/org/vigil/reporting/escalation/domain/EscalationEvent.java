package org.vigil.reporting.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.reporting.parameter.domain.CitedNoRule;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/** What happens to one escalation. Stored forever: add, never rename or remove. */
public sealed interface EscalationEvent {

  /**
   * The leading group is told. Version 1 did not say by which rule: it was the one that nobody has
   * decided.
   *
   * @param occurrence 1, or more where the same matter has come up again after a resolution
   * @param since the first proof that somebody knew of the fact behind it
   * @param rule the version of the office's table of rules; 0 for nobody's
   * @param ackWithin the kind's own time for each level; null for that of all kinds
   */
  @EventType(value = "escalation-raised", version = 2, upcasters = ByNobodysRule.class)
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
      Instant ackDueAt,
      SignalKind.Severity severity,
      int rule,
      @Nullable Duration ackWithin)
      implements EscalationEvent {
    public EscalationRaised {
      copies = List.copyOf(copies);
    }

    /** By the rule that nobody has decided. */
    public EscalationRaised(
        int occurrence,
        SignalKind kind,
        String department,
        Subject subject,
        String dedupeKey,
        String causeId,
        Instant since,
        Level level,
        List<Level> copies,
        Instant ackDueAt) {
      this(
          occurrence,
          kind,
          department,
          subject,
          dedupeKey,
          causeId,
          since,
          level,
          copies,
          ackDueAt,
          kind.severity(),
          ChainRule.NOBODYS,
          null);
    }
  }

  /** Before the office had a table of rules, each kind's own values held. */
  final class ByNobodysRule implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      SignalKind kind = SignalKind.valueOf(String.valueOf(fields.get("kind")));
      fields.put("severity", kind.severity().name());
      fields.put("rule", ChainRule.NOBODYS);
      return fields;
    }
  }

  /**
   * One more fact about the same matter; it does not ring again. Where the office reads of each, it
   * is an item of the feed.
   */
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

  /**
   * A fact behind it was put right or turned out otherwise; what was told stays, and this is told
   * as well.
   */
  @EventType("escalation-corrected")
  record EscalationCorrected(String causeId, Subject subject) implements EscalationEvent {}

  /**
   * A department wants another to take it over. Until that accepts, it stays whose it was, and the
   * chain's time runs on.
   *
   * @param number 1 for the first offer
   * @param subjectId whom the matter and so the reason concerns; null for nobody
   * @param acceptWithin the rule behind {@code acceptBy}; null in version 1
   */
  @EventType(value = "escalation-transfer-offered", version = 2, upcasters = CitedNoRule.class)
  record TransferOffered(
      int number,
      String from,
      String to,
      String by,
      Instant at,
      Instant acceptBy,
      @Personal String reason,
      @Nullable String subjectId,
      @Nullable Rule acceptWithin)
      implements EscalationEvent {}

  /** The other department has taken it over. */
  @EventType("escalation-transfer-accepted")
  record TransferAccepted(int number, String from, String to, String by)
      implements EscalationEvent {}

  /** The other department has not taken it over, in so many words or by silence. */
  @EventType("escalation-transfer-failed")
  record TransferFailed(
      int number,
      String from,
      String to,
      Why why,
      @Personal @Nullable String reason,
      @Nullable String subjectId)
      implements EscalationEvent {

    /** How it came to nothing. */
    public enum Why {
      DECLINED,
      NOT_ANSWERED
    }
  }

  /**
   * 推诿线索: a matter goes from hand to hand (5-5). It is a count, not a finding about anybody.
   *
   * @param departments everyone that it was offered to, the first one included
   * @param since when it was first to be passed on
   * @param rule by which it looks like it: that of the offers, or of the time to answer; null in
   *     version 1
   */
  @EventType(value = "buck-passing-suspected", version = 2, upcasters = CitedNoRule.class)
  record BuckPassingSuspected(
      int occurrence,
      String obligation,
      String department,
      List<String> departments,
      int offers,
      Why why,
      Instant since,
      Instant at,
      @Nullable Rule rule)
      implements EscalationEvent, CitesRule {
    public BuckPassingSuspected {
      departments = List.copyOf(departments);
    }

    /** What looks like it. */
    public enum Why {
      OFFERED_TOO_OFTEN,
      NOBODY_ANSWERED
    }
  }

  /** Somebody wants it to rest. */
  @EventType("escalation-snooze-asked")
  record SnoozeAsked(String by, Instant until, @Personal String reason, @Nullable String subjectId)
      implements EscalationEvent {}

  /** It rests, until an instant and no longer. */
  @EventType("escalation-snoozed")
  record EscalationSnoozed(Level level, String by, String approver, Instant until)
      implements EscalationEvent {}

  /** It is back where it was. */
  @EventType("escalation-snooze-ended")
  record SnoozeEnded(Level level, Instant ackDueAt) implements EscalationEvent {}

  /**
   * 重大决策: the leader has decided something about it (2-b).
   *
   * @param number 1 for the matter's first
   */
  @EventType("major-decision-recorded")
  record MajorDecisionRecorded(
      int number, Level level, String by, @Personal String decision, @Nullable String subjectId)
      implements EscalationEvent {}
}
