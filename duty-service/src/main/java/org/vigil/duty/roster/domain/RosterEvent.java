package org.vigil.duty.roster.domain;

import java.time.Instant;
import java.util.List;
import org.vigil.duty.roster.domain.RosterCommand.Origin;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;

/**
 * What happens to a department's month, {@code 2026-12}. People are named by their pseudonyms. The
 * stream's key is the department, a hyphen and the month. Stored forever.
 */
public sealed interface RosterEvent {

  /** 值班表拟定: a draft, which holds nothing yet. */
  @EventType("roster-drafted")
  record RosterDrafted(String department, String month, Origin origin, List<Shift> shifts)
      implements RosterEvent {
    public RosterDrafted {
      shifts = List.copyOf(shifts);
    }
  }

  /** 值班表发布 (3.1-a): these shifts hold, and no others of the month. */
  @EventType("roster-published")
  record RosterPublished(String department, String month, int revision, List<Shift> shifts)
      implements RosterEvent {
    public RosterPublished {
      shifts = List.copyOf(shifts);
    }
  }

  /** 替班: another person has the shift. */
  @EventType("shift-reassigned")
  record ShiftReassigned(
      String department,
      String month,
      String shiftId,
      String subjectId,
      String previousSubjectId,
      @Personal String reason,
      String approverId)
      implements RosterEvent {}

  /** 换班申请. */
  @EventType("shift-swap-requested")
  record ShiftSwapRequested(
      String department,
      String month,
      String swapId,
      String shiftId,
      String subjectId,
      String otherShiftId,
      String otherSubjectId,
      @Personal String reason)
      implements RosterEvent {}

  /** The other agrees to the swap. */
  @EventType("shift-swap-accepted")
  record ShiftSwapAccepted(String department, String month, String swapId, String subjectId)
      implements RosterEvent {}

  /** 换班批准: the two shifts have changed hands. */
  @EventType("shift-swap-approved")
  record ShiftSwapApproved(
      String department,
      String month,
      String swapId,
      String shiftId,
      String subjectId,
      String otherShiftId,
      String otherSubjectId,
      String approverId)
      implements RosterEvent {}

  /** 跨月换班申请: the second shift is in another month. */
  @EventType("shift-swap-across-months-requested")
  record ShiftSwapAcrossMonthsRequested(
      String department,
      String month,
      String swapId,
      String shiftId,
      String subjectId,
      String otherMonth,
      String otherShiftId,
      String otherSubjectId,
      @Personal String reason)
      implements RosterEvent {}

  /** 跨月换班批准: nothing has changed hands yet, and the shift of this month stays as it is. */
  @EventType("shift-swap-across-months-approved")
  record ShiftSwapAcrossMonthsApproved(
      String department,
      String month,
      String swapId,
      String shiftId,
      String subjectId,
      String otherMonth,
      String otherShiftId,
      String otherSubjectId,
      String approverId)
      implements RosterEvent {}

  /**
   * The other month's answer.
   *
   * @param handed whether its shift is now {@code subjectId}'s; if not, nothing has changed
   */
  @EventType("shift-swap-across-months-settled")
  record ShiftSwapAcrossMonthsSettled(
      String department,
      String month,
      String swapId,
      String firstMonth,
      String shiftId,
      String subjectId,
      String previousSubjectId,
      boolean handed)
      implements RosterEvent {}

  /**
   * The end of it in the month in which it was asked for.
   *
   * @param handed whether the shift is now {@code subjectId}'s; if not, nothing has changed
   */
  @EventType("shift-swap-across-months-finished")
  record ShiftSwapAcrossMonthsFinished(
      String department,
      String month,
      String swapId,
      String shiftId,
      String subjectId,
      String previousSubjectId,
      boolean handed)
      implements RosterEvent {}

  /** The swap will not be. */
  @EventType("shift-swap-declined")
  record ShiftSwapDeclined(
      String department, String month, String swapId, String subjectId, @Personal String reason)
      implements RosterEvent {}

  /**
   * 紧急顶班: from {@code at} on the rest of the shift is another's, under an id of its own; the whole
   * shift where {@code at} is its beginning.
   */
  @EventType("shift-taken-over")
  record ShiftTakenOver(
      String department,
      String month,
      String shiftId,
      String restId,
      String subjectId,
      String previousSubjectId,
      Instant at,
      @Personal String reason)
      implements RosterEvent {}
}
