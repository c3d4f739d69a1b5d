package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.lease.Lease;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.loop.Loop;
import org.vigil.eventsourcing.projection.Rebuild.State;

/**
 * What this replica does for one rebuild. All it knows lies in the database, each step in one
 * transaction: whoever takes the lease after a kill goes on where the last one was.
 */
final class RebuildWork implements AutoCloseable {

  /** Ten times a live batch: nobody waits for these rows, and each transaction has its price. */
  static final int BATCH = 5_000;

  /** At two hundred commands a second, a quarter of one. */
  private static final long MAX_LAG = 50;

  /** So few events are digested while the view that serves is held still. */
  private static final long NEAR = 500;

  /**
   * The longest that a query may have to wait behind an exchange that itself waits; below
   * PostgreSQL's deadlock timeout, so that it is never a query that is given up.
   */
  private static final Duration LOCK_PATIENCE = Duration.ofMillis(250);

  /** Comparing and indexing ten million rows takes minutes. */
  private static final Duration LONG_PATIENCE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(RebuildWork.class);

  private final DataSource dataSource;
  private final Leases leases;
  private final Followers.View view;
  private final Shadow next;
  private final Shadow previous;
  private final Shadow incoming;
  private final Follower follower;
  private boolean gaveWay;

  RebuildWork(DataSource dataSource, Leases leases, Followers.View view, boolean back) {
    this.dataSource = dataSource;
    this.leases = leases;
    this.view = view;
    this.next = Shadow.next(view);
    this.previous = Shadow.previous(view);
    this.incoming = back ? previous : next;
    this.follower =
        new Follower(
            incoming.cursor(),
            new History(view.follower().log()),
            dataSource,
            new Leadership(dataSource, leases),
            new Digest.OfShadow(incoming, view.projection(), dataSource),
            // Rebuilds have one thread, which steps it in part with locks that others wait for: it
            // must not wait for a place of theirs.
            new Semaphore(1));
  }

  /**
   * Does one step.
   *
   * @return whether the next one has something to do at once
   */
  boolean step(Rebuild rebuild) throws SQLException {
    if (!hasServingShape()) {
      return give(rebuild);
    }
    if (givesWay()) {
      return false;
    }
    if (!near()) {
      return follower.leading() && behind() > 0;
    }
    return switch (rebuild.state()) {
      case BUILDING -> index(rebuild);
      case CAUGHT_UP -> compare(rebuild);
      case EQUAL -> rebuild.switchWhenEqual() && exchange(rebuild, this::switchOver);
      case DIFFERENT -> rebuild.acceptedBecause() != null && exchange(rebuild, this::switchOver);
      case ROLLING_BACK -> exchange(rebuild, this::switchBack);
      case SWITCHED, ROLLED_BACK, ABANDONED -> false;
    };
  }

  /**
   * Lets the view that serves go first: where it cannot keep up, there is a pause before each
   * batch. Not more than one, because what another replica has seen is known with a delay.
   */
  private boolean givesWay() {
    gaveWay = !gaveWay && view.follower().lag() > MAX_LAG;
    return gaveWay;
  }

