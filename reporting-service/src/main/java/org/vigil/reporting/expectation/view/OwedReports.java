package org.vigil.reporting.expectation.view;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** Finds reports that are owed, for policies. */
public final class OwedReports {

  /** A report answers for fourteen days; nobody is signalled more often than that meanwhile. */
  private static final int MAX_SIGNALS = 100;

  private final DataSource dataSource;

  public OwedReports(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The signals that a report about this person, or naming this signal, may answer. */
  public List<String> signalsFor(String subjectId, @Nullable String signal) {
    return Sql.list(
        dataSource,
        """
        select id from expected_report
        where status <> 'MET' and status <> 'WITHDRAWN' and (subject_id = ? or id = ?::text)
        order by id
        """,
        row -> row.getString("id"),
        subjectId,
        signal);
  }

  /**
   * The signals of which a department owes reports, about some people, that had arisen by a
   * position.
   */
  public List<String> waitingFor(String department, List<String> subjectIds, long position) {
    return Sql.list(
        dataSource,
        """
        select id from expected_report
        where department = ? and subject_id = any(?) and status in ('OWED', 'MISSED')
          and position < ?
        order by position desc limit ?
        """,
        row -> row.getString("id"),
        department,
        subjectIds,
        position,
        MAX_SIGNALS);
  }

  /** The newest signals about this person, whatever has come of them. */
  public List<String> signalsAbout(String subjectId) {
    return Sql.list(
        dataSource,
        "select id from expected_report where subject_id = ? order by position desc limit ?",
        row -> row.getString("id"),
        subjectId,
        MAX_SIGNALS);
  }
}
