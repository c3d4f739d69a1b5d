package org.vigil.duty.wiring;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** Rosters and their watch on a real PostgreSQL, with a clock that the test forwards. */
final class RostersOnPostgres implements AutoCloseable {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final Map<String, Duration> POLICY =
      Map.of(
          CoverageChecks.FORECAST_AHEAD, Duration.ofDays(7),
          CoverageChecks.IMMINENT_WITHIN, Duration.ofHours(24),
          CoverageChecks.CONTACT_AHEAD, Duration.ofDays(3));

  private static final List<String> SCRIPTS =
      List.of(
          "V100__visitors_and_directory.sql",
          "V105__whose_names.sql",
          "V205__directory.sql",
          "V210__rosters.sql",
          "V215__duty_coverage.sql",
          "V350__responsibility_handovers.sql");

  final SettableClock clock;
  final AgroalDataSource dataSource;
  EventSourcing eventSourcing;

  RostersOnPostgres(Instant now) {
    clock = new SettableClock(now);
    dataSource = PooledPostgres.to(RealPostgres.shared().createLog(SCRIPTS));
    eventSourcing = start();
  }

  private EventSourcing start() {
    CoverageChecks checks =
        RosterParts.checks(
            dataSource, (name, _) -> Objects.requireNonNull(POLICY.get(name)), ZONE, clock);
    EventSourcing.Builder builder =
        EventSourcing.builder("duty", dataSource, clock)
            .category(Department.CATEGORY)
            .category(Person.CATEGORY)
            .follow(new DirectoryView());
    // The calling thread does all the work in turn, so nobody is ever behind.
    RosterParts.contribute(builder, RosterParts.category(checks, () -> {}), checks, _ -> {});
    return builder.build();
  }

  /** The process dies; another starts. */
  void restart() {
    eventSourcing.close();
    eventSourcing = start();
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

  /** Forwards the clock from one deadline to the next, and lets happen what falls due. */
  void forwardTo(Instant instant) {
    for (Instant due = nextDue(); !due.isAfter(instant); due = nextDue()) {
      clock.set(due.isAfter(clock.instant()) ? due : clock.instant());
      settle();
      if (!nextDue().isAfter(due)) {
        throw new IllegalStateException("a deadline cannot be fired");
      }
    }
    clock.set(instant);
    settle();
  }

  private Instant nextDue() {
    String millis =
        rows("select (extract(epoch from min(due_at)) * 1000)::bigint from deadline").getFirst();
    return millis.equals("null") ? Instant.MAX : Instant.ofEpochMilli(Long.parseLong(millis));
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
    dataSource.close();
  }
}
