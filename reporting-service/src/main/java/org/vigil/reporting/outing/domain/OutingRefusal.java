package org.vigil.reporting.outing.domain;

import org.vigil.eventsourcing.Refusal;

/** Refused because … */
public enum OutingRefusal implements Refusal {
  OUTING_UNKNOWN,
  OUTING_ALREADY_REGISTERED,
  OUTING_ALREADY_ENDED,
  PERSON_ALREADY_IDENTIFIED,
  RETURN_NOT_AFTER_DEPARTURE,
  STOP_NOT_WITHIN_OUTING,
  OUTING_STOPS_UNCHANGED,
  OUTING_TOO_LONG_AGO,
  NOT_LATER_THAN_PLANNED,
  MATCH_UNKNOWN,
  MATCH_ALREADY_REVIEWED
}
