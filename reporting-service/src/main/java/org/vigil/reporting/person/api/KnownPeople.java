package org.vigil.reporting.person.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.SubjectIds;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.person.domain.Whom;

/**
 * Whom a body names. A member of the staff is one person by whichever number: the directory knows
 * members by staff number, and who is named by the phone alone is the member who has it.
 */
@ApplicationScoped
public class KnownPeople {

  private final SubjectIds ids;
  private final InstantSource clock;
  private final PhoneOwners owners;

  @Inject
  KnownPeople(SubjectIds ids, InstantSource clock, PhoneOwners owners) {
    this.ids = ids;
    this.clock = clock;
    this.owners = owners;
  }

  /**
   * The person's pseudonym.
   *
   * @throws org.vigil.edge.Problem 400 {@code nobody-named} without a number
   */
  public String subjectId(PersonBody named) {
    String id = ids.of(named.phone(), named.staffNo());
    return named.staffNo() == null ? owners.of(id, clock.instant()) : id;
  }

  /** Whom a report is about; somebody unknown where it gives a name alone. */
  public Whom whom(PersonBody named) {
    return named.hasNumber() ? new Whom(subjectId(named), true) : new Whom(unknown(), false);
  }

  /**
   * The pseudonym of whom a correction names, null for a name alone. With the numbers of before it
   * is the person of before, whoever has the phone by now.
   *
   * @param beforeId under which the person is kept
   */
  public @Nullable String corrected(PersonBody named, Person before, String beforeId) {
    if (!named.hasNumber()) {
      return null;
    }
    return named.isNamedAs(before) ? beforeId : subjectId(named);
  }

  /** A pseudonym for somebody of whom nothing but a name is known. */
  public String unknown() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
