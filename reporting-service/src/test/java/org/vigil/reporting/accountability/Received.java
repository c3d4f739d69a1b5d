package org.vigil.reporting.accountability;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.store.EventCatalog;

/** Puts other services' events where the intake would have put them. */
public final class Received {

  private static final String INSERT =
      """
      insert into received (position, source, source_position, stream, version, id, type,
        recorded_at, metadata, data)
      values (?, ?, ?, ?, (select count(*) + 1 from received where source = ? and stream = ?), ?, ?,
        ?, ?, ?)
      """;

  private final DataSource dataSource;

  public Received(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** As if it had come over Kafka just now; the event's id. */
  public UUID event(String source, String type, String stream, Object event) throws SQLException {
    return event(source, type, stream, event, Instant.now());
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
        insert.setString(5, source);
        insert.setString(6, stream);
        insert.setObject(7, id);
        insert.setString(8, type + ".v1");
        insert.setObject(9, now.atOffset(ZoneOffset.UTC));
        insert.setBytes(10, metadata);
        insert.setBytes(11, EventCatalog.bytes(event));
        insert.executeUpdate();
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
    return id;
  }
}
