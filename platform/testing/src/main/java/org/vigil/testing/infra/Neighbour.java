package org.vigil.testing.infra;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.relay.CloudEvents;
import org.vigil.eventsourcing.relay.Relay;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.eventsourcing.store.UuidV7;

/**
 * Another service, as far as Kafka shows it: what it has recorded stands on its topic as its relay
 * would put it, but as often and in whatever order a test wants it there.
 */
public final class Neighbour implements AutoCloseable {

  private static final int PARTITIONS = 12;
  private static final long PATIENCE_SECONDS = 30;
  private static final Duration SOON = Duration.ofSeconds(60);

  private final String topic;
  private final EventCatalog catalog;
  private final Map<String, Object> kafka;
  private final KafkaProducer<String, byte[]> producer;
  private long position;

  /**
   * @param service its short name, {@code duty}
   * @param events the classes of its events
   */
  public Neighbour(String service, String bootstrapServers, Class<?>... events) {
    this.topic = Relay.topicOf(service);
    this.catalog = EventCatalog.of(service, List.of(events));
    this.kafka = Map.of("bootstrap.servers", bootstrapServers);
    makeTopic();
    this.producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
  }

  private void makeTopic() {
    try (Admin admin = Admin.create(kafka)) {
      NewTopic wanted = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty());
      await(admin.createTopics(List.of(wanted)).all().toCompletionStage().toCompletableFuture());
    } catch (IllegalStateException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /** An event of a stream that it has recorded just now; nobody else knows of it yet. */
  public StoredEvent recorded(String stream, int version, Object event) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    UUID id = UuidV7.at(now.toEpochMilli());
    StreamId of = StreamId.parse(stream);
    return new StoredEvent(
        ++position,
        of,
        version,
        id,
        catalog.typeOf(event),
        now,
        EventCatalog.bytes(new Metadata("neighbour", UUID.randomUUID(), null, now, now, null)),
        catalog.stored(of, id, event));
  }

  /** Puts events on its topic in this order; returns when the broker has them. */
  public void publish(StoredEvent... events) {
    List<Future<?>> sent = new ArrayList<>();
    for (StoredEvent event : events) {
      sent.add(send(event, () -> {}));
    }
    sent.forEach(Neighbour::await);
  }

  /**
   * Puts an event on its topic.
   *
   * @param arrived called when the broker has it
   */
  public Future<?> send(StoredEvent event, Runnable arrived) {
    return producer.send(
        CloudEvents.toRecord(topic, event, EventCatalog.metadata(event), catalog),
        (_, failure) -> {
          if (failure == null) {
            arrived.run();
          }
        });
  }

  /**
   * Puts events on its topic in this order; returns when a reader has gone past all that stands
   * there, and nothing follows from it any more.
   *
   * @param database the reader's
   */
  public void deliver(EventSourcing reader, DataSource database, StoredEvent... events) {
    publish(events);
    long all = records();
    Awaitility.await().atMost(SOON).until(() -> read(database) == all);
    // What follows may itself be followed: all of it is seen when nobody is behind any more.
    Awaitility.await()
        .atMost(SOON)
        .during(Duration.ofMillis(500))
        .until(() -> reader.followers().all().stream().allMatch(follower -> follower.lag() == 0));
  }

  /** How many records of the topic the reader's intake has gone past. */
  private long read(DataSource database) {
    return Sql.list(
            database,
            "select coalesce(sum(next_offset), 0) from intake_offset where topic = ?",
            row -> row.getLong(1),
            topic)
        .getFirst();
  }

  /** How many records stand on its topic, whoever has put them there. */
  private long records() {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, PARTITIONS)
            .boxed()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition), _ -> OffsetSpec.latest()));
    try (Admin admin = Admin.create(kafka)) {
      return await(admin.listOffsets(ends).all().toCompletionStage().toCompletableFuture())
          .values()
          .stream()
          .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
          .sum();
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
