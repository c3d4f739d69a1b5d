package org.vigil.eventsourcing.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.StreamId;

/**
 * The data keys of people, and what is done with them. In a stored event {@code {"$1":n}} stands in
 * the place of a personal value. All values of one person in the event are one ciphertext, the n-th
 * of the array {@code "$1"} in front: base64url of the data key's id (8 bytes), the nonce (12), the
 * encrypted JSON array of the values in their order, and the tag (16). It is bound to the person
 * and the event.
 */
public final class Vault {

  /** How long an unwrapped key may be used without asking whether it is still there. */
  static final Duration MAX_AGE = Duration.ofSeconds(10);

  /**
   * How long after an erasure no replica can hold the key any more, with a margin for an append
   * that is on its way.
   */
  public static final Duration SETTLED = Duration.ofSeconds(15);

  /** How exactly it is known when a person's key was last used: for retention, days count. */
  public static final Duration USE_PRECISION = Duration.ofDays(1);

  /** A replica's memory for keys: some two megabytes. */
  private static final int MAX_KEPT = 10_000;

  private static final int KEY_ID_BYTES = 8;

  /** Whole base64 groups that hold the id. */
  private static final int KEY_ID_CHARS = 12;

  private static final String MARK = "$1";
  private static final JsonNode ERASED = JsonNodeFactory.instance.textNode(Personal.ERASED);
  private static final byte[] BEGINNING = "{\"$1\":[\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHECK = "vigil vault".getBytes(StandardCharsets.US_ASCII);
  private static final String CHECK_PLACE = "check";
  private static final int MAX_TRIES = 5;
  private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /**
   * Nobody waits for the disk: the log is in the same database, so the sync of the first event that
   * uses the key is also the key's, and an event that is durable has a durable key.
   */
  private static final String KEY_OF =
      """
      with added as (
        insert into vault.subject_key
          (key_id, subject_id, wrapped, master_key_id, created_at, last_used_at)
        select ?, ?, ?, ?, ?, ? from (select set_config('synchronous_commit', 'off', true)) unsynced
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
  private final Map<String, Kept> bySubject = new ConcurrentHashMap<>();
  private final Map<Long, Kept> byId = new ConcurrentHashMap<>();

  /** A key as it was when last looked at; null for one that is not there. */
  private record Kept(@Nullable SubjectKey key, long since) {
    boolean fresh() {
      return System.nanoTime() - since < MAX_AGE.toNanos();
    }
  }

  private Vault(DataSource dataSource, MasterKeys masterKeys, InstantSource clock) {
    this.dataSource = dataSource;
    this.masterKeys = masterKeys;
    this.clock = clock;
  }

  /**
   * Opens the vault of a database, or makes a new one.
   *
   * @throws WrongMasterKey if a master key that is in use is missing; nothing has been written then
   */
  public static Vault open(DataSource dataSource, MasterKeys masterKeys, InstantSource clock) {
    Vault vault = new Vault(dataSource, masterKeys, clock);
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        vault.check(tx);
        tx.commit();
      } finally {
        if (!tx.isClosed()) {
          tx.rollback();
          tx.setAutoCommit(true);
        }
      }
    } catch (SQLException e) {
      throw unreachable(e);
    }
    return vault;
  }

  private void check(Connection tx) throws SQLException {
    // Two replicas that start at the same time with different keys must not both be the first.
    execute(tx, "lock table vault.master_key in share row exclusive mode");
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
        insert.setObject(3, now());
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

  // Events

  /**
   * Encrypts the personal fields of an event that is about to be stored, those of one person
   * together.
   *
   * @return the event as it is to be stored
   */
  public ObjectNode encrypt(PersonalFields fields, ObjectNode event, StreamId stream, UUID id) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Map<String, Integer> places = new LinkedHashMap<>();
    List<ArrayNode> values = new ArrayList<>();
    fields.change(
        event,
        (owner, value, _) -> {
          String subject = owner == null ? nobody(stream) : owner;
          int place = places.computeIfAbsent(subject, _ -> places.size());
          if (place == values.size()) {
            values.add(nodes.arrayNode());
          }
          values.get(place).add(value);
          return nodes.objectNode().put(MARK, place);
        });
    if (places.isEmpty()) {
      return event;
    }
    ArrayNode ciphertexts = nodes.arrayNode();
    places.forEach(
        (subject, place) -> ciphertexts.add(encrypt(subject, id, bytes(values.get(place)))));
    ObjectNode stored = nodes.objectNode();
    stored.set(MARK, ciphertexts);
    return stored.setAll(event);
  }

  private String encrypt(String subject, UUID id, byte[] clear) {
    SubjectKey key = keyOf(subject);
    byte[] sealed = AesGcm.encrypt(key.key(), clear, boundTo(subject, id));
    ByteBuffer whole = ByteBuffer.allocate(KEY_ID_BYTES + sealed.length);
    whole.putLong(key.id()).put(sealed);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
  }

  /**
   * Decrypts what {@link #encrypt} has written; a value whose key is gone becomes {@link
   * Personal#ERASED}. What was never encrypted stays as it is. It needs no type: what is encrypted
   * says so, and so an event of an older version reads as one of today.
   *
   * @throws IllegalStateException if the key is there and the ciphertext is not what was written
   */
  public void decrypt(ObjectNode event, StreamId stream, UUID id) {
    JsonNode ciphertexts = ciphertexts(event);
    Map<Integer, Optional<Iterator<JsonNode>>> opened = new HashMap<>();
    replace(
        event,
        nobody(stream),
        (subject, place) -> {
          Optional<Iterator<JsonNode>> values =
              opened.computeIfAbsent(place, _ -> open(ciphertexts.path(place), subject, id));
          if (values.isEmpty()) {
            return ERASED;
          }
          if (!values.get().hasNext()) {
            throw new IllegalStateException("a ciphertext holds fewer values than were written");
          }
          return values.get().next();
        });
  }

  /** The values of one person in an event, in their order; empty if the key is gone. */
  private Optional<Iterator<JsonNode>> open(JsonNode ciphertext, String subject, UUID id) {
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(ciphertext.asText());
    } catch (IllegalArgumentException _) {
      whole = new byte[0];
    }
    if (whole.length < KEY_ID_BYTES) {
      throw new IllegalStateException("a ciphertext is not what was written");
    }
    SubjectKey key = key(ByteBuffer.wrap(whole).getLong());
    if (key == null) {
      return Optional.empty();
    }
    try {
      byte[] clear = AesGcm.decrypt(key.key(), whole, KEY_ID_BYTES, boundTo(subject, id));
      return Optional.of(JSON.readTree(clear).iterator());
    } catch (AEADBadTagException | JsonProcessingException _) {
      throw new IllegalStateException("a ciphertext is not what was written");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What an event reads as without any key. */
  public static void erase(ObjectNode event) {
    ciphertexts(event);
    replace(event, "", (_, _) -> ERASED);
  }

  /** What comes in the place of a mark. */
  private interface Value {
    JsonNode of(String subject, int place);
  }

  /**
   * Replaces every mark, in the order of the document, which is that in which they were set.
   *
   * @param around whose the values are that no record around them gives to somebody
   */
  private static void replace(JsonNode node, String around, Value value) {
    String owner = node.path(PersonalFields.SUBJECT).asText(around);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      int place = place(field.getValue());
      if (place < 0) {
        replace(field.getValue(), owner, value);
      } else {
        field.setValue(value.of(owner, place));
      }
    }
    if (node.isArray()) {
      node.forEach(one -> replace(one, owner, value));
    }
  }

  private static JsonNode ciphertexts(ObjectNode event) {
    JsonNode ciphertexts = event.remove(MARK);
    return ciphertexts == null ? JsonNodeFactory.instance.arrayNode() : ciphertexts;
  }

  /** The ciphertext that a field points to; -1 for a value in the clear. */
  private static int place(JsonNode value) {
    JsonNode place = value.isObject() && value.size() == 1 ? value.path(MARK) : value;
    return place != value && place.isInt() ? place.intValue() : -1;
  }

  /** Gets the keys that some stored events need in one question. */
  public void prepare(List<byte[]> events) {
    Set<Long> missing = new LinkedHashSet<>();
    for (byte[] data : events) {
      for (int at = firstCiphertext(data); at >= 0; at = nextCiphertext(data, at)) {
        long id = keyId(data, at);
        Kept kept = byId.get(id);
        if (kept == null || !kept.fresh()) {
          missing.add(id);
        }
      }
    }
    if (!missing.isEmpty()) {
      load(missing);
    }
  }

  private static long keyId(byte[] data, int at) {
    try {
      byte[] text = Arrays.copyOfRange(data, at, at + KEY_ID_CHARS);
      return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)).getLong();
    } catch (IllegalArgumentException _) {
      // Not one of ours; decrypting it tells so.
      return 0;
    }
  }

  /** Whether stored bytes hold a ciphertext. */
  public static boolean encrypted(byte[] data) {
    return firstCiphertext(data) >= 0;
  }

  /** Where the first ciphertext's text begins; -1 if there is none. It stands at the beginning. */
  private static int firstCiphertext(byte[] data) {
    return data.length > BEGINNING.length
            && Arrays.equals(data, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length)
        ? BEGINNING.length
        : -1;
  }

  /** Where the text behind the one at a place begins; -1 if that was the last. */
  private static int nextCiphertext(byte[] data, int at) {
    int end = at;
    while (end < data.length && data[end] != '"') {
      end++;
    }
    return end + 2 < data.length && data[end + 1] == ',' ? end + 3 : -1;
  }

  /** Owns what is said about nobody in particular: the stream itself, as a key of its own. */
  private static String nobody(StreamId stream) {
    return stream.category() + ":" + stream.key();
  }

  private static byte[] boundTo(String subject, UUID id) {
    return (subject + "\n" + id).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(JsonNode value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException _) {
      throw new IllegalStateException("a personal value cannot be written");
    }
  }

  // Keys

  /** The data key of a person; a new one if there is none. */
  private SubjectKey keyOf(String subject) {
    Kept kept = bySubject.get(subject);
    if (kept != null && kept.fresh() && kept.key != null) {
      return kept.key;
    }
    long since = System.nanoTime();
    byte[] fresh = AesGcm.newKey();
    long id = AesGcm.newKeyId();
    byte[] wrapped = masterKeys.wrap(fresh, keyPlace(id, subject));
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
      throw unreachable(e);
    }
    throw new Busy("the data key is being made by others");
  }

  private static void discard(Connection connection, long id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from vault.subject_key where key_id = ?")) {
      delete.setLong(1, id);
      delete.executeUpdate();
    }
  }

  private static void touch(
      Connection connection, long id, OffsetDateTime lastUsed, OffsetDateTime now)
      throws SQLException {
    if (lastUsed.plus(USE_PRECISION).isAfter(now)) {
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

  private @Nullable SubjectKey key(long id) {
    Kept kept = byId.get(id);
    if (kept == null || !kept.fresh()) {
      load(Set.of(id));
      kept = byId.get(id);
    }
    return kept == null ? null : kept.key;
  }

  private void load(Set<Long> ids) {
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
      throw unreachable(e);
    }
    ids.forEach(id -> keep(null, id, found.get(id), since));
  }

  private void keep(@Nullable String subject, long id, @Nullable SubjectKey key, long since) {
    if (byId.size() >= MAX_KEPT) {
      byId.clear();
    }
    byId.put(id, new Kept(key, since));
    if (subject != null) {
      if (bySubject.size() >= MAX_KEPT) {
        bySubject.clear();
      }
      bySubject.put(subject, new Kept(key, since));
    }
  }

  /** The key in a row; null if it was wrapped for another place or is broken: it is lost then. */
  private @Nullable SubjectKey unwrap(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    String masterKey = row.getString(4);
    if (!masterKeys.ids().contains(masterKey)) {
      // Another replica has a newer master key already. This one must not take it for an erasure.
      throw new Busy("a data key is wrapped by a master key that this replica was not given");
    }
    try {
      byte[] clear = masterKeys.unwrap(masterKey, row.getBytes(3), keyPlace(id, row.getString(2)));
      return new SubjectKey(id, AesGcm.key(clear));
    } catch (AEADBadTagException _) {
      LOG.atError().addKeyValue("key", id).log("A data key is broken; its data reads as erased");
      return null;
    }
  }

  private static String keyPlace(long id, String subject) {
    return id + "\n" + subject;
  }

  // Erasure

  /**
   * Deletes the key of a person in the given transaction; an erasure that was carried out before
   * does nothing, so that a later key survives a replay.
   */
  public void erase(Connection tx, String erasureId, String subject) throws SQLException {
    try (PreparedStatement insert =
        tx.prepareStatement(
            "insert into vault.erased_subject values (?, ?, ?) on conflict do nothing")) {
      insert.setString(1, erasureId);
      insert.setString(2, subject);
      insert.setObject(3, now());
      if (insert.executeUpdate() == 0) {
        return;
      }
    }
    try (PreparedStatement delete =
        tx.prepareStatement("delete from vault.subject_key where subject_id = ?")) {
      delete.setString(1, subject);
      delete.executeUpdate();
    }
  }

  /** Drops what this replica remembers. */
  public void forgetCached() {
    bySubject.clear();
    byId.clear();
  }

  /** Whether an erasure was carried out so long ago that no replica remembers the key. */
  public boolean settled(String erasureId) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select from vault.erased_subject where erasure_id = ? and erased_at <= ?")) {
      statement.setString(1, erasureId);
      statement.setObject(2, now().minus(MAX_AGE));
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  /**
   * Up to {@code limit} people whose key was used for the last time before an instant, by {@link
   * #USE_PRECISION}, and whom no case holds; the longest unused first.
   */
  public List<String> unusedSince(Instant instant, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select subject_id from vault.subject_key k where last_used_at < ? and not exists"
                    + " (select from vault.subject_hold h where h.subject_id = k.subject_id)"
                    + " order by last_used_at limit ?")) {
      statement.setObject(1, instant.minus(USE_PRECISION).atOffset(ZoneOffset.UTC));
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> subjects = new ArrayList<>();
        while (rows.next()) {
          subjects.add(rows.getString(1));
        }
        return subjects;
      }
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  // Rotation

  /**
   * Wraps up to {@code limit} data keys with the present master key; how many that were. When none
   * is left, earlier master keys are no longer needed. It may be broken off and repeated at any
   * moment, and done by several replicas at once.
   */
  public int rewrap(int limit) throws SQLException {
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
          SubjectKey key = unwrap(row);
          if (key == null) {
            discard(tx, row.getLong(1));
          } else {
            String place = keyPlace(key.id(), row.getString(2));
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

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Busy unreachable(SQLException e) {
    return new Busy("the vault cannot be reached (SQL state " + e.getSQLState() + ")");
  }
}
