package org.vigil.eventsourcing.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.projection.Parking;
import org.vigil.eventsourcing.relay.CloudEvents.Received;
import org.vigil.eventsourcing.store.Arrivals;
import org.vigil.eventsourcing.store.StoredEvent;

/**
 * Writes received events, each once, in an order of this service's own. Its positions are gapless
 * and in commit order like those of the own log, by the same means.
 */
final class ReceivedEvents {

  private static final Logger LOG = LoggerFactory.getLogger(ReceivedEvents.class);

  private static final String INSERT =
      """
      insert into received (position, source, source_position, stream, version, id, type,
                            recorded_at, metadata, data)
      select * from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::uuid[],
                           ?::text[], ?::timestamptz[], ?::bytea[], ?::bytea[])
      """;

  private final Arrivals arrivals;

  ReceivedEvents(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  private record Stream(String source, String stream) {}

  /**
   * Stores what is new of a batch and commits. A duplicate is skipped, a gap made visible. The
   * commit waits for the disk: the consumer goes on from its own memory, so what a crash of the
   * database took away would not be read again.
   */
  void store(Connection tx, List<Received> batch) throws SQLException {
    long head = lockHead(tx);
    Map<Stream, Integer> versions = versions(tx, batch);
    List<Received> fresh = new ArrayList<>(batch.size());
    for (Received received : batch) {
      StoredEvent event = received.event();
      Stream stream = new Stream(received.source(), event.stream().toString());
      int last = versions.getOrDefault(stream, 0);
      if (event.version() <= last) {
        continue;
      }
      if (event.version() > last + 1) {
        LOG.atError()
            .addKeyValue("source", received.source())
            .addKeyValue("stream", stream.stream())
            .addKeyValue("expected", last + 1)
            .addKeyValue("received", event.version())
            .log("Events of another service are missing");
        Parking.park(tx, Intake.NAME, received.source() + ":" + stream.stream(), last + 1L, "gap");
      }
      versions.put(stream, event.version());
      fresh.add(received);
    }
    if (!fresh.isEmpty()) {
      insert(tx, head, fresh);
    }
    tx.commit();
    if (!fresh.isEmpty()) {
      arrivals.reached(head + fresh.size());
    }
  }

  private static long lockHead(Connection tx) throws SQLException {
    try (Statement statement = tx.createStatement();
        ResultSet row = statement.executeQuery("select position from received_head for update")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Map<Stream, Integer> versions(Connection tx, List<Received> batch)
      throws SQLException {
    Map<Stream, Integer> versions = new HashMap<>();
    try (PreparedStatement statement =
        tx.prepareStatement(
            """
            select s.source, s.stream,
                   (select max(r.version) from received r
                    where r.source = s.source and r.stream = s.stream)
            from unnest(?::text[], ?::text[]) as s(source, stream)
            """)) {
      statement.setArray(
          1, tx.createArrayOf("text", batch.stream().map(Received::source).toArray()));
      statement.setArray(
          2,
          tx.createArrayOf(
              "text", batch.stream().map(r -> r.event().stream().toString()).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          versions.put(new Stream(rows.getString(1), rows.getString(2)), rows.getInt(3));
        }
      }
    }
    return versions;
  }

  private static void insert(Connection tx, long head, List<Received> fresh) throws SQLException {
    int count = fresh.size();
    Long[] positions = new Long[count];
    String[] sources = new String[count];
    Long[] sourcePositions = new Long[count];
    String[] streams = new String[count];
    Integer[] versions = new Integer[count];
    UUID[] ids = new UUID[count];
    String[] types = new String[count];
    OffsetDateTime[] recorded = new OffsetDateTime[count];
    byte[][] metadata = new byte[count][];
    byte[][] data = new byte[count][];
    for (int i = 0; i < count; i++) {
      StoredEvent event = fresh.get(i).event();
      positions[i] = head + 1 + i;
      sources[i] = fresh.get(i).source();
      sourcePositions[i] = event.position();
      streams[i] = event.stream().toString();
      versions[i] = event.version();
      ids[i] = event.id();
      types[i] = event.type();
      recorded[i] = event.recordedAt().atOffset(ZoneOffset.UTC);
      metadata[i] = event.metadata();
      data[i] = event.data();
    }
    try (PreparedStatement statement = tx.prepareStatement(INSERT)) {
      statement.setArray(1, tx.createArrayOf("int8", positions));
      statement.setArray(2, tx.createArrayOf("text", sources));
      statement.setArray(3, tx.createArrayOf("int8", sourcePositions));
      statement.setArray(4, tx.createArrayOf("text", streams));
      statement.setArray(5, tx.createArrayOf("int4", versions));
      statement.setArray(6, tx.createArrayOf("uuid", ids));
      statement.setArray(7, tx.createArrayOf("text", types));
      statement.setArray(8, tx.createArrayOf("timestamptz", recorded));
      statement.setArray(9, tx.createArrayOf("bytea", metadata));
      statement.setArray(10, tx.createArrayOf("bytea", data));
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        tx.prepareStatement("update received_head set position = ?")) {
      statement.setLong(1, head + count);
      statement.executeUpdate();
    }
  }
}
