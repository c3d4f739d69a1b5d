package org.vigil.eventsourcing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.store.Append.NewEvent;
import org.vigil.eventsourcing.store.AppendResult.Appended;
import org.vigil.eventsourcing.store.AppendResult.KeyTaken;
import org.vigil.eventsourcing.store.AppendResult.VersionConflict;

/** The SQL of the append path, on the one connection that the committer holds. */
final class AppendConnection implements AutoCloseable {

  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * A slow commit delays everybody, so nothing may take long: a statement 10 s (a full disk or a
   * stuck replica), a wait for the head row 5 s.
   */
  private static final String SETTINGS =
      "set statement_timeout = '10s'; set lock_timeout = '5s';"
          + " set idle_in_transaction_session_timeout = '10s'; set synchronous_commit = on";

  /** One event without deadlines, the most frequent append of a lone caller: no arrays. */
  private static final String INSERT_ONE =
      """
      with head as (
        update log_head set position = position + 1 returning position
      )
      insert into event (position, stream, version, id, type, recorded_at, metadata, data,
                         command_key, command_content)
      select position, ?, ?, ?, ?, ?, ?, ?, ?, ? from head
      returning position
      """;

  private static final String INSERT =
      """
      with head as (
        update log_head set position = position + ? returning position - ? as base
      ), added as (
        insert into event (position, stream, version, id, type, recorded_at, metadata, data,
                           command_key, command_content)
        select head.base + n.ord, n.stream, n.version, n.id, n.type, ?, n.metadata, n.data,
               n.key, n.content
        from head, unnest(?::text[], ?::int[], ?::uuid[], ?::text[], ?::bytea[], ?::bytea[],
                          ?::text[], ?::text[])
          with ordinality as n(stream, version, id, type, metadata, data, key, content, ord)
      )
      """;

  private static final String DEADLINES =
      """
      , scheduled as (
        insert into deadline (stream, name, due_at)
        select * from unnest(?::text[], ?::text[], ?::timestamptz[])
        on conflict (stream, name)
          do update set due_at = excluded.due_at, claimed_until = null, attempts = 0
      ), lifted as (
        delete from deadline d using unnest(?::text[], ?::text[]) as c(stream, name)
        where d.stream = c.stream and d.name = c.name
      )
      """;

  private static final String BASE = "select base from head";

  private final Connection connection;

