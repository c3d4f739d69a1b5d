package org.vigil.edge;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls, by the token. */
@RequestScoped
public class Caller {

  private final SecurityIdentity identity;
  private final SubjectIds ids;

  @Inject
  Caller(SecurityIdentity identity, SubjectIds ids) {
    this.identity = identity;
    this.ids = ids;
  }

  /** The client's name, which goes into the envelope of what it records. */
  public String client() {
    return identity.getPrincipal().getName();
  }

  public boolean has(String role) {
    return identity.hasRole(role);
  }

  /** The department that a {@code department} system acts for. */
  public Optional<String> department() {
    return identity.getPrincipal() instanceof JsonWebToken token
        ? Optional.ofNullable(token.<String>getClaim("department"))
        : Optional.empty();
  }

  /** The staff number of the person at the client, where the token names one. */
  public Optional<String> staffNo() {
    return identity.getPrincipal() instanceof JsonWebToken token
        ? Optional.ofNullable(token.<String>getClaim("staff_no")).filter(no -> !no.isBlank())
        : Optional.empty();
  }

  /**
   * Whether the caller may act for a department: its own, or any as the office.
   *
   * @throws Problem 403 if not
   */
  public void mustActFor(String department) {
    if (has(Roles.OFFICE)) {
      return;
    }
    if (!own().equals(department)) {
      throw Problem.of(403, "other-department");
    }
  }

  /**
   * The department to which a reader is confined; empty for those who read all.
   *
   * @throws Problem 403 for a department system without a department
   */
  public Optional<String> confinedTo() {
    if (has(Roles.OFFICE) || has(Roles.LEADER) || has(Roles.AUDITOR)) {
      return Optional.empty();
    }
    return Optional.of(own());
  }

  /**
   * Whether the caller may see what is a department's: its own, or any for those who read all.
   *
   * @throws Problem 403 if not
   */
  public void mustSee(String department) {
    if (isAnothers(department)) {
      throw Problem.of(403, "other-department");
    }
  }

  /**
   * As {@link #mustSee}, where that it exists is nobody else's concern.
   *
   * @throws Problem 404 if not
   */
  public void mustFind(String department) {
    if (isAnothers(department)) {
      throw Problem.notFound();
    }
  }

  /** Whether it is a department's to which the caller is not confined, but to another. */
  public boolean isAnothers(String department) {
    return confinedTo().filter(own -> !own.equals(department)).isPresent();
  }

  /**
   * Where the token names a person, that person signs for nobody else.
   *
   * @param person the pseudonym of who is to have signed
   * @throws Problem 403 if it is another
   */
  public void mustSignAs(String person) {
    if (staffNo().filter(no -> !ids.of(null, no).equals(person)).isPresent()) {
      throw Problem.of(403, "signs-for-another");
    }
  }

  private String own() {
    return department()
        .filter(code -> !code.isBlank())
        .orElseThrow(() -> Problem.of(403, "department-claim-missing"));
  }
}
