package org.vigil.reporting.feed.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.escalation.view.EscalationFeedView;
import org.vigil.reporting.feed.domain.FeedFilter;

/**
 * One reader of the feed's end for all who follow it: however many wait, the database is asked once
 * for each new item, and its text is made once.
 */
@ApplicationScoped
public class FeedTail {

  /** Some minutes of a storm; who is further behind reads from the database. */
  private static final int MAX_KEPT = 2_000;

  private static final int FETCH = 500;

  /**
   * How much of the feed one filtered read looks at, in the worst case in vain: some milliseconds,
   * whatever the feed's length. The reader goes on behind it.
   */
  private static final int MAX_SCANNED = 10_000;

  /** A name that has been scrubbed from the rows is not shown from here for longer than this. */
  private static final long MAX_AGE_NANOS = Duration.ofSeconds(10).toNanos();

  /** A safety net: a new item is signalled by the projection's progress. */
  private static final Duration POLL = Duration.ofMillis(250);

  /** 64 bits: one restore in which one item's mark is another's by chance is not to be expected. */
  private static final String MARK =
      "left(encode(sha256(convert_to(concat_ws('|', escalation_id, change,"
          + " extract(epoch from at)), 'UTF8')), 'hex'), 16) as mark";

  private static final String SELECT =
      "select "
          + MARK
          + """
          , sequence, escalation_id, change, at, level, severity, obligation, department,
                 summary_zh, summary_en, subject_kind, subject_id, subject_name, since, ack_due_at,
                 dedupe_key
          from feed_item
          where sequence > ? and sequence <= ?
            and (?::text is null or department = ?) and (?::text is null or level = ?)
            and (?::text is null or severity = ?) and (?::text is null or obligation = ?)
            and (?::text is null or change = ?)
          order by sequence limit ?
          """;

  private static final Logger LOG = Logger.getLogger(FeedTail.class);

  private final AgroalDataSource dataSource;
  private final Mechanism mechanism;
  private final ObjectMapper json;

  /** Followers that read from the database at once; the pool's other connections are for calls. */
  private final Semaphore reading = new Semaphore(8);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();

  /** Guarded by {@link #lock}: consecutive items, the newest last. */
  private final List<Entry> kept = new ArrayList<>();

  /** Guarded by {@link #lock}: the newest item that the follower has seen; -1 before it runs. */
  private long newest = -1;

  /** Guarded by {@link #lock}. */
  private boolean started;

  private volatile boolean open = true;

  @Inject
  FeedTail(AgroalDataSource dataSource, Mechanism mechanism, ObjectMapper json) {
    this.dataSource = dataSource;
    this.mechanism = mechanism;
    this.json = json;
  }

  /** An item with its text, made once for all who follow. */
  public static final class Entry {
    private final FeedItem item;
    private final String mark;
    private final ObjectMapper json;
    private volatile @Nullable String text;

    private Entry(FeedItem item, String mark, ObjectMapper json) {
      this.item = item;
      this.mark = mark;
      this.json = json;
    }

    public FeedItem item() {
      return item;
    }

    /** As {@link FeedTail#mark} has it. */
    public String mark() {
      return mark;
    }

    /** The item as JSON. */
    public String text() {
      String made = text;
      if (made == null) {
        try {
          made = json.writeValueAsString(item);
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(e);
        }
        text = made;
      }
      return made;
    }
  }

  /**
   * A part of the feed.
   *
   * @param next behind which the next part begins
   * @param atEnd whether nothing more was there
   */
  public record Slice(List<Entry> entries, long next, boolean atEnd) {

    public List<FeedItem> items() {
      return entries.stream().map(Entry::item).toList();
    }
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

  /** Up to {@code limit} items behind a sequence that a filter lets through. */
  public Slice after(long sequence, int limit, FeedFilter filter) {
    Slice remembered = remembered(sequence, limit, filter);
    return remembered != null ? remembered : stored(sequence, limit, filter);
  }

  /** As {@link #after}, but waits for an item if there is none yet. */
  public Slice await(long sequence, int limit, FeedFilter filter, Duration atMost)
      throws InterruptedException {
    return await(from -> after(from, limit, filter), sequence, atMost);
  }

  /**
   * As {@link #await}, for those who follow. Thousands that have read everything do not ask the
   * database whether they have, and those that have not ask a few at a time.
   */
  public Slice awaitNext(long sequence, int limit, FeedFilter filter, Duration atMost)
      throws InterruptedException {
    return await(from -> next(from, limit, filter), sequence, atMost);
  }

  private interface Source {
    Slice after(long sequence) throws InterruptedException;
  }

