package org.vigil.reporting.symptomreport.view;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.symptomreport.domain.OneIllness.Told;

/** Finds reports by whom they are about. */
public final class ReportsOfSubject {

  /** Whoever reports one person more often has been heard. */
  private static final int MAX_REPORTS = 20;

  /** Nobody is reported more often. */
  private static final int MAX_SHOWN = 100;

  private final DataSource dataSource;

  public ReportsOfSubject(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What is needed to tell whether a report is the one that is owed. */
  public record Report(
      String id,
      String subjectId,
      String department,
      Instant reportedAt,
      @Nullable String signal) {}

  /** The ids of all reports about a person, the oldest first. */
  public List<String> about(String subjectId) {
    return Sql.list(
        dataSource,
        "select id from symptom_report where subject_id = ? order by position limit ?",
        row -> row.getString("id"),
        subjectId,
        MAX_SHOWN);
  }

  /** What is one matter of the reports about a person, as they are now; the oldest first. */
  public List<Told> told(String subjectId) {
    return Sql.list(
            dataSource,
            """
            select id, department, reported_at, symptoms <> '{}' as ill,
              late_by_seconds is not null as late, matter
            from symptom_report where subject_id = ? order by position desc limit ?
            """,
            row ->
                new Told(
                    row.getString("id"),
                    row.getString("department"),
                    Sql.instant(row, "reported_at"),
                    row.getBoolean("ill"),
                    row.getBoolean("late"),
                    row.getString("matter")),
            subjectId,
            MAX_SHOWN)
        .reversed();
  }

  /** As {@link #about}, with those that turned out to be about somebody else. */
  public List<String> everAbout(String subjectId) {
    return Sql.list(
        dataSource,
        """
        select id from symptom_report
        where id in (select report_id from symptom_report_person where subject_id = ?)
        order by position limit ?
        """,
        row -> row.getString("id"),
        subjectId,
        MAX_SHOWN);
  }

  /**
   * Reports since an instant of a person's symptoms or in answer to a signal, the oldest first. One
   * that was put right to no symptoms has told of none; where it names the signal, the office knows
   * what came of it.
   */
  public List<Report> since(Instant from, String subjectId, String signal) {
    return Sql.list(
        dataSource,
        """
        select id, subject_id, department, reported_at, signal from symptom_report
        where (subject_id = ? and symptoms <> '{}' or signal = ?) and reported_at >= ?
        order by reported_at, id limit ?
        """,
        row ->
            new Report(
                row.getString("id"),
                row.getString("subject_id"),
                row.getString("department"),
                Sql.instant(row, "reported_at"),
                row.getString("signal")),
        subjectId,
        signal,
        from,
        MAX_REPORTS);
  }
}
