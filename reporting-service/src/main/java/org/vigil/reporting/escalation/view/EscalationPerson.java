package org.vigil.reporting.escalation.view;

import java.util.Optional;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;

/** Whom an escalation concerns, so that what is written about it belongs to the same person. */
public final class EscalationPerson {

  private final DataSource dataSource;

  public EscalationPerson(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The pseudonym; empty where it concerns nobody. */
  public Optional<String> of(String escalation) {
    return Sql.list(
            dataSource,
            "select person_id from escalation where id = ? and person_id is not null",
            row -> row.getString("person_id"),
            escalation)
        .stream()
        .findFirst();
  }
}
