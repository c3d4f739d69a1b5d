package org.vigil.eventsourcing.deadline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.StreamId;

/** Deadlines as rows, for what happens too often to be an event each time: a sign of life. */
public final class Deadlines {

  private static final String MOVE =
      """
      update deadline set due_at = ?, claimed_until = null, attempts = 0
      where stream = ? and name = ?
      """;

  private Deadlines() {}

  /**
   * Moves a deadline that an event of its stream has set, in the caller's transaction. One that has
   * fired or was lifted stays away. If it fires at the same time, its command still comes, with the
   * instant that was: the decider compares with what it is told.
   */
  public static void move(Connection tx, StreamId stream, Schedule to) throws SQLException {
    try (PreparedStatement statement = tx.prepareStatement(MOVE)) {
      statement.setObject(1, to.dueAt().atOffset(ZoneOffset.UTC));
      statement.setString(2, stream.toString());
      statement.setString(3, to.name());
      statement.executeUpdate();
    }
  }
}
