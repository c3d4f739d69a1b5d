package org.vigil.reporting.accountability.api;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.vigil.edge.Caller;
import org.vigil.edge.Problem;
import org.vigil.edge.SubjectIds;
import org.vigil.reporting.accountability.domain.Officer;
import org.vigil.reporting.accountability.view.Officers;

/** Which person acts, by the token: a case is carried on by people, not by systems. */
@ApplicationScoped
public class Acting {

  private final Caller caller;
  private final SubjectIds ids;
  private final InstantSource clock;
  private final Officers officers;

  @Inject
  Acting(Caller caller, SubjectIds ids, InstantSource clock, AgroalDataSource dataSource) {
    this.caller = caller;
    this.ids = ids;
    this.clock = clock;
    this.officers = new Officers(dataSource);
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected Acting() {
    this.caller = null;
    this.ids = null;
    this.clock = null;
    this.officers = null;
  }

  /**
   * The person of the token, as of now.
   *
   * @throws Problem 403 {@code person-claim-missing} for a token that names nobody
   */
  public Officer officer() {
    String staffNo = caller.staffNo().orElseThrow(() -> Problem.of(403, "person-claim-missing"));
    return officers.of(ids.of(null, staffNo), clock.instant());
  }
}
