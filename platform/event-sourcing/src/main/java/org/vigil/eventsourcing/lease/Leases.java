package org.vigil.eventsourcing.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/** Takes, renews and gives back leases in the name of one replica. */
public final class Leases {

  /** Long enough to ride out a pause for garbage, short enough to be unnoticed by the office. */
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

  /**
   * It need not outlive a crash of the database, so its commit does not wait for the disk. In the
   * order of names, so that two replicas wait for each other's rows and not for ever.
   */
  private static final String TAKE =
      """
      insert into lease as held (name, holder, epoch, expires_at)
      select name, ?, 1, clock_timestamp() + ? * interval '1 millisecond'
      from unnest(?) as name order by name
      on conflict (name) do update
        set holder = excluded.holder,
            epoch = held.epoch + case when held.holder = excluded.holder then 0 else 1 end,
            expires_at = excluded.expires_at
        where held.holder = excluded.holder or held.expires_at < clock_timestamp()
      returning name, epoch, set_config('synchronous_commit', 'off', true)
      """;

  private final DataSource dataSource;
  private final String holder;

  /**
   * @param holder this replica's name, new with every start of the process
   */
  public Leases(DataSource dataSource, String holder) {
    this.dataSource = dataSource;
    this.holder = holder;
  }

  /** Takes the lease if it is free or expired, or renews it; empty while another holds it. */
  public Optional<Lease> take(String name) throws SQLException {
    return Optional.ofNullable(take(Set.of(name)).get(name));
  }

  /** The same for many at once; those that another holds are missing. */
  public Map<String, Lease> take(Set<String> names) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, holder);
      statement.setLong(2, TIME_TO_LIVE.toMillis());
      statement.setArray(3, connection.createArrayOf("text", names.toArray()));
      Map<String, Lease> taken = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          taken.put(name, new Lease(name, holder, rows.getLong(2)));
        }
      }
      return taken;
    }
  }

  /**
   * Renews a lease for as long as its holder waits for somebody else, Kafka for instance, but no
   * longer than {@code atMost}: who hangs is replaced. Nothing is renewed once it is closed.
   */
  public Renewal renewing(Lease lease, Duration atMost) {
    return new Renewal(this, lease, atMost);
  }

  /** See {@link #renewing}. */
  public static final class Renewal implements AutoCloseable {

    private static final long EVERY_NANOS = TIME_TO_LIVE.toNanos() / 3;

    private final Leases leases;
    private final Lease lease;
    private final long endsAt;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private boolean closed;

    private final Thread thread;

    private Renewal(Leases leases, Lease lease, Duration atMost) {
      this.leases = leases;
      this.lease = lease;
      this.endsAt = System.nanoTime() + atMost.toNanos();
      this.thread = Thread.ofVirtual().name("renewal-" + lease.name()).start(this::run);
    }

    private void run() {
      long next = System.nanoTime() + EVERY_NANOS;
      while (endsAt - System.nanoTime() > 0) {
        LockSupport.parkNanos(next - System.nanoTime());
        boolean due = next - System.nanoTime() <= 0;
        if (!stillWanted(due)) {
          return;
        }
        next = due ? System.nanoTime() + EVERY_NANOS : next;
      }
    }

    private boolean stillWanted(boolean due) {
      lock.lock();
      try {
        return !closed && (!due || leases.take(lease.name()).equals(Optional.of(lease)));
      } catch (SQLException _) {
        // It expires, or its holder renews it.
        return false;
      } finally {
        lock.unlock();
      }
    }

    /** Not by an interrupt, which would cut a connection to the database. */
    @Override
    public void close() {
      lock.lock();
      closed = true;
      lock.unlock();
      LockSupport.unpark(thread);
    }
  }

  /**
   * A lease as the table has it.
   *
   * @param holder a replica's name, new with every start of its process
   * @param secondsLeft by the database's clock; 0 where nobody holds it
   */
  public record Held(String name, String holder, long epoch, long secondsLeft) {}

  /** All leases by name, at most a thousand: a service has some thirty. */
  public List<Held> list() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select name, holder, epoch, case when expires_at > clock_timestamp() then"
                    + " ceil(extract(epoch from expires_at - clock_timestamp()))::bigint else 0 end"
                    + " from lease order by name limit 1000");
        ResultSet rows = statement.executeQuery()) {
      List<Held> held = new ArrayList<>();
      while (rows.next()) {
        held.add(new Held(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4)));
      }
      return held;
    }
  }

  /** Gives the lease back, so that another need not wait for its end. */
  public void release(Lease lease) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update lease set expires_at = '-infinity'"
                    + " where name = ? and holder = ? and epoch = ?")) {
      statement.setString(1, lease.name());
      statement.setString(2, lease.holder());
      statement.setLong(3, lease.epoch());
      statement.executeUpdate();
    }
  }
}
