package org.vigil.edge;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.relay.Relay;
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

  private final EventCatalog catalog;

  @Inject
  AsyncApi(Mechanism mechanism) {
    this.catalog = mechanism.eventSourcing().catalog();
  }

  @GET
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "发布的事件 / The events that this service publishes", hidden = true)
  public Map<String, Object> document() {
    String topic = Relay.topicOf(catalog.source());
    Map<String, Object> messages = new TreeMap<>();
    Map<String, Object> references = new TreeMap<>();
    catalog
        .classes()
        .forEach(
            (stored, type) -> {
              String name = catalog.publishedType(stored);
              messages.put(name, message(name, type));
              references.put(name, Map.of("$ref", "#/components/messages/" + name));
            });
    Map<String, Object> channel = new LinkedHashMap<>();
    channel.put("address", topic);
    channel.put("messages", references);
    channel.put("bindings", Map.of("kafka", Map.of("topic", topic, "partitions", 12)));
    return Map.of(
        "asyncapi", "3.0.0",
        "info", Map.of("title", "Vigil " + catalog.source() + " events", "version", "1"),
        "channels", Map.of(topic, channel),
        "operations",
            Map.of(
                "publish",
                Map.of("action", "send", "channel", Map.of("$ref", "#/channels/" + topic))),
        "components", Map.of("messages", messages));
  }

  private static Map<String, Object> message(String name, Class<?> type) {
    Map<String, Object> headers = new LinkedHashMap<>();
    HEADERS.forEach(header -> headers.put(header, Map.of("type", "string")));
    return Map.of(
        "name",
        name,
        "contentType",
        "application/json",
        "headers",
        Map.of("type", "object", "properties", headers, "required", HEADERS),
        "payload",
        schema(type));
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
