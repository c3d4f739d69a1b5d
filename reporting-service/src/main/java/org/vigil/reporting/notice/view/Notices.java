package org.vigil.reporting.notice.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.notice.domain.Directive.Readers;
import org.vigil.reporting.rows.Candidate;

/** Notices, rumours, education and digests, to be read. */
@ApplicationScoped
public class Notices {

  private final AgroalDataSource dataSource;

  @Inject
  Notices(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected Notices() {
    this.dataSource = null;
  }

  /** What an item of the list is. */
  public enum Kind {
    DIRECTIVE,
    RUMOUR
  }

  /** A document from above, or a rumour. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "NoticeItem")
  public record Item(
      String id,
      String department,
      String status,
      String title,
      String source,
      @Nullable String reference,
      Instant receivedAt,
      Instant dueAt,
      @Nullable Instant doneAt,
      @Schema(description = "收到至今，或至办结，经过的秒数 / Seconds from its arrival until now or its end")
          long ageSeconds,
      @Schema(description = "到期未办 / It was not done when it was due") boolean overdue,
      @Nullable Long lateBySeconds,
      @Nullable String outcome,
      @Schema(description = "应阅截止 / Until when it is to be read") @Nullable Instant readBy,
      @Schema(description = "截止时应阅人数 / Who was to read it by then") @Nullable Integer members,
      @Schema(description = "截止时已阅人数 / Who had") @Nullable Integer readers,
      @Schema(description = "所依据的参数及版本 / The parameter's version behind the time")
          @Nullable String rule,
      @Nullable String ruleValue,
      @Nullable Instant ruleEffectiveFrom,
      @Nullable String ruleSource,
      @JsonIgnore long position) {}

  /** What people were taught. */
  @Schema(name = "EducationItem")
  public record Taught(
      String topic, String title, String channel, Instant publishedAt, @JsonIgnore long position) {}

  /** A period and how much was published in it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "EducationPeriod")
  public record Period(
      Instant from,
      Instant until,
      int required,
      int published,
      @Schema(description = "OPEN 进行中, FULFILLED 达标, FELL_SHORT 不足") String status,
      @Schema(description = "已覆盖的主题 / The topics that were covered") List<String> topics) {}

  /** How a day's situation was told. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SituationDigest")
  public record Digest(
      String day,
      @Schema(description = "EXPECTED 待发布, PUBLISHED 已发布, MISSING 缺") String status,
      @Nullable Instant dueAt,
      @Nullable String title,
      @Nullable String summary,
      @Nullable Instant publishedAt,
      @Nullable Long lateBySeconds) {}

  /** Items of a kind, the newest first. */
  public List<Item> newest(Kind kind, long before, int rows, Instant now) {
    return Sql.list(
        dataSource,
        "select * from notice_item where kind = ? and position < ? order by position desc limit "
            + rows,
        row -> item(row, now),
        kind,
        before);
  }

  /** Items of a kind that had arrived by an instant, the newest first. */
  public List<Candidate> arrivedBy(Instant asOf, Kind kind, long before, int rows) {
    return Sql.list(
        dataSource,
        "select id, position from notice_item where kind = ? and position < ?"
            + " and received_at <= ? order by position desc limit "
            + rows,
        row -> new Candidate(row.getString("id"), row.getLong("position")),
        kind,
        before,
        asOf);
  }

  /** How many of whom have read a notice by an instant. */
  public List<Readers> readers(String noticeId, List<String> audience, Instant at) {
    return new NoticeReaders(dataSource).of(noticeId, audience, at);
  }

  /** Who of a department's members has read a notice by an instant. */
  public List<NoticeReaders.Reading> members(String noticeId, String department, Instant at) {
    return new NoticeReaders(dataSource).members(noticeId, department, at);
  }

  /** What was taught, the newest first. */
  public List<Taught> taught(long before, int rows) {
    return Sql.list(
        dataSource,
        "select * from education_item where position < ? order by position desc limit " + rows,
        row ->
            new Taught(
                row.getString("topic"),
                row.getString("title"),
                row.getString("channel"),
                Sql.instant(row, "published_at"),
                row.getLong("position")),
        before);
  }

  /** The last periods, the newest first. */
  public List<Period> periods(int rows) {
    return Sql.list(
        dataSource,
        """
        select p.*, count(i.position) as items,
          coalesce(array_agg(distinct i.topic) filter (where i.topic is not null), '{}') as topics
        from education_period p
          left join education_item i on i.published_at >= p.period_from
            and i.published_at < p.period_until
        group by p.period_from order by p.period_from desc limit\s\
        """
            + rows,
        row -> {
          int counted = row.getInt("published");
          return new Period(
              Sql.instant(row, "period_from"),
              Sql.instant(row, "period_until"),
              row.getInt("required"),
              "OPEN".equals(row.getString("status")) ? row.getInt("items") : counted,
              row.getString("status"),
              List.of((String[]) row.getArray("topics").getArray()));
        });
  }

  /** The last days of which something is known, up to one, the newest first. */
  public List<LocalDate> daysUpTo(LocalDate day, int rows) {
    return Sql.list(
        dataSource,
        "select day from situation_digest where day <= ? order by day desc limit " + rows,
        row -> row.getObject("day", LocalDate.class),
        Date.valueOf(day));
  }

  /** The last days, the newest first. */
  public List<Digest> digests(int rows) {
    return Sql.list(
        dataSource,
        "select * from situation_digest order by day desc limit " + rows,
        row -> {
          long lateBy = row.getLong("late_by_seconds");
          Instant publishedAt = Sql.instantOrNull(row, "published_at");
          return new Digest(
              row.getString("day"),
              row.getString("status"),
              Sql.instantOrNull(row, "due_at"),
              row.getString("title"),
              row.getString("summary"),
              publishedAt,
              publishedAt == null ? null : lateBy);
        });
  }

  private static Item item(ResultSet row, Instant now) throws SQLException {
    Instant receivedAt = Sql.instant(row, "received_at");
    Instant doneAt = Sql.instantOrNull(row, "done_at");
    long lateBy = row.getLong("late_by_seconds");
    return new Item(
        row.getString("id"),
        row.getString("department"),
        row.getString("status"),
        row.getString("title"),
        row.getString("source"),
        row.getString("reference"),
        receivedAt,
        Sql.instant(row, "due_at"),
        doneAt,
        Duration.between(receivedAt, doneAt == null ? now : doneAt).toSeconds(),
        row.getBoolean("overdue"),
        doneAt == null ? null : lateBy,
        row.getString("outcome"),
        Sql.instantOrNull(row, "read_by"),
        row.getObject("members", Integer.class),
        row.getObject("readers", Integer.class),
        row.getString("rule"),
        row.getString("rule_value"),
        Sql.instantOrNull(row, "rule_from"),
        row.getString("rule_source"),
        row.getLong("position"));
  }
}
