package org.vigil.eventsourcing.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventLog.Unread;
import org.vigil.eventsourcing.EventLog.Unreadable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.eventsourcing.vault.PersonalFields;
import org.vigil.eventsourcing.vault.Vault;

/**
 * Knows the event types of one source and turns events into the bytes that are stored, and back.
 * Stored bytes are canonical: JSON in UTF-8, fields in the alphabet's order, no white space, absent
 * for null, instants in ISO 8601. With a vault, personal fields are encrypted in them; without one
 * they are stored in the clear, and what another has encrypted reads as erased.
 */
public final class EventCatalog {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final TypeReference<LinkedHashMap<String, Object>> FIELDS =
      new TypeReference<>() {};

  private final String source;
  private final SortedMap<String, Class<?>> classes = new TreeMap<>();
  private final Map<Class<?>, String> types = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, OldVersion> old = new HashMap<>();
  private final Map<String, PersonalFields> personal = new HashMap<>();
  private final @Nullable Vault vault;

  private EventCatalog(
      String source, Collection<? extends Class<?>> sealed, @Nullable Vault vault) {
    this.source = source;
    this.vault = vault;
    sealed.forEach(this::add);
  }

  /**
   * @param source the service whose events these are
   * @param events records with an {@link EventType}, or sealed interfaces of such
   */
  public static EventCatalog of(String source, Collection<? extends Class<?>> events) {
    return new EventCatalog(source, events, null);
  }

  /** The same with a vault for the personal fields; null for none. */
  public static EventCatalog of(
      String source, Collection<? extends Class<?>> events, @Nullable Vault vault) {
    return new EventCatalog(source, events, vault);
  }

