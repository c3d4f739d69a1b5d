package org.vigil.reporting.exposure.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.exposure.domain.Exposure;

/** Finds reports of contacts and returnees by whom they are about, for policies. */
public final class ExposuresOfSubject {

  /** Whoever reports one person more often has been heard. */
  private static final int MAX_REPORTS = 20;

  private static final String REPORT =
      "select id, kind, subject_id, department, reported_at from exposure_report where ";

  private final DataSource dataSource;

  public ExposuresOfSubject(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What is needed to tell whether a report is the one that is owed. */
  public record Report(
      String id, Exposure.Kind kind, String subjectId, String department, Instant reportedAt) {}

  /** A report as it is now. */
  public Optional<Report> one(String id) {
    return Sql.list(dataSource, REPORT + "id = ?", ExposuresOfSubject::report, id).stream()
        .findFirst();
  }

  /** Reports since an instant about a person, the oldest first. */
  public List<Report> since(Instant from, String subjectId) {
    return Sql.list(
        dataSource,
        REPORT + "subject_id = ? and reported_at >= ? order by reported_at, id limit ?",
        ExposuresOfSubject::report,
        subjectId,
        from,
        MAX_REPORTS);
  }

  private static Report report(ResultSet row) throws SQLException {
    return new Report(
        row.getString("id"),
        Exposure.Kind.valueOf(row.getString("kind")),
        row.getString("subject_id"),
        row.getString("department"),
        Sql.instant(row, "reported_at"));
  }
}
