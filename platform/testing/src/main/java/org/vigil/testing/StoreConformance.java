package org.vigil.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.Append;
import org.vigil.eventsourcing.store.Append.NewEvent;
import org.vigil.eventsourcing.store.AppendResult;
import org.vigil.eventsourcing.store.AppendResult.Appended;
import org.vigil.eventsourcing.store.AppendResult.KeyTaken;
import org.vigil.eventsourcing.store.AppendResult.VersionConflict;
import org.vigil.eventsourcing.store.EventStore;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.eventsourcing.store.UuidV7;

/** What every event store must do, whatever it is made of. Nothing here is ever skipped. */
@Timeout(120)
public abstract class StoreConformance {

  private static final int WRITERS = 64;

  private DataSource database;
  private EventStore store;

  /** An empty database with the mechanism's schema. */
  protected abstract DataSource freshDatabase() throws Exception;

  /** Another database of the same server. */
  protected abstract DataSource otherDatabase() throws Exception;

  /** A store on the database; a second one on the same database is a second replica. */
  protected abstract EventStore open(DataSource database);

  protected abstract void close(EventStore store);

  @BeforeEach
  void open_a_store_on_a_fresh_database() throws Exception {
    database = freshDatabase();
    store = open(database);
  }

  @AfterEach
  void close_it() {
    close(store);
  }

