package org.vigil.reporting.dailyreport.view;

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

/** Reads daily reports, their rates, and who may sign. */
public final class DailyReports {

  /** A bureau has ten departments, a province's administration some hundreds. */
  private static final int MAX_DEPARTMENTS = 1_000;

  /** A department has few facts of a day. */
  static final int MAX_FACTS = 200;

  private final DataSource dataSource;

  public DailyReports(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** One department's report of one day. */
  public record Report(
      String id,
      int version,
      long position,
      String department,
      LocalDate day,
      boolean owed,
      String status,
      @Nullable Instant dueAt,
      boolean missed,
      @Nullable Instant submittedAt,
      @Nullable Long lateBySeconds,
      @Nullable Integer present,
      @Nullable Integer absent,
      @Nullable Integer symptoms,
      @Nullable Integer contacts,
      @Nullable Integer returnees,
      @Nullable String signerName,
      @Nullable String signedAs,
      boolean takenByPhone,
      int corrections,
      boolean correctedAfterCutOff,
      @Nullable Instant contradictedAt,
      @Nullable String exemption,
      @Nullable String exemptionKind) {}

  /** What is known of a department on a day. */
  public record Fact(String kind, String id, Instant knownAt, boolean contradicts) {}

  /**
   * What was owed of a department and what has come.
   *
   * @param owed days whose cut-off has passed and that were not exempt
   * @param onTime reports by the cut-off
   * @param late reports after it
   * @param never days without any report to this day
   * @param exempt days that are left out, and count for nothing
   * @param contradicted reports against which facts stand
   */
  public record Rate(
      String department, int owed, int onTime, int late, int never, int exempt, int contradicted) {}

  /** A decision of the office. */
  public record Exemption(
      String id,
      long position,
      List<String> departments,
      LocalDate from,
      LocalDate until,
      String kind,
      String reason,
      Instant decidedAt) {}

  /** The newest first. */
  public List<Report> newest(
      Optional<String> department,
      Optional<LocalDate> day,
      Optional<String> status,
      long before,
      int rows) {
    return Sql.list(
        dataSource,
        """
        select * from daily_report
        where position < ? and (?::text is null or department = ?)
          and (?::date is null or day = ?) and (?::text is null or status = ?)
        order by position desc limit ?
        """,
        DailyReports::report,
        before,
        department.orElse(null),
        department.orElse(null),
        day.orElse(null),
        day.orElse(null),
        status.orElse(null),
        status.orElse(null),
        rows);
  }

  /** What a list of the past may have shown, the newest first. */
  public List<Candidate> candidates(
      Optional<String> department, Optional<LocalDate> day, long before, int rows) {
    return Sql.list(
        dataSource,
        """
        select id, position from daily_report
        where position < ? and (?::text is null or department = ?)
          and (?::date is null or day = ?)
        order by position desc limit ?
        """,
        row -> new Candidate(row.getString("id"), row.getLong("position")),
        before,
        department.orElse(null),
        department.orElse(null),
        day.orElse(null),
        day.orElse(null),
        rows);
  }

  /** One report. */
  public Optional<Report> one(String id) {
    return Sql.list(dataSource, "select * from daily_report where id = ?", DailyReports::report, id)
        .stream()
        .findFirst();
  }

  /** What is known of the department that day. */
  public List<Fact> facts(String id) {
    return Sql.list(
        dataSource,
        "select * from daily_report_fact where report_id = ? order by known_at, fact_id limit "
            + MAX_FACTS,
        row ->
            new Fact(
                row.getString("kind"),
                row.getString("fact_id"),
                Sql.instant(row, "known_at"),
                row.getBoolean("contradicts")),
        id);
  }

  /**
   * The rates from one day to another, both included, by what is known now.
   *
   * @param now days whose cut-off lies ahead are not counted yet
   */
  public List<Rate> rates(
      LocalDate from, LocalDate until, Optional<String> department, Instant now) {
    return Sql.list(
        dataSource,
        """
        select department,
          count(*) filter (where owed and due_at <= ?) as owed,
          count(*) filter (where owed and due_at <= ? and late_by_seconds = 0) as on_time,
          count(*) filter (where owed and due_at <= ? and late_by_seconds > 0) as late,
          count(*) filter (where owed and due_at <= ? and submitted_at is null) as never,
          count(*) filter (where exemption is not null) as exempt,
          count(*) filter (where contradicted_at is not null) as contradicted
        from daily_report
        where day between ? and ? and (?::text is null or department = ?)
          and (owed or exemption is not null or submitted_at is not null)
        group by department order by department limit ?
        """,
        row ->
            new Rate(
                row.getString("department"),
                row.getInt("owed"),
                row.getInt("on_time"),
                row.getInt("late"),
                row.getInt("never"),
                row.getInt("exempt"),
                row.getInt("contradicted")),
        now,
        now,
        now,
        now,
        from,
        until,
        department.orElse(null),
        department.orElse(null),
        MAX_DEPARTMENTS);
  }

  /** Whether somebody may sign in the head's place at an instant. */
  public boolean isDeputy(String department, String subjectId, Instant at) {
    return !Sql.list(
            dataSource,
            """
            select 1 from daily_report_deputy
            where department = ? and subject_id = ? and valid_from <= ? and valid_until > ?
            limit 1
            """,
            row -> row.getInt(1),
            department,
            subjectId,
            at,
            at)
        .isEmpty();
  }

  /** The office's exemptions, the newest first. */
  public List<Exemption> exemptions(Optional<String> department, long before, int rows) {
    return Sql.list(
        dataSource,
        """
        select * from daily_report_exemption
        where position < ? and (?::text is null or ? = any(departments))
        order by position desc limit ?
        """,
        row ->
            new Exemption(
                row.getString("id"),
                row.getLong("position"),
                List.of((String[]) row.getArray("departments").getArray()),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class),
                row.getString("kind"),
                row.getString("reason"),
                Sql.instant(row, "decided_at")),
        before,
        department.orElse(null),
        department.orElse(null),
        rows);
  }

  private static Report report(ResultSet row) throws SQLException {
    return new Report(
        row.getString("id"),
        row.getInt("version"),
        row.getLong("position"),
        row.getString("department"),
        row.getObject("day", LocalDate.class),
        row.getBoolean("owed"),
        row.getString("status"),
        Sql.instantOrNull(row, "due_at"),
        row.getBoolean("missed"),
        Sql.instantOrNull(row, "submitted_at"),
        row.getObject("late_by_seconds", Long.class),
        row.getObject("present", Integer.class),
        row.getObject("absent", Integer.class),
        row.getObject("symptoms", Integer.class),
        row.getObject("contacts", Integer.class),
        row.getObject("returnees", Integer.class),
        row.getString("signer_name"),
        row.getString("signed_as"),
        row.getBoolean("taken_by_phone"),
        row.getInt("corrections"),
        row.getBoolean("corrected_after_cut_off"),
        Sql.instantOrNull(row, "contradicted_at"),
        row.getString("exemption"),
        row.getString("exemption_kind"));
  }
}
