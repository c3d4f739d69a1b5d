package org.vigil.eventsourcing.seal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * The topic on which the newest seal of each service travels. One partition, keyed by service and
 * compacted: each seal stands for all before it, so only the newest is needed by who joins, and a
 * witness reads the whole topic at every start.
 */
final class SealTopic {

  static final String NAME = "vigil.seals";

  /** A seal has 600 bytes, a key 250. */
  static final int MAX_RECORD_BYTES = 400_000;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private SealTopic() {}

  /** A record's value: a seal and the keys by which it can be checked. */
  record Announcement(Seal seal, List<KeyChain.Key> keys) {}

  static void create(Map<String, Object> kafka) throws InterruptedException {
    try (Admin admin = Admin.create(kafka)) {
      NewTopic wanted =
          new NewTopic(NAME, Optional.of(1), Optional.empty())
              .configs(
                  Map.of(
                      "cleanup.policy",
                      "compact",
                      "segment.ms",
                      "3600000",
                      "min.cleanable.dirty.ratio",
                      "0.1"));
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException(e.getCause());
      }
    }
  }

  static byte[] bytes(Announcement announcement) {
    try {
      return JSON.writeValueAsBytes(announcement);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null for what is no announcement: anything may stand on a topic. */
  static @Nullable Announcement read(byte @Nullable [] value) {
    if (value == null || value.length > MAX_RECORD_BYTES) {
      return null;
    }
    try {
      Announcement read = JSON.readValue(value, Announcement.class);
      return read == null || read.seal() == null || read.keys() == null ? null : read;
    } catch (IOException | RuntimeException _) {
      return null;
    }
  }
}