  @Test
  void what_was_appended_reads_back_byte_for_byte() {
    StreamId stream = new StreamId("thing", "a");

    AppendResult result = store.append(append(stream, 0, null, "one", "two"));

    assertThat(result)
        .isInstanceOfSatisfying(
            Appended.class, appended -> assertThat(appended.position()).isEqualTo(2));
    assertThat(store.read(stream))
        .extracting(StoredEvent::version, StoreConformance::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "one"),
            org.assertj.core.groups.Tuple.tuple(2, "two"));
    assertThat(store.head()).isEqualTo(2);
  }

  @Test
  void a_stream_reads_on_behind_a_version_of_it() {
    StreamId stream = new StreamId("thing", "a");
    store.append(append(stream, 0, null, "one", "two"));
    store.append(append(new StreamId("thing", "b"), 0, null, "another's"));
    store.append(append(stream, 2, null, "three"));

    assertThat(store.read(stream, 1))
        .extracting(StoreConformance::text)
        .containsExactly("two", "three");
    assertThat(store.read(stream, 3)).isEmpty();
  }

  @Test
  void a_stream_that_has_moved_on_refuses_and_keeps_nothing() {
    StreamId stream = new StreamId("thing", "a");
    store.append(append(stream, 0, null, "one"));

    AppendResult result = store.append(append(stream, 0, null, "late", "later"));

    assertThat(result).isInstanceOf(VersionConflict.class);
    assertThat(store.read(stream)).hasSize(1);
    assertThat(store.head()).isEqualTo(1);
  }

  @Test
  void a_key_is_good_for_one_append_and_finds_its_events_again() {
    CommandKey key = CommandKey.of("somebody", "key-1", new byte[] {1});
    store.append(append(new StreamId("thing", "a"), 0, key, "one", "two"));
    store.append(append(new StreamId("thing", "c"), 0, null, "three"));

    AppendResult again = store.append(append(new StreamId("thing", "b"), 0, key, "again"));

    assertThat(again).isInstanceOf(KeyTaken.class);
    assertThat(store.recording(key))
        .hasValueSatisfying(
            recording -> {
              assertThat(recording.content()).isEqualTo(key.content());
              assertThat(recording.events())
                  .extracting(StoreConformance::text)
                  .containsExactly("one", "two");
            });
    assertThat(store.recording(CommandKey.of("other", "key-1", new byte[] {1}))).isEmpty();
  }

  @Test
  void a_key_holds_also_where_one_event_is_all_there_is() {
    CommandKey key = CommandKey.of("somebody", "key-2", new byte[] {2});
    store.append(append(new StreamId("thing", "a"), 0, key, "one"));

    AppendResult again = store.append(append(new StreamId("thing", "b"), 0, key, "again"));

    assertThat(again).isInstanceOf(KeyTaken.class);
    assertThat(store.recording(key))
        .hasValueSatisfying(
            recording ->
                assertThat(recording.events())
                    .extracting(StoreConformance::text)
                    .containsExactly("one"));
  }

  @Test
  void of_64_writers_on_one_stream_one_wins_each_version() throws Exception {
    StreamId stream = new StreamId("thing", "hot");
    List<Future<Integer>> wins =
        inParallel(
            WRITERS,
            writer -> {
              int won = 0;
              for (int i = 0; i < 20; i++) {
                int version = store.read(stream).size();
                if (store.append(append(stream, version, null, writer + "-" + i))
                    instanceof Appended) {
                  won++;
                }
              }
              return won;
            });

    int total = sum(wins);
    List<StoredEvent> events = store.read(stream);
    assertThat(events).hasSize(total).extracting(StoreConformance::text).doesNotHaveDuplicates();
    assertThat(events)
        .extracting(StoredEvent::version)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, total).boxed().toList());
    assert_gapless(total);
  }

  @Test
  void a_loser_in_a_shared_transaction_loses_alone() throws Exception {
    StreamId taken = new StreamId("thing", "taken");
    store.append(append(taken, 0, null, "first"));

    List<Future<Integer>> wins =
        inParallel(
            WRITERS,
            writer -> {
              int won = 0;
              for (int i = 0; i < 50; i++) {
                boolean loses = (writer + i) % 7 == 0;
                StreamId stream = loses ? taken : new StreamId("thing", writer + "." + i);
                AppendResult result = store.append(append(stream, 0, null, "x"));
                assertThat(result).isInstanceOf(loses ? VersionConflict.class : Appended.class);
                won += loses ? 0 : 1;
              }
              return won;
            });

    assert_gapless(sum(wins) + 1);
  }

  @Test
  void two_replicas_share_one_gapless_order() throws Exception {
    EventStore replica = open(database);
    List<Future<Integer>> wins;
    try {
      wins =
          inParallel(
              WRITERS,
              writer -> {
                EventStore mine = writer % 2 == 0 ? store : replica;
                for (int i = 0; i < 50; i++) {
                  mine.append(append(new StreamId("thing", writer + "." + i), 0, null, "x", "y"));
                }
                return 100;
              });
    } finally {
      close(replica);
    }

    assert_gapless(sum(wins));
  }

  @Test
  void a_tail_reader_beside_64_writers_misses_nothing_and_sees_nothing_twice() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    List<Long> seen = new ArrayList<>();
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  long position = 0;
                  while (writing.get() || position < store.head()) {
                    for (StoredEvent event : store.after(position, 100)) {
                      seen.add(event.position());
                      position = event.position();
                    }
                    await(position);
                  }
                });

    int total =
        sum(
            inParallel(
                WRITERS,
                writer -> {
                  for (int i = 0; i < 100; i++) {
                    store.append(append(new StreamId("thing", writer + "." + i), 0, null, "x"));
                  }
                  return 100;
                }));
    writing.set(false);
    reader.join();

    assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
  }

  @Test
  void a_slow_writer_delays_the_others_but_hides_nothing() throws Exception {
    // Given a transaction that has taken a position and does not commit
    try (Connection slow = database.getConnection();
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute("update log_head set position = position + 1");
      statement.execute(
          "insert into event values (1, 'thing/slow', 1, gen_random_uuid(), 'x.v1', now(), '',"
              + " '')");

      // When another appends meanwhile
      try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<AppendResult> fast =
            executor.submit(
                () -> store.append(append(new StreamId("thing", "fast"), 0, null, "x")));
        assertThat(store.after(0, 10)).isEmpty();
        slow.commit();

        // Then it comes behind the slow one, and a reader sees both in this order
        assertThat(fast.get(10, TimeUnit.SECONDS))
            .isInstanceOfSatisfying(Appended.class, a -> assertThat(a.position()).isEqualTo(2));
      }
    }
    assertThat(store.after(0, 10))
        .extracting(event -> event.stream().key())
        .containsExactly("slow", "fast");
  }

  @Test
  void an_idle_transaction_in_another_database_stalls_nobody() throws Exception {
    try (Connection idle = otherDatabase().getConnection();
        Statement statement = idle.createStatement()) {
      idle.setAutoCommit(false);
      statement.execute("create table left_open (n int)");
      statement.execute("insert into left_open values (1)");

      store.append(append(new StreamId("thing", "a"), 0, null, "x"));

      assertThat(store.after(0, 10)).hasSize(1);
      idle.rollback();
    }
  }

  @Test
  void an_append_survives_the_loss_of_its_connection_and_happens_once() throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    Thread killer =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (running.get()) {
                    terminateBackends();
                    await(Long.MAX_VALUE - 1);
                  }
                });

    int total =
        sum(
            inParallel(
                8,
                writer -> {
                  for (int i = 0; i < 200; i++) {
                    StreamId stream = new StreamId("thing", writer + "." + i);
                    CommandKey key = CommandKey.of("w", stream.key(), new byte[0]);
                    assertThat(store.append(append(stream, 0, key, "x")))
                        .isInstanceOf(Appended.class);
                  }
                  return 200;
                }));
    running.set(false);
    killer.join();

    assert_gapless(total);
  }

  @Test
  void a_deadline_is_set_moved_and_lifted_with_the_event_that_says_so() throws Exception {
    StreamId stream = new StreamId("thing", "a");
    Instant due = Instant.parse("2026-11-23T10:00:00Z");

    store.append(with(append(stream, 0, null, "set"), new Schedule("first", due)));
    assertThat(deadlines()).containsExactly("thing/a first " + due);

    store.append(
        with(
            append(stream, 1, null, "moved"),
            new Cancel("first"),
            new Schedule("first", due.plusSeconds(60)),
            new Schedule("second", due)));
    assertThat(deadlines())
        .containsExactly("thing/a first " + due.plusSeconds(60), "thing/a second " + due);

    store.append(with(append(stream, 0, null, "refused"), new Cancel("second")));
    store.append(with(append(stream, 2, null, "lifted"), new Cancel("first")));
    assertThat(deadlines()).containsExactly("thing/a second " + due);
  }

  private void assert_gapless(long total) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*), coalesce(max(position), 0), (select position from log_head)"
                    + " from event")) {
      row.next();
      assertThat(row.getLong(1)).isEqualTo(total);
      assertThat(row.getLong(2)).isEqualTo(total);
      assertThat(row.getLong(3)).isEqualTo(total);
    }
  }

  private Set<String> deadlines() throws SQLException {
    Set<String> found = new TreeSet<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select stream, name, due_at from deadline")) {
      while (rows.next()) {
        found.add(
            rows.getString(1)
                + " "
                + rows.getString(2)
                + " "
                + rows.getObject(3, java.time.OffsetDateTime.class).toInstant());
      }
    }
    return found;
  }

  private void terminateBackends() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
              + " current_database() and pid <> pg_backend_pid() and query like '%log_head%'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void await(long position) {
    try {
      store.await(position, Duration.ofMillis(20));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Writer {
    int write(int number) throws Exception;
  }

  private static List<Future<Integer>> inParallel(int writers, Writer writer) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return executor.invokeAll(
          IntStream.range(0, writers)
              .<Callable<Integer>>mapToObj(number -> () -> writer.write(number))
              .toList());
    }
  }

  private static int sum(List<Future<Integer>> futures)
      throws InterruptedException, ExecutionException {
    int sum = 0;
    for (Future<Integer> future : futures) {
      sum += future.get();
    }
    return sum;
  }

  private static Append append(
      StreamId stream, int expectedVersion, @Nullable CommandKey key, String... events) {
    List<NewEvent> added = new ArrayList<>();
    for (String event : events) {
      added.add(
          new NewEvent(
              UuidV7.at(1_700_000_000_000L),
              "x.v1",
              "{}".getBytes(StandardCharsets.UTF_8),
              event.getBytes(StandardCharsets.UTF_8)));
    }
    return new Append(stream, expectedVersion, key, added, Collections.emptyList());
  }

  private static Append with(Append append, Change... changes) {
    return new Append(
        append.stream(), append.expectedVersion(), append.key(), append.events(), List.of(changes));
  }

  private static String text(StoredEvent event) {
    return new String(event.data(), StandardCharsets.UTF_8);
  }
}