  private Slice await(Source source, long sequence, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    Slice slice = source.after(sequence);
    while (slice.entries().isEmpty() && open) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return slice;
      }
      if (slice.atEnd() && !awaitGrowth(slice.next(), left)) {
        return slice;
      }
      slice = source.after(slice.next());
    }
    return slice;
  }

  private Slice next(long sequence, int limit, FeedFilter filter) throws InterruptedException {
    if (isNewest(sequence)) {
      return new Slice(List.of(), sequence, true);
    }
    Slice remembered = remembered(sequence, limit, filter);
    if (remembered != null) {
      return remembered;
    }
    reading.acquire();
    try {
      return stored(sequence, limit, filter);
    } finally {
      reading.release();
    }
  }

  private boolean isNewest(long sequence) {
    lock.lock();
    try {
      return newest >= 0 && sequence >= newest;
    } finally {
      lock.unlock();
    }
  }

  /** The newest item's number; 0 before the first. */
  public long newest() {
    return Sql.list(
            dataSource,
            "select coalesce(max(sequence), 0) as newest from feed_item",
            row -> row.getLong("newest"))
        .getFirst();
  }

  /**
   * What tells an item from another that has taken its number since, as after a restore to an
   * earlier point: the same for as long as the item is. Empty where no item has this number.
   */
  public Optional<String> mark(long sequence) {
    return Sql.list(
            dataSource,
            "select " + MARK + " from feed_item where sequence = ?",
            row -> row.getString("mark"),
            sequence)
        .stream()
        .findFirst();
  }

  /**
   * The newest item's number if a reader says that it has read beyond it: the log has been taken
   * back to an earlier point. Empty while the view has not told all that the log holds, as it is
   * short then without that.
   */
  public OptionalLong newestIfBeyond(long sequence) {
    if (hasSeen(sequence)) {
      return OptionalLong.empty();
    }
    // Thousands may come back at once.
    reading.acquireUninterruptibly();
    try {
      return hasSeen(sequence) ? OptionalLong.empty() : askIfBeyond(sequence);
    } finally {
      reading.release();
    }
  }

  private OptionalLong askIfBeyond(long sequence) {
    if (sequence <= newest()) {
      return OptionalLong.empty();
    }
    EventSourcing vigil = mechanism.eventSourcing();
    long head = vigil.own().head();
    if (vigil.reached(EscalationFeedView.NAME) < head) {
      return OptionalLong.empty();
    }
    long newest = newest();
    return sequence <= newest ? OptionalLong.empty() : OptionalLong.of(newest);
  }

  private boolean hasSeen(long sequence) {
    lock.lock();
    try {
      return newest >= sequence;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Slice remembered(long sequence, int limit, FeedFilter filter) {
    lock.lock();
    try {
      if (kept.isEmpty()
          || sequence < kept.getFirst().item().sequence() - 1
          || sequence >= kept.getLast().item().sequence()) {
        return null;
      }
      List<Entry> entries = new ArrayList<>();
      long next = sequence;
      int from = (int) (sequence + 1 - kept.getFirst().item().sequence());
      for (Entry entry : kept.subList(from, kept.size())) {
        if (entries.size() == limit) {
          break;
        }
        if (lets(filter, entry.item())) {
          entries.add(entry);
        }
        next = entry.item().sequence();
      }
      return new Slice(entries, next, next == kept.getLast().item().sequence());
    } finally {
      lock.unlock();
    }
  }

  private static boolean lets(FeedFilter filter, FeedItem item) {
    return filter.lets(
        item.department(), item.level(), item.severity(), item.obligation(), item.change());
  }

  private Slice stored(long sequence, int limit, FeedFilter filter) {
    long end = newest();
    long upTo = Math.min(end, sequence + MAX_SCANNED);
    List<Entry> entries = read(sequence, upTo, limit, filter);
    long next =
        entries.size() == limit ? entries.getLast().item().sequence() : Math.max(sequence, upTo);
    return new Slice(entries, next, next >= end);
  }

  /** False if nothing has grown in time. */
  private boolean awaitGrowth(long sequence, long nanos) throws InterruptedException {
    lock.lock();
    try {
      if (!started) {
        started = true;
        Thread.ofVirtual().name("feed-tail").start(this::follow);
      }
      long left = nanos;
      while (open && newest <= sequence) {
        if (left <= 0) {
          return false;
        }
        left = grown.awaitNanos(left);
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    EventSourcing vigil = mechanism.eventSourcing();
    long last = -1;
    long position = 0;
    long emptiedAt = System.nanoTime();
    while (open) {
      try {
        if (last < 0) {
          position = vigil.reached(EscalationFeedView.NAME);
          last = newest();
          seen(last);
        }
        if (System.nanoTime() - emptiedAt > MAX_AGE_NANOS) {
          emptiedAt = System.nanoTime();
          empty();
        }
        List<Entry> entries = read(last, Long.MAX_VALUE, FETCH, FeedFilter.ALL);
        if (entries.isEmpty()) {
          vigil.awaitReached(EscalationFeedView.NAME, position + 1, POLL);
          position = vigil.reached(EscalationFeedView.NAME);
        } else {
          last = entries.getLast().item().sequence();
          keep(entries);
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

  private void seen(long sequence) {
    lock.lock();
    try {
      newest = sequence;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void keep(List<Entry> entries) {
    lock.lock();
    try {
      kept.addAll(entries);
      if (kept.size() > MAX_KEPT) {
        kept.subList(0, kept.size() - MAX_KEPT / 2).clear();
      }
      newest = entries.getLast().item().sequence();
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Entry entry(ResultSet row) throws SQLException {
    return new Entry(item(row), row.getString("mark"), json);
  }

  private List<Entry> read(long sequence, long upTo, int limit, FeedFilter filter) {
    return Sql.list(
        dataSource,
        SELECT,
        this::entry,
        sequence,
        upTo,
        filter.department(),
        filter.department(),
        filter.level(),
        filter.level(),
        filter.severity(),
        filter.severity(),
        filter.obligation(),
        filter.obligation(),
        filter.change(),
        filter.change(),
        limit);
  }

  private static FeedItem item(ResultSet row) throws SQLException {
    return new FeedItem(
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
        row.getString("dedupe_key"));
  }
}
