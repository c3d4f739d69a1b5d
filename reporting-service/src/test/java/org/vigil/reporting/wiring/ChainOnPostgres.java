package org.vigil.reporting.wiring;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.absence.domain.Absence;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.escalation.api.Escalations;
import org.vigil.reporting.escalation.domain.ChainRule;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.intake.StockRanOut;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.infra.RealPostgres.Database;

/** The chain on a real database, without CDI, moved on by a test or by its own threads. */
final class ChainOnPostgres implements AutoCloseable {

  static final Duration WITHIN = Duration.ofMinutes(15);

  private static final Map<String, Duration> RULES =
      Map.of(
          Parameters.ACK_WITHIN, WITHIN,
          Parameters.RESOLVE_WITHIN, Duration.ofHours(24),
          Parameters.REMIND_EVERY, Duration.ofMinutes(30),
          Escalations.ACCEPT_WITHIN, Duration.ofMinutes(30));

  private static final List<String> SCRIPTS =
      List.of(
          "V150__escalation.sql",
          "V155__escalation_past.sql",
          "V156__whose_names.sql",
          "V302__escalation_chain.sql",
          "V303__escalation_times.sql",
          "V473__escalation_times_version.sql");

  final DataSource dataSource;
  final EventSourcing eventSourcing;

  ChainOnPostgres(SettableClock clock) {
    this(PooledPostgres.to(database()), clock, new Staffing(Set.of("GWYC"), true, true));
  }

  ChainOnPostgres(DataSource dataSource, InstantSource clock, Staffing staffing) {
    this.dataSource = dataSource;
    EventSourcing.Builder builder =
        EventSourcing.builder("reporting", dataSource, clock)
            .category(SymptomReportDecider.CATEGORY)
            .category(ExposureReportDecider.CATEGORY)
            .category(OutingDecider.CATEGORY)
            .category(Absence.CATEGORY)
            .category(DailyReportDecider.CATEGORY)
            .category(DispatchOrder.CATEGORY)
            .reads("supplies", StockRanOut.class);
    EscalationParts.contribute(
        builder,
        clock,
        _ -> staffing,
        (name, _) -> RULES.get(name),
        (SignalKind kind, Instant _) -> ChainRule.builtIn(kind));
    eventSourcing = builder.build();
  }

  /** A database with the tables that the chain needs. */
  static Database database() {
    return RealPostgres.shared().createLog(SCRIPTS);
  }

  private static void execute(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  <C, S, E> Outcome<E> handle(Category<C, S, E> category, String key, C command) {
    return eventSourcing
        .handler(category)
        .handle(key, command, CommandContext.of("test", UUID.randomUUID()));
  }

  /** As if supplies-service had said so many times of so many items in turn that they ran out. */
  void storm(int signals, int items, Instant now) {
    storm(dataSource, signals, items, now);
  }

  static void storm(DataSource dataSource, int signals, int items, Instant now) {
    execute(
        dataSource,
        """
        insert into received (position, source, source_position, stream, version, id, type,
          recorded_at, metadata, data)
        select n, 'supplies', n, 'item/I' || n %% %d, 1 + (n - 1) / %d, gen_random_uuid(),
          'stock-ran-out.v1', timestamptz '%s',
          convert_to('{"actor":"s","correlationId":"01890000-0000-7000-8000-000000000000",'
            || '"knownAt":"%s","occurredAt":"%s"}', 'UTF8'),
          convert_to('{"department":"BGS","item":"I' || n %% %d || '"}', 'UTF8')
        from generate_series(1, %d) n;
        update received_head set position = %d;
        """
            .formatted(items, items, now, now, now, items, signals, signals));
  }

  void settle() {
    try {
      eventSourcing.drain();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A single number of the database. */
  long number(String sql) {
    return Sql.list(dataSource, sql, row -> row.getLong(1)).getFirst();
  }

  /** The first column of each row. */
  List<String> texts(String sql) {
    return Sql.list(dataSource, sql, row -> row.getString(1));
  }

  @Override
  public void close() {
    eventSourcing.close();
    if (dataSource instanceof AgroalDataSource pool) {
      pool.close();
    }
  }
}
