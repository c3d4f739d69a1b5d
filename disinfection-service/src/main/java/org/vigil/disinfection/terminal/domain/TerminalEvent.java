package org.vigil.disinfection.terminal.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.terminal.domain.TerminalCommand.Work;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Reveal;

/** What happens to one terminal disinfection. The stream's key is its id. Stored forever. */
public sealed interface TerminalEvent {

  /**
   * 终末消毒要求 (3.6-d).
   *
   * @param subjectId the person's; a fresh one where nobody is named
   * @param department the one that asks, and knows why
   * @param cleaners the department that does it
   */
  @EventType("terminal-disinfection-ordered")
  record TerminalDisinfectionOrdered(
      String orderId,
      String subjectId,
      String department,
      String cleaners,
      OrderedBy orderedBy,
      TerminalOrder order,
      Instant dueAt)
      implements TerminalEvent {}

  /**
   * 疫情处置的终末消毒 (3.6-d): a case of reporting-service asks for a zone. The order says nothing of whose
   * case it is, and makes no report due, as the case is known.
   *
   * @param subjectId the order's own, and nobody's
   * @param department the office's, which has asked
   * @param cleaners the department that does it
   * @param dueAt the case's own time for it
   */
  @EventType("case-disinfection-ordered")
  record CaseDisinfectionOrdered(
      String orderId,
      String subjectId,
      String caseId,
      String department,
      String cleaners,
      String zone,
      Instant requestedAt,
      Instant dueAt)
      implements TerminalEvent {}

  /**
   * The zone of a case is disinfected: the same as {@link TerminalDisinfectionDone}, beside it,
   * said to the case.
   *
   * @param department the cleaners'
   */
  @EventType("case-zone-disinfected")
  record CaseZoneDisinfected(
      String caseId, String orderId, String zone, String department, Instant doneAt)
      implements TerminalEvent {}

  /**
   * 更正: the whole order as it is now; somebody who was not named before perhaps is.
   *
   * @param person the how-manieth person this order is about, counted from 1
   * @param formerSubjectId whom it had been about, where that was somebody else or nobody named
   */
  @EventType("terminal-disinfection-corrected")
  record TerminalDisinfectionCorrected(
      String orderId,
      String subjectId,
      String department,
      OrderedBy correctedBy,
      int person,
      @Nullable String formerSubjectId,
      TerminalOrder order,
      @Personal String reason)
      implements TerminalEvent {}

  /**
   * 终末消毒完成.
   *
   * @param department the cleaners'
   * @param late whether it was done after its time
   */
  @EventType("terminal-disinfection-done")
  record TerminalDisinfectionDone(
      String orderId, String subjectId, String department, Work work, boolean late)
      implements TerminalEvent {}

  /**
   * 逾期: its time is over, and nobody has said that it is done.
   *
   * @param department the cleaners', which answer for it
   */
  @EventType("terminal-disinfection-overdue")
  record TerminalDisinfectionOverdue(
      String orderId, String subjectId, String department, @Nullable String zone, Instant dueAt)
      implements TerminalEvent {}

  /**
   * It need not be done.
   *
   * @param person the how-manieth person the order was about
   * @param mistaken whether it should never have been asked for: the signal is taken back
   */
  @EventType("terminal-disinfection-cancelled")
  record TerminalDisinfectionCancelled(
      String orderId,
      String subjectId,
      String department,
      String cleaners,
      int person,
      boolean mistaken,
      @Personal String reason)
      implements TerminalEvent {}

  /** Somebody has looked at the personal data, and why; the envelope says who. */
  @EventType("terminal-disinfection-revealed")
  record TerminalDisinfectionRevealed(String subjectId, @Personal String purpose)
      implements TerminalEvent, Reveal {}
}
