package org.vigil.reporting.accountability.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;

/**
 * A person who acts in a case, by the token.
 *
 * @param subjectId the person's pseudonym, the same by which one is a subject
 * @param name as the leading group was constituted; null for who does not belong to it
 * @param role the role in the leading group at that instant, or of the leader for whom the person
 *     stands in then; null for none
 * @param department to which the person belonged; null where none is known
 */
public record Officer(
    String subjectId,
    @Personal(mask = Mask.NAME) @Nullable String name,
    @Nullable Role role,
    @Nullable String department) {

  /** Findings and measures are for the leaders of section two to decide. */
  boolean leads() {
    return role == Role.LEADER || role == Role.EXECUTIVE_DEPUTY || role == Role.DEPUTY;
  }
}
