package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.lease.Lease;

/** The stored cursor of a follower. */
public final class Cursor {

  private static final String MOVE =
      """
      insert into checkpoint as c (name, position)
      select ?, ? where\s\
      """
          + Lease.CHECK
          + """

          on conflict (name) do update set position = excluded.position where c.position = ?
          returning set_config('synchronous_commit', 'off', true)
          """;

  private Cursor() {}

  /** The stored position, 0 where there is none. */
  public static long read(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select position from checkpoint where name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** The stored positions of many; those that have none are missing. */
  static Map<String, Long> read(Connection connection, Set<String> names) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select name, position from checkpoint where name = any(?)")) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      Map<String, Long> positions = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          positions.put(rows.getString(1), rows.getLong(2));
        }
      }
      return positions;
    }
  }

  /**
   * Moves the cursor by compare-and-set, if the lease still holds. The transaction then does not
   * wait for the disk: in a crash its effects are lost together with the move, and done again.
   *
   * @throws Follower.LostLeaseException when somebody else has moved it or taken over
   */
  public static void move(Connection tx, Lease lease, long from, long to) throws SQLException {
    try (PreparedStatement statement = tx.prepareStatement(MOVE)) {
      statement.setString(1, lease.name());
      statement.setLong(2, to);
      statement.setString(3, lease.name());
      statement.setLong(4, lease.epoch());
      statement.setLong(5, from);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new Follower.LostLeaseException(lease.name());
        }
      }
    }
  }
}
