package org.vigil.reporting.health.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** What is known of a department's members. */
public final class MemberHealth {

  /** A department of more members is a mistake. */
  private static final int MAX_MEMBERS = 10_000;

  private static final String MEMBERS =
      """
      select m.subject_id, m.name, h.state, h.observed_at,
        coalesce(h.observed_at, m.recorded_from) as since
      from staff_member m left join member_health h on h.subject_id = m.subject_id
      where m.department = ? and m.recorded_from <= ?
        and (m.recorded_until is null or m.recorded_until > ?)
      order by since, m.subject_id limit\s\
      """
          + MAX_MEMBERS;

  /** A word is of its instant, and clocks of other systems may go before ours by so much. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private static final String MEMBERS_THEN =
      """
      select m.subject_id, m.name, h.state, h.observed_at,
        coalesce(h.observed_at, m.recorded_from) as since
      from staff_member m left join lateral (
          select w.state, w.observed_at from member_health_past w
          where w.subject_id = m.subject_id and w.observed_at <= ? and w.recorded_at <= ?
            and (w.withdrawn_at is null or w.withdrawn_at > ?)
          order by w.observed_at desc, w.position desc limit 1
        ) h on true
      where m.department = ? and m.recorded_from <= ?
        and (m.recorded_until is null or m.recorded_until > ?)
      order by since, m.subject_id limit\s\
      """
          + MAX_MEMBERS;

  private final DataSource dataSource;

  public MemberHealth(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A member and the newest word of how the person is.
   *
   * @param name masked
   * @param state null where there is none, or the person is forgotten
   * @param since when that was; where there is none, since when the person has been a member
   */
  public record Known(
      String subjectId,
      @Nullable String name,
      @Nullable String state,
      @Nullable Instant observedAt,
      Instant since) {

    /** Whether the word is older than it may be. */
    public boolean isStale(Instant now, Duration validFor) {
      return !since.plus(validFor).isAfter(now);
    }
  }

  /** Somebody has looked. */
  @Schema(name = "LeaderView")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Access(
      String client,
      boolean leader,
      Instant at,
      @Schema(description = "所查的过去时刻；查现在则无 / The instant asked about; absent for the present")
          @Nullable Instant asOf,
      @Schema(description = "查看人的假名；令牌未指明人员则无，不向审计显示 / Who, by pseudonym; not for auditors")
          @Nullable String person,
      @Schema(description = "查看人在领导小组的职务 / As which leader") @Nullable String title,
      @JsonIgnore long position) {

    /** Without who it was. */
    public Access ofSomebody() {
      return new Access(client, leader, at, asOf, null, title, position);
    }
  }

  /** A department's members at an instant, whose word is the oldest first. */
  public List<Known> of(String department, Instant at) {
    return Sql.list(dataSource, MEMBERS, MemberHealth::known, department, at, at);
  }

  /** The same of a past instant, by what had been recorded by then. */
  public List<Known> asOf(String department, Instant asOf) {
    return Sql.list(
        dataSource,
        MEMBERS_THEN,
        MemberHealth::known,
        asOf.plus(CLOCK_TOLERANCE),
        asOf,
        asOf,
        department,
        asOf,
        asOf);
  }

  /** Who has looked at a department, the newest first. */
  public List<Access> accesses(String department, long before, int rows) {
    return Sql.list(
        dataSource,
        "select * from leader_view where department = ? and position < ?"
            + " order by position desc limit "
            + rows,
        row ->
            new Access(
                row.getString("client"),
                row.getBoolean("leader"),
                Sql.instant(row, "at"),
                Sql.instantOrNull(row, "as_of"),
                row.getString("subject_id"),
                row.getString("title"),
                row.getLong("position")),
        department,
        before);
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        row.getString("subject_id"),
        row.getString("name"),
        row.getString("state"),
        Sql.instantOrNull(row, "observed_at"),
        Sql.instant(row, "since"));
  }
}
