package org.vigil.eventsourcing.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.CommandHandler.Busy;

/** The data keys of people, unwrapped and remembered for a short while. */
final class DataKeys {

  /** A replica's memory for keys: some two megabytes. */
  private static final int MAX_KEPT = 10_000;

  private static final int MAX_TRIES = 5;
  private static final Logger LOG = LoggerFactory.getLogger(DataKeys.class);

  /**
   * A key is on the disk before anybody uses it: this process remembers it, and one that the
   * database had lost in a crash would encrypt events that nobody can read.
   */
  private static final String KEY_OF =
      """
      with added as (
        insert into vault.subject_key
          (key_id, subject_id, wrapped, master_key_id, created_at, last_used_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (subject_id) do nothing
        returning key_id, subject_id, wrapped, master_key_id, last_used_at)
      select key_id, subject_id, wrapped, master_key_id, last_used_at from added
      union all
      select key_id, subject_id, wrapped, master_key_id, last_used_at from vault.subject_key
      where subject_id = ?
      """;

  private static final String KEYS =
      """
      select key_id, subject_id, wrapped, master_key_id from vault.subject_key
      where key_id = any(?)
      """;

  private final DataSource dataSource;
  private final MasterKeys masterKeys;
  private final InstantSource clock;
  private final Duration maxAge;
  private final Map<String, Kept> bySubject = new ConcurrentHashMap<>();
  private final Map<Long, Kept> byId = new ConcurrentHashMap<>();

  /** A key as it was when last looked at; null for one that is not there. */
  private record Kept(@Nullable SubjectKey key, long until) {
    boolean fresh() {
      return System.nanoTime() - until < 0;
    }
  }

  /**
   * @param maxAge how long an unwrapped key may be used without asking whether it is still there
   */
  DataKeys(DataSource dataSource, MasterKeys masterKeys, InstantSource clock, Duration maxAge) {
    this.dataSource = dataSource;
    this.masterKeys = masterKeys;
    this.clock = clock;
    this.maxAge = maxAge;
  }

  /** The data key of a person; a new one if there is none. */
  SubjectKey of(String subject) {
    Kept kept = bySubject.get(subject);
    if (kept != null && kept.fresh() && kept.key != null) {
      return kept.key;
    }
    long since = System.nanoTime();
    byte[] fresh = AesGcm.newKey();
    long id = AesGcm.newKeyId();
    byte[] wrapped = masterKeys.wrap(fresh, place(id, subject));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(KEY_OF)) {
      OffsetDateTime now = now();
      statement.setLong(1, id);
      statement.setString(2, subject);
      statement.setBytes(3, wrapped);
      statement.setString(4, masterKeys.current());
      statement.setObject(5, now);
      statement.setObject(6, now);
      statement.setString(7, subject);
      for (int i = 0; i < MAX_TRIES; i++) {
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            SubjectKey key = row.getLong(1) == id ? new SubjectKey(id, AesGcm.key(fresh)) : null;
            key = key == null ? unwrap(row) : key;
            if (key == null) {
              // Unusable for ever; what it has encrypted is lost, what comes must not be.
              discard(connection, row.getLong(1));
              continue;
            }
            touch(connection, key.id(), row.getObject(5, OffsetDateTime.class), now);
            keep(subject, key.id(), key, since);
            return key;
          }
          // Somebody else's is committed but not yet in this statement's view.
        }
      }
    } catch (SQLException e) {
      throw Vault.unreachable(e);
    }
    throw new Busy("the data key is being made by others");
  }

  static void discard(Connection connection, long id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from vault.subject_key where key_id = ?")) {
      delete.setLong(1, id);
      delete.executeUpdate();
    }
  }

  private static void touch(
      Connection connection, long id, OffsetDateTime lastUsed, OffsetDateTime now)
      throws SQLException {
    if (lastUsed.plus(Vault.USE_PRECISION).isAfter(now)) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update vault.subject_key set last_used_at = ? where key_id = ?")) {
      update.setObject(1, now);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  @Nullable SubjectKey key(long id) {
    Kept kept = byId.get(id);
    if (kept == null || !kept.fresh()) {
      load(Set.of(id));
      kept = byId.get(id);
    }
    return kept == null ? null : kept.key;
  }

  void load(Set<Long> ids) {
    long since = System.nanoTime();
    Map<Long, SubjectKey> found = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(KEYS)) {
      statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          SubjectKey key = unwrap(row);
          if (key != null) {
            found.put(key.id(), key);
          }
        }
      }
    } catch (SQLException e) {
      throw Vault.unreachable(e);
    }
    ids.forEach(id -> keep(null, id, found.get(id), since));
  }

  private void keep(@Nullable String subject, long id, @Nullable SubjectKey key, long since) {
    if (byId.size() >= MAX_KEPT) {
      byId.clear();
    }
    byId.put(id, new Kept(key, since + maxAge.toNanos()));
    if (subject != null) {
      if (bySubject.size() >= MAX_KEPT) {
        bySubject.clear();
      }
      bySubject.put(subject, new Kept(key, since + maxAge.toNanos()));
    }
  }

  /** The key in a row; null if it was wrapped for another place or is broken: it is lost then. */
  @Nullable SubjectKey unwrap(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    String masterKey = row.getString(4);
    if (!masterKeys.ids().contains(masterKey)) {
      // Another replica has a newer master key already. This one must not take it for an erasure.
      throw new Busy("a data key is wrapped by a master key that this replica was not given");
    }
    try {
      byte[] clear = masterKeys.unwrap(masterKey, row.getBytes(3), place(id, row.getString(2)));
      return new SubjectKey(id, AesGcm.key(clear));
    } catch (AEADBadTagException _) {
      LOG.atError().addKeyValue("key", id).log("A data key is broken; its data reads as erased");
      return null;
    }
  }

  static String place(long id, String subject) {
    return id + "\n" + subject;
  }

  /** Whether a key need not be asked for. */
  boolean remembers(long id) {
    Kept kept = byId.get(id);
    return kept != null && kept.fresh();
  }

  /** Drops what this replica remembers. */
  void forget() {
    bySubject.clear();
    byId.clear();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
