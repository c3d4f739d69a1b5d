package org.vigil.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.relay.Relay;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.EventCatalog;

/** Serves the AsyncAPI 3 document of what the service publishes, made from its event types. */
@Path("/asyncapi")
@ApplicationScoped
public class AsyncApi {

  private static final List<String> HEADERS =
      List.of(
          "ce_specversion",
          "ce_id",
          "ce_source",
          "ce_type",
          "ce_subject",
          "ce_time",
          "ce_sequence",
          "ce_streamversion",
          "ce_recordedtime",
          "ce_knowntime",
          "ce_actor",
          "ce_correlationid");

  private final EventSourcing eventSourcing;
  private final ObjectMapper json;

  @Inject
  AsyncApi(Mechanism mechanism, ObjectMapper json) {
    this.eventSourcing = mechanism.eventSourcing();
    this.json = json;
  }

  @GET
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "发布的事件 / The events that this service publishes", hidden = true)
  public Map<String, Object> document() {
    EventCatalog own = eventSourcing.catalog();
    Map<String, Object> messages = new TreeMap<>();
    Map<String, Object> channels = new TreeMap<>();
    Map<String, Object> operations = new TreeMap<>();
    addChannel(own, channels, messages);
    operations.put("publish", operation("send", own.source(), "本服务发布 / What this service says"));
    eventSourcing
        .reads()
        .forEach(
            (source, catalog) -> {
              addChannel(catalog, channels, messages);
              String name =
                  "receive" + source.substring(0, 1).toUpperCase(Locale.ROOT) + source.substring(1);
              operations.put(
                  name, operation("receive", source, "本服务接收 / What this service reads of it"));
            });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put("info", Map.of("title", "Vigil " + own.source() + " events", "version", "1"));
    document.put("defaultContentType", MediaType.APPLICATION_JSON);
    document.put("channels", channels);
    document.put("operations", operations);
    document.put("components", Map.of("messages", messages));
    return document;
  }

  private void addChannel(
      EventCatalog catalog, Map<String, Object> channels, Map<String, Object> messages) {
    String topic = Relay.topicOf(catalog.source());
    Map<String, Object> references = new TreeMap<>();
    catalog
        .classes()
        .forEach(
            (stored, type) -> {
              String name = catalog.publishedType(stored);
              messages.put(name, message(name, type));
              references.put(name, Map.of("$ref", "#/components/messages/" + name));
            });
    channels.put(
        topic,
        Map.of(
            "address",
            topic,
            "messages",
            references,
            "bindings",
            Map.of("kafka", Map.of("topic", topic))));
  }

  private static Map<String, Object> operation(String action, String source, String summary) {
    return Map.of(
        "action",
        action,
        "channel",
        Map.of("$ref", "#/channels/" + Relay.topicOf(source)),
        "summary",
        summary);
  }

  private Map<String, Object> message(String name, Class<?> type) {
    Map<String, Object> headers = new LinkedHashMap<>();
    HEADERS.forEach(header -> headers.put(header, Map.of("type", "string")));
    headers.put("ce_type", Map.of("type", "string", "const", name));
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("name", name);
    message.put("contentType", MediaType.APPLICATION_JSON);
    message.put("headers", Map.of("type", "object", "properties", headers, "required", HEADERS));
    message.put("payload", schema(type));
    example(name).ifPresent(example -> message.put("examples", List.of(example)));
    return message;
  }

  /** The contract's golden example, where the build has put it on the class path. */
  private Optional<Map<String, Object>> example(String name) {
    String path = "contracts/" + name + ".json";
    try (InputStream golden =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
      return golden == null
          ? Optional.empty()
          : Optional.of(Map.of("name", name, "payload", json.readTree(golden)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> schema(Type declared) {
    if (declared instanceof ParameterizedType generic) {
      return generic.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw)
          ? Map.of("type", "array", "items", schema(generic.getActualTypeArguments()[0]))
          : Map.of("type", "object");
    }
    Class<?> type = (Class<?>) declared;
    if (type.isRecord()) {
      return object(type);
    }
    if (type.isEnum()) {
      return Map.of(
          "type",
          "string",
          "enum",
          Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return Map.of("type", "integer");
    }
    if (Number.class.isAssignableFrom(type)) {
      return Map.of("type", "number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (Temporal.class.isAssignableFrom(type) && type.getSimpleName().equals("Instant")) {
      return Map.of("type", "string", "format", "date-time");
    }
    return type == UUID.class
        ? Map.of("type", "string", "format", "uuid")
        : Map.of("type", "string");
  }

  private static Map<String, Object> object(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Personal personal = component.getAnnotation(Personal.class);
      if (personal == null) {
        properties.put(component.getName(), schema(component.getGenericType()));
      } else if (personal.mask() != Personal.Mask.REMOVED) {
        properties.put(
            component.getName(), Map.of("type", "string", "description", "masked / 已脱敏"));
      }
    }
    return Map.of("type", "object", "properties", properties);
  }
}
