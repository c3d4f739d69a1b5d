package org.vigil.testing.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.infra.RealPostgres.Database;
import org.vigil.testing.store.Counter;
import org.vigil.testing.store.Counter.Add;

/** A database with shelves in it and what the tests ask of it. */
final class Shelves {

  static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  final Database database;
  final DataSource dataSource;

  Shelves() throws SQLException {
    database = RealPostgres.shared().createLog();
    dataSource = PooledPostgres.to(database);
    execute(ShelvesView.TABLES);
  }

  static EventSourcing replica(DataSource dataSource, ShelvesView view) {
    return EventSourcing.builder("testing", dataSource, InstantSource.system())
        .category(Counter.CATEGORY)
        .follow(view)
        .build();
  }

  EventSourcing replica(ShelvesView view) {
    return replica(dataSource, view);
  }

  static long add(EventSourcing vigil, String shelf, int count) {
    vigil
        .handler(Counter.CATEGORY)
        .handle(shelf, new Add(count, LATER), CommandContext.of("me", UUID.randomUUID()));
    return vigil.store().head();
  }

  /** A history of five events a shelf, written at once. */
  void history(int events) throws SQLException {
    execute(
        "insert into event (position, stream, version, id, type, recorded_at, metadata, data)"
            + " select n, 'counter/h' || (n - 1) / 5, 1 + (n - 1) % 5, gen_random_uuid(),"
            + " 'things-added.v1', now(), convert_to('{\"actor\":\"a\",\"correlationId\":"
            + "\"01890000-0000-7000-8000-000000000000\",\"knownAt\":\"2026-11-23T00:00:00Z\","
            + "\"occurredAt\":\"2026-11-23T00:00:00Z\"}', 'UTF8'), convert_to('{\"count\":' ||"
            + " 1 + n % 2 || ',\"spoilsAt\":\"2030-01-01T00:00:00Z\"}', 'UTF8')"
            + " from generate_series(1, "
            + events
            + ") n; update log_head set position = "
            + events
            + "; analyze event");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> rows(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  List<String> shelves() throws SQLException {
    return rows("select stream || ' ' || things || ' v' || version from shelf order by stream");
  }

  /** Everything that stands on a table besides its rows. */
  List<String> shape() throws SQLException {
    return rows(
        "select indexdef from pg_indexes where schemaname = 'public' and tablename like 'shelf%'"
            + " union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint"
            + " where connamespace = 'public'::regnamespace and conrelid in"
            + " ('shelf'::regclass, 'shelf_entry'::regclass, 'shelf_total'::regclass) order by 1");
  }
}
