package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Streams that a follower could not digest, each with its events that wait in order behind the bad
 * one. Readers may ask whether what they look at is complete; an operator has a stream tried again.
 */
public final class Parking {

  /** More parked streams than this are a fault of the follower, not of the streams. */
  private static final int MAX_LISTED = 1_000;

  private final DataSource dataSource;

  public Parking(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A parked stream.
   *
   * @param reason the kind of error, without content
   * @param waiting how many of its events have not been digested
   * @param position the first of them, which is the one that could not be; for a gap in what
   *     another service has sent, the version in its stream that is missing
   */
  public record ParkedStream(
      String follower, String stream, String reason, Instant since, long waiting, long position) {}

  /**
   * All parked streams of the views that serve and of everything else that follows, longest parked
   * first, at most a thousand.
   */
  public List<ParkedStream> list() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select s.follower, s.stream, s.reason, s.since,
                       (select count(*) from parked_event e
                        where e.follower = s.follower and e.stream = s.stream),
                       (select min(e.position) from parked_event e
                        where e.follower = s.follower and e.stream = s.stream)
                from parked_stream s
                where s.follower not like 'rebuild:%' and s.follower not like 'previous:%'
                order by s.since, s.follower, s.stream limit ?
                """)) {
      statement.setInt(1, MAX_LISTED);
      try (ResultSet rows = statement.executeQuery()) {
        List<ParkedStream> parked = new ArrayList<>();
        while (rows.next()) {
          parked.add(
              new ParkedStream(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getObject(4, OffsetDateTime.class).toInstant(),
                  rows.getLong(5),
                  rows.getLong(6)));
        }
        return parked;
      }
    }
  }

  /** How many streams are parked, for health and metrics. */
  public long count() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select count(*) from parked_stream"
                    + " where follower not like 'rebuild:%' and follower not like 'previous:%'");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Whether a follower's view of a stream is behind because the stream is parked. */
  public boolean parked(String follower, String stream) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select 1 from parked_stream where follower = ? and stream = ?")) {
      statement.setString(1, follower);
      statement.setString(2, stream);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** The follower's parked streams; they stay as they are until the transaction ends. */
  public static Set<String> streams(Connection tx, String follower) throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement("select stream from parked_stream where follower = ? for share")) {
      statement.setString(1, follower);
      try (ResultSet rows = statement.executeQuery()) {
        Set<String> streams = new HashSet<>();
        while (rows.next()) {
          streams.add(rows.getString(1));
        }
        return streams;
      }
    }
  }

  /** Parks a stream from this event on. */
  public static void park(
      Connection tx, String follower, String stream, long position, String reason)
      throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement(
            "insert into parked_stream (follower, stream, reason, since) values (?, ?, ?, now())"
                + " on conflict do nothing")) {
      statement.setString(1, follower);
      statement.setString(2, stream);
      statement.setString(3, reason);
      statement.executeUpdate();
    }
    wait(tx, follower, stream, position);
  }

  /** Puts a later event of a parked stream behind those that wait. */
  static void wait(Connection tx, String follower, String stream, long position)
      throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement(
            "insert into parked_event (follower, position, stream) values (?, ?, ?)"
                + " on conflict do nothing")) {
      statement.setString(1, follower);
      statement.setLong(2, position);
      statement.setString(3, stream);
      statement.executeUpdate();
    }
  }

  /** Locks a parked stream and gives the positions that wait, in order; empty if not parked. */
  static List<Long> lock(Connection tx, String follower, String stream) throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement(
            "select 1 from parked_stream where follower = ? and stream = ? for update")) {
      statement.setString(1, follower);
      statement.setString(2, stream);
      statement.executeQuery().close();
    }
    try (PreparedStatement statement =
        tx.prepareStatement(
            "select position from parked_event where follower = ? and stream = ?"
                + " order by position")) {
      statement.setString(1, follower);
      statement.setString(2, stream);
      try (ResultSet rows = statement.executeQuery()) {
        List<Long> positions = new ArrayList<>();
        while (rows.next()) {
          positions.add(rows.getLong(1));
        }
        return positions;
      }
    }
  }

  /** Says why a parked stream does not get on. */
  static void because(Connection tx, String follower, String stream, String reason)
      throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement(
            "update parked_stream set reason = ? where follower = ? and stream = ?")) {
      statement.setString(1, reason);
      statement.setString(2, follower);
      statement.setString(3, stream);
      statement.executeUpdate();
    }
  }

  /** An event does not wait any more. */
  static void digested(Connection tx, String follower, String stream, long position)
      throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement(
            "delete from parked_event where follower = ? and position = ? and stream = ?")) {
      statement.setString(1, follower);
      statement.setLong(2, position);
      statement.setString(3, stream);
      statement.executeUpdate();
    }
  }

  /** The positions that an operator has taken out of what a follower digests. */
  static Set<Long> skipped(Connection connection, String follower) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select position from skipped_event where follower = ?")) {
      statement.setString(1, follower);
      try (ResultSet rows = statement.executeQuery()) {
        Set<Long> positions = new HashSet<>();
        while (rows.next()) {
          positions.add(rows.getLong(1));
        }
        return positions;
      }
    }
  }

  /** What came of asking for an event to be skipped. */
  public enum Skip {
    /** It is taken out, now or by an earlier call. */
    SKIPPED,
    /** The stream is not parked, or waits for another event. */
    NOT_WAITING
  }

  /**
   * Takes the event on which a stream is parked out of what the follower digests, for good and with
   * the reason. It does not try the events behind it.
   *
   * @param position as in {@link ParkedStream}: who asks must have seen for what
   * @param reason free text of the operator, without personal data
   */
  public Skip skip(String follower, String stream, long position, String reason, String by)
      throws SQLException {
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        List<Long> waiting = lock(tx, follower, stream);
        if (waiting.isEmpty() || waiting.getFirst() != position) {
          return alreadySkipped(tx, follower, stream, position) ? Skip.SKIPPED : Skip.NOT_WAITING;
        }
        try (PreparedStatement statement =
            tx.prepareStatement(
                "insert into skipped_event (follower, stream, position, reason, skipped_by,"
                    + " skipped_at) values (?, ?, ?, ?, ?, now()) on conflict do nothing")) {
          statement.setString(1, follower);
          statement.setString(2, stream);
          statement.setLong(3, position);
          statement.setString(4, reason);
          statement.setString(5, by);
          statement.executeUpdate();
        }
        digested(tx, follower, stream, position);
        if (waiting.size() == 1) {
          unpark(tx, follower, stream);
        }
        tx.commit();
        return Skip.SKIPPED;
      } finally {
        if (!tx.isClosed()) {
          tx.rollback();
          tx.setAutoCommit(true);
        }
      }
    }
  }

  private static boolean alreadySkipped(
      Connection tx, String follower, String stream, long position) throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement(
            "select 1 from skipped_event where follower = ? and stream = ? and position = ?")) {
      statement.setString(1, follower);
      statement.setString(2, stream);
      statement.setLong(3, position);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** The stream is digested: it goes on with the others. */
  static void unpark(Connection tx, String follower, String stream) throws SQLException {
    for (String table : List.of("parked_event", "parked_stream")) {
      try (PreparedStatement statement =
          tx.prepareStatement("delete from " + table + " where follower = ? and stream = ?")) {
        statement.setString(1, follower);
        statement.setString(2, stream);
        statement.executeUpdate();
      }
    }
  }
}