  private void add(Class<?> type) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        add(permitted);
      }
      return;
    }
    EventType name = type.getAnnotation(EventType.class);
    if (name == null || !type.isRecord()) {
      throw new IllegalArgumentException(type + " is not a record with an @EventType");
    }
    String stored = name.value() + ".v" + name.version();
    if (classes.putIfAbsent(stored, type) != null) {
      throw new IllegalArgumentException("two classes for " + stored);
    }
    types.put(type, stored);
    names.add(name.value());
    OldVersion.of(name, type).forEach(old::put);
    PersonalFields.of(type).ifPresent(fields -> personal.put(stored, fields));
  }

  /** The service whose events these are. */
  public String source() {
    return source;
  }

  /** Every type with its class, by the stored name. */
  public Map<String, Class<?>> classes() {
    return Map.copyOf(classes);
  }

  /** The name under which an event is stored, {@code symptom-reported.v1}. */
  public String typeOf(Object event) {
    return Objects.requireNonNull(
        types.get(event.getClass()), () -> "not in the catalogue: " + event.getClass());
  }

  /** Whether events of this stored type read, as they are or by their {@link Upcaster}s. */
  public boolean reads(String storedType) {
    return classes.containsKey(storedType) || old.containsKey(storedType);
  }

  /** Whether it is a known type in a version that only a newer release writes. */
  private boolean newer(String storedType) {
    return names.contains(storedType.substring(0, Math.max(0, storedType.lastIndexOf(".v"))))
        && !reads(storedType);
  }

  /**
   * The published type of a stored one, {@code vigil.reporting.symptom-reported.v1}. An event that
   * was stored in an older version is published in the newest.
   */
  public String publishedType(String storedType) {
    OldVersion older = old.get(storedType);
    return "vigil." + source + "." + (older == null ? storedType : typeOf(older.type()));
  }

  private String typeOf(Class<?> type) {
    return Objects.requireNonNull(types.get(type));
  }

  /** The canonical bytes of an event or of its metadata. */
  public static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + value.getClass(), e);
    }
  }

  /** The bytes to store for an event, its personal fields encrypted. */
  public byte[] stored(StreamId stream, UUID id, Object event) {
    PersonalFields fields = vault == null ? null : personal.get(typeOf(event));
    if (fields == null) {
      return bytes(event);
    }
    ObjectNode tree = JSON.valueToTree(event);
    return bytes(vault.encrypt(fields, tree, stream, id));
  }

  /**
   * The data of a stored event in the clear, as canonical JSON of the version in which it was
   * stored; what is erased reads as {@link Personal} says.
   *
   * @throws IllegalStateException if it is not what was written
   */
  public byte[] clear(StoredEvent stored) {
    if (!Vault.encrypted(stored.data())) {
      return stored.data();
    }
    ObjectNode tree = tree(stored);
    if (vault == null) {
      Vault.erase(tree);
    } else {
      vault.decrypt(tree, stored.stream(), stored.id());
    }
    PersonalFields fields = personal.get(stored.type());
    if (fields != null) {
      fields.formErased(tree);
    }
    return bytes(tree);
  }

  private static ObjectNode tree(StoredEvent stored) {
    try {
      if (JSON.readTree(stored.data()) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException _) {
      // The cause would quote the content, which may be personal.
    }
    throw new IllegalStateException("does not read as " + stored.type());
  }

  /**
   * Events of the own log in their envelopes, with all the keys that they need fetched at once. A
   * type that is not in the catalogue is of a newer release, so {@link Unreadable}.
   */
  public List<Recorded<Object>> readAll(List<StoredEvent> stored) {
    prepare(stored);
    return stored.stream()
        .map(event -> reads(event.type()) ? read(event) : recorded(event, unreadable(event)))
        .toList();
  }

  /** Fetches the keys that these events need in one question; none is asked for twice then. */
  public void prepare(List<StoredEvent> stored) {
    if (vault != null) {
      vault.prepare(stored.stream().map(StoredEvent::data).toList());
    }
  }

  /**
   * The event, in its envelope; {@link Unread} for a type that is not in the catalogue, {@link
   * Unreadable} for a newer version of one that is, and for bytes that do not read as their type.
   */
  public Recorded<Object> read(StoredEvent stored) {
    if (newer(stored.type())) {
      return recorded(stored, unreadable(stored));
    }
    try {
      return recorded(stored, event(stored));
    } catch (IllegalStateException _) {
      return recorded(stored, unreadable(stored));
    }
  }

  private static Unreadable unreadable(StoredEvent stored) {
    return new Unreadable(stored.type());
  }

  private Recorded<Object> recorded(StoredEvent stored, Object event) {
    return new Recorded<>(
        stored.position(),
        stored.stream(),
        stored.version(),
        stored.id(),
        source,
        stored.recordedAt(),
        metadata(stored),
        event);
  }

  /** The envelope's metadata of a stored event. */
  public static Metadata metadata(StoredEvent stored) {
    return parse(stored.metadata(), Metadata.class, "metadata");
  }

  /** The event of a stored one. */
  public Object event(StoredEvent stored) {
    return event(stored.type(), clear(stored));
  }

  /** The event that these bytes, in the clear, stand for, in the newest version of its type. */
  public Object event(String storedType, byte[] data) {
    OldVersion older = old.get(storedType);
    if (older != null) {
      return parse(upcast(older, storedType, data), older.type(), storedType);
    }
    Class<?> type = classes.get(storedType);
    return type == null ? new Unread(storedType) : parse(data, type, storedType);
  }

  private byte[] upcast(OldVersion older, String storedType, byte[] data) {
    try {
      ObjectNode tree = JSON.valueToTree(older.upcast(JSON.readValue(data, FIELDS)));
      PersonalFields fields = personal.get(typeOf(older.type()));
      if (fields != null) {
        fields.formErased(tree);
      }
      return bytes(tree);
    } catch (IOException | RuntimeException _) {
      // The cause would quote the content, which may be personal.
      throw new IllegalStateException("does not read as " + storedType);
    }
  }

  private static <T> T parse(byte[] bytes, Class<T> type, String what) {
    try {
      return JSON.readValue(bytes, type);
    } catch (IOException _) {
      // The cause would quote the content, which may be personal.
      throw new IllegalStateException("does not read as " + what);
    }
  }

  /** What leaves the service for a stored event: its data with every personal field masked. */
  public byte[] published(StoredEvent stored) {
    return published(stored.type(), clear(stored));
  }

  /** The same for data in the clear. */
  public byte[] published(String storedType, byte[] data) {
    OldVersion older = old.get(storedType);
    if (older != null) {
      return published(typeOf(older.type()), upcast(older, storedType, data));
    }
    Class<?> type = classes.get(storedType);
    if (type == null) {
      throw new IllegalStateException("not in the catalogue: " + storedType);
    }
    try {
      JsonNode tree = JSON.readTree(data);
      mask(tree, type);
      return JSON.writeValueAsBytes(tree);
    } catch (IOException _) {
      throw new IllegalStateException("does not read as " + storedType);
    }
  }

  private static void mask(JsonNode node, Type declared) {
    switch (node) {
      case ArrayNode array when elementOf(declared) instanceof Type element ->
          array.forEach(item -> mask(item, element));
      case ObjectNode object when declared instanceof Class<?> type && type.isRecord() -> {
        for (RecordComponent component : type.getRecordComponents()) {
          JsonNode value = object.get(component.getName());
          if (value != null) {
            maskField(object, component, value);
          }
        }
      }
      case ObjectNode object when declared instanceof Class<?> type && type.isSealed() ->
          throw new IllegalStateException(
              "a sealed type inside an event cannot be masked: " + type);
      default -> {}
    }
  }

  private static void maskField(ObjectNode object, RecordComponent component, JsonNode value) {
    Personal personal = component.getAnnotation(Personal.class);
    if (personal == null) {
      mask(value, component.getGenericType());
      return;
    }
    if (personal.mask() == Personal.Mask.REMOVED) {
      object.remove(component.getName());
    } else {
      object.put(component.getName(), personal.mask().of(value.asText()));
    }
  }

  private static @Nullable Type elementOf(Type declared) {
    return declared instanceof ParameterizedType generic
            && generic.getActualTypeArguments().length == 1
        ? generic.getActualTypeArguments()[0]
        : null;
  }
}
