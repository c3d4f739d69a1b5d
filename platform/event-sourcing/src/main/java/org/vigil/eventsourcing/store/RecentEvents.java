package org.vigil.eventsourcing.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.vigil.eventsourcing.Forgotten;
import org.vigil.eventsourcing.Recorded;

/**
 * The end of a log in memory. A service has some twenty followers; without this each would read and
 * parse every event for itself.
 */
public final class RecentEvents {

  /** Reads from the database. */
  public interface Source {
    List<Recorded<Object>> after(long position, int limit);
  }

  /** A few seconds of a busy day; a follower further behind reads from the database. */
  private static final int MAX_KEPT = 4_096;

  private static final int FETCH = 2_000;

  /** How often the database is asked for what other replicas have written. */
  private static final long QUIET_NANOS = Duration.ofMillis(50).toNanos();

  private final Source source;
  private final LongSupplier known;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Recorded<Object>> kept = new ArrayList<>();
  private long emptyAt;

  /** Behind this position there was nothing at {@link #emptyAt}; a follower further back asks. */
  private long emptyBehind = Long.MAX_VALUE;

  /**
   * @param known the newest position that this process has heard of
   */
  public RecentEvents(Source source, LongSupplier known) {
    this.source = source;
    this.known = known;
  }

  /** Up to {@code limit} events behind a position, in order. */
  public List<Recorded<Object>> after(long position, int limit) {
    lock.lock();
    try {
      if (kept.isEmpty() || position > kept.getLast().position()) {
        kept.clear();
      } else if (position < kept.getFirst().position() - 1) {
        return source.after(position, limit);
      }
      long last = kept.isEmpty() ? position : kept.getLast().position();
      if (position == last) {
        fetch(last);
        if (kept.isEmpty() || kept.getLast().position() == position) {
          return List.of();
        }
      }
      int from = (int) (position + 1 - kept.getFirst().position());
      return List.copyOf(kept.subList(from, Math.min(kept.size(), from + limit)));
    } finally {
      lock.unlock();
    }
  }

  private void fetch(long last) {
    boolean quiet = last >= emptyBehind && System.nanoTime() - emptyAt < QUIET_NANOS;
    if (known.getAsLong() <= last && quiet) {
      return;
    }
    List<Recorded<Object>> fetched = source.after(last, FETCH);
    if (fetched.isEmpty()) {
      emptyAt = System.nanoTime();
      emptyBehind = last;
      return;
    }
    if (fetched.stream().anyMatch(event -> event.event() instanceof Forgotten)) {
      // What was read before may still say who somebody was; whoever needs it reads it again.
      kept.clear();
    }
    kept.addAll(fetched);
    if (kept.size() > MAX_KEPT) {
      kept.subList(0, kept.size() - MAX_KEPT / 2).clear();
    }
  }
}
