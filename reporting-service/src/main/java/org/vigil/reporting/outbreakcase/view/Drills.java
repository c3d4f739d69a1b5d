package org.vigil.reporting.outbreakcase.view;

import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;

/** Which cases are only practised, for policies. */
public final class Drills {

  private final DataSource dataSource;

  public Drills(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Whether a case is a drill. */
  public boolean isDrill(String caseId) {
    return Sql.list(
            dataSource,
            "select drill from outbreak_case where id = ?",
            row -> row.getBoolean("drill"),
            caseId)
        .contains(true);
  }
}
