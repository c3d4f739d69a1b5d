package org.vigil.duty.roster.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/**
 * Asks who is assigned to which shift. What an answer costs grows with what it holds, not with the
 * years that lie behind: a shift is bounded, so those that touch a stretch of time lie in one range
 * of an index.
 */
public final class Assignments {

  /** No shift is longer: a parameter says at most how long, and a day has at most 25 hours. */
  private static final Duration LONGEST = Duration.ofHours(49);

  /** A year of every department, three people at once. */
  private static final int MAX_ROWS = 200_000;

  private final DataSource dataSource;

  public Assignments(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Which assignments are asked for.
   *
   * @param department null for all
   * @param post null for all
   * @param subjectId null for all
   * @param asOf only what was known by then; null for what is known now
   */
  public record Which(
      @Nullable String department,
      @Nullable String post,
      @Nullable String subjectId,
      @Nullable Instant asOf) {

    /** All of them, by what is known now. */
    public static final Which ALL = new Which(null, null, null, null);

    public Which ofDepartment(@Nullable String code) {
      return new Which(code, post, subjectId, asOf);
    }

    public Which atPost(@Nullable String code) {
      return new Which(department, code, subjectId, asOf);
    }

    public Which of(@Nullable String person) {
      return new Which(department, post, person, asOf);
    }

    public Which asKnownAt(@Nullable Instant instant) {
      return new Which(department, post, subjectId, instant);
    }
  }

  /** Who is assigned at an instant, by department and time. */
  public List<Assignment> at(Which which, Instant at) {
    return list(which, "starts_at <= ?", at, at, at);
  }

  /** Every assignment that touches a stretch of time, by department and time. */
  public List<Assignment> between(Which which, Instant from, Instant until) {
    return list(which, "starts_at < ?", from, until, until);
  }

  private List<Assignment> list(
      Which which, String begun, Instant from, Instant until, Instant begunBy) {
    List<@Nullable Object> values = new ArrayList<>();
    StringBuilder sql =
        new StringBuilder(
            "select shift, roster, department, post, subject_id, starts_at, ends_at from"
                + " shift_assignment where ends_at > ? and ends_at < ? and ");
    values.add(from);
    values.add(until.plus(LONGEST));
    sql.append(begun);
    values.add(begunBy);
    if (which.asOf() == null) {
      sql.append(" and until_position is null");
    } else {
      sql.append(" and known_from <= ? and (known_until is null or known_until > ?)");
      values.add(which.asOf());
      values.add(which.asOf());
    }
    equal(sql, values, "department", which.department());
    equal(sql, values, "post", which.post());
    equal(sql, values, "subject_id", which.subjectId());
    sql.append(" order by department, starts_at, shift limit ").append(MAX_ROWS);
    return Sql.list(dataSource, sql.toString(), Assignments::assignment, values.toArray());
  }

  private static void equal(
      StringBuilder sql, List<@Nullable Object> values, String column, @Nullable String value) {
    if (value != null) {
      sql.append(" and ").append(column).append(" = ?");
      values.add(value);
    }
  }

  /** Assignments of some people that touch a stretch of time, by what is known now. */
  public List<Assignment> ofPeople(Collection<String> subjectIds, Instant from, Instant until) {
    return Sql.list(
        dataSource,
        "select shift, roster, department, post, subject_id, starts_at, ends_at from"
            + " shift_assignment where subject_id = any (?) and ends_at > ? and ends_at < ? and"
            + " starts_at < ? and until_position is null order by starts_at, shift limit "
            + MAX_ROWS,
        Assignments::assignment,
        List.copyOf(subjectIds),
        from,
        until.plus(LONGEST),
        until);
  }

  private static Assignment assignment(ResultSet row) throws SQLException {
    return new Assignment(
        row.getString("shift"),
        row.getString("roster"),
        row.getString("department"),
        row.getString("post"),
        row.getString("subject_id"),
        Sql.instant(row, "starts_at"),
        Sql.instant(row, "ends_at"));
  }
}
