package org.vigil.eventsourcing.deadline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the machine's clock may be believed. A deadline that a wrong clock fires says of people
 * that they were late, and the end of retention destroys keys; neither can be taken back, waiting
 * can. Two witnesses are asked: the database's clock, and the processor's count of time, which
 * nobody sets.
 */
public final class ClockWatch {

  /** More than time synchronization leaves, less than any deadline of the plan. */
  public static final Duration TOLERANCE = Duration.ofSeconds(30);

  /**
   * After a jump deadlines wait this long, so that whoever set the clock wrong can set it right; a
   * clock that was right to jump (a machine that slept, a clock that was wrong before) costs no
   * more. A clock that jumps back to where it was is believed at once.
   */
  public static final Duration HOLD = Duration.ofMinutes(10);

  /** The database is asked this often; the processor at every turn. */
  private static final Duration ASK = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

  private final DataSource dataSource;
  private final InstantSource wall;
  private final LongSupplier nanos;

  private @Nullable Instant trusted;
  private long trustedNanos;
  private @Nullable Long heldSinceNanos;
  private long askedNanos;

  private volatile @Nullable Duration apart;
  private volatile @Nullable String doubt;

  /**
   * @param wall the machine's clock
   * @param nanos time that passes, from any beginning
   */
  public ClockWatch(DataSource dataSource, InstantSource wall, LongSupplier nanos) {
    this.dataSource = dataSource;
    this.wall = wall;
    this.nanos = nanos;
  }

  /** The machine's clock and the processor's. */
  static ClockWatch ofTheMachine(DataSource dataSource) {
    return new ClockWatch(dataSource, InstantSource.system(), System::nanoTime);
  }

  /** How far this machine's clock is ahead of the database's, as last asked. */
  public Duration offset() {
    Duration asked = apart;
    return asked == null ? Duration.ZERO : asked;
  }

  /** Why the clock is not believed, in one line; null while it is. */
  public @Nullable String doubt() {
    return doubt;
  }

  /** Whether deadlines may fire now. For one thread. */
  public boolean believed() throws SQLException {
    Instant now = wall.instant();
    long count = nanos.getAsLong();
    Duration jumped = jumped(now, count);
    Duration ahead = apart;
    if (ahead == null || tooFar(ahead) || count - askedNanos >= ASK.toNanos()) {
      ahead = askDatabase();
      askedNanos = count;
      apart = ahead;
    }
    String found = null;
    if (tooFar(ahead)) {
      // Once they agree it is right, however it came there.
      trusted = null;
      heldSinceNanos = null;
      found = "the clock is " + ahead.toSeconds() + " s ahead of the database's";
    } else if (!jumped.isZero()) {
      found = "the clock has jumped by " + jumped.toSeconds() + " s";
    }
    tell(found);
    return found == null;
  }

  /** By how much the clock has jumped and is not believed for it. */
  private Duration jumped(Instant now, long count) {
    if (trusted != null) {
      Duration passed = Duration.ofNanos(count - trustedNanos);
      Duration jumped = Duration.between(trusted, now).minus(passed);
      if (tooFar(jumped)) {
        if (heldSinceNanos == null) {
          heldSinceNanos = count;
        }
        if (count - heldSinceNanos < HOLD.toNanos()) {
          return jumped;
        }
      }
    }
    heldSinceNanos = null;
    trusted = now;
    trustedNanos = count;
    return Duration.ZERO;
  }

  private static boolean tooFar(Duration apart) {
    return apart.abs().compareTo(TOLERANCE) > 0;
  }

  private Duration askDatabase() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      Instant before = wall.instant();
      try (ResultSet rows = statement.executeQuery("select clock_timestamp()")) {
        rows.next();
        Instant there = rows.getObject(1, OffsetDateTime.class).toInstant();
        Instant after = wall.instant();
        return Duration.between(there, before.plus(Duration.between(before, after).dividedBy(2)));
      }
    }
  }

  private void tell(@Nullable String found) {
    if (found != null && doubt == null) {
      LOG.atError().addKeyValue("reason", found).log("Deadlines wait, the clock is not believed");
    } else if (found == null && doubt != null) {
      LOG.atInfo().log("The clock is believed again, deadlines fire");
    }
    doubt = found;
  }
}
