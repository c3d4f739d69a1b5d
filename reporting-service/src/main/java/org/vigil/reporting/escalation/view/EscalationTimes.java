package org.vigil.reporting.escalation.view;

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
import org.vigil.reporting.escalation.domain.Leads;

/** Reads how long matters took. */
public final class EscalationTimes {

  /** As many as the plan has obligations, and some. */
  private static final int MAX_OBLIGATIONS = 200;

  private static final String WITHIN =
      " from escalation_times where raised_at >= ? and raised_at < ?"
          + " and (?::text is null or department = ?) and (?::text is null or obligation = ?)"
          + " and kind <> all(?)";

  /**
   * What is not over yet counts with the time that it has taken so far: leaving it out would make a
   * neglected matter look like none.
   */
  private static final String SUMMARY =
      """
      select obligation, count(*) as raised, count(acknowledged_at) as acknowledged,
        count(resolved_at) as resolved, count(*) filter (where top_level > 'L2') as past_office,
        count(*) filter (where top_level = 'L5') as at_top,
        count(*) filter (where top_level = 'L5' and decided_at is null) as undecided,
        percentile_disc(0.5) within group (order by extract(epoch from coalesce(acknowledged_at, ?) - since)::bigint)
          as ack_median,
        percentile_disc(0.9) within group (order by extract(epoch from coalesce(acknowledged_at, ?) - since)::bigint) as ack_90,
        percentile_disc(0.5) within group (order by extract(epoch from coalesce(resolved_at, ?) - since)::bigint)
          as resolve_median,
        percentile_disc(0.9) within group (order by extract(epoch from coalesce(resolved_at, ?) - since)::bigint) as resolve_90
      """;

  private final DataSource dataSource;

  public EscalationTimes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What is asked for.
   *
   * @param from raised at or after
   * @param to raised before
   * @param itself whether the department asks, which is not shown the leads about itself
   */
  public record Span(
      Instant from,
      Instant to,
      @Nullable String department,
      boolean itself,
      @Nullable String obligation) {

    private List<String> without() {
      return itself ? Leads.kinds() : List.of();
    }
  }

  /** One matter's times. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "EscalationTimes")
  public record Times(
      String id,
      int occurrence,
      String kind,
      String obligation,
      String severity,
      String department,
      Instant since,
      Instant raisedAt,
      @Nullable Instant acknowledgedAt,
      @Nullable String acknowledgedLevel,
      @Nullable Instant decidedAt,
      @Nullable Instant resolvedAt,
      @Nullable String outcome,
      String topLevel,
      int offers) {}

  /**
   * An obligation's times, from the first proof that somebody knew.
   *
   * @param pastOffice how many went past the office
   * @param undecided how many reached the leader and wait for a decision
   */
  @Schema(name = "EscalationTimesSummary")
  public record Summary(
      String obligation,
      int raised,
      int acknowledged,
      int resolved,
      int pastOffice,
      int atTop,
      int undecided,
      Duration acknowledgedMedian,
      Duration acknowledgedNinetieth,
      Duration resolvedMedian,
      Duration resolvedNinetieth) {}

  /** Newest first, behind a row of the page before. */
  public List<Times> list(
      Span span, @Nullable Instant before, @Nullable String beforeId, int rows) {
    return Sql.list(
        dataSource,
        "select *"
            + WITHIN
            + " and (?::timestamptz is null or (raised_at, id) < (?::timestamptz, ?::text))"
            + " order by raised_at desc, id desc limit ?",
        EscalationTimes::times,
        span.from(),
        span.to(),
        span.department(),
        span.department(),
        span.obligation(),
        span.obligation(),
        span.without(),
        before,
        before,
        beforeId,
        rows);
  }

  /** By obligation; what is open counts with its time until {@code now}. */
  public List<Summary> summary(Span span, Instant now) {
    return Sql.list(
        dataSource,
        SUMMARY + WITHIN + " group by obligation order by obligation limit " + MAX_OBLIGATIONS,
        EscalationTimes::summary,
        now,
        now,
        now,
        now,
        span.from(),
        span.to(),
        span.department(),
        span.department(),
        span.obligation(),
        span.obligation(),
        span.without());
  }

  private static Times times(ResultSet row) throws SQLException {
    return new Times(
        row.getString("id"),
        row.getInt("occurrence"),
        row.getString("kind"),
        row.getString("obligation"),
        row.getString("severity"),
        row.getString("department"),
        Sql.instant(row, "since"),
        Sql.instant(row, "raised_at"),
        Sql.instantOrNull(row, "acknowledged_at"),
        row.getString("acknowledged_level"),
        Sql.instantOrNull(row, "decided_at"),
        Sql.instantOrNull(row, "resolved_at"),
        row.getString("outcome"),
        row.getString("top_level"),
        row.getInt("offers"));
  }

  private static Summary summary(ResultSet row) throws SQLException {
    return new Summary(
        row.getString("obligation"),
        row.getInt("raised"),
        row.getInt("acknowledged"),
        row.getInt("resolved"),
        row.getInt("past_office"),
        row.getInt("at_top"),
        row.getInt("undecided"),
        seconds(row, "ack_median"),
        seconds(row, "ack_90"),
        seconds(row, "resolve_median"),
        seconds(row, "resolve_90"));
  }

  private static Duration seconds(ResultSet row, String column) throws SQLException {
    return Duration.ofSeconds(row.getLong(column));
  }
}
