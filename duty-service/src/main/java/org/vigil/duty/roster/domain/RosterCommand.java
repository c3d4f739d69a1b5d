package org.vigil.duty.roster.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.calendar.domain.Span;

/** What can be asked of a department's month. */
public sealed interface RosterCommand {

  /** Where a draft comes from. */
  enum Origin {
    ENTERED,
    IMPORTED,
    GENERATED
  }

  /**
   * Replaces the draft. It may have conflicts; publishing it may not.
   *
   * @param month the month's bounds; every shift begins in it
   */
  record DraftRoster(Span month, List<Shift> shifts, Origin origin) implements RosterCommand {
    public DraftRoster {
      shifts = List.copyOf(shifts);
    }
  }

  /** Makes the draft what holds. */
  record PublishRoster(Surroundings around, RosterRules rules, Instant at)
      implements RosterCommand {}

  /** 替班: the head lets another take a shift. */
  record Substitute(
      String shiftId,
      String subjectId,
      String reason,
      String approverId,
      Surroundings around,
      RosterRules rules,
      Instant at)
      implements RosterCommand {}

  /** 换班申请: who holds the first shift asks who holds the second. */
  record RequestSwap(String swapId, String shiftId, String otherShiftId, String reason, Instant at)
      implements RosterCommand {}

  /**
   * 跨月换班申请: the second shift is in another month of the same department.
   *
   * @param other that shift as it stands; null where that month has none of the id
   */
  record RequestSwapAcrossMonths(
      String swapId,
      String shiftId,
      String otherMonth,
      String otherShiftId,
      @Nullable Shift other,
      String reason,
      Instant at)
      implements RosterCommand {}

  /** The other agrees. */
  record AcceptSwap(String swapId, String subjectId) implements RosterCommand {}

  /** 换班批准: the head agrees, and the two shifts change hands. */
  record ApproveSwap(
      String swapId, String approverId, Surroundings around, RosterRules rules, Instant at)
      implements RosterCommand {}

  /**
   * 跨月换班批准: the head agrees; each of the two months then changes, or neither does.
   *
   * @param other the shift of the other month as it stands; null where it is not there any more
   * @param around both people's shifts of every month, without the two that they exchange
   */
  record ApproveSwapAcrossMonths(
      String swapId,
      String approverId,
      @Nullable Shift other,
      Surroundings around,
      RosterRules rules,
      Instant at)
      implements RosterCommand {}

  /** In the other month: hands its shift over if all is as it was when the swap was agreed on. */
  record SettleSwap(
      String swapId, String firstMonth, String shiftId, String from, String to, Instant at)
      implements RosterCommand {}

  /**
   * In the first month: hands its shift over too, or leaves all as it was.
   *
   * @param handed whether the other month has handed over its own
   */
  record FinishSwap(String swapId, boolean handed) implements RosterCommand {}

  /** The other or the head does not agree, or who asked does not want it any more. */
  record DeclineSwap(String swapId, String subjectId, String reason) implements RosterCommand {}

  /** 紧急顶班: somebody steps in at once, for what is left of the shift, and says why. */
  record TakeOver(String shiftId, String subjectId, String reason, Instant at)
      implements RosterCommand {}
}
