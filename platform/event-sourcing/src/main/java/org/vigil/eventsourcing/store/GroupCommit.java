package org.vigil.eventsourcing.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.store.AppendResult.Appended;

/**
 * Puts the appends of many threads into few transactions. While one transaction commits, the next
 * appends gather; one thread then writes them all in one statement. A caller that finds nobody else
 * waiting writes its own, which spares it two changes of thread.
 *
 * <p>The statement is optimistic: it inserts at once, and only when the database names a conflict
 * are the appends of the batch looked at one by one, so that a loser loses alone.
 */
public final class GroupCommit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Larger batches no longer gain throughput and hold the head row longer than 20 ms. */
  static final int MAX_BATCH = 200;

  /** About a second's work: who comes later is better told to come again. */
  static final int MAX_WAITING = 4_000;

  /** How long an append waits for a database that is gone before it is given up. */
  static final Duration MAX_OUTAGE = Duration.ofSeconds(10);

  /** A batch that follows a large one waits this long for those whom the last one has woken. */
  private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(400);

  private final DataSource dataSource;
  private final InstantSource clock;
  private final Arrivals arrivals;
  private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final ReentrantLock committing = new ReentrantLock();
  private final Thread committer;
  private final LongAdder appended = new LongAdder();
  private final LongAdder transactions = new LongAdder();
  private volatile int lastBatch = 1;
  private volatile boolean open = true;

  /** Guarded by {@link #committing}; null until needed and after a failure. */
  private @Nullable AppendConnection connection;

  GroupCommit(DataSource dataSource, InstantSource clock, Arrivals arrivals) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.arrivals = arrivals;
    this.committer =
        Thread.ofPlatform().name("event-store-committer").daemon().unstarted(this::run);
    this.committer.start();
  }

  /** How many appends have been made durable. */
  public long appended() {
    return appended.sum();
  }

  /** How many transactions that took. */
  public long transactions() {
    return transactions.sum();
  }

  /** How many appends wait for the next transaction. */
  public int waiting() {
    return waiting.size();
  }

  AppendResult append(Append append) {
    int size = append.events().size();
    if (size == 0 || size > EventStore.MAX_EVENTS_PER_APPEND) {
      throw new IllegalArgumentException("an append has 1 to 1000 events, not " + size);
    }
    if (!open) {
      throw new Busy("the store is closing");
    }
    Pending pending = new Pending(append, new CompletableFuture<>());
    if (lastBatch == 1 && waiting.isEmpty() && committing.tryLock()) {
      try {
        commit(List.of(pending));
      } finally {
        committing.unlock();
      }
    } else if (!waiting.offer(pending)) {
      throw new Busy("too many appends are waiting");
    }
    try {
      return pending.result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SQLException sql ? new StoreUnavailable(sql) : e;
    }
  }

  private void run() {
    List<Pending> batch = new ArrayList<>(MAX_BATCH);
    while (open || !waiting.isEmpty()) {
      batch.clear();
      try {
        Pending first = waiting.poll(1, TimeUnit.SECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
      } catch (InterruptedException _) {
        continue;
      }
      committing.lock();
      try {
        gather(batch);
        commit(batch);
      } finally {
        committing.unlock();
      }
    }
  }

  /**
   * The callers of the last batch are just being woken and many come back at once; without a short
   * wait the batches would alternate between one and all.
   */
  private void gather(List<Pending> batch) {
    int expected = Math.min(MAX_BATCH, lastBatch);
    long until = System.nanoTime() + GATHER_NANOS;
    while (batch.size() + waiting.size() < expected && System.nanoTime() < until) {
      LockSupport.parkNanos(20_000);
    }
    int room = MAX_BATCH - batch.size();
    waiting.drainTo(batch, room);
  }

  private void commit(List<Pending> batch) {
    lastBatch = batch.size();
    try {
      List<AppendResult> results = commitSurely(batch.stream().map(Pending::append).toList());
      transactions.increment();
      long newest = 0;
      for (AppendResult result : results) {
        if (result instanceof Appended done) {
          newest = Math.max(newest, done.position());
          appended.increment();
        }
      }
      if (newest > 0) {
        arrivals.reached(newest);
      }
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result.complete(results.get(i));
      }
    } catch (SQLException | RuntimeException e) {
      LOG.atError()
          .addKeyValue("appends", batch.size())
          .addKeyValue("error", e.getClass().getSimpleName())
          .log("Appends were given up");
      batch.forEach(pending -> pending.result.completeExceptionally(e));
    }
  }

  /**
   * Writes the batch, if need be again over a new connection. A connection that breaks during the
   * commit leaves open whether the commit took place. If it did, the next attempt waits for it at
   * the head row, meets its own events as a conflict, and finds them by their ids.
   */
  private List<AppendResult> commitSurely(List<Append> batch) throws SQLException {
    long giveUpAt = System.nanoTime() + MAX_OUTAGE.toNanos();
    long pauseMillis = 10;
    while (true) {
      try {
        if (connection == null) {
          connection = new AppendConnection(dataSource.getConnection());
        }
        // Microseconds are what the column keeps.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!conflictsWithin(batch)) {
          List<AppendResult> results = connection.tryAppendAll(batch, now);
          if (!results.isEmpty()) {
            return results;
          }
        }
        return connection.appendEach(batch, now);
      } catch (SQLException e) {
        closeConnection();
        if (!AppendConnection.lost(e) || System.nanoTime() > giveUpAt || !open) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        pauseMillis = Math.min(500, pauseMillis * 2);
      }
    }
  }

  private static boolean conflictsWithin(List<Append> batch) {
    if (batch.size() == 1) {
      return false;
    }
    Set<Object> seen = new HashSet<>();
    for (Append append : batch) {
      if (!seen.add(append.stream()) || (append.key() != null && !seen.add(append.key().id()))) {
        return true;
      }
    }
    return false;
  }

  private void closeConnection() {
    AppendConnection broken = connection;
    connection = null;
    if (broken != null) {
      broken.close();
    }
  }

  @Override
  public void close() {
    open = false;
    committer.interrupt();
    try {
      committer.join(MAX_OUTAGE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    committing.lock();
    try {
      closeConnection();
    } finally {
      committing.unlock();
    }
  }

  private record Pending(Append append, CompletableFuture<AppendResult> result) {}
}
