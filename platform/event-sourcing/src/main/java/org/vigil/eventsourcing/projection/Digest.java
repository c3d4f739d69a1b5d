package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.EventLog.Unreadable;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.lease.Lease;
import org.vigil.eventsourcing.loop.Loop;

/**
 * What projections and policies have in common: a batch goes through in one transaction with the
 * cursor; if it does not, its events go one by one, and the stream of the one that fails is parked.
 */
abstract class Digest implements Follower.Step {

  /** How long a cursor may stand still in the database while nothing concerns the follower. */
  private static final long LAZY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger LOG = LoggerFactory.getLogger(Digest.class);

  final String follower;
  private final DataSource dataSource;
  private final Set<Class<?>> concerned;

  /** What an operator has taken out; it grows behind the cursor only, so it is read with that. */
  private Set<Long> skipped = Set.of();

  /** Where the stored cursor stands, which may be behind what has been seen. */
  private volatile long stored;

  private long storedAt;

  Digest(String follower, DataSource dataSource, Set<Class<?>> concerned) {
    this.follower = follower;
    this.dataSource = dataSource;
    this.concerned = concerned;
  }

  /** Digests events that are not parked; an exception undoes all of them. */
  abstract void digest(List<Recorded<Object>> events, Connection tx) throws SQLException;

  /** Called first in every transaction. */
  void begin(Connection tx) throws SQLException {}

  /** Called before the first events, and whenever the cursor is read anew. */
  void started(Connection connection) throws SQLException {}

  /** The events that it must leave out. */
  Set<Long> skipped(Connection tx) throws SQLException {
    return skipped;
  }

  /** Whether its cursor may stand still for a while where nothing concerns it. */
  boolean lazy() {
    return true;
  }

  @Override
  public final void startFrom(EventLog log, long position) throws SQLException {
    stored = position;
    Set<String> parked;
    try (Connection connection = dataSource.getConnection()) {
      skipped = Parking.skipped(connection, follower);
      started(connection);
      parked = Parking.streams(connection, follower);
    }
    // This release may read what the one before could not.
    parked.forEach(stream -> tryAgain(log, stream));
  }

  /** One that still fails waits for an operator, and holds up nobody. */
  private void tryAgain(EventLog log, String stream) {
    try {
      retry(log, stream);
    } catch (SQLException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("follower", follower)
          .addKeyValue("error", Loop.describe(e))
          .log("A parked stream could not be tried again");
    }
  }

  @Override
  public final long stored() {
    return stored;
  }

  @Override
  public final void handle(List<Recorded<Object>> events, Lease lease) throws SQLException {
    long to = events.getLast().position();
    List<Recorded<Object>> matter = events.stream().filter(e -> concerns(e.event())).toList();
    if (!matter.isEmpty() || !lazy() || System.nanoTime() - storedAt >= LAZY_NANOS) {
      store(matter, to, lease);
    }
  }

  /** Other replicas read the stored cursor, so it must not stay behind for longer than that. */
  @Override
  public final void settle(long position, Lease lease) throws SQLException {
    if (stored < position && System.nanoTime() - storedAt >= LAZY_NANOS) {
      store(List.of(), position, lease);
    }
  }

  private void store(List<Recorded<Object>> matter, long to, Lease lease) throws SQLException {
    try (Connection tx = dataSource.getConnection()) {
      if (matter.isEmpty() && lazy()) {
        // The most frequent of all: a statement is a transaction.
        Cursor.move(tx, lease, stored, to);
      } else {
        tx.setAutoCommit(false);
        try {
          transact(tx, matter, lease, to);
        } finally {
          if (!tx.isClosed()) {
            tx.rollback();
            tx.setAutoCommit(true);
          }
        }
      }
    }
    stored = to;
    storedAt = System.nanoTime();
  }

  private void transact(Connection tx, List<Recorded<Object>> matter, Lease lease, long to)
      throws SQLException {
    begin(tx);
    Set<Long> left = skipped(tx);
    Set<String> parked = Parking.streams(tx, follower);
    List<Recorded<Object>> good = new ArrayList<>(matter.size());
    for (Recorded<Object> event : matter) {
      String stream = event.stream().toString();
      if (left.contains(event.position())) {
        continue;
      }
      if (parked.contains(stream)) {
        Parking.wait(tx, follower, stream, event.position());
      } else {
        good.add(event);
      }
    }
    Savepoint before = tx.setSavepoint();
    try {
      if (good.stream().anyMatch(event -> event.event() instanceof Unreadable)) {
        throw new IllegalStateException("unreadable");
      }
      if (!good.isEmpty()) {
        digest(good, tx);
      }
    } catch (SQLException | RuntimeException e) {
      if (transientError(e)) {
        throw e;
      }
      tx.rollback(before);
      oneByOne(tx, good, parked);
    }
    Cursor.move(tx, lease, stored, to);
    tx.commit();
  }

