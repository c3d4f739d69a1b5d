package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.lease.Lease;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.loop.Loop;

/**
 * One cursor in one log and what is done with the events behind it. A follower runs on the replica
 * that holds its lease; the others look at the cursor only. Its transactions do not wait for the
 * disk: what is lost in a crash is lost together with the cursor, and done again.
 */
public final class Follower implements AutoCloseable {

  /** What a follower does with a batch; it must leave the cursor at the batch's end. */
  public interface Step {

    /** Called before the first events, and again whenever the stored cursor has been read anew. */
    void startFrom(EventLog log, long stored) throws SQLException;

    /** Where this process has left the stored cursor; other threads ask, too. */
    long stored();

    /**
     * Handles consecutive events and moves the cursor behind the last of them. A step that has
     * nothing to do may leave the stored cursor where it is for a while.
     *
     * @throws LostLeaseException when another replica has taken over
     */
    void handle(List<Recorded<Object>> events, Lease lease) throws SQLException;

    /** Nothing follows for now: a stored cursor that was left behind may be brought up. */
    void settle(long position, Lease lease) throws SQLException;
  }

  /** Another replica has taken over: whoever gets this stops at once. */
  public static final class LostLeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LostLeaseException(String follower) {
      super("the lease of " + follower + " is lost");
    }
  }

  /** Larger batches gain little and keep a transaction open longer. */
  static final int MAX_BATCH = 2_000;

  /** Between small batches: under load a few more events then share a transaction. */
  private static final long GATHER_NANOS = Duration.ofMillis(2).toNanos();

  /** A sign from this process comes at once; what another replica wrote is seen after this. */
  private static final Duration IDLE_POLL = Duration.ofMillis(100);

  private static final long RENEW_NANOS = Leases.TIME_TO_LIVE.toNanos() / 3;
  private static final long ASK_AGAIN_NANOS = Leases.TIME_TO_LIVE.toNanos() / 5;
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private final String name;
  private final EventLog log;
  private final DataSource dataSource;
  private final Leadership leadership;
  private final Step step;
  private final Semaphore places;
  private final Loop loop;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Condition appointed = lock.newCondition();

  /** Guarded by {@link #lock}: the cursor as this process last saw it. */
  private long reached = -1;

  private volatile @Nullable Lease lease;

  /** When it was last told whether it leads, and when it last wished to. */
  private volatile long answeredAt = System.nanoTime() - Leases.TIME_TO_LIVE.toNanos();

  private volatile long wishedAt = answeredAt;

  /** Whether the stored cursor must be read before anything is done. */
  private volatile boolean unsure = true;

  /**
   * @param places shared with others: one of them is held while this thread uses the database, and
   *     none while it waits for an event
   */
  Follower(
      String name,
      EventLog log,
      DataSource dataSource,
      Leadership leadership,
      Step step,
      Semaphore places) {
    this.name = name;
    this.log = log;
    this.dataSource = dataSource;
    this.leadership = leadership;
    this.step = step;
    this.places = places;
    this.loop =
        new Loop(
            Thread.ofVirtual().name("follower-" + name),
            Duration.ofMillis(10),
            Duration.ofSeconds(2),
            this::turn,
            this::failed,
            this::leave);
    leadership.add(this);
  }

  public String name() {
    return name;
  }

  /** The log that it follows. */
  public EventLog log() {
    return log;
  }

  /** Whether this replica is the one that does the work. */
  public boolean leading() {
    return lease != null;
  }

  /** Why it does not get on, in one line without content; null while it does. */
  public @Nullable String lastError() {
    return loop.lastError();
  }

  /** How many events it has yet to see. */
  public long lag() {
    return Math.max(0, log.head() - position());
  }

  /**
   * The position up to which it has come. The replica that leads knows it; the stored cursor may
   * lag a little behind where nothing concerned it.
   */
  public long position() {
    if (leading() && seen() >= 0) {
      return seen();
    }
    try {
      return note(storedCursor());
    } catch (SQLException _) {
      return seen();
    }
  }

  /** Waits until it has come to a position; false if it has not in time. */
  public boolean await(long position, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (seen() < position) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return position() >= position;
      }
      if (leading()) {
        awaitMove(position, Math.min(left, IDLE_POLL.toNanos()));
      } else if (position() < position) {
        awaitMove(position, Math.min(left, Duration.ofMillis(5).toNanos()));
      }
    }
    return true;
  }

  /** Waits until it has taken a first step, or knows that another leads; false if not in time. */
  boolean awaitBegun(Duration atMost) throws InterruptedException {
    return begun.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Starts following on a thread of its own. */
  public void start() {
    wish();
    loop.start();
  }

  /** It wishes to lead: whoever asks next asks for it, too. */
  void wish() {
    wishedAt = System.nanoTime();
  }

  private void turn() throws SQLException, InterruptedException {
    try {
      if (lease == null) {
        rest();
      }
      if (stepInPlace()) {
        LockSupport.parkNanos(GATHER_NANOS);
      } else if (lease != null) {
        log.await(seen(), IDLE_POLL);
      }
    } catch (LostLeaseException _) {
      lease = null;
    }
  }

  /**
   * Waits until it leads, or the newest answer, which another follower may have asked for, is old.
   */
  private void rest() throws InterruptedException {
    lock.lock();
    try {
      long left = answeredAt + ASK_AGAIN_NANOS - System.nanoTime();
      while (lease == null && left > 0 && loop.open()) {
        // Who knows that another leads has nothing to begin with.
        begun.countDown();
        wish();
        appointed.awaitNanos(left);
        left = answeredAt + ASK_AGAIN_NANOS - System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean stepInPlace() throws SQLException, InterruptedException {
    places.acquire();
    try {
      // It may have been closed while it waited.
      boolean busy = loop.open() && step();
      begun.countDown();
      return busy;
    } finally {
      places.release();
    }
  }

  private void failed(Exception e) {
    LOG.atWarn()
        .addKeyValue("follower", name)
        .addKeyValue("error", Loop.describe(e))
        .log("A follower cannot get on and tries again");
  }

  private void leave() {
    try {
      leadership.leave(this);
    } catch (SQLException _) {
      // What it holds expires by itself.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Handles one batch on the calling thread.
   *
   * @return whether there was anything to do; false also where another replica leads
   */
  public boolean step() throws SQLException {
    return step(MAX_BATCH);
  }

  /** As {@link #step()}, with at most so many events. */
  boolean step(int atMost) throws SQLException {
    Lease held = hold();
    if (held == null) {
      return false;
    }
    if (unsure) {
      startAnew();
    }
    List<Recorded<Object>> events = log.after(seen(), atMost);
    try {
      if (events.isEmpty()) {
        step.settle(seen(), held);
        return false;
      }
      step.handle(events, held);
    } catch (LostLeaseException e) {
      lease = null;
      unsure = true;
      throw e;
    }
    note(events.getLast().position());
    return true;
  }

  /** The lease as it was when it was last taken or renewed; null where another replica leads. */
  @Nullable Lease lease() {
    return lease;
  }

  private void startAnew() throws SQLException {
    // First: what comes to be unsure meanwhile stays so.
    unsure = false;
    boolean started = false;
    try {
      long stored = storedCursor();
      step.startFrom(log, stored);
      setBack(stored);
      started = true;
    } finally {
      if (!started) {
        unsure = true;
      }
    }
  }

  private @Nullable Lease hold() throws SQLException {
    wish();
    if (lease == null || System.nanoTime() - answeredAt > RENEW_NANOS) {
      leadership.ask(this);
    }
    return lease;
  }

  /** Whether its thread gets on: who hangs is not asked for, and replaced. */
  boolean atWork() {
    return loop.open() && System.nanoTime() - wishedAt < Leases.TIME_TO_LIVE.toNanos();
  }

  /** See {@link Step#stored()}. */
  long written() {
    return step.stored();
  }

  /** When it was last told whether it leads. */
  long answeredAt() {
    return answeredAt;
  }

  /**
   * Tells whether it leads.
   *
   * @param setBack whether the stored cursor is not where it was left: the database has come back
   *     from a crash without its last commits, and what was done in them is done again, now and not
   *     only when the next event comes
   */
  void answer(@Nullable Lease taken, boolean setBack) {
    Lease held = lease;
    if (taken != null && (setBack || held == null || held.epoch() != taken.epoch())) {
      // Somebody else may have moved the cursor meanwhile.
      unsure = true;
    }
    lock.lock();
    try {
      lease = taken;
      answeredAt = System.nanoTime();
      appointed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long seen() {
    lock.lock();
    try {
      return reached;
    } finally {
      lock.unlock();
    }
  }

  private long storedCursor() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return Cursor.read(connection, name);
    }
  }

  private void setBack(long position) {
    lock.lock();
    try {
      reached = position;
    } finally {
      lock.unlock();
    }
  }

  private long note(long position) {
    lock.lock();
    try {
      if (position > reached) {
        reached = position;
        moved.signalAll();
      }
      return position;
    } finally {
      lock.unlock();
    }
  }

  private void awaitMove(long position, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (reached < position && left > 0) {
        left = moved.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    loop.close(
        () -> {
          lock.lock();
          try {
            appointed.signalAll();
          } finally {
            lock.unlock();
          }
        });
  }
}
