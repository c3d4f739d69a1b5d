package org.vigil.duty.muster.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** What the commander looks at. */
public final class MusterBoard {

  /** How a person stands, worst last; said in one place for counts and lists. */
  private static final String STANDING =
      """
      case when p.arrived_at is not null then case when p.late then 'LATE' else 'ARRIVED' end
        when p.excuse is not null then 'EXCUSED'
        when p.found_absent then 'ABSENT'
        when p.acknowledged_at is not null then 'COMING'
        else 'SILENT' end
      """;

  private static final String HEAD =
      "select id, kind, occasion, place, department, called_at, deadline_at, closed_at, version"
          + " from muster m";

  private static final String COUNTS =
      """
      select u.department, u.summoned, u.judged, u.verdict_arrived, u.verdict_excused,
        u.verdict_absent,
        count(*) filter (where s.standing = 'ARRIVED') as arrived,
        count(*) filter (where s.standing = 'LATE') as late,
        count(*) filter (where s.standing = 'EXCUSED') as excused,
        count(*) filter (where s.standing = 'ABSENT') as absent,
        count(*) filter (where s.standing = 'COMING') as coming,
        count(*) filter (where s.standing = 'SILENT') as silent
      from muster_unit u
      left join (select p.muster, p.department, %s as standing from muster_person p
        where p.muster = ?) s on s.muster = u.muster and s.department = u.department
      where u.muster = ? and (?::text is null or u.department = ?)
      group by u.muster, u.department order by u.department
      """
          .formatted(STANDING);

  private static final String PEOPLE =
      """
      select * from (select p.person_id, p.department, p.masked_name, p.acknowledged_at,
        p.arrived_at, p.manner, p.exit, p.late_entered, p.excuse, p.found_absent, %s as standing
        from muster_person p where p.muster = ? and (?::text is null or p.department = ?)
        and p.person_id > ?) s
      where ?::text is null or s.standing = ? order by s.person_id limit ?
      """
          .formatted(STANDING);

  private final DataSource dataSource;

  public MusterBoard(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A muster. */
  @Schema(name = "Muster")
  public record Head(
      String id,
      String kind,
      String occasion,
      String place,
      String department,
      Instant calledAt,
      Instant deadlineAt,
      @Nullable Instant closedAt,
      int version) {}

  /**
   * How a department stands now, and as it stood when the verdict was given.
   *
   * @param coming who has acknowledged and is not there yet
   * @param silent who has done neither
   * @param verdict null before the deadline
   */
  public record Count(
      String department,
      int summoned,
      int arrived,
      int late,
      int excused,
      int absent,
      int coming,
      int silent,
      @Nullable Verdict verdict) {}

  /** What the deadline found. */
  @Schema(name = "MusterVerdict")
  public record Verdict(int arrived, int excused, int absent) {}

  /** One person, masked. */
  public record Person(
      String id,
      String department,
      String maskedName,
      String standing,
      @Nullable Instant acknowledgedAt,
      @Nullable Instant arrivedAt,
      @Nullable String manner,
      @Nullable String exit,
      boolean lateEntered,
      @Nullable String excuse,
      boolean foundAbsent) {}

  /**
   * Musters, newest first.
   *
   * @param department one that must have been summoned; null for all
   */
  public List<Head> heads(@Nullable String department, @Nullable String after, int rows) {
    return Sql.list(
        dataSource,
        HEAD
            + " where (?::text is null or exists (select 1 from muster_unit u where u.muster ="
            + " m.id and u.department = ?)) and (?::text is null or (called_at, id) <"
            + " (select called_at, id from muster where id = ?))"
            + " order by called_at desc, id desc limit ?",
        MusterBoard::head,
        department,
        department,
        after,
        after,
        rows);
  }

  /** One muster. */
  public Optional<Head> head(String id) {
    return Sql.list(dataSource, HEAD + " where id = ?", MusterBoard::head, id).stream().findFirst();
  }

  /** The counts of each department, or of one. */
  public List<Count> counts(String id, @Nullable String department) {
    return Sql.list(dataSource, COUNTS, MusterBoard::count, id, id, department, department);
  }

  /** Its people, by how they stand. */
  public List<Person> people(
      String id,
      @Nullable String department,
      @Nullable String standing,
      @Nullable String after,
      int rows) {
    return Sql.list(
        dataSource,
        PEOPLE,
        MusterBoard::person,
        id,
        department,
        department,
        after == null ? "" : after,
        standing,
        standing,
        rows);
  }

  /** The department for which a person was summoned. */
  public Optional<String> departmentOf(String id, String personId) {
    return Sql.list(
            dataSource,
            "select department from muster_person where muster = ? and person_id = ?",
            row -> row.getString(1),
            id,
            personId)
        .stream()
        .findFirst();
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getString("id"),
        row.getString("kind"),
        row.getString("occasion"),
        row.getString("place"),
        row.getString("department"),
        Sql.instant(row, "called_at"),
        Sql.instant(row, "deadline_at"),
        Sql.instantOrNull(row, "closed_at"),
        row.getInt("version"));
  }

  private static Count count(ResultSet row) throws SQLException {
    return new Count(
        row.getString("department"),
        row.getInt("summoned"),
        row.getInt("arrived"),
        row.getInt("late"),
        row.getInt("excused"),
        row.getInt("absent"),
        row.getInt("coming"),
        row.getInt("silent"),
        row.getBoolean("judged")
            ? new Verdict(
                row.getInt("verdict_arrived"),
                row.getInt("verdict_excused"),
                row.getInt("verdict_absent"))
            : null);
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getString("person_id"),
        row.getString("department"),
        row.getString("masked_name"),
        row.getString("standing"),
        Sql.instantOrNull(row, "acknowledged_at"),
        Sql.instantOrNull(row, "arrived_at"),
        row.getString("manner"),
        row.getString("exit"),
        row.getBoolean("late_entered"),
        row.getString("excuse"),
        row.getBoolean("found_absent"));
  }
}
