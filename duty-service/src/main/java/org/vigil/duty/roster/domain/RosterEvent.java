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
