package org.vigil.duty.muster.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with a muster: refused because … */
public enum MusterRefusal implements Refusal {
  NO_SUCH_MUSTER,
  MUSTER_ALREADY_CALLED,
  MUSTER_CLOSED,
  PERSON_NOT_SUMMONED,
  ARRIVAL_BEFORE_CALL
}
