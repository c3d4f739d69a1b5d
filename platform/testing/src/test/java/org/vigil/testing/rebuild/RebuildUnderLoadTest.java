package org.vigil.testing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGStatement;
import org.vigil.eventsourcing.projection.Rebuild;
import org.vigil.eventsourcing.projection.Rebuild.State;
import org.vigil.eventsourcing.runtime.EventSourcing;

/**
 * A view is rebuilt, switched and rolled back while commands and queries go on. With {@code
 * -Dvigil.rebuild.events=1000000} it is the promise in full size. Its figures are left in {@code
 * target/rebuild-under-load.txt}.
 */
class RebuildUnderLoadTest {

  private static final int EVENTS = Integer.getInteger("vigil.rebuild.events", 60_000);
  private static final int COMMANDS_PER_SECOND = 200;
  private static final int READS_PER_SECOND = 200;
  private static final Duration EDGE_PATIENCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final List<String> figures = new ArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger commands = new AtomicInteger();
  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicLong slowestNanos = new AtomicLong();
  private final AtomicLong longestWaitNanos = new AtomicLong();
  private final AtomicInteger impatient = new AtomicInteger();

  @Test
  @Timeout(1_200)
  void no_query_fails_or_sees_less_while_a_view_is_rebuilt_switched_and_rolled_back()
      throws Exception {
    Shelves shelves = new Shelves();
    shelves.history(EVENTS);
    try (EventSourcing vigil = shelves.replica(new ShelvesView());
        Load load = new Load(shelves, vigil)) {
      long followed = System.nanoTime();
      vigil.start();
      assertThat(vigil.awaitReached(ShelvesView.NAME, EVENTS, PATIENCE)).isTrue();
      report("followed", followed);
      load.start();
      int before = commands.get();

      vigil.rebuilds().ask(ShelvesView.NAME, true, "tester");
      long asked = System.nanoTime();
      Rebuild rebuild = reach(vigil, State.CAUGHT_UP);
      report("built", asked);
      rebuild = reach(vigil, State.SWITCHED);
      report("switched", asked);
      vigil.rebuilds().rollBack(ShelvesView.NAME, 2);
      long back = System.nanoTime();
      reach(vigil, State.ROLLED_BACK);
      report("rolled back", back);
      load.stop();

      assertThat(failures).isEmpty();
      assertThat(rebuild.differenceCount()).isZero();
      assertThat(rebuild.rowsCompared()).isGreaterThanOrEqualTo(EVENTS + EVENTS / 5);
      assertThat(commands.get()).isGreaterThan(before);
      figures.add(
          "%s commands, %s queries, the slowest took %.1f ms, the view was at most %.1f ms behind,"
                  .formatted(
                      commands, queries, slowestNanos.get() / 1e6, longestWaitNanos.get() / 1e6)
              + " more than two seconds for "
              + impatient);
      Files.write(Path.of("target", "rebuild-under-load.txt"), figures);
    }
  }

  private void report(String what, long since) {
    double seconds = (System.nanoTime() - since) / 1e9;
    figures.add("%s after %.1f s, %.0f events/s".formatted(what, seconds, EVENTS / seconds));
  }

