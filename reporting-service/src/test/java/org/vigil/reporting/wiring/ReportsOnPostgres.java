package org.vigil.reporting.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.intake.FeverMeasured;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.RealPostgres;

/** This half of the service on a real database, moved on by the test instead of by threads. */
final class ReportsOnPostgres implements AutoCloseable {

  static final Duration REPORT_WITHIN = Duration.ofMinutes(30);
  private static final Map<String, Duration> RULES =
      Map.of(
          ReportsParts.SYMPTOM_REPORT_WITHIN, REPORT_WITHIN,
          ReportsParts.FEVER_REPORT_WITHIN, REPORT_WITHIN,
          ReportsParts.OUTING_LOOK_BACK, Duration.ofDays(14));
  private static final List<String> SCRIPTS =
      List.of(
          "V100__symptom_report.sql",
          "V110__outing.sql",
          "V120__risk_area.sql",
          "V130__expected_report.sql");

  final SettableClock clock;
  final DataSource dataSource;
  final EventSourcing eventSourcing;
  private int received;

  ReportsOnPostgres(Instant now) {
    clock = new SettableClock(now);
    dataSource = RealPostgres.shared().createDatabase().withEventSourcing().dataSource();
    SCRIPTS.forEach(script -> execute(resource("/db/views/" + script)));
    EventSourcing.Builder builder = EventSourcing.builder("reporting", dataSource, clock);
    AtomicReference<EventSourcing> built = new AtomicReference<>();
    ReportsParts.contribute(
        builder,
        dataSource,
        (projection, position) -> await(built.get(), projection, position),
        (name, _) -> RULES.get(name));
    eventSourcing = builder.build();
    built.set(eventSourcing);
  }

  private static void await(EventSourcing eventSourcing, String projection, long position) {
    try {
      if (!eventSourcing.awaitReached(projection, position, Duration.ofSeconds(5))) {
        throw new Busy(projection + " is behind");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReportsOnPostgres.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <C, S, E> Outcome<E> handle(Category<C, S, E> category, String key, C command) {
    return eventSourcing
        .handler(category)
        .handle(key, command, CommandContext.of("test", UUID.randomUUID()));
  }

  /** Lets everything that follows from what has happened happen. */
  void settle() {
    try {
      eventSourcing.drain();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As if duty-service's event had come over Kafka. */
  void receive(FeverMeasured fever) {
    received++;
    String sql =
        """
        insert into received (position, source, source_position, stream, version, id, type,
          recorded_at, metadata, data)
        values (?, 'duty', ?, ?, 1, ?, 'fever-measured.v1', ?, ?, ?)
        """;
    byte[] metadata =
        EventCatalog.bytes(
            new Metadata("gate", UUID.randomUUID(), null, clock.instant(), clock.instant(), null));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, received);
      statement.setLong(2, received);
      statement.setString(3, "visit/" + fever.visitId());
      statement.setObject(4, UUID.randomUUID());
      statement.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
      statement.setBytes(6, metadata);
      statement.setBytes(7, EventCatalog.bytes(fever));
      statement.executeUpdate();
      execute("update received_head set position = " + received);
      // The log looks into the database only now and then when nobody tells it of an arrival.
      Awaitility.await().until(() -> !eventSourcing.received().after(received - 1L, 1).isEmpty());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The events of one stream, as their names. */
  List<String> story(String stream) {
    return rows("select type from event where stream = '" + stream + "' order by version");
  }

  /** Each row's columns, joined by a bar. */
  List<String> rows(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(rows.getString(i));
        }
        result.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    eventSourcing.close();
  }
}
