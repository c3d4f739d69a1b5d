package org.vigil.eventsourcing.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.StoredEvent;

/**
 * The published form: a CloudEvent (CNCF, version 1.0) in the binary mode of its Kafka binding,
 * with the extensions {@code sequence}, {@code streamversion}, {@code correlationid}, {@code
 * causationid}, {@code recordedtime}, {@code knowntime}, {@code actor} and {@code traceparent}.
 */
public final class CloudEvents {

  /** The extension that carries the gapless position. */
  public static final String SEQUENCE = "ce_sequence";

  private static final Pattern TYPE =
      Pattern.compile("vigil\\.([a-z]+)\\.([a-z][a-z0-9-]*\\.v[0-9]{1,4})");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private CloudEvents() {}

  /** A record that is not one of ours, or is broken. The message holds no content. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
      super(reason);
    }
  }

  /** An event as another service receives it. */
  public record Received(String source, StoredEvent event) {}

  /** What goes to Kafka for a stored event. */
  public static ProducerRecord<String, byte[]> toRecord(
      String topic, StoredEvent event, Metadata metadata, EventCatalog catalog) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, event.stream().toString(), catalog.published(event));
    Headers headers = record.headers();
    put(headers, "content-type", "application/json");
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", event.id().toString());
    put(headers, "ce_source", "/vigil/" + catalog.source());
    put(headers, "ce_type", catalog.publishedType(event.type()));
    put(headers, "ce_subject", event.stream().toString());
    put(headers, "ce_time", metadata.occurredAt().toString());
    put(headers, SEQUENCE, Long.toString(event.position()));
    put(headers, "ce_streamversion", Integer.toString(event.version()));
    put(headers, "ce_recordedtime", event.recordedAt().toString());
    put(headers, "ce_knowntime", metadata.knownAt().toString());
    put(headers, "ce_actor", metadata.actor());
    put(headers, "ce_correlationid", metadata.correlationId().toString());
    if (metadata.causationId() != null) {
      put(headers, "ce_causationid", metadata.causationId().toString());
    }
    if (metadata.traceparent() != null) {
      put(headers, "ce_traceparent", metadata.traceparent());
    }
    return record;
  }

  /** The inverse, distrustful: anything may stand on a topic. */
  public static Received fromRecord(ConsumerRecord<byte[], byte[]> record) throws Malformed {
    try {
      Headers headers = record.headers();
      Matcher type = TYPE.matcher(need(headers, "ce_type"));
      if (!type.matches()) {
        throw new Malformed("ce_type");
      }
      Metadata metadata =
          new Metadata(
              need(headers, "ce_actor"),
              UUID.fromString(need(headers, "ce_correlationid")),
              uuid(get(headers, "ce_causationid")),
              Instant.parse(need(headers, "ce_time")),
              Instant.parse(need(headers, "ce_knowntime")),
              get(headers, "ce_traceparent"));
      if (record.value() == null || !JSON.readTree(record.value()).isObject()) {
        throw new Malformed("data");
      }
      long position = Long.parseLong(need(headers, SEQUENCE));
      int version = Integer.parseInt(need(headers, "ce_streamversion"));
      if (position < 1 || version < 1) {
        throw new Malformed("ce_sequence");
      }
      return new Received(
          type.group(1),
          new StoredEvent(
              position,
              StreamId.parse(need(headers, "ce_subject")),
              version,
              UUID.fromString(need(headers, "ce_id")),
              type.group(2),
              Instant.parse(need(headers, "ce_recordedtime")),
              EventCatalog.bytes(metadata),
              record.value()));
    } catch (IllegalArgumentException | DateTimeException | java.io.IOException e) {
      throw new Malformed(e.getClass().getSimpleName());
    }
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String get(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String need(Headers headers, String name) throws Malformed {
    String value = get(headers, name);
    if (value == null) {
      throw new Malformed(name);
    }
    return value;
  }
}