  private boolean hasServingShape() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return incoming.hasServingShape(connection);
    }
  }

  /**
   * A migration has changed the tables that serve: what was built for the old ones is of no use.
   */
  private boolean give(Rebuild rebuild) throws SQLException {
    String end =
        rebuild.state() == State.ROLLING_BACK
            ? "state = 'SWITCHED', previous_kept = false"
            : "state = 'ABANDONED', ended_at = now()";
    return inTransaction(
        tx ->
            RebuildRows.update(
                    tx,
                    "update projection_rebuild set "
                        + end
                        + ", last_error = 'the tables that serve have another shape'"
                        + " where projection = ? and version = ? and state = ?",
                    rebuild.projection(),
                    rebuild.version(),
                    rebuild.state())
                > 0);
  }

  /** Follows by a batch, never past the view that serves; whether it is close behind it then. */
  private boolean near() throws SQLException {
    long behind = behind();
    follower.step(Math.clamp(behind, 0, BATCH));
    return follower.leading() && behind() <= NEAR;
  }

  private long behind() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return Cursor.read(connection, view.follower().name()) - follower.position();
    }
  }

  private boolean index(Rebuild rebuild) throws SQLException {
    return holding(
        () ->
            inTransaction(
                tx -> {
                  patient(tx);
                  next.index(tx, false);
                  next.analyze(tx);
                  return advance(tx, rebuild, "state = 'CAUGHT_UP', last_error = null");
                }));
  }

  /**
   * Both sides are brought to one position while the one that serves is held still for that moment,
   * and compared in a snapshot of it while it goes on.
   */
  private boolean compare(Rebuild rebuild) throws SQLException {
    return holding(
        () -> {
          try (Connection snapshot = dataSource.getConnection()) {
            int isolation = snapshot.getTransactionIsolation();
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot.setAutoCommit(false);
            int network = snapshot.getNetworkTimeout();
            snapshot.setNetworkTimeout(Runnable::run, (int) LONG_PATIENCE.toMillis());
            try {
              patient(snapshot);
              long position = meet(snapshot);
              if (position < 0) {
                return false;
              }
              Comparison.Result result = Comparison.of(snapshot, next);
              snapshot.rollback();
              return save(rebuild, position, result);
            } finally {
              if (!snapshot.isClosed()) {
                snapshot.rollback();
                snapshot.setNetworkTimeout(Runnable::run, network);
                snapshot.setAutoCommit(true);
                snapshot.setTransactionIsolation(isolation);
              }
            }
          }
        });
  }

  /**
   * Takes the snapshot at a position where both stand; that position, or -1 if they did not meet.
   */
  private long meet(Connection snapshot) throws SQLException {
    try (Connection hold = dataSource.getConnection()) {
      hold.setAutoCommit(false);
      try {
        long serving = holdStill(hold);
        if (!bringTo(serving)) {
          return -1;
        }
        boolean equal =
            Cursor.read(snapshot, next.follower()) == serving
                && Cursor.read(snapshot, next.cursor()) == serving;
        return equal ? serving : -1;
      } finally {
        if (!hold.isClosed()) {
          hold.rollback();
          hold.setAutoCommit(true);
        }
      }
    }
  }

  private boolean save(Rebuild rebuild, long position, Comparison.Result result)
      throws SQLException {
    boolean saved =
        inTransaction(
            tx -> {
              RebuildRows.update(
                  tx,
                  "delete from projection_difference where projection = ? and version = ?",
                  rebuild.projection(),
                  rebuild.version());
              int number = 0;
              for (Difference difference : result.shown()) {
                RebuildRows.update(
                    tx,
                    "insert into projection_difference values (?, ?, ?, ?, ?, ?, ?)",
                    rebuild.projection(),
                    rebuild.version(),
                    ++number,
                    difference.relation(),
                    difference.key(),
                    difference.kind(),
                    difference.columns());
              }
              return advance(
                  tx,
                  rebuild,
                  "state = ?, compared_at = now(), compared_position = ?, rows_compared = ?,"
                      + " difference_count = ?, last_error = null",
                  result.count() == 0 ? State.EQUAL : State.DIFFERENT,
                  position,
                  result.rows(),
                  result.count());
            });
    if (saved) {
      LOG.atInfo()
          .addKeyValue("projection", rebuild.projection())
          .addKeyValue("version", rebuild.version())
          .addKeyValue("position", position)
          .addKeyValue("rows", result.rows())
          .addKeyValue("differences", result.count())
          .log("A view was compared with its next version");
    }
    return saved;
  }

  private interface Exchange {
    boolean in(Connection tx, Rebuild rebuild, long position) throws SQLException;
  }

  /**
   * Exchanges the tables in one transaction, at a position where both stand. The locks are taken in
   * the order in which a follower's batch takes them: parked streams, tables, cursor.
   */
  private boolean exchange(Rebuild rebuild, Exchange exchange) throws SQLException {
    flush(rebuild);
    boolean done =
        inTransaction(
            tx -> {
              Shadow.execute(tx, "set local lock_timeout = " + LOCK_PATIENCE.toMillis());
              try (PreparedStatement parked =
                  tx.prepareStatement(
                      "select 1 from parked_stream where follower = ? for update")) {
                parked.setString(1, next.follower());
                parked.executeQuery().close();
              }
              incoming.lockServing(tx, "share row exclusive");
              long serving = holdStill(tx);
              return bringTo(serving) && exchange.in(tx, rebuild, serving);
            });
    if (done) {
      LOG.atInfo()
          .addKeyValue("projection", rebuild.projection())
          .addKeyValue("version", rebuild.version())
          .addKeyValue("acceptedDifferences", rebuild.acceptedBecause() != null)
          .addKeyValue("back", rebuild.state() == State.ROLLING_BACK)
          .log("A view's tables were exchanged");
    }
    return done;
  }

  /**
   * Has everything so far written to the disk, for which followers do not wait, so that the
   * exchange need not while it holds its locks.
   */
  private void flush(Rebuild rebuild) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      RebuildRows.update(
          connection,
          "update projection_rebuild set last_error = last_error where projection = ?"
              + " and version = ?",
          rebuild.projection(),
          rebuild.version());
    }
  }

  private boolean switchOver(Connection tx, Rebuild rebuild, long position) throws SQLException {
    RebuildRows.update(
        tx,
        "update projection_rebuild set previous_kept = false where projection = ?"
            + " and previous_kept",
        rebuild.projection());
    if (!advance(
        tx,
        rebuild,
        "state = 'SWITCHED', switched_at = now(), previous_kept = true, last_error = null,"
            + " (replaced_version, replaced_revision) = (select v.version, v.revision"
            + " from projection_version v where v.projection = projection_rebuild.projection)")) {
      return false;
    }
    serves(tx, rebuild, rebuild.version(), rebuild.revision());
    previous.drop(tx);
    RebuildRows.forget(tx, previous.cursor());
    previous.takeServing(tx);
    next.serve(tx);
    RebuildRows.renameParked(tx, next.follower(), previous.cursor());
    RebuildRows.renameParked(tx, next.cursor(), next.follower());
    RebuildRows.forget(tx, next.cursor());
    RebuildRows.update(tx, "insert into checkpoint values (?, ?)", previous.cursor(), position);
    return true;
  }

  private boolean switchBack(Connection tx, Rebuild rebuild, long position) throws SQLException {
    RebuildRows.update(
        tx,
        "update projection_version v set version = r.replaced_version,"
            + " revision = r.replaced_revision from projection_rebuild r"
            + " where r.projection = ? and r.version = ? and v.projection = r.projection",
        rebuild.projection(),
        rebuild.version());
    if (!advance(
        tx,
        rebuild,
        "state = 'ROLLED_BACK', ended_at = now(), previous_kept = false, last_error = null")) {
      return false;
    }
    next.drop(tx);
    next.takeServing(tx);
    next.drop(tx);
    previous.serve(tx);
    RebuildRows.update(tx, "delete from parked_stream where follower = ?", next.follower());
    RebuildRows.update(tx, "delete from parked_event where follower = ?", next.follower());
    RebuildRows.renameParked(tx, previous.cursor(), next.follower());
    RebuildRows.forget(tx, previous.cursor());
    return true;
  }

  private static void serves(Connection tx, Rebuild rebuild, int version, int revision)
      throws SQLException {
    RebuildRows.update(
        tx,
        "update projection_version set version = ?, revision = ? where projection = ?",
        version,
        revision,
        rebuild.projection());
  }

  /** Changes the rebuild's row if it is as it was and the lease still holds. */
  private boolean advance(Connection tx, Rebuild rebuild, String set, Object... parameters)
      throws SQLException {
    Lease lease = follower.lease();
    if (lease == null) {
      return false;
    }
    Object[] all = new Object[parameters.length + 5];
    System.arraycopy(parameters, 0, all, 0, parameters.length);
    List<Object> condition =
        List.of(
            rebuild.projection(), rebuild.version(), rebuild.state(), lease.name(), lease.epoch());
    for (int i = 0; i < condition.size(); i++) {
      all[parameters.length + i] = condition.get(i);
    }
    return RebuildRows.update(
            tx,
            "update projection_rebuild set "
                + set
                + " where projection = ? and version = ? and state = ? and "
                + Lease.CHECK,
            all)
        > 0;
  }

  /** Where the view that serves stands; it moves no further until the transaction ends. */
  private long holdStill(Connection tx) throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement("select position from checkpoint where name = ? for update")) {
      statement.setString(1, next.follower());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("the view that serves has no cursor");
        }
        return row.getLong(1);
      }
    }
  }

  private boolean bringTo(long position) throws SQLException {
    long behind = position - follower.position();
    if (behind > 0 && behind <= NEAR) {
      follower.step((int) behind);
    }
    return follower.leading() && follower.position() == position;
  }

  private interface Transaction {
    boolean run(Connection tx) throws SQLException;
  }

  private boolean inTransaction(Transaction transaction) throws SQLException {
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      int network = tx.getNetworkTimeout();
      tx.setNetworkTimeout(Runnable::run, (int) LONG_PATIENCE.toMillis());
      try {
        boolean done = transaction.run(tx);
        if (done) {
          tx.commit();
        }
        return done;
      } finally {
        if (!tx.isClosed()) {
          tx.rollback();
          tx.setNetworkTimeout(Runnable::run, network);
          tx.setAutoCommit(true);
        }
      }
    }
  }

  private static void patient(Connection tx) throws SQLException {
    try (Statement statement = tx.createStatement()) {
      statement.execute("set local statement_timeout = " + LONG_PATIENCE.toMillis());
      statement.execute(
          "set local idle_in_transaction_session_timeout = " + LONG_PATIENCE.toMillis());
    }
  }

  private interface LongWork {
    boolean run() throws SQLException;
  }

  /** Renews the lease while something takes longer than it lasts. */
  private boolean holding(LongWork work) throws SQLException {
    CountDownLatch done = new CountDownLatch(1);
    Thread renewer =
        Thread.ofVirtual().name("renew-" + incoming.cursor()).start(() -> renewUntil(done));
    try {
      return work.run();
    } finally {
      done.countDown();
      try {
        renewer.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void renewUntil(CountDownLatch done) {
    try {
      while (!done.await(Leases.TIME_TO_LIVE.toMillis() / 3, TimeUnit.MILLISECONDS)) {
        try {
          leases.take(incoming.cursor());
        } catch (SQLException e) {
          LOG.atWarn()
              .addKeyValue("error", Loop.describe(e))
              .log("The lease of a rebuild could not be renewed");
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    follower.close();
  }

  /** The log as one who comes from its beginning reads it. */
  private record History(EventLog log) implements EventLog {
    @Override
    public String name() {
      return log.name();
    }

    @Override
    public long head() {
      return log.head();
    }

    @Override
    public List<Recorded<Object>> after(long position, int limit) {
      return log.history(position, limit);
    }

    @Override
    public List<Recorded<Object>> history(long position, int limit) {
      return log.history(position, limit);
    }

    @Override
    public void await(long position, Duration atMost) throws InterruptedException {
      log.await(position, atMost);
    }
  }
}
