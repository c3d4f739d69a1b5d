package org.vigil.reporting.exposure.domain;

import java.time.Instant;

/**
 * How close a contact is, in the vocabulary of the national rules, which has changed: a report is
 * judged by the rules of the instant at which the contact became known.
 */
public enum ContactDegree {
  /** 密切接触者. */
  CLOSE(Instant.MAX),
  /** 次密接, the contact of a contact; no longer judged since the 二十条, 2022-11-11 in Beijing. */
  SECONDARY(Instant.parse("2022-11-10T16:00:00Z"));

  private final Instant knownUntil;

  ContactDegree(Instant knownUntil) {
    this.knownUntil = knownUntil;
  }

  /** Whether the rules in force at an instant know the word. */
  public boolean isKnownAt(Instant instant) {
    return instant.isBefore(knownUntil);
  }
}
