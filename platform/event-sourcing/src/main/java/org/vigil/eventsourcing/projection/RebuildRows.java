package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes the table of rebuilds. */
final class RebuildRows {

  private static final String SELECT =
      """
      select r.*, coalesce(c.position, 0) as position,
             extract(epoch from clock_timestamp() - r.asked_at) as seconds_running
      from projection_rebuild r
      left join checkpoint c on c.name =
        case r.state when 'ROLLING_BACK' then 'previous:' else 'rebuild:' end || r.projection
          and r.state not in ('SWITCHED', 'ROLLED_BACK', 'ABANDONED')
      """;

  private RebuildRows() {}

  /** Notes the revision of the code that builds a view, unless some has been noted. */
  static void note(Connection connection, String projection, int revision) throws SQLException {
    update(
        connection,
        "insert into projection_version values (?, 1, ?) on conflict do nothing",
        projection,
        revision);
  }

  static List<Rebuild> list(Connection connection, String where, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + where)) {
      SqlBatch.bind(connection, statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<Rebuild> rebuilds = new ArrayList<>();
        while (rows.next()) {
          rebuilds.add(read(rows));
        }
        return rebuilds;
      }
    }
  }

  private static Rebuild read(ResultSet row) throws SQLException {
    return new Rebuild(
        row.getString("projection"),
        row.getInt("version"),
        row.getInt("revision"),
        Rebuild.State.valueOf(row.getString("state")),
        row.getBoolean("switch_when_equal"),
        row.getString("asked_by"),
        Sql.instant(row, "asked_at"),
        row.getLong("position"),
        row.getDouble("seconds_running"),
        instant(row, "compared_at"),
        row.getObject("compared_position", Long.class),
        row.getObject("rows_compared", Long.class),
        row.getObject("difference_count", Long.class),
        row.getString("accepted_by"),
        row.getString("accepted_because"),
        instant(row, "switched_at"),
        instant(row, "ended_at"),
        row.getBoolean("previous_kept"),
        row.getString("last_error"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /** Changes rows; how many. */
  static int update(Connection tx, String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = tx.prepareStatement(sql)) {
      SqlBatch.bind(tx, statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Gives a cursor, and the streams parked under its name, another name. */
  static void renameParked(Connection tx, String from, String to) throws SQLException {
    update(tx, "update parked_stream set follower = ? where follower = ?", to, from);
    update(tx, "update parked_event set follower = ? where follower = ?", to, from);
  }

  /** Forgets a cursor and the streams parked under its name. */
  static void forget(Connection tx, String cursor) throws SQLException {
    update(tx, "delete from checkpoint where name = ?", cursor);
    update(tx, "delete from parked_stream where follower = ?", cursor);
    update(tx, "delete from parked_event where follower = ?", cursor);
  }
}