  private void oneByOne(Connection tx, List<Recorded<Object>> events, Set<String> parked)
      throws SQLException {
    for (Recorded<Object> event : events) {
      String stream = event.stream().toString();
      if (parked.contains(stream)) {
        Parking.wait(tx, follower, stream, event.position());
        continue;
      }
      Savepoint before = tx.setSavepoint();
      try {
        if (event.event() instanceof Unreadable) {
          throw new UnreadableEventException();
        }
        digest(List.of(event), tx);
        tx.releaseSavepoint(before);
      } catch (SQLException | RuntimeException e) {
        if (transientError(e)) {
          throw e;
        }
        tx.rollback(before);
        parked.add(stream);
        Parking.park(tx, follower, stream, event.position(), Loop.describe(e));
      }
    }
  }

  /**
   * Digests a parked stream's events in order, as far as they go, and lets it go on with the others
   * if all of them do. What has been digested does not wait any more, so that the first that waits
   * is the bad one.
   *
   * @return whether it is parked no longer
   */
  boolean retry(EventLog log, String stream) throws SQLException {
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        String failure = null;
        for (long position : Parking.lock(tx, follower, stream)) {
          failure = retryOne(tx, log, position);
          if (failure != null) {
            Parking.because(tx, follower, stream, failure);
            break;
          }
          Parking.digested(tx, follower, stream, position);
        }
        if (failure == null) {
          Parking.unpark(tx, follower, stream);
        }
        tx.commit();
        return failure == null;
      } finally {
        if (!tx.isClosed()) {
          tx.rollback();
          tx.setAutoCommit(true);
        }
      }
    }
  }

  /** Why the event cannot be digested; null if it has been. */
  private @Nullable String retryOne(Connection tx, EventLog log, long position)
      throws SQLException {
    Savepoint before = tx.setSavepoint();
    try {
      List<Recorded<Object>> event = log.history(position - 1, 1);
      if (event.getFirst().event() instanceof Unreadable) {
        throw new UnreadableEventException();
      }
      // What could not be read may turn out to be none of its business.
      if (concerns(event.getFirst().event())) {
        digest(event, tx);
      }
      tx.releaseSavepoint(before);
      return null;
    } catch (SQLException | RuntimeException e) {
      if (transientError(e)) {
        throw e;
      }
      tx.rollback(before);
      return Loop.describe(e);
    }
  }

  private boolean concerns(Object event) {
    return concerned.isEmpty()
        || event instanceof Unreadable
        || concerned.stream().anyMatch(type -> type.isInstance(event));
  }

  /** Whether trying again may help: the fault is not the event's. */
  static boolean transientError(Throwable e) {
    return switch (e) {
      case Follower.LostLeaseException _ -> true;
      case org.vigil.eventsourcing.store.StoreUnavailable _ -> true;
      case org.vigil.eventsourcing.CommandHandler.Busy _ -> true;
      case SQLException sql -> {
        String state = sql.getSQLState();
        yield state == null
            || state.startsWith("08")
            || state.startsWith("40")
            || state.startsWith("53")
            || state.startsWith("55")
            || state.startsWith("57")
            || state.startsWith("58");
      }
      default -> false;
    };
  }

  /** The bytes of an event do not read as its type, or a newer release has recorded it. */
  private static final class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A projection's rows, in the transaction of its cursor. */
  static class OfProjection extends Digest {

    private final Projection projection;
    private final Scrub scrub;

    OfProjection(String follower, Projection projection, DataSource dataSource) {
      super(follower, dataSource, Scrub.reads(projection));
      this.projection = projection;
      this.scrub = new Scrub(projection.personalColumns());
    }

    /** Before it builds anything: a later revision must find by which code the rows were made. */
    @Override
    void started(Connection connection) throws SQLException {
      if (!projection.tables().isEmpty()) {
        RebuildRows.note(connection, follower, projection.revision());
      }
    }

    @Override
    void digest(List<Recorded<Object>> events, Connection tx) throws SQLException {
      scrub.between(events, tx, projection);
    }
  }

  /**
   * A projection's rows in a schema of their own, which is all that the projection gets to see: it
   * cannot touch the tables that serve, nor depend on another view that stands elsewhere in the
   * log.
   */
  static final class OfShadow extends OfProjection {

    private final Shadow shadow;

    OfShadow(Shadow shadow, Projection projection, DataSource dataSource) {
      super(shadow.cursor(), projection, dataSource);
      this.shadow = shadow;
    }

    @Override
    boolean lazy() {
      return false;
    }

    /** Its rebuild has noted it. */
    @Override
    void started(Connection connection) {}

    /** Fails if the tables are gone, and keeps them until the transaction ends. */
    @Override
    void begin(Connection tx) throws SQLException {
      shadow.lock(tx, "row exclusive");
    }

    /** An event that is taken out of the view that serves is taken out of its next version, too. */
    @Override
    Set<Long> skipped(Connection tx) throws SQLException {
      return Parking.skipped(tx, shadow.follower());
    }

    @Override
    void digest(List<Recorded<Object>> events, Connection tx) throws SQLException {
      try (Statement statement = tx.createStatement()) {
        statement.execute("set local search_path to " + shadow.schema());
        super.digest(events, tx);
        statement.execute("set local search_path to default");
      }
    }
  }
}
