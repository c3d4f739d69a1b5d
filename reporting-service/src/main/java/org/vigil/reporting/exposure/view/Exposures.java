package org.vigil.reporting.exposure.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.rows.Candidate;

/** Reads reports of contacts and returnees, and whom to ask after. */
public final class Exposures {

  /** Whoever is reported more often is no clearer for it. */
  public static final int MAX_REPORTS = 100;

  private final DataSource dataSource;

  public Exposures(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A report, masked. */
  public record Report(
      String id,
      int version,
      long position,
      String kind,
      String department,
      String subjectId,
      boolean identified,
      String status,
      String name,
      @Nullable String phone,
      @Nullable String degree,
      @Nullable String areaCode,
      @Nullable String country,
      Instant lastExposedAt,
      Instant knownAt,
      String channel,
      Instant reportedAt,
      @Nullable Long lateBySeconds,
      int corrections,
      @Nullable Instant acknowledgedAt) {}

  /** A day of somebody's observation. */
  public record Day(
      String subjectId,
      LocalDate day,
      String department,
      String name,
      Instant dueAt,
      String status,
      @Nullable String finding,
      @Nullable Instant followedUpAt,
      boolean late) {}

  /** The newest first. */
  public List<Report> newest(
      Optional<String> department, Optional<String> kind, long before, int rows) {
    return Sql.list(
        dataSource,
        """
        select * from exposure_report
        where position < ? and (?::text is null or department = ?)
          and (?::text is null or kind = ?)
        order by position desc limit ?
        """,
        Exposures::report,
        before,
        department.orElse(null),
        department.orElse(null),
        kind.orElse(null),
        kind.orElse(null),
        rows);
  }

  /** Of what had been reported by an instant, the newest first. */
  public List<Candidate> reportedBy(
      Instant asOf, Optional<String> department, Optional<String> kind, long before, int rows) {
    return Sql.list(
        dataSource,
        """
        select id, position from exposure_report
        where position < ? and reported_at <= ? and (?::text is null or department = ?)
          and (?::text is null or kind = ?)
        order by position desc limit ?
        """,
        row -> new Candidate(row.getString("id"), row.getLong("position")),
        before,
        asOf,
        department.orElse(null),
        department.orElse(null),
        kind.orElse(null),
        kind.orElse(null),
        rows);
  }

  /** One report. */
  public Optional<Report> one(String id) {
    return Sql.list(dataSource, "select * from exposure_report where id = ?", Exposures::report, id)
        .stream()
        .findFirst();
  }

  /** Every report that a person's observation answers. */
  public List<String> reportsOf(String subjectId) {
    return Sql.list(
        dataSource,
        "select report_id from observation_report where subject_id = ? order by report_id"
            + " limit ?",
        row -> row.getString("report_id"),
        subjectId,
        MAX_REPORTS);
  }

  /** Whom to ask after on a day. */
  public List<Day> followUps(
      LocalDate day, Optional<String> department, String afterSubject, int rows) {
    return Sql.list(
        dataSource,
        """
        select * from observation_day
        where day = ? and (?::text is null or department = ?) and subject_id > ?
          and status not in ('MERGED', 'DROPPED')
        order by subject_id limit ?
        """,
        Exposures::day,
        day,
        department.orElse(null),
        department.orElse(null),
        afterSubject,
        rows);
  }

  /** Whom anybody was ever to ask after on a day, in order. */
  public List<String> everAskedAfter(LocalDate day, String afterSubject, int rows) {
    return Sql.list(
        dataSource,
        "select subject_id from observation_day where day = ? and subject_id > ?"
            + " order by subject_id limit ?",
        row -> row.getString("subject_id"),
        day,
        afterSubject,
        rows);
  }

  private static Report report(ResultSet row) throws SQLException {
    return new Report(
        row.getString("id"),
        row.getInt("version"),
        row.getLong("position"),
        row.getString("kind"),
        row.getString("department"),
        row.getString("subject_id"),
        row.getBoolean("identified"),
        row.getString("status"),
        row.getString("name"),
        row.getString("phone"),
        row.getString("degree"),
        row.getString("area_code"),
        row.getString("country"),
        Sql.instant(row, "last_exposed_at"),
        Sql.instant(row, "known_at"),
        row.getString("channel"),
        Sql.instant(row, "reported_at"),
        row.getObject("late_by_seconds", Long.class),
        row.getInt("corrections"),
        Sql.instantOrNull(row, "acknowledged_at"));
  }

  private static Day day(ResultSet row) throws SQLException {
    return new Day(
        row.getString("subject_id"),
        row.getObject("day", LocalDate.class),
        row.getString("department"),
        row.getString("name"),
        Sql.instant(row, "due_at"),
        row.getString("status"),
        row.getString("finding"),
        Sql.instantOrNull(row, "followed_up_at"),
        row.getBoolean("late"));
  }
}
