package org.vigil.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Rebuild;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.eventsourcing.runtime.EventSourcing;

/**
 * Replays events into a view of one row each, and rebuilds it beside that, against a plain ordered
 * read of the same rows.
 */
final class ReplayBench {

  static final int EVENTS = 1_000_000;

  private ReplayBench() {}

  @EventType("symptom-reported")
  record Reported(String department, List<String> symptoms, String note) {}

  record Ask() {}

  record Nothing() {}

  private static final class NoRules implements Decider<Ask, Nothing, Reported> {
    @Override
    public Nothing initialState() {
      return new Nothing();
    }

    @Override
    public Decision<Reported> decide(Ask command, Nothing state) {
      return Decision.accept();
    }

    @Override
    public Nothing evolve(Nothing state, Reported event) {
      return state;
    }
  }

  private static final class ReportList implements Projection {
    @Override
    public String name() {
      return "report-list-1";
    }

    @Override
    public Set<String> tables() {
      return Set.of("report_list");
    }

    @Override
    public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
      try (SqlBatch rows = new SqlBatch(tx)) {
        for (Recorded<Object> event : events) {
          if (event.event() instanceof Reported reported) {
            rows.add(
                "insert into report_list (id, department, at) values (?, ?, ?)",
                event.stream().key(),
                reported.department(),
                event.recordedAt());
          }
        }
      }
    }
  }

  /** Events per second of the plain read, the replay, and the rebuild until it is compared. */
  record Result(double read, double replay, double rebuild) {}

  static Result run(DataSource dataSource) throws Exception {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table report_list (id text primary key, department text not null, at timestamptz"
              + " not null)");
      statement.execute(
          "insert into event (position, stream, version, id, type, recorded_at, metadata, data)"
              + " select n, 'symptom-report/r' || n, 1, gen_random_uuid(), 'symptom-reported.v1',"
              + " now(),"
              + " convert_to('{\"actor\":\"a\",\"correlationId\":\"01890000-0000-7000-8000-000000000000\",\"knownAt\":\"2026-11-23T00:00:00Z\",\"occurredAt\":\"2026-11-23T00:00:00Z\"}',"
              + " 'UTF8'), convert_to('{\"department\":\"GWYC\",\"note\":\"' || repeat('x', 380) ||"
              + " '\",\"symptoms\":[\"FEVER\",\"COUGH\"]}', 'UTF8') from generate_series(1, "
              + EVENTS
              + ") n");
      statement.execute("update log_head set position = " + EVENTS);
      statement.execute("analyze event");
    }
    double before = read(dataSource);
    double replay = replay(dataSource);
    double rebuild = rebuild(dataSource);
    return new Result((before + read(dataSource)) / 2, replay, rebuild);
  }

  private static double read(DataSource dataSource) throws SQLException {
    long start = System.nanoTime();
    long bytes = 0;
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select position, stream, version, id, type, recorded_at, metadata, data from event"
                  + " order by position")) {
        statement.setFetchSize(1_000);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            bytes += rows.getBytes(8).length + rows.getString(2).length();
          }
        }
      }
      connection.rollback();
    }
    if (bytes == 0) {
      throw new IllegalStateException("nothing was read");
    }
    return EVENTS / ((System.nanoTime() - start) / 1e9);
  }

  private static double replay(DataSource dataSource) throws Exception {
    long start = System.nanoTime();
    try (EventSourcing vigil = reporting(dataSource)) {
      vigil.drain();
    }
    return EVENTS / ((System.nanoTime() - start) / 1e9);
  }

  private static double rebuild(DataSource dataSource) throws Exception {
    long start = System.nanoTime();
    try (EventSourcing vigil = reporting(dataSource)) {
      vigil.rebuilds().ask("report-list-1", false, "bench");
      while (vigil.rebuilds().newest().getFirst().state() != Rebuild.State.EQUAL) {
        vigil.rebuilds().step();
      }
    }
    return EVENTS / ((System.nanoTime() - start) / 1e9);
  }

  private static EventSourcing reporting(DataSource dataSource) {
    return EventSourcing.builder("reporting", dataSource, InstantSource.fixed(Instant.now()))
        .category(Category.of("symptom-report", new NoRules(), Reported.class))
        .follow(new ReportList())
        .build();
  }
}
