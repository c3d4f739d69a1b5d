package org.vigil.reporting.escalation.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with an escalation: refused because … */
public enum EscalationRefusal implements Refusal {
  NO_SUCH_ESCALATION,
  ALREADY_RESOLVED,
  PROMISE_IN_THE_PAST,
  PROMISE_TOO_FAR_AWAY
}
