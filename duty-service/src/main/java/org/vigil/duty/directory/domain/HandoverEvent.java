package org.vigil.duty.directory.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department.Head;
import org.vigil.duty.directory.domain.Department.Role;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;

/** What happens to a hand-over of responsibility. Stored forever. */
public sealed interface HandoverEvent extends Department.Event {

  String handoverId();

  /** 责任交接发起: nothing has changed hands yet. */
  @EventType("responsibility-handover-offered")
  record ResponsibilityHandoverOffered(
      String handoverId,
      String department,
      Role role,
      String subjectId,
      Head receiver,
      @Personal String reason,
      Instant from,
      @Nullable Instant until,
      Instant answerBy)
      implements HandoverEvent {}

  /**
   * 责任交接签收: from {@code from} on the receiver leads in the place of {@code subjectId}.
   *
   * @param term the first day of the giver's term of office; null where there is none
   */
  @EventType("responsibility-handover-accepted")
  record ResponsibilityHandoverAccepted(
      String handoverId,
      String department,
      Role role,
      String subjectId,
      Head receiver,
      @Nullable LocalDate term,
      Instant from,
      @Nullable Instant until)
      implements HandoverEvent {}

  /** 责任交接拒收: the giver stays responsible. */
  @EventType("responsibility-handover-declined")
  record ResponsibilityHandoverDeclined(
      String handoverId, String department, String subjectId, @Personal String reason)
      implements HandoverEvent {}

  /** The giver has taken the offer back. */
  @EventType("responsibility-handover-withdrawn")
  record ResponsibilityHandoverWithdrawn(
      String handoverId, String department, String subjectId, @Personal String reason)
      implements HandoverEvent {}

  /** 责任交接未签收: the receiver has not answered in time; the giver stays responsible. */
  @EventType("responsibility-handover-unanswered")
  record ResponsibilityHandoverUnanswered(
      String handoverId, String department, Role role, String subjectId, Head receiver)
      implements HandoverEvent {}
}
