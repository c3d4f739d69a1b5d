package org.vigil.reporting.feed.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.deadline.Deadlines;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.eventsourcing.store.StoreUnavailable;
import org.vigil.reporting.feed.domain.FeedConsumer;

/**
 * How far each consumer has come. Like an offset of Kafka it is kept beside the log; every step
 * forward stays as a row, so that one can be asked what had been taken over at an instant.
 */
public final class FeedCursors {

  private static final int MAX_CONSUMERS = 200;

  private static final String HEAR =
      """
      insert into feed_cursor (name, up_to, heard_at) values (?, ?, ?)
      on conflict (name) do update set
        up_to = greatest(feed_cursor.up_to, excluded.up_to),
        heard_at = greatest(feed_cursor.heard_at, excluded.heard_at)
      """;

  private static final String STEP =
      """
      insert into feed_acknowledgement (name, up_to, at)
      select ?, ?, ? where ? > (select coalesce(max(up_to), 0) from feed_acknowledgement
                                where name = ?)
      on conflict do nothing
      """;

  private final DataSource dataSource;

  public FeedCursors(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Where a consumer stands. */
  public record Cursor(String name, long upTo, Instant heardAt) {}

  /** One step forward. */
  public record Step(long upTo, Instant at) {}

  /**
   * A consumer has taken over everything up to a sequence; a lower one only says that it lives. The
   * deadline that would call it silent moves in the same transaction.
   */
  public void hear(String name, long upTo, Instant now, Instant silentAt) {
    try (Connection tx = dataSource.getConnection()) {
      boolean auto = tx.getAutoCommit();
      tx.setAutoCommit(false);
      try {
        run(tx, HEAR, name, upTo, now);
        run(tx, STEP, name, upTo, now, upTo, name);
        StreamId stream = new StreamId(FeedConsumer.NAME, name);
        Deadlines.move(tx, stream, new Schedule(FeedConsumer.deadline(name), silentAt));
        tx.commit();
      } catch (SQLException e) {
        tx.rollback();
        throw e;
      } finally {
        tx.setAutoCommit(auto);
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  private static void run(Connection tx, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = tx.prepareStatement(sql)) {
      SqlBatch.bind(tx, statement, parameters);
      statement.executeUpdate();
    }
  }

  public Optional<Cursor> cursor(String name) {
    return Sql.list(
            dataSource,
            "select name, up_to, heard_at from feed_cursor where name = ?",
            row ->
                new Cursor(
                    row.getString("name"), row.getLong("up_to"), Sql.instant(row, "heard_at")),
            name)
        .stream()
        .findFirst();
  }

  /** Every consumer that was ever heard, by name. */
  public List<Cursor> all() {
    return Sql.list(
        dataSource,
        "select name, up_to, heard_at from feed_cursor order by name limit " + MAX_CONSUMERS,
        row ->
            new Cursor(row.getString("name"), row.getLong("up_to"), Sql.instant(row, "heard_at")));
  }

  /** A consumer's steps before a sequence, newest first. */
  public List<Step> steps(String name, long before, int rows) {
    return Sql.list(
        dataSource,
        "select up_to, at from feed_acknowledgement where name = ? and up_to < ?"
            + " order by up_to desc limit ?",
        row -> new Step(row.getLong("up_to"), Sql.instant(row, "at")),
        name,
        before,
        rows);
  }
}
