package org.vigil.duty.wiring;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.subject.PersonalData;
import org.vigil.eventsourcing.vault.MasterKeys;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/**
 * A part of the service on a real database, with encrypted names, moved on by the test instead of
 * by threads; {@link #restart} is a new process on the same database.
 */
final class DutyOnPostgres implements AutoCloseable {

  private static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

  final SettableClock clock;
  final AgroalDataSource dataSource;
  private final BiConsumer<EventSourcing.Builder, DutyOnPostgres> parts;
  private EventSourcing eventSourcing;

  /**
   * @param parts what the service consists of, contributed anew with every start
   */
  DutyOnPostgres(
      Instant now, List<String> scripts, BiConsumer<EventSourcing.Builder, DutyOnPostgres> parts) {
    this.clock = new SettableClock(now);
    this.dataSource = PooledPostgres.to(RealPostgres.shared().createLog(scripts));
    this.parts = parts;
    this.eventSourcing = start();
  }

  private EventSourcing start() {
    EventSourcing.Builder builder = EventSourcing.builder("duty", dataSource, clock);
    builder.personalData(
        new PersonalData(
            MasterKeys.of(MASTER_KEY, List.of()), _ -> Duration.ofDays(180), Set.of()));
    parts.accept(builder, this);
    return builder.build();
  }

  EventSourcing eventSourcing() {
    return eventSourcing;
  }

  /** The process dies; another starts. */
  void restart() {
    eventSourcing.close();
    eventSourcing = start();
  }

  /** Another process on the same database; whoever asks for it closes it. */
  EventSourcing replica() {
    return start();
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

  /** Forwards the clock, and lets everything that is due by then happen. */
  void at(Instant instant) {
    clock.set(instant);
    settle();
  }

  /** Forwards the clock from one deadline to the next, each at its instant. */
  void through(Instant until) {
    settle();
    Instant due = nextDue();
    while (!due.isAfter(until)) {
      at(due);
      due = nextDue();
    }
    at(until);
  }

  /** The first deadline that is still to come. */
  Instant nextDue() {
    return rows(
            "select coalesce((extract(epoch from min(due_at)) * 1000000)::bigint::text, '') from"
                + " deadline where due_at > '"
                + clock.instant()
                + "'")
        .stream()
        .filter(micros -> !micros.isEmpty())
        .map(micros -> Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS))
        .findFirst()
        .orElse(Instant.MAX);
  }

  /** How often an event was recorded, in any version. */
  int count(String type) {
    return Integer.parseInt(
        rows("select count(*) from event where type ~ '^" + type + "[.]v[0-9]+$'").getFirst());
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

  @Override
  public void close() {
    eventSourcing.close();
    dataSource.close();
  }
}
