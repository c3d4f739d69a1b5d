package org.vigil.reporting.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.parameter.domain.Rule;

/** What can be asked of one escalation. */
public sealed interface EscalationCommand {

  /**
   * A fact needs the leading group.
   *
   * @param dedupeKey obligation, subject and period: what makes two signals the same matter
   * @param causeId the event behind it
   * @param since the first proof that somebody knew
   * @param now when the signal is taken up
   * @param ackWithin how long a level may take to acknowledge, where the rule does not say
   * @param rule how its kind goes through the chain
   * @param staffing who is there; null where every level is taken to be held
   */
  record TakeUpSignal(
      SignalKind kind,
      String department,
      Subject subject,
      String dedupeKey,
      String causeId,
      Instant since,
      Instant now,
      Duration ackWithin,
      ChainRule rule,
      @Nullable Staffing staffing)
      implements EscalationCommand {

    /** By the rule that nobody has decided. */
    public TakeUpSignal(
        SignalKind kind,
        String department,
        Subject subject,
        String dedupeKey,
        String causeId,
        Instant since,
        Instant now,
        Duration ackWithin) {
      this(
          kind,
          department,
          subject,
          dedupeKey,
          causeId,
          since,
          now,
          ackWithin,
          ChainRule.builtIn(kind),
          null);
    }
  }

  /**
   * A fact behind it was put right or turned out otherwise.
   *
   * @param causeId the event that says so
   * @param subject as it is now
   */
  record TakeUpCorrection(String causeId, Subject subject) implements EscalationCommand {}

  /**
   * What a reminder reminds of is done, or needs no doing any more.
   *
   * @param by the policy's name
   */
  record EndReminder(String by) implements EscalationCommand {}

  /**
   * A level's time has passed.
   *
   * @param dueAt the deadline that fell due; one that was moved since means nothing any more
   * @param now the server's clock: after an outage the next level has its whole time from here
   * @param ackWithin how long the next level may take, where the kind's rule does not say
   * @param remindEvery how often the top is reminded
   */
  record LetTimePass(
      Instant dueAt, Instant now, Staffing staffing, Duration ackWithin, Duration remindEvery)
      implements EscalationCommand {}

  /**
   * Somebody takes it on.
   *
   * @param resolveBy the promise: beyond it the escalation is unacknowledged again
   */
  record Acknowledge(String by, Instant now, Instant resolveBy, @Nullable String note)
      implements EscalationCommand {}

  /**
   * The office has signed for the report behind it, which is to take it on. What was taken on,
   * rests or is done stays as it is.
   *
   * @param by who signed
   * @param resolveBy by the rule that was in force at that moment
   */
  record TakeUpAcknowledgement(String by, Instant resolveBy) implements EscalationCommand {}

  /** It is done, or turned out to be nothing. */
  record Resolve(String by, Instant now, Outcome outcome, @Nullable String note)
      implements EscalationCommand {}

  /**
   * A department says that it is another's.
   *
   * @param acceptWithin the rule in force: how long the other may think
   * @param suspectAfter the rule in force: the offer with this number opens a lead
   */
  record OfferTransfer(
      String to, String by, Instant now, Rule acceptWithin, Rule suspectAfter, String reason)
      implements EscalationCommand {}

  /** The other department takes it over. */
  record AcceptTransfer(int number, String by) implements EscalationCommand {}

  /** The other department does not. */
  record DeclineTransfer(int number, String by, Instant now, String reason)
      implements EscalationCommand {}

  /** The time to answer an offer has passed. */
  record LetOfferPass(Instant dueAt, Instant now) implements EscalationCommand {}

  /** Somebody wants it to rest; it goes on until that is approved. */
  record AskToSnooze(String by, Instant now, Instant until, Duration atMost, String reason)
      implements EscalationCommand {}

  /** A member of the leading group lets it rest. */
  record ApproveSnooze(String approver, Instant now) implements EscalationCommand {}

  /**
   * The rest is over.
   *
   * @param ackWithin how long its level may take, where the kind's rule does not say
   */
  record EndSnooze(Instant dueAt, Instant now, Duration ackWithin) implements EscalationCommand {}

  /** The leader decides something about it (2-b). */
  record RecordDecision(String by, String text) implements EscalationCommand {}

  /** How a matter ended. */
  enum Outcome {
    HANDLED,
    FALSE_ALARM,
    DUPLICATE
  }
}
