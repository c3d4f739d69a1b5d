package org.vigil.eventsourcing.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.lease.Lease;
import org.vigil.eventsourcing.store.StoreUnavailable;

/** The stored seals of a service and the keys of all. */
public final class Seals {

  static final String COLUMNS =
      "first_position, last_position, root, previous, key_id, sealed_at, signature";

  /** By compare-and-set: it must follow the newest seal, and the lease must still hold. */
  private static final String INSERT =
      """
      insert into seal (first_position, last_position, root, previous, key_id, sealed_at,
                        signature, leaves)
      select ?, ?, ?, ?, ?, ?, ?, ?
      where (select coalesce(max(last_position), 0) from seal) = ? - 1 and\s\
      """
          + Lease.CHECK
          + " on conflict do nothing";

  private final DataSource dataSource;
  private final String service;

  Seals(DataSource dataSource, String service) {
    this.dataSource = dataSource;
    this.service = service;
  }

  /** The newest seal; empty for a log that was never sealed. */
  public Optional<Seal> newest() {
    return page(Long.MAX_VALUE, 1).stream().findFirst();
  }

  /** Up to {@code limit} seals that begin before a position, newest first. */
  public List<Seal> page(long before, int limit) {
    return query(
        "where first_position < ? order by first_position desc limit ?", before, (long) limit);
  }

  /** The seal over a position. */
  Optional<Seal> covering(long position) {
    return query(
            "where first_position <= ? and last_position >= ? order by first_position desc limit 1",
            position,
            position)
        .stream()
        .findFirst();
  }

  private List<Seal> query(String condition, long... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select " + COLUMNS + " from seal " + condition)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<Seal> seals = new ArrayList<>();
        while (rows.next()) {
          seals.add(read(rows, service));
        }
        return seals;
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  /**
   * Reads a row of {@link #COLUMNS}.
   *
   * @throws IllegalArgumentException if it has not the form of a seal
   */
  static Seal read(ResultSet row, String service) throws SQLException {
    return new Seal(
        service,
        row.getLong(1),
        row.getLong(2),
        Sha256.hex(row.getBytes(3)),
        Sha256.hex(row.getBytes(4)),
        row.getString(5),
        instant(row, 6),
        Sha256.hex(row.getBytes(7)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Binds the values of {@link #COLUMNS} from a parameter on; returns the next one. */
  static int bind(PreparedStatement statement, int from, Seal seal) throws SQLException {
    int p = from;
    statement.setLong(p++, seal.first());
    statement.setLong(p++, seal.last());
    statement.setBytes(p++, Sha256.bytes(seal.root()));
    statement.setBytes(p++, Sha256.bytes(seal.previous()));
    statement.setString(p++, seal.keyId());
    statement.setObject(p++, seal.sealedAt().atOffset(ZoneOffset.UTC));
    statement.setBytes(p++, Sha256.bytes(seal.signature()));
    return p;
  }

  /**
   * Adds a seal behind the newest; durable when it returns.
   *
   * @return false if another replica was faster or has taken over
   */
  boolean add(Seal seal, List<byte[]> leaves, Lease lease) throws SQLException {
    byte[] all = new byte[leaves.size() * Sha256.BYTES];
    for (int i = 0; i < leaves.size(); i++) {
      System.arraycopy(leaves.get(i), 0, all, i * Sha256.BYTES, Sha256.BYTES);
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      int p = bind(statement, 1, seal);
      statement.setBytes(p++, all);
      statement.setLong(p++, seal.first());
      statement.setString(p++, lease.name());
      statement.setLong(p, lease.epoch());
      return statement.executeUpdate() == 1;
    }
  }

  /** The keys under which a service is known to sign. */
  public KeyChain keys(String of) {
    try (Connection connection = dataSource.getConnection()) {
      return keys(connection, of);
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  static KeyChain keys(Connection connection, String of) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, public_key, from_position, introduction from seal_key"
                + " where service = ? order by ordinal limit "
                + KeyChain.MAX_KEYS)) {
      statement.setString(1, of);
      try (ResultSet rows = statement.executeQuery()) {
        List<KeyChain.Key> keys = new ArrayList<>();
        while (rows.next()) {
          byte[] introduction = rows.getBytes(4);
          keys.add(
              new KeyChain.Key(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getLong(3),
                  introduction == null ? null : Sha256.hex(introduction)));
        }
        return new KeyChain(keys);
      }
    }
  }

  /** Adds a key behind those that are known; fails if another replica has added one meanwhile. */
  static void addKey(Connection connection, String of, int ordinal, KeyChain.Key key)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into seal_key (service, ordinal, id, public_key, from_position, introduction)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, of);
      statement.setInt(2, ordinal);
      statement.setString(3, key.id());
      statement.setString(4, key.publicKey());
      statement.setLong(5, key.from());
      statement.setBytes(6, bytes(key.introduction()));
      statement.executeUpdate();
    }
  }

  @SuppressWarnings("NullAway")
  private static byte[] bytes(@Nullable String hex) {
    return hex == null ? null : Sha256.bytes(hex);
  }
}
