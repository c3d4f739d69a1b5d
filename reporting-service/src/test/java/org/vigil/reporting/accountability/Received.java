package org.vigil.reporting.accountability;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.store.EventCatalog;

/** Puts other services' events where the intake would have put them. */
public final class Received {

  private static final String INSERT =
      """
      insert into received (position, source, source_position, stream, version, id, type,
        recorded_at, metadata, data)
      select ?, ?, ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?
      from received where source = ? and stream = ?
      """;

  private final DataSource dataSource;
  private final InstantSource clock;

  public Received(DataSource dataSource) {
    this(dataSource, InstantSource.system());
  }

  /**
   * @param clock when the events are recorded
   */
  public Received(DataSource dataSource, InstantSource clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** As if it had come over Kafka just now, the next of its stream; the event's id. */
  public UUID event(String source, String type, String stream, Object event) throws SQLException {
    return event(source, type, stream, event, clock.instant());
  }

  /** As if it had been recorded and had come at an instant; the event's id. */
  public UUID event(String source, String type, String stream, Object event, Instant now)
      throws SQLException {
    UUID id = UUID.randomUUID();
    byte[] metadata =
        EventCatalog.bytes(new Metadata(source, UUID.randomUUID(), null, now, now, null));
    try (Connection connection = dataSource.getConnection();
        Statement head = connection.createStatement()) {
      connection.setAutoCommit(false);
      long position;
      try (ResultSet row =
          head.executeQuery(
              "update received_head set position = position + 1 returning position")) {
        row.next();
        position = row.getLong(1);
      }
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        insert.setLong(1, position);
        insert.setString(2, source);
        insert.setLong(3, position);
        insert.setString(4, stream);
        insert.setObject(5, id);
        insert.setString(6, type + ".v" + version(event));
        insert.setObject(7, now.atOffset(ZoneOffset.UTC));
        insert.setBytes(8, metadata);
        insert.setBytes(9, EventCatalog.bytes(event));
        insert.setString(10, source);
        insert.setString(11, stream);
        insert.executeUpdate();
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
    return id;
  }

  private static int version(Object event) {
    return Objects.requireNonNull(event.getClass().getAnnotation(EventType.class)).version();
  }
}
