package org.vigil.reporting.accountability.api;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.vigil.edge.Problem;
import org.vigil.reporting.accountability.domain.Officer;
import org.vigil.reporting.accountability.view.Officers;
import org.vigil.reporting.leadinggroup.api.ActingPerson;

/** Which person acts, by the token: a case is carried on by people, not by systems. */
@ApplicationScoped
public class Acting {

  private final ActingPerson person;
  private final InstantSource clock;
  private final Officers officers;

  @Inject
  Acting(ActingPerson person, InstantSource clock, AgroalDataSource dataSource) {
    this.person = person;
    this.clock = clock;
    this.officers = new Officers(dataSource);
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected Acting() {
    this.person = null;
    this.clock = null;
    this.officers = null;
  }

  /**
   * The person of the token, as of now.
   *
   * @throws Problem 403 {@code person-claim-missing} for a token that names nobody
   */
  public Officer officer() {
    return officers.of(person.subjectId(), clock.instant());
  }
}
