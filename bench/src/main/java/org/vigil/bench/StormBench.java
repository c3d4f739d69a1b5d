package org.vigil.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.local.LocalVigil;
import org.vigil.local.Service;
import org.vigil.testing.infra.Neighbour;

/**
 * A storm: another service's signals on Kafka, of which one in twenty is of a new matter and the
 * others tell again of one that is known; from the broker's having it to the item in the feed.
 */
final class StormBench implements AutoCloseable {

  static final int SIGNALS = 5_000;

  private static final int SIGNALS_A_MATTER = 20;

  /** As many rows as the intake takes in one statement and one commit. */
  private static final int BATCH = 500;

  private static final int MAX_MICROS = 120_000_000;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final Pattern SUBJECT =
      Pattern.compile("\"kind\":\"item\",\"id\":\"(S[0-9]+-[0-9]+)\"");

  /** supplies-service: nothing is left of an item. */
  @EventType("stock-ran-out")
  record StockRanOut(String item, String department) {}

  /**
   * What became of one.
   *
   * @param perSecond signals, from the first one's being sent to the last one's being counted in
   *     the escalation that it belongs to
   * @param plain signals whose rows could be inserted in a second
   * @param matters escalations that it was made into
   * @param micros from a matter's first signal to its item in the feed
   */
  record Storm(double perSecond, double plain, int matters, Histogram micros) {}

  private final DataSource database;
  private final HttpBench feed;
  private final Neighbour supplies;
  private int storms;

  StormBench(LocalVigil vigil) {
    this.database = vigil.database(Service.REPORTING);
    this.feed = new HttpBench(vigil);
    this.supplies = new Neighbour("supplies", vigil.bootstrapServers(), StockRanOut.class);
  }

  /**
   * @param within over how long its signals come; zero for as fast as they can be sent
   */
  Storm run(Duration within) throws Exception {
    String name = "S" + ++storms;
    int matters = SIGNALS / SIGNALS_A_MATTER;
    Map<String, Long> arrived = new ConcurrentHashMap<>();
    Map<String, Long> seen = new ConcurrentHashMap<>();
    long received = number("select position from received_head");
    long own = number("select max(position) from event");
    long items = number("select coalesce(max(sequence), 0) from feed_item");
    double seconds;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      long from = feed.newest();
      Future<?> following = executor.submit(() -> feed.followFeed(SUBJECT, from, seen, matters));
      long start = System.nanoTime();
      send(name, within, arrived);
      awaitCounted(name);
      seconds = (System.nanoTime() - start) / 1e9;
      following.get(2, TimeUnit.MINUTES);
    }
    List<Rows> written =
        List.of(
            new Rows("received", "position", received),
            new Rows("event", "position", own),
            new Rows("feed_item", "sequence", items));
    return new Storm(SIGNALS / seconds, plain(written), matters(name), between(arrived, seen));
  }

  private void send(String name, Duration within, Map<String, Long> arrived) {
    long start = System.nanoTime();
    for (int n = 0; n < SIGNALS; n++) {
      LockSupport.parkNanos(start + within.toNanos() * n / SIGNALS - System.nanoTime());
      String item = name + "-" + matter(n);
      StoredEvent signal = supplies.recorded("item/" + item, told(n), new StockRanOut(item, "BGS"));
      supplies.send(signal, () -> arrived.putIfAbsent(item, System.nanoTime()));
    }
  }

  /** The first signal of each twenty is of a new matter; the others go round those that are. */
  private static int matter(int n) {
    int newest = n / SIGNALS_A_MATTER;
    return n % SIGNALS_A_MATTER == 0 ? newest : again(n) % (newest + 1);
  }

  /** Counts the signals that are of no new matter. */
  private static int again(int n) {
    return n - n / SIGNALS_A_MATTER - 1;
  }

  private final Map<Integer, Integer> versions = new ConcurrentHashMap<>();

  private int told(int n) {
    if (n == 0) {
      versions.clear();
    }
    return versions.merge(matter(n), 1, Integer::sum);
  }

  private void awaitCounted(String name) {
    long end = System.nanoTime() + 2 * MINUTE;
    while (number(counted(name)) < SIGNALS) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("a storm was not taken up in time");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static String counted(String name) {
    return "select coalesce(sum(signals), 0) from escalation where subject_id like '"
        + name
        + "-%'";
  }

  private int matters(String name) {
    return (int) number("select count(*) from escalation where subject_id like '" + name + "-%'");
  }

  private long number(String sql) {
    return Sql.list(database, sql, row -> row.getLong(1)).getFirst();
  }

  private static Histogram between(Map<String, Long> arrived, Map<String, Long> seen) {
    Histogram micros = new Histogram(MAX_MICROS, 3);
    arrived.forEach(
        (item, at) -> {
          Long then = seen.get(item);
          micros.recordValue(
              then == null ? MAX_MICROS : Math.clamp((then - at) / 1_000, 1, MAX_MICROS));
        });
    return micros;
  }

  // The limit

  /** What a storm has left in a table: the rows behind a key. */
  private record Rows(String table, String key, long after) {}

  /** The same rows into tables of the same shape, and nothing else done; signals a second. */
  private double plain(List<Rows> written) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (Rows rows : written) {
        statement.execute("drop table if exists plain_" + rows.table());
        statement.execute(
            "create table plain_" + rows.table() + " (like " + rows.table() + " including all)");
      }
      long start = System.nanoTime();
      for (Rows rows : written) {
        int inserted = BATCH;
        for (int from = 0; inserted == BATCH; from += BATCH) {
          inserted =
              statement.executeUpdate(
                  "insert into plain_%1$s select * from %1$s where %2$s > %3$d order by %2$s offset %4$d limit %5$d"
                      .formatted(rows.table(), rows.key(), rows.after(), from, BATCH));
        }
      }
      return SIGNALS * 1e9 / (System.nanoTime() - start);
    }
  }

  @Override
  public void close() {
    supplies.close();
  }
}
