package org.vigil.eventsourcing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.StreamId;

/** The event store on PostgreSQL: reads here, appends through the {@link GroupCommit}. */
public final class PostgresEventStore implements EventStore, AutoCloseable {

  private static final String COLUMNS =
      "position, stream, version, id, type, recorded_at, metadata, data";

  private final DataSource dataSource;
  private final GroupCommit commits;
  private final Arrivals arrivals = new Arrivals();

  /**
   * @param dataSource must have one connection to spare for the committer, held while this is open
   * @param clock gives {@code recordedAt}
   */
  public PostgresEventStore(DataSource dataSource, InstantSource clock) {
    this.dataSource = dataSource;
    this.commits = new GroupCommit(dataSource, clock, arrivals);
  }

  @Override
  public AppendResult append(Append append) {
    return commits.append(append);
  }

  @Override
  public List<StoredEvent> read(StreamId stream, int behind) {
    return query(
        "select " + COLUMNS + " from event where stream = ? and version > ? order by version",
        statement -> {
          statement.setString(1, stream.toString());
          statement.setInt(2, behind);
        });
  }

  @Override
  public List<StoredEvent> after(long position, int limit) {
    return query(
        "select " + COLUMNS + " from event where position > ? order by position limit ?",
        statement -> {
          statement.setLong(1, position);
          statement.setInt(2, limit);
        });
  }

  @Override
  public long head() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement("select position from log_head");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  @Override
  public long known() {
    return arrivals.newest();
  }

  @Override
  public void await(long position, Duration atMost) throws InterruptedException {
    arrivals.await(position, atMost);
  }

  @Override
  public Optional<Recording> recording(CommandKey key) {
    try (Connection connection = dataSource.getConnection()) {
      return Recordings.find(connection, key.id());
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  /** What the committer is doing, for metrics. */
  public GroupCommit commits() {
    return commits;
  }

  @Override
  public void close() {
    commits.close();
  }

  private List<StoredEvent> query(String sql, Binder binder) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<StoredEvent> events = new ArrayList<>();
        while (rows.next()) {
          events.add(event(rows));
        }
        return events;
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        StreamId.parse(row.getString(2)),
        row.getInt(3),
        row.getObject(4, UUID.class),
        row.getString(5),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getBytes(7),
        row.getBytes(8));
  }

  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** The events that carry a command's key, or follow the one that does in the same append. */
  private static final class Recordings {

    /**
     * The key stands on the first event of its command; the last one is where the next key, the
     * next transaction's time or the next stream begins. A command's events are consecutive in the
     * log, so its length is stored in the content as a prefix {@code n:}.
     */
    static Optional<Recording> find(Connection connection, String key) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              select e.position, e.stream, e.version, e.id, e.type, e.recorded_at, e.metadata,
                     e.data, k.command_content
              from event k
              join event e on e.position between k.position
                and k.position + split_part(k.command_content, ':', 1)::int - 1
              where k.command_key = ?
              order by e.position
              """)) {
        statement.setString(1, key);
        try (ResultSet rows = statement.executeQuery()) {
          List<StoredEvent> events = new ArrayList<>();
          String content = null;
          while (rows.next()) {
            events.add(event(rows));
            content = rows.getString(9).substring(rows.getString(9).indexOf(':') + 1);
          }
          return content == null
              ? Optional.empty()
              : Optional.of(new Recording(content, List.copyOf(events)));
        }
      }
    }
  }
}
