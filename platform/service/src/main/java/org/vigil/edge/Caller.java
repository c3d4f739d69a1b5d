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

  @Inject
  Caller(SecurityIdentity identity) {
    this.identity = identity;
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
    if (confinedTo().filter(own -> !own.equals(department)).isPresent()) {
      throw Problem.of(403, "other-department");
    }
  }

  private String own() {
    return department()
        .filter(code -> !code.isBlank())
        .orElseThrow(() -> Problem.of(403, "department-claim-missing"));
  }
}
