package org.vigil.eventsourcing.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Takes, renews and gives back leases in the name of one replica. */
public final class Leases {

  /** Long enough to ride out a pause for garbage, short enough to be unnoticed by the office. */
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

  /** It need not outlive a crash of the database, so its commit does not wait for the disk. */
  private static final String TAKE =
      """
      insert into lease as held (name, holder, epoch, expires_at)
      values (?, ?, 1, clock_timestamp() + ? * interval '1 millisecond')
      on conflict (name) do update
        set holder = excluded.holder,
            epoch = held.epoch + case when held.holder = excluded.holder then 0 else 1 end,
            expires_at = excluded.expires_at
        where held.holder = excluded.holder or held.expires_at < clock_timestamp()
      returning epoch, set_config('synchronous_commit', 'off', true)
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
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, name);
      statement.setString(2, holder);
      statement.setLong(3, TIME_TO_LIVE.toMillis());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(new Lease(name, holder, row.getLong(1))) : Optional.empty();
      }
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