  /** Waits for a state, or one that comes after it. */
  private static Rebuild reach(EventSourcing vigil, State state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              Rebuild now = vigil.rebuilds().find(ShelvesView.NAME, 2).orElseThrow();
              assertThat(now.state()).isNotEqualTo(State.DIFFERENT);
              return now.state().ordinal() >= state.ordinal();
            });
    try {
      return vigil.rebuilds().find(ShelvesView.NAME, 2).orElseThrow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Commands whose callers read what they wrote, and readers with hot prepared statements. */
  private final class Load implements AutoCloseable {

    private final Shelves shelves;
    private final EventSourcing vigil;
    private final ScheduledExecutorService beat = Executors.newScheduledThreadPool(3);
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random = new Random(20261124);

    Load(Shelves shelves, EventSourcing vigil) {
      this.shelves = shelves;
      this.vigil = vigil;
    }

    void start() {
      every(COMMANDS_PER_SECOND, () -> calls.execute(() -> tell(this::command)));
      every(READS_PER_SECOND, () -> tell(this::query));
      every(READS_PER_SECOND, () -> tell(this::query));
      await().atMost(PATIENCE).until(() -> queries.get() > 100 && commands.get() > 100);
    }

    private void every(int perSecond, Runnable work) {
      beat.scheduleAtFixedRate(work, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    private interface Work {
      void run() throws Exception;
    }

    private void tell(Work work) {
      try {
        work.run();
      } catch (Exception e) {
        failures.add(e.toString());
      }
    }

    private void command() throws Exception {
      String shelf = "live-" + commands.incrementAndGet();
      long position = Shelves.add(vigil, shelf, 2);
      long began = System.nanoTime();
      if (!vigil.awaitReached(ShelvesView.NAME, position, Duration.ofSeconds(30))) {
        failures.add("behind " + position);
      }
      long waited = System.nanoTime() - began;
      longestWaitNanos.accumulateAndGet(waited, Math::max);
      if (waited > EDGE_PATIENCE.toNanos()) {
        impatient.incrementAndGet();
      }
      read("counter/" + shelf, 2, 1);
    }

    private void query() throws SQLException {
      int shelf = random.nextInt(EVENTS / 5);
      int things = 0;
      for (int n = shelf * 5 + 1; n <= shelf * 5 + 5; n++) {
        things += 1 + n % 2;
      }
      read("counter/h" + shelf, things, 5);
    }

    private void read(String shelf, int things, int entries) throws SQLException {
      long began = System.nanoTime();
      try (Connection connection = shelves.dataSource.getConnection();
          PreparedStatement one =
              connection.prepareStatement("select * from shelf where stream = ?");
          PreparedStatement both =
              connection.prepareStatement(
                  "select count(*) from shelf_entry e join shelf s using (stream)"
                      + " where stream = ?")) {
        one.setString(1, shelf);
        try (ResultSet row = one.executeQuery()) {
          if (!row.next() || row.getInt("things") != things) {
            failures.add("shelf " + shelf);
          }
        }
        both.setString(1, shelf);
        try (ResultSet row = both.executeQuery()) {
          if (!row.next() || row.getInt(1) != entries) {
            failures.add("entries of " + shelf);
          }
        }
      }
      queries.incrementAndGet();
      slowestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
    }

    void stop() {
      beat.close();
      calls.close();
    }

    @Override
    public void close() {
      stop();
    }
  }

  @Test
  @Timeout(60)
  void a_prepared_statement_of_the_server_reads_the_tables_that_serve_after_each_exchange()
      throws Exception {
    Shelves shelves = new Shelves();
    ShelvesView view = new ShelvesView();
    try (EventSourcing vigil = shelves.replica(view)) {
      Shelves.add(vigil, "a", 3);
      vigil.drain();
      try (Connection hot = shelves.database.dataSource().getConnection();
          PreparedStatement select =
              hot.prepareStatement("select * from shelf where stream = 'counter/a'")) {
        select.unwrap(PGStatement.class).setPrepareThreshold(1);
        assertThat(things(select)).isEqualTo(things(select)).isEqualTo(3);
        view.miscounts = true;
        vigil.rebuilds().ask(ShelvesView.NAME, true, "tester");
        settle(vigil);
        assertThat(things(select)).isEqualTo(3);

        vigil.rebuilds().switchDespiteDifferences(ShelvesView.NAME, 2, "tester", "test");
        settle(vigil);

        assertThat(things(select)).isEqualTo(4);
        vigil.rebuilds().rollBack(ShelvesView.NAME, 2);
        settle(vigil);
        assertThat(things(select)).isEqualTo(3);
      }
    }
  }

  private static int things(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt("things");
    }
  }

  private static void settle(EventSourcing vigil) throws SQLException {
    for (int i = 0; i < 10; i++) {
      vigil.drain();
      vigil.rebuilds().step();
    }
  }
}
