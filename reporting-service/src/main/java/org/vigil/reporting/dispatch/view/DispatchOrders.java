package org.vigil.reporting.dispatch.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** Reads orders. */
public final class DispatchOrders {

  private final DataSource dataSource;

  public DispatchOrders(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * An order as it stands.
   *
   * @param byPhone whether the department's last word was taken down by the office on the phone
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Order(
      String id,
      String department,
      String status,
      String issuedBy,
      String order,
      @Nullable String escalationId,
      Instant issuedAt,
      Instant answerBy,
      Instant completeBy,
      @Nullable Instant answeredAt,
      @Nullable Instant closedAt,
      boolean byPhone,
      int version) {}

  public Optional<Order> one(String id) {
    return Sql.list(
            dataSource, "select * from dispatch_order where id = ?", DispatchOrders::order, id)
        .stream()
        .findFirst();
  }

  /** Newest first, behind an order of the page before. */
  public List<Order> list(
      @Nullable String department, @Nullable String status, @Nullable String after, int rows) {
    return Sql.list(
        dataSource,
        "select * from dispatch_order where (?::text is null or department = ?)"
            + " and (?::text is null or status = ?) and (?::text is null or (issued_at, id) <"
            + " (select issued_at, id from dispatch_order where id = ?))"
            + " order by issued_at desc, id desc limit ?",
        DispatchOrders::order,
        department,
        department,
        status,
        status,
        after,
        after,
        rows);
  }

  /** The ids of those that had been given by an instant, in the order of the list. */
  public List<String> issuedBy(Instant asOf, @Nullable String department, String after, int rows) {
    return Sql.list(
        dataSource,
        """
        select id from dispatch_order
        where issued_at <= ? and (?::text is null or department = ?) and (? = '' or (issued_at, id) <
          (select issued_at, id from dispatch_order where id = ?))
        order by issued_at desc, id desc limit ?
        """,
        row -> row.getString("id"),
        asOf,
        department,
        department,
        after,
        after,
        rows);
  }

  private static Order order(ResultSet row) throws SQLException {
    return new Order(
        row.getString("id"),
        row.getString("department"),
        row.getString("status"),
        row.getString("issued_by"),
        row.getString("wording"),
        row.getString("escalation_id"),
        Sql.instant(row, "issued_at"),
        Sql.instant(row, "answer_by"),
        Sql.instant(row, "complete_by"),
        Sql.instantOrNull(row, "answered_at"),
        Sql.instantOrNull(row, "closed_at"),
        row.getBoolean("by_phone"),
        row.getInt("version"));
  }
}
