package org.vigil.reporting.outing.view;

import java.time.Instant;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;

/** Whether somebody's outing is on record, for policies. */
public final class OutingsOfSubject {

  private final DataSource dataSource;

  public OutingsOfSubject(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Whether the person is away at an instant; who has not come back is still away. */
  public boolean isAway(String subjectId, Instant at) {
    return Sql.list(
            dataSource,
            """
            select exists (select from outing
              where subject_id = ? and status <> 'CANCELLED' and departs_at <= ?
                and (status = 'OPEN' or ends_at > ?)) as away
            """,
            row -> row.getBoolean("away"),
            subjectId,
            at,
            at)
        .getFirst();
  }
}
