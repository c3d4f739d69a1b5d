package org.vigil.reporting.exposure.domain;

/**
 * How close a contact is, in the vocabulary of the national rules, which has changed: until when
 * 次密接 is judged at all is a decision, so a report brings the rule of the instant at which the
 * contact became known.
 */
public enum ContactDegree {
  /** 密切接触者. */
  CLOSE,
  /** 次密接, the contact of a contact. */
  SECONDARY
}
