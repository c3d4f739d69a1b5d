package org.vigil.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Outcome.Refused;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.Append;
import org.vigil.eventsourcing.store.AppendResult;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.EventStore;
import org.vigil.eventsourcing.store.PostgresEventStore;
import org.vigil.eventsourcing.store.StoreHandler;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.store.Counter.Add;
import org.vigil.testing.store.Counter.Ask;
import org.vigil.testing.store.Counter.Clear;
import org.vigil.testing.store.Counter.Fact;

/** A stream that a storm has made long: what a command on it costs, and that it is still right. */
class LongStreamTest {

  private static final Instant START = Instant.parse("2022-11-03T06:05:00Z");
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  /** Reading less than this from the beginning, again and again, is allowed. */
  private static final int SHORT = 50;

  private final SettableClock clock = new SettableClock(START);
  private DataSource database;
  private Counting store;
  private StoreHandler<Ask, Integer, Fact> shelf;

  @BeforeEach
  void open() {
    database = PooledPostgres.to(RealPostgres.shared().createLog());
    store = new Counting(new PostgresEventStore(database, clock));
    shelf = handler(store);
  }

  @AfterEach
  void close() {
    store.log.close();
  }

  @Test
  void each_of_many_commands_on_one_stream_reads_only_what_is_new_in_it() {
    int commands = 400;

    grow(shelf, commands);

    assertThat(shelf.load("a").version()).isEqualTo(commands);
    assertThat(store.readByCommands(commands))
        .as("events read: a fixed number for the beginning, then one for each command")
        .isLessThan(SHORT * SHORT + 2L * commands);
  }

  @Test
  void what_another_replica_has_written_counts_at_once() {
    grow(shelf, 101);
    try (PostgresEventStore beside = new PostgresEventStore(database, clock)) {
      handler(beside).handle("a", new Add(9, LATER), context());
    }

    Outcome<Fact> refused = shelf.handle("a", new Add(1, LATER), context());

    assertThat(refused).isInstanceOf(Refused.class);
  }

  @Test
  void nothing_is_remembered_for_long_as_somebody_may_have_been_erased() {
    grow(shelf, 100);
    clock.forward(Duration.ofSeconds(2));
    store.read = 0;

    shelf.handle("a", new Add(1, LATER), context());

    assertThat(store.read).isEqualTo(100);
  }

  /** Adds one and clears in turn, one event each. */
  private static void grow(StoreHandler<Ask, Integer, Fact> shelf, int commands) {
    IntStream.range(0, commands)
        .forEach(
            n ->
                assertThat(
                        shelf.handle("a", n % 2 == 0 ? new Add(1, LATER) : new Clear(), context()))
                    .isInstanceOf(Done.class));
  }

  private StoreHandler<Ask, Integer, Fact> handler(EventStore on) {
    return new StoreHandler<>(
        Counter.CATEGORY,
        on,
        EventCatalog.of("testing", List.of(Counter.Added.class, Counter.Cleared.class)),
        clock);
  }

  private static CommandContext context() {
    return CommandContext.of("test", UUID.randomUUID());
  }

  /** A store that counts the events that are read from its streams. */
  private static final class Counting implements EventStore {

    private final PostgresEventStore log;
    private long read;

    Counting(PostgresEventStore log) {
      this.log = log;
    }

    /** Without those that the test's own look at the end has read. */
    long readByCommands(int look) {
      return read - look;
    }

    @Override
    public AppendResult append(Append append) {
      return log.append(append);
    }

    @Override
    public List<StoredEvent> read(StreamId stream, int behind) {
      List<StoredEvent> events = log.read(stream, behind);
      read += events.size();
      return events;
    }

    @Override
    public List<StoredEvent> after(long position, int limit) {
      return log.after(position, limit);
    }

    @Override
    public long head() {
      return log.head();
    }

    @Override
    public long known() {
      return log.known();
    }

    @Override
    public void await(long position, Duration atMost) throws InterruptedException {
      log.await(position, atMost);
    }

    @Override
    public Optional<Recording> recording(CommandKey key) {
      return log.recording(key);
    }
  }
}
