package org.vigil.duty.roster.domain;

import java.time.Instant;
import java.util.List;
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

  /** The other agrees. */
  record AcceptSwap(String swapId, String subjectId) implements RosterCommand {}

  /** 换班批准: the head agrees, and the two shifts change hands. */
  record ApproveSwap(
      String swapId, String approverId, Surroundings around, RosterRules rules, Instant at)
      implements RosterCommand {}

  /** The other or the head does not agree, or who asked does not want it any more. */
  record DeclineSwap(String swapId, String subjectId, String reason) implements RosterCommand {}

  /** 紧急顶班: somebody steps in at once, for what is left of the shift, and says why. */
  record TakeOver(String shiftId, String subjectId, String reason, Instant at)
      implements RosterCommand {}
}
