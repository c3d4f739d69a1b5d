package org.vigil.supplies.stock.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;

/**
 * For whom something is issued, and why. Whoever says so knows of an illness or a contact, and the
 * person's department is to report it (3.11-b).
 *
 * @param department the person's, which owes the report
 * @param use one that is for a person; null once the person is forgotten
 * @param purpose the same in words
 */
public record Recipient(
    String subjectId,
    String department,
    EnteredBy enteredBy,
    Person person,
    @Personal @Nullable Use use,
    @Personal String purpose) {

  /** Whether the same report is owed of both. */
  boolean isOwedLike(Recipient other) {
    return subjectId.equals(other.subjectId) && department.equals(other.department);
  }
}
