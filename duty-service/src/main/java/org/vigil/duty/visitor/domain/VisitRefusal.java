package org.vigil.duty.visitor.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with a visit: refused because … */
public enum VisitRefusal implements Refusal {
  NO_SUCH_VISIT,
  VISIT_ALREADY_REGISTERED,
  VISITOR_NOT_INSIDE,
  VISITOR_NOT_TURNED_AWAY,
  DEPARTURE_BEFORE_ARRIVAL
}
