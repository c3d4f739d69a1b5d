package org.vigil.duty.presence.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with a shift: refused because … */
public enum PresenceRefusal implements Refusal {
  NO_SUCH_DUTY,
  DUTY_OF_SOMEBODY_ELSE,
  DUTY_NOT_OPEN_YET,
  DUTY_IS_OVER,
  ALREADY_ON_DUTY,
  NOT_ON_DUTY,
  HANDOVER_NOT_PREPARED,
  HANDOVER_ALREADY_SIGNED,
  NOBODY_SIGNS_FOR_BOTH,
  NO_PROBE_TO_ANSWER,
  NO_SUCH_OPEN_MATTER
}
