package org.vigil.reporting.escalation.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with an escalation: refused because … */
public enum EscalationRefusal implements Refusal {
  NO_SUCH_ESCALATION,
  ALREADY_RESOLVED,
  PROMISE_IN_THE_PAST,
  PROMISE_TOO_FAR_AWAY,
  OFFERED_TO_ITSELF,
  OFFER_NOT_ANSWERED_YET,
  NO_SUCH_OFFER,
  SNOOZE_IN_THE_PAST,
  SNOOZE_TOO_LONG,
  NO_SNOOZE_ASKED_FOR,
  SNOOZE_APPROVED_BY_ITS_ASKER,
  ALREADY_SNOOZED
}
