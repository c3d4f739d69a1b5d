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
import javax.crypto.AEADBadTagException;
import javax.sql.DataSource;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Sql;

/**
 * Encrypts what is personal in events, and forgets people. In a stored event {@code {"$1":n}}
 * stands in the place of a personal value. All values of one person in the event are one
 * ciphertext, the n-th of the array {@code "$1"} in front: base64url of the data key's id (8
 * bytes), the nonce (12), the encrypted JSON array of the values in their order, and the tag (16).
 * It is bound to the person and the event.
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

  private static final int KEY_ID_BYTES = 8;

  /** Whole base64 groups that hold the id. */
  private static final int KEY_ID_CHARS = 12;

  private static final String MARK = "$1";
  private static final JsonNode ERASED = JsonNodeFactory.instance.textNode(Personal.ERASED);
  private static final byte[] BEGINNING = "{\"$1\":[\"".getBytes(StandardCharsets.US_ASCII);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final DataSource dataSource;
  private final DataKeys dataKeys;
  private final MasterKeyRotation rotation;
  private final InstantSource clock;

  private Vault(DataSource dataSource, MasterKeys masterKeys, InstantSource clock) {
    this.dataSource = dataSource;
    this.dataKeys = new DataKeys(dataSource, masterKeys, clock, MAX_AGE);
    this.rotation = new MasterKeyRotation(dataSource, masterKeys, dataKeys, clock);
    this.clock = clock;
  }

  /**
   * Opens the vault of a database, or makes a new one.
   *
   * @throws WrongMasterKey if a master key that is in use is missing; nothing has been written then
   */
  public static Vault open(DataSource dataSource, MasterKeys masterKeys, InstantSource clock) {
    Vault vault = new Vault(dataSource, masterKeys, clock);
    try {
      vault.rotation.check();
    } catch (SQLException e) {
      throw unreachable(e);
    }
    return vault;
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
          String subject = owner == null ? PersonalColumns.ofNobody(stream) : owner;
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
    SubjectKey key = dataKeys.of(subject);
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
        PersonalColumns.ofNobody(stream),
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
    SubjectKey key = dataKeys.key(ByteBuffer.wrap(whole).getLong());
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
        if (!dataKeys.remembers(id)) {
          missing.add(id);
        }
      }
    }
    if (!missing.isEmpty()) {
      dataKeys.load(missing);
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
    dataKeys.forget();
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
                    + " (select from vault.held_subject h where h.subject_id = k.subject_id)"
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
    return rotation.rewrap(limit);
  }

  /**
   * A master key that data keys are wrapped by, or were.
   *
   * @param id a fingerprint, which tells nothing of the key
   * @param dataKeys how many are wrapped by it now
   */
  public record MasterKeyUse(String id, Instant since, long dataKeys) {}

  /** The master keys that are in use, the newest last; one where no rotation is under way. */
  public List<MasterKeyUse> masterKeys() {
    return Sql.list(
        dataSource,
        "select m.id, m.since, (select count(*) from vault.subject_key k where k.master_key_id ="
            + " m.id) as data_keys from vault.master_key m order by m.since, m.id",
        row ->
            new MasterKeyUse(
                row.getString("id"), Sql.instant(row, "since"), row.getLong("data_keys")));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  static Busy unreachable(SQLException e) {
    return new Busy("the vault cannot be reached (SQL state " + e.getSQLState() + ")");
  }
}
