package org.vigil.reporting.expectation.view;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** Finds reports that are still owed, for policies. */
public final class OwedReports {

  private final DataSource dataSource;

  public OwedReports(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The signals that a report about this person, or naming this signal, may answer. */
  public List<String> signalsFor(String subjectId, @Nullable String signal) {
    return Sql.list(
        dataSource,
        """
        select id from expected_report where status <> 'MET' and (subject_id = ? or id = ?::text)
        order by id
        """,
        row -> row.getString("id"),
        subjectId,
        signal);
  }
}
