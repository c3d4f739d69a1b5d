package org.vigil.reporting.person.domain;

/** By which way the office has heard. */
public enum Channel {
  /** A department's own system. */
  SYSTEM,
  /** The person's own word. */
  PERSON,
  /** Taken down by a clerk of the office on the phone. */
  PHONE
}
