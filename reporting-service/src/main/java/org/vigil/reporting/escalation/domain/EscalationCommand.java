package org.vigil.reporting.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of one escalation. */
public sealed interface EscalationCommand {

  /**
   * A fact needs the leading group.
   *
   * @param dedupeKey obligation, subject and period: what makes two signals the same matter
   * @param causeId the event behind it
   * @param since the first proof that somebody knew
   * @param now when the signal is taken up
   * @param ackWithin how long a level may take to acknowledge
   */
  record TakeUpSignal(
      SignalKind kind,
      String department,
      Subject subject,
      String dedupeKey,
      String causeId,
      Instant since,
      Instant now,
      Duration ackWithin)
      implements EscalationCommand {}

  /**
   * A level's time has passed.
   *
   * @param dueAt the deadline that fell due; one that was moved since means nothing any more
   * @param now the server's clock: after an outage the next level has its whole time from here
   * @param ackWithin how long the next level may take
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

  /** It is done, or turned out to be nothing. */
  record Resolve(String by, Instant now, Outcome outcome, @Nullable String note)
      implements EscalationCommand {}

  /** How a matter ended. */
  enum Outcome {
    HANDLED,
    FALSE_ALARM,
    DUPLICATE
  }
}
