package org.vigil.eventsourcing.vault;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.sql.DataSource;

/** Whether the master keys are the right ones, and the way from one to the next. */
final class MasterKeyRotation {

  private static final byte[] CHECK = "vigil vault".getBytes(StandardCharsets.US_ASCII);
  private static final String CHECK_PLACE = "check";

  private final DataSource dataSource;
  private final MasterKeys masterKeys;
  private final DataKeys dataKeys;
  private final InstantSource clock;

  MasterKeyRotation(
      DataSource dataSource, MasterKeys masterKeys, DataKeys dataKeys, InstantSource clock) {
    this.dataSource = dataSource;
    this.masterKeys = masterKeys;
    this.dataKeys = dataKeys;
    this.clock = clock;
  }

  /**
   * Compares the keys given with those in use, and notes the present one.
   *
   * @throws WrongMasterKey if a master key that is in use is missing; nothing has been written then
   */
  void check() throws SQLException {
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        check(tx);
        tx.commit();
      } finally {
        if (!tx.isClosed()) {
          tx.rollback();
          tx.setAutoCommit(true);
        }
      }
    }
  }

  private void check(Connection tx) throws SQLException {
    // Two replicas that start at the same time with different keys must not both be the first.
    try (Statement lock = tx.createStatement()) {
      lock.execute("lock table vault.master_key in share row exclusive mode");
    }
    Map<String, byte[]> known = knownMasterKeys(tx);
    Set<String> needed = new LinkedHashSet<>();
    try (PreparedStatement statement =
            tx.prepareStatement("select distinct master_key_id from vault.subject_key");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        needed.add(rows.getString(1));
      }
    }
    if (!known.isEmpty() && known.keySet().stream().noneMatch(masterKeys.ids()::contains)) {
      needed.addAll(known.keySet());
    }
    needed.removeAll(masterKeys.ids());
    if (!needed.isEmpty() || !known.entrySet().stream().allMatch(this::opens)) {
      throw new WrongMasterKey(
          "the vault of personal data cannot be opened: it needs the master key "
              + String.join(", ", needed.isEmpty() ? known.keySet() : needed)
              + " and was given "
              + String.join(", ", masterKeys.ids())
              + "; nothing has been written");
    }
    if (!known.containsKey(masterKeys.current())) {
      try (PreparedStatement insert =
          tx.prepareStatement("insert into vault.master_key values (?, ?, ?)")) {
        insert.setString(1, masterKeys.current());
        insert.setBytes(2, masterKeys.wrap(CHECK, CHECK_PLACE));
        insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
        insert.executeUpdate();
      }
    }
  }

  private static Map<String, byte[]> knownMasterKeys(Connection tx) throws SQLException {
    Map<String, byte[]> known = new HashMap<>();
    try (PreparedStatement statement =
            tx.prepareStatement("select id, check_value from vault.master_key order by since");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        known.put(rows.getString(1), rows.getBytes(2));
      }
    }
    return known;
  }

  /** Whether a check value agrees with the key of its name, if that is one of those given. */
  private boolean opens(Map.Entry<String, byte[]> check) {
    if (!masterKeys.ids().contains(check.getKey())) {
      return true;
    }
    try {
      masterKeys.unwrap(check.getKey(), check.getValue(), CHECK_PLACE);
      return true;
    } catch (AEADBadTagException _) {
      return false;
    }
  }

  /**
   * Wraps up to {@code limit} data keys with the present master key; how many that were. When none
   * is left, earlier master keys are no longer needed. It may be broken off and repeated at any
   * moment, and done by several replicas at once.
   */
  int rewrap(int limit) throws SQLException {
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        int done = rewrap(tx, limit);
        if (done == 0) {
          try (PreparedStatement delete =
              tx.prepareStatement(
                  "delete from vault.master_key m where id <> ? and not exists (select from"
                      + " vault.subject_key k where k.master_key_id = m.id)")) {
            delete.setString(1, masterKeys.current());
            delete.executeUpdate();
          }
        }
        tx.commit();
        return done;
      } finally {
        if (!tx.isClosed()) {
          tx.rollback();
          tx.setAutoCommit(true);
        }
      }
    }
  }

  private int rewrap(Connection tx, int limit) throws SQLException {
    try (PreparedStatement select =
            tx.prepareStatement(
                "select key_id, subject_id, wrapped, master_key_id from vault.subject_key where"
                    + " master_key_id <> ? and master_key_id = any(?) limit ? for update skip"
                    + " locked");
        PreparedStatement update =
            tx.prepareStatement(
                "update vault.subject_key set wrapped = ?, master_key_id = ? where key_id = ?")) {
      select.setString(1, masterKeys.current());
      select.setArray(2, tx.createArrayOf("text", masterKeys.ids().toArray()));
      select.setInt(3, limit);
      int done = 0;
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          SubjectKey key = dataKeys.unwrap(row);
          if (key == null) {
            DataKeys.discard(tx, row.getLong(1));
          } else {
            String place = DataKeys.place(key.id(), row.getString(2));
            update.setBytes(1, masterKeys.wrap(key.key().getEncoded(), place));
            update.setString(2, masterKeys.current());
            update.setLong(3, key.id());
            update.addBatch();
          }
          done++;
        }
      }
      update.executeBatch();
      return done;
    }
  }
}
