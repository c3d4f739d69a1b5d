package org.vigil.reporting.outbreakcase.domain;

import org.vigil.eventsourcing.Refusal;

/** Refused because … */
public enum OutbreakCaseRefusal implements Refusal {
  CASE_UNKNOWN,
  CASE_ALREADY_OPEN,
  CASE_CLOSED,
  STEP_ALREADY_DONE,
  STEP_BEFORE_CASE_WAS_KNOWN,
  CONTACT_IS_THE_PERSON,
  CONTACT_UNKNOWN,
  PERSON_ALREADY_IDENTIFIED,
  DISINFECTION_NOT_REQUESTED,
  DISINFECTION_BEFORE_REQUEST,
  STEPS_LEFT_OUT
}
