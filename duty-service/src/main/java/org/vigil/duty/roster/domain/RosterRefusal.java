package org.vigil.duty.roster.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with a roster: refused because … */
public enum RosterRefusal implements Refusal {
  SHIFT_OUTSIDE_MONTH,
  SHIFT_ENDS_BEFORE_IT_BEGINS,
  SHIFT_TWICE,
  NO_DRAFT_TO_PUBLISH,
  ROSTER_HAS_CONFLICTS,
  BEGUN_SHIFT_CHANGED,
  SHIFT_IS_OVER,
  NO_SUCH_SHIFT,
  SHIFT_IS_THEIRS_ALREADY,
  NO_SUCH_SWAP,
  SWAP_ALREADY_REQUESTED,
  SWAP_IS_FOR_ANOTHER,
  SWAP_NOT_ACCEPTED,
  SWAP_OUTDATED,
  SWAP_WITHIN_ONE_MONTH,
  SHIFT_AWAITS_SWAP
}
