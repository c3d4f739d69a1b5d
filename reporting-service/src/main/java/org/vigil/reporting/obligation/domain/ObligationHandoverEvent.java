package org.vigil.reporting.obligation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.reporting.parameter.domain.CitedNoRule;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * What happens to a hand-over by who is named for an obligation. Stored forever. That it has passed
 * is said by {@link Assignments.ObligationAssigned}, as where the office names somebody.
 */
public sealed interface ObligationHandoverEvent extends Assignments.Event {

  String handoverId();

  /** Who is to answer. */
  record Receiver(String subjectId, @Personal(mask = Mask.NAME) String name) {}

  /**
   * 责任交接发起: nothing has changed hands yet.
   *
   * @param answerWithin the rule behind {@code answerBy}; null where that is when it is to pass,
   *     and in version 1
   */
  @EventType(value = "obligation-handover-offered", version = 2, upcasters = CitedNoRule.class)
  record ObligationHandoverOffered(
      String handoverId,
      String obligation,
      String department,
      String subjectId,
      Receiver receiver,
      @Personal String reason,
      Instant from,
      @Nullable Instant until,
      Instant answerBy,
      @Nullable Rule answerWithin)
      implements ObligationHandoverEvent {}

  /** 责任交接签收: from {@code from} on the receiver answers in the place of {@code subjectId}. */
  @EventType("obligation-handover-accepted")
  record ObligationHandoverAccepted(
      String handoverId,
      String obligation,
      String department,
      String subjectId,
      Receiver receiver,
      Instant from,
      @Nullable Instant until)
      implements ObligationHandoverEvent {}

  /** 责任交接拒收: the giver stays named. */
  @EventType("obligation-handover-declined")
  record ObligationHandoverDeclined(
      String handoverId,
      String obligation,
      String department,
      String subjectId,
      @Personal String reason)
      implements ObligationHandoverEvent {}

  /** The giver has taken the offer back. */
  @EventType("obligation-handover-withdrawn")
  record ObligationHandoverWithdrawn(
      String handoverId,
      String obligation,
      String department,
      String subjectId,
      @Personal String reason)
      implements ObligationHandoverEvent {}

  /** 责任交接未签收: the receiver has not answered in time; the giver stays named. */
  @EventType(value = "obligation-handover-unanswered", version = 2, upcasters = CitedNoRule.class)
  record ObligationHandoverUnanswered(
      String handoverId,
      String obligation,
      String department,
      String subjectId,
      Receiver receiver,
      @Nullable Rule rule)
      implements ObligationHandoverEvent, CitesRule {}
}
