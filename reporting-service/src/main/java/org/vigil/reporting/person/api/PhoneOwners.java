package org.vigil.reporting.person.api;

import java.time.Instant;

/** What the directory knows of whose a phone is. */
@FunctionalInterface
public interface PhoneOwners {

  /**
   * The pseudonym of the member of the staff who has a phone at an instant; where none is known,
   * the phone's own.
   *
   * @param phoneId the pseudonym of whoever is named by the phone alone
   */
  String of(String phoneId, Instant at);
}
