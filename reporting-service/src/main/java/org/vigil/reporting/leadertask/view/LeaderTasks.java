package org.vigil.reporting.leadertask.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;

/** What each of the leading group was given in a period, and what became of it (4.1-c). */
public final class LeaderTasks {

  /** Within which the leader is to decide on a matter at L5; not in the plan. */
  public static final String DECIDE_WITHIN = "reporting.leader-decision-within";

  /** Three kinds for as many as ever were in a leading group. */
  private static final int MAX_ROWS = 1_000;

  /**
   * Each thing given, to whoever held the role when it came by what was known then. A matter that
   * was taken on and left all the same was not done in time. What had not happened at the instant
   * that is asked about is not there yet.
   */
  private static final String SUMMARY =
      """
      with at_level as (
        select m.id, m.occurrence, m.department, l.level, l.role, l.kind, l.given_at, l.due_at,
          l.done_at, l.broken_at
        from leader_matter m cross join lateral (values
          ('L3', 'DEPUTY', 'MATTER', l3_at, l3_due, coalesce(l3_taken_at, resolved_at),
            case when l3_taken_at is not null then l3_left_at end),
          ('L4', 'EXECUTIVE_DEPUTY', 'MATTER', l4_at, l4_due, coalesce(l4_taken_at, resolved_at),
            case when l4_taken_at is not null then l4_left_at end),
          ('L5', 'LEADER', 'MATTER', l5_at, l5_due, coalesce(l5_taken_at, resolved_at), null),
          ('L5', 'LEADER', 'DECISION', l5_at, l5_at + make_interval(secs => ?),
            coalesce(decided_at, resolved_at), null)
        ) as l (level, role, kind, given_at, due_at, done_at, broken_at)
        where l.given_at >= ? and l.given_at < ? and l.given_at <= ?
      ), given as (
        select a.kind, a.role, h.subject_id, h.name, a.due_at, a.done_at, a.broken_at,
          null::timestamptz as withdrawn_at
        from at_level a left join lateral (
          select subject_id, name from leading_group_member g
          where g.role = a.role and (g.role <> 'DEPUTY' or a.department = any(g.supervises))
            and g.constituted_at <= a.given_at
            and (g.replaced_at is null or g.replaced_at > a.given_at)
            and g.held_from <= a.given_at and (g.held_until is null or g.held_until > a.given_at)
          order by g.position desc, g.place limit 1) h on true
        union all
        select 'TASK', h.role, t.subject_id, h.name, t.due_at,
          case when t.status = 'COMPLETED' then t.ended_at end, null,
          case when t.status = 'WITHDRAWN' then t.ended_at end
        from task t join lateral (
          select role, name from leading_group_member g
          where g.subject_id = t.subject_id and g.constituted_at <= t.assigned_at
            and (g.replaced_at is null or g.replaced_at > t.assigned_at)
            and g.held_from <= t.assigned_at
            and (g.held_until is null or g.held_until > t.assigned_at)
          order by array_position(array['LEADER', 'EXECUTIVE_DEPUTY', 'DEPUTY', 'MEMBER',
            'OFFICE_DIRECTOR'], g.role) limit 1) h on true
        where t.assigned_at >= ? and t.assigned_at < ? and t.assigned_at <= ?
      ), judged as (
        select kind, role, subject_id, name, due_at, coalesce(withdrawn_at <= ?, false) as withdrawn,
          coalesce(done_at <= ?, false) as done,
          done_at <= due_at and not coalesce(broken_at <= ?, false) as in_time,
          due_at <= ? as is_due
        from given
      )
      select role, subject_id, max(name) as name, kind, count(*) filter (where not withdrawn) as given,
        count(*) filter (where not withdrawn and done and in_time) as done_in_time,
        count(*) filter (where not withdrawn and done and not in_time) as done_late,
        count(*) filter (where not withdrawn and not done and not is_due) as open,
        count(*) filter (where not withdrawn and not done and is_due) as overdue,
        count(*) filter (where withdrawn) as withdrawn
      from judged group by role, subject_id, kind
      order by array_position(array['LEADER', 'EXECUTIVE_DEPUTY', 'DEPUTY', 'MEMBER',
        'OFFICE_DIRECTOR'], role), subject_id nulls last, kind limit\s\
      """
          + MAX_ROWS;

  private final DataSource dataSource;

  public LeaderTasks(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What is given to a leader. */
  @Schema(name = "LeaderTaskKind")
  public enum Kind {
    /** 任务. */
    TASK,
    /** 升级到其层级的事项, to be taken on. */
    MATTER,
    /** 待组长决策的事项. */
    DECISION
  }

  /**
   * What a leader was given of a kind. {@code given} is the sum of the four that follow.
   *
   * @param name null where nobody held the role
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "LeaderTasks")
  public record Summary(
      Role role,
      @Schema(description = "脱敏姓名；职务空缺时无 / Masked; none where nobody held the role")
          @Nullable String maskedName,
      @Schema(
              description =
                  "TASK 任务, MATTER 升级到其层级的事项（签收或办结）, DECISION 待组长决策 / Tasks, matters to be taken"
                      + " on, decisions awaited")
          Kind kind,
      @Schema(description = "交办数，不含撤回 / Given, without what was withdrawn") int given,
      int doneInTime,
      @Schema(description = "逾期完成，或签收后未兑现 / Late, or taken on and not kept") int doneLate,
      @Schema(description = "未到期 / Not due yet") int open,
      @Schema(description = "逾期未完成 / Due and not done") int overdue,
      int withdrawn) {}

  /**
   * @param from given at or after
   * @param to given before
   * @param at as it stood at this instant
   * @param decideWithin the time to decide
   */
  public List<Summary> summary(Instant from, Instant to, Instant at, Duration decideWithin) {
    return Sql.list(
        dataSource,
        SUMMARY,
        LeaderTasks::summary,
        (double) decideWithin.toSeconds(),
        from,
        to,
        at,
        from,
        to,
        at,
        at,
        at,
        at,
        at);
  }

  private static Summary summary(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return new Summary(
        Role.valueOf(row.getString("role")),
        name == null ? null : Mask.NAME.of(name),
        Kind.valueOf(row.getString("kind")),
        row.getInt("given"),
        row.getInt("done_in_time"),
        row.getInt("done_late"),
        row.getInt("open"),
        row.getInt("overdue"),
        row.getInt("withdrawn"));
  }
}