  AppendConnection(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
    }
  }

  /** Whether an error may have left open what became of the transaction. */
  static boolean lost(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.startsWith("40");
  }

  /** Appends all in one statement; an empty answer says that at least one conflicts. */
  List<AppendResult> tryAppendAll(List<Append> batch, Instant now) throws SQLException {
    try {
      return insert(batch, now);
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * Appends those that can be, and says of each of the others why not. The head row is locked
   * first, so that what is looked up here stays true until the commit; an append that is in the log
   * already (an earlier attempt whose answer was lost) counts as done.
   */
  List<AppendResult> appendEach(List<Append> batch, Instant now) throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute("select position from log_head for update");
      }
      Map<String, Integer> versions = versions(batch);
      Set<String> keys = takenKeys(batch);
      Map<UUID, Appended> done = alreadyDone(batch);
      AppendResult[] results = new AppendResult[batch.size()];
      List<Append> winners = new ArrayList<>();
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        Append append = batch.get(i);
        String stream = append.stream().toString();
        Appended earlier = done.get(append.events().getLast().id());
        if (earlier != null) {
          results[i] = earlier;
        } else if (append.key() != null && !keys.add(append.key().id())) {
          results[i] = new KeyTaken();
        } else if (versions.getOrDefault(stream, 0) != append.expectedVersion()) {
          results[i] = new VersionConflict();
        } else {
          versions.put(stream, append.expectedVersion() + append.events().size());
          winners.add(append);
          places.add(i);
        }
      }
      if (!winners.isEmpty()) {
        List<AppendResult> won = insert(winners, now);
        for (int i = 0; i < won.size(); i++) {
          results[places.get(i)] = won.get(i);
        }
      }
      connection.commit();
      return List.of(results);
    } catch (SQLException e) {
      if (!lost(e)) {
        connection.rollback();
      }
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private List<AppendResult> insert(List<Append> batch, Instant now) throws SQLException {
    Append first = batch.getFirst();
    return batch.size() == 1 && first.events().size() == 1 && first.deadlines().isEmpty()
        ? List.of(insertOne(first, now))
        : insertMany(batch, now);
  }

  private AppendResult insertOne(Append append, Instant now) throws SQLException {
    NewEvent event = append.events().getFirst();
    try (PreparedStatement statement = connection.prepareStatement(INSERT_ONE)) {
      statement.setString(1, append.stream().toString());
      statement.setInt(2, append.expectedVersion() + 1);
      statement.setObject(3, event.id());
      statement.setString(4, event.type());
      statement.setObject(5, now.atOffset(ZoneOffset.UTC));
      statement.setBytes(6, event.metadata());
      statement.setBytes(7, event.data());
      statement.setString(8, append.key() == null ? null : append.key().id());
      statement.setString(9, append.key() == null ? null : "1:" + append.key().content());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new Appended(rows.getLong(1), now);
      }
    }
  }

  private List<AppendResult> insertMany(List<Append> batch, Instant now) throws SQLException {
    int count = batch.stream().mapToInt(append -> append.events().size()).sum();
    String[] streams = new String[count];
    Integer[] versions = new Integer[count];
    UUID[] ids = new UUID[count];
    String[] types = new String[count];
    byte[][] metadata = new byte[count][];
    byte[][] data = new byte[count][];
    String[] keys = new String[count];
    String[] contents = new String[count];
    int n = 0;
    for (Append append : batch) {
      if (append.key() != null) {
        keys[n] = append.key().id();
        contents[n] = append.events().size() + ":" + append.key().content();
      }
      int version = append.expectedVersion();
      for (NewEvent event : append.events()) {
        streams[n] = append.stream().toString();
        versions[n] = ++version;
        ids[n] = event.id();
        types[n] = event.type();
        metadata[n] = event.metadata();
        data[n] = event.data();
        n++;
      }
    }
    Map<Deadline, Change> deadlines = deadlines(batch);
    String sql = INSERT + (deadlines.isEmpty() ? "" : DEADLINES) + BASE;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int p = 0;
      statement.setInt(++p, count);
      statement.setInt(++p, count);
      statement.setObject(++p, now.atOffset(ZoneOffset.UTC));
      statement.setArray(++p, connection.createArrayOf("text", streams));
      statement.setArray(++p, connection.createArrayOf("int4", versions));
      statement.setArray(++p, connection.createArrayOf("uuid", ids));
      statement.setArray(++p, connection.createArrayOf("text", types));
      statement.setArray(++p, connection.createArrayOf("bytea", metadata));
      statement.setArray(++p, connection.createArrayOf("bytea", data));
      statement.setArray(++p, connection.createArrayOf("text", keys));
      statement.setArray(++p, connection.createArrayOf("text", contents));
      if (!deadlines.isEmpty()) {
        bindDeadlines(statement, p, deadlines);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return results(batch, rows.getLong(1), now);
      }
    }
  }

  private static List<AppendResult> results(List<Append> batch, long base, Instant now) {
    List<AppendResult> results = new ArrayList<>(batch.size());
    long position = base;
    for (Append append : batch) {
      position += append.events().size();
      results.add(new Appended(position, now));
    }
    return results;
  }

  private record Deadline(String stream, String name) {}

  /** What holds for each deadline after the whole batch: the last change of its stream. */
  private static Map<Deadline, Change> deadlines(List<Append> batch) {
    Map<Deadline, Change> changes = new LinkedHashMap<>();
    for (Append append : batch) {
      for (Change change : append.deadlines()) {
        changes.put(new Deadline(append.stream().toString(), change.name()), change);
      }
    }
    return changes;
  }

  private void bindDeadlines(PreparedStatement statement, int behind, Map<Deadline, Change> changes)
      throws SQLException {
    List<Deadline> scheduled = new ArrayList<>();
    List<OffsetDateTime> due = new ArrayList<>();
    List<Deadline> lifted = new ArrayList<>();
    changes.forEach(
        (deadline, change) -> {
          switch (change) {
            case Schedule schedule -> {
              scheduled.add(deadline);
              due.add(schedule.dueAt().atOffset(ZoneOffset.UTC));
            }
            case Cancel _ -> lifted.add(deadline);
          }
        });
    int p = behind;
    statement.setArray(++p, text(scheduled.stream().map(Deadline::stream).toArray()));
    statement.setArray(++p, text(scheduled.stream().map(Deadline::name).toArray()));
    statement.setArray(++p, connection.createArrayOf("timestamptz", due.toArray()));
    statement.setArray(++p, text(lifted.stream().map(Deadline::stream).toArray()));
    statement.setArray(++p, text(lifted.stream().map(Deadline::name).toArray()));
  }

  private java.sql.Array text(Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }

  private Map<String, Integer> versions(List<Append> batch) throws SQLException {
    Map<String, Integer> versions = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select s.stream,
                   (select max(e.version) from event e where e.stream = s.stream)
            from unnest(?::text[]) as s(stream)
            """)) {
      statement.setArray(1, text(batch.stream().map(a -> a.stream().toString()).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          versions.put(rows.getString(1), rows.getInt(2));
        }
      }
    }
    return versions;
  }

  private Set<String> takenKeys(List<Append> batch) throws SQLException {
    Set<String> keys = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement("select command_key from event where command_key = any(?)")) {
      statement.setArray(
          1, text(batch.stream().filter(a -> a.key() != null).map(a -> a.key().id()).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
    }
    return keys;
  }

  /** Appends of this batch whose last event is in the log under its own id. */
  private Map<UUID, Appended> alreadyDone(List<Append> batch) throws SQLException {
    Map<UUID, Appended> done = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select e.id, e.position, e.recorded_at
            from unnest(?::text[], ?::int[], ?::uuid[]) as n(stream, version, id)
            join event e on e.stream = n.stream and e.version = n.version and e.id = n.id
            """)) {
      statement.setArray(1, text(batch.stream().map(a -> a.stream().toString()).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "int4", batch.stream().map(a -> a.expectedVersion() + a.events().size()).toArray()));
      statement.setArray(
          3,
          connection.createArrayOf(
              "uuid", batch.stream().map(a -> a.events().getLast().id()).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          done.put(
              rows.getObject(1, UUID.class),
              new Appended(rows.getLong(2), rows.getObject(3, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return done;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException _) {
      // It is being thrown away.
    }
  }
}
