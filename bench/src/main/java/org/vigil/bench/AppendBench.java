package org.vigil.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.Append;
import org.vigil.eventsourcing.store.AppendResult.Appended;
import org.vigil.eventsourcing.store.PostgresEventStore;
import org.vigil.eventsourcing.store.UuidV7;

/**
 * The library's append against the limit of its shape: a plain autocommit INSERT of one such event
 * per call, by as many connections as there are writers, into the same database in the same run.
 */
final class AppendBench {

  /** About 440 bytes of JSON, as in a symptom report without its names. */
  static final byte[] DATA =
      ("{\"department\":\"GWYC\",\"symptoms\":[\"FEVER\",\"COUGH\"],\"note\":\""
              + "x".repeat(380)
              + "\"}")
          .getBytes(StandardCharsets.UTF_8);

  static final byte[] METADATA =
      "{\"actor\":\"department-GWYC\",\"correlationId\":\"01890000-0000-7000-8000-000000000000\"}"
          .getBytes(StandardCharsets.UTF_8);

  private static final String PLAIN =
      "insert into plain_event (stream, version, id, type, recorded_at, metadata, data)"
          + " values (?, ?, ?, ?, ?, ?, ?)";

  private AppendBench() {}

  static void createPlainTable(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists plain_event (position bigserial primary key, stream text not"
              + " null, version int not null, id uuid not null, type text not null, recorded_at"
              + " timestamptz not null, metadata bytea not null, data bytea not null)");
    }
  }

  static Load.Result plain(DataSource dataSource, int writers, int millis) throws Exception {
    return Load.run(
        writers,
        millis,
        () -> {
          Connection connection = dataSource.getConnection();
          PreparedStatement statement = connection.prepareStatement(PLAIN);
          return new Load.Caller() {
            @Override
            public void call() throws SQLException {
              UUID id = UuidV7.at(System.currentTimeMillis());
              statement.setString(1, "symptom-report/" + id);
              statement.setInt(2, 1);
              statement.setObject(3, id);
              statement.setString(4, "symptom-reported.v1");
              statement.setObject(5, OffsetDateTime.now(ZoneOffset.UTC));
              statement.setBytes(6, METADATA);
              statement.setBytes(7, DATA);
              statement.executeUpdate();
            }

            @Override
            public void close() throws SQLException {
              statement.close();
              connection.close();
            }
          };
        });
  }

  static Load.Result append(DataSource dataSource, int writers, int millis) throws Exception {
    try (PostgresEventStore store = new PostgresEventStore(dataSource, InstantSource.system())) {
      return append(store, writers, millis);
    }
  }

  static Load.Result append(PostgresEventStore store, int writers, int millis) throws Exception {
    return Load.run(
        writers,
        millis,
        () ->
            () -> {
              UUID id = UuidV7.at(System.currentTimeMillis());
              Append append =
                  new Append(
                      new StreamId("symptom-report", id.toString()),
                      0,
                      CommandKey.of("department-GWYC", id.toString(), DATA),
                      List.of(new Append.NewEvent(id, "symptom-reported.v1", METADATA, DATA)),
                      List.of());
              if (!(store.append(append) instanceof Appended)) {
                throw new IllegalStateException("a lone append lost");
              }
            });
  }
}
