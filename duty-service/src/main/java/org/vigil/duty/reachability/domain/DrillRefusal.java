package org.vigil.duty.reachability.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with a drill: refused because … */
public enum DrillRefusal implements Refusal {
  DRILL_ALREADY_STARTED,
  NO_SUCH_DRILL,
  NOT_DRILLED,
  CALL_BEFORE_DRILL,
  DRILL_IS_OVER
}
