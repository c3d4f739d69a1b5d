package org.vigil.reporting.webhook.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.feed.domain.FeedFilter;

/** The endpoints with how far they have come. */
public final class WebhookDeliveries {

  /** The office, some leaders and a province's system; more are a mistake. */
  public static final int MAX_ENDPOINTS = 50;

  /** A new course begins where it was ordered to; who follows an old one starts over with it. */
  private static final String START =
      """
      insert into webhook_delivery (name, course, up_to, next_at)
      select name, course, sent_from, ? from webhook_endpoint e
      where not exists
        (select 1 from webhook_delivery d where d.name = e.name and d.course >= e.course)
      on conflict (name) do update set course = excluded.course, up_to = excluded.up_to,
        failures = 0, failing_since = null, next_at = excluded.next_at
      where webhook_delivery.course < excluded.course
      returning name
      """;

  private static final String SELECT =
      """
      select e.*, d.up_to, d.failures, d.failing_since, d.next_at, d.last_answer, d.last_at
      from webhook_endpoint e %s join webhook_delivery d on d.name = e.name and d.course = e.course
      """;

  private static final String EVERY = SELECT.formatted("left");

  /** What has been ordered since it was asked waits: nobody could note down what was sent of it. */
  private static final String STARTED = SELECT.formatted("");

  private final DataSource dataSource;

  public WebhookDeliveries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * An endpoint and how it fares.
   *
   * @param upTo the last item that it has taken or that is not for it
   * @param lastAnswer a status, or what went wrong, in one word
   */
  public record Delivery(
      String name,
      String url,
      FeedFilter filter,
      @Nullable String secretFile,
      int generation,
      boolean dead,
      int course,
      long upTo,
      int failures,
      @Nullable Instant failingSince,
      Instant nextAt,
      @Nullable String lastAnswer,
      @Nullable Instant lastAt) {}

  /** All endpoints, by name. */
  public List<Delivery> all() {
    return list(EVERY);
  }

  private List<Delivery> list(String select) {
    return Sql.list(
        dataSource,
        select + " order by e.name limit " + MAX_ENDPOINTS,
        WebhookDeliveries::delivery);
  }

  public Optional<Delivery> one(String name) {
    return Sql.list(dataSource, EVERY + " where e.name = ?", WebhookDeliveries::delivery, name)
        .stream()
        .findFirst();
  }

  /** Those that may be sent to now. */
  List<Delivery> due(Instant now) {
    Sql.list(dataSource, START, row -> row.getString(1), now);
    return list(STARTED).stream().filter(one -> !one.nextAt().isAfter(now)).toList();
  }

  /** False if another course or replica has come in between: then nothing is written. */
  boolean taken(Delivery from, long upTo, @Nullable String answer, Instant now) {
    return !Sql.list(
            dataSource,
            "update webhook_delivery set up_to = ?, failures = 0, failing_since = null,"
                + " next_at = ?, last_answer = coalesce(?, last_answer),"
                + " last_at = case when ?::text is null then last_at else ?::timestamptz end"
                + " where name = ? and course = ? and up_to <= ? returning name",
            row -> row.getString(1),
            upTo,
            now,
            answer,
            answer,
            now,
            from.name(),
            from.course(),
            upTo)
        .isEmpty();
  }

  void failed(Delivery from, String answer, Instant now, Instant nextAt) {
    Sql.list(
        dataSource,
        "update webhook_delivery set failures = failures + 1,"
            + " failing_since = coalesce(failing_since, ?), next_at = ?, last_answer = ?,"
            + " last_at = ? where name = ? and course = ? returning name",
        row -> row.getString(1),
        now,
        nextAt,
        answer,
        now,
        from.name(),
        from.course());
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    boolean started = row.getObject("next_at") != null;
    return new Delivery(
        row.getString("name"),
        row.getString("url"),
        new FeedFilter(
            row.getString("department"),
            row.getString("level"),
            row.getString("severity"),
            row.getString("obligation"),
            row.getString("change")),
        row.getString("secret_file"),
        row.getInt("generation"),
        row.getBoolean("dead"),
        row.getInt("course"),
        started ? row.getLong("up_to") : row.getLong("sent_from"),
        row.getInt("failures"),
        Sql.instantOrNull(row, "failing_since"),
        started ? Sql.instant(row, "next_at") : Sql.instant(row, "registered_at"),
        row.getString("last_answer"),
        Sql.instantOrNull(row, "last_at"));
  }
}
