package org.vigil.disinfection.round.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with a zone: refused because … */
public enum ZoneRefusal implements Refusal {
  NO_SUCH_ZONE,
  ROUND_ENDS_BEFORE_IT_STARTS,
  NO_SUCH_VALID_ROUND
}
