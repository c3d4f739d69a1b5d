package org.vigil.reporting.intake;

import org.vigil.eventsourcing.Recorded;

/**
 * Whose pseudonym is meant by the one under which another service has kept somebody: at a gate, at
 * a table or at a meeting a member of the staff may be known by the phone alone.
 */
@FunctionalInterface
public interface WhoIs {

  /** The member's who had the phone when it was received, else the same. */
  String of(String subjectId, Recorded<?> received);
}
