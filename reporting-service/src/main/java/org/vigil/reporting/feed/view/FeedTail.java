package org.vigil.reporting.feed.view;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.escalation.view.EscalationFeedView;

/**
 * One reader of the feed's end for all who follow it: however many wait, the database is asked once
 * for each new item.
 */
@ApplicationScoped
public class FeedTail {

  /** Some minutes of a storm; who is further behind reads from the database. */
  private static final int MAX_KEPT = 2_000;

  private static final int FETCH = 500;

  /** A name that has been scrubbed from the rows is not shown from here for longer than this. */
  private static final long MAX_AGE_NANOS = Duration.ofSeconds(10).toNanos();

  /** A safety net: a new item is signalled by the projection's progress. */
  private static final Duration POLL = Duration.ofMillis(250);

  private static final String SELECT =
      """
      select sequence, escalation_id, change, at, level, severity, obligation, department,
             summary_zh, summary_en, subject_kind, subject_id, subject_name, since, ack_due_at,
             dedupe_key
      from feed_item where sequence > ? order by sequence limit ?
      """;

  private static final Logger LOG = Logger.getLogger(FeedTail.class);

  private final AgroalDataSource dataSource;
  private final Mechanism mechanism;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();

  /** Guarded by {@link #lock}: consecutive items, the newest last. */
  private final List<FeedItem> kept = new ArrayList<>();

  /** Guarded by {@link #lock}. */
  private boolean started;

  private volatile boolean open = true;

  @Inject
  FeedTail(AgroalDataSource dataSource, Mechanism mechanism) {
    this.dataSource = dataSource;
    this.mechanism = mechanism;
  }

  void stop(@Observes ShutdownEvent event) {
    open = false;
    lock.lock();
    try {
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Up to {@code limit} items behind a sequence. */
  public List<FeedItem> after(long sequence, int limit) {
    lock.lock();
    try {
      if (!kept.isEmpty()
          && sequence >= kept.getFirst().sequence() - 1
          && sequence < kept.getLast().sequence()) {
        int from = (int) (sequence + 1 - kept.getFirst().sequence());
        return List.copyOf(kept.subList(from, Math.min(kept.size(), from + limit)));
      }
    } finally {
      lock.unlock();
    }
    return read(sequence, limit);
  }

  /** As {@link #after}, but waits for an item if there is none yet. */
  public List<FeedItem> await(long sequence, int limit, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      List<FeedItem> items = after(sequence, limit);
      long left = end - System.nanoTime();
      if (!items.isEmpty() || left <= 0 || !open) {
        return items;
      }
      awaitGrowth(sequence, left);
    }
  }

  private void awaitGrowth(long sequence, long nanos) throws InterruptedException {
    lock.lock();
    try {
      if (!started) {
        started = true;
        Thread.ofVirtual().name("feed-tail").start(this::follow);
      }
      long left = Math.min(nanos, POLL.toNanos());
      while (left > 0 && open && (kept.isEmpty() || kept.getLast().sequence() <= sequence)) {
        left = grown.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    EventSourcing vigil = mechanism.eventSourcing();
    long last = newest();
    long position = vigil.reached(EscalationFeedView.NAME);
    long emptiedAt = System.nanoTime();
    while (open) {
      try {
        if (System.nanoTime() - emptiedAt > MAX_AGE_NANOS) {
          emptiedAt = System.nanoTime();
          empty();
        }
        List<FeedItem> items = read(last, FETCH);
        if (items.isEmpty()) {
          vigil.awaitReached(EscalationFeedView.NAME, position + 1, POLL);
          position = vigil.reached(EscalationFeedView.NAME);
        } else {
          keep(items);
          last = items.getLast().sequence();
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        LOG.warnf("The feed's end cannot be read error=%s", e.getClass().getSimpleName());
        if (!pause()) {
          return;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(POLL);
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }

  private void empty() {
    lock.lock();
    try {
      kept.clear();
    } finally {
      lock.unlock();
    }
  }

  private void keep(List<FeedItem> items) {
    lock.lock();
    try {
      kept.addAll(items);
      if (kept.size() > MAX_KEPT) {
        kept.subList(0, kept.size() - MAX_KEPT / 2).clear();
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long newest() {
    return Sql.list(
            dataSource,
            "select coalesce(max(sequence), 0) as newest from feed_item",
            row -> row.getLong("newest"))
        .getFirst();
  }

  private List<FeedItem> read(long sequence, int limit) {
    return Sql.list(
        dataSource,
        SELECT,
        row ->
            new FeedItem(
                row.getLong("sequence"),
                row.getString("escalation_id"),
                row.getString("change"),
                Sql.instant(row, "at"),
                row.getString("level"),
                row.getString("severity"),
                row.getString("obligation"),
                row.getString("department"),
                new FeedItem.Summary(row.getString("summary_zh"), row.getString("summary_en")),
                new FeedItem.Subject(
                    row.getString("subject_kind"),
                    row.getString("subject_id"),
                    row.getString("subject_name")),
                Sql.instant(row, "since"),
                row.getObject("ack_due_at") == null ? null : Sql.instant(row, "ack_due_at"),
                row.getString("dedupe_key")),
        sequence,
        limit);
  }
}
