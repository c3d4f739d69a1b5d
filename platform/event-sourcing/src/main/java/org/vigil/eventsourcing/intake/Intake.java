package org.vigil.eventsourcing.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.loop.Loop;
import org.vigil.eventsourcing.relay.CloudEvents;
import org.vigil.eventsourcing.relay.CloudEvents.Malformed;
import org.vigil.eventsourcing.relay.CloudEvents.Received;
import org.vigil.eventsourcing.relay.Relay;
import org.vigil.eventsourcing.store.Arrivals;

/**
 * Reads the topics of other services. The offsets that count lie in PostgreSQL and move in the
 * transaction that stores the events, by compare-and-set: of two replicas that think they own a
 * partition, one loses. Kafka's own offsets are committed for lag monitoring only.
 */
public final class Intake implements AutoCloseable {

  /** The follower's name under which streams with a gap are parked. */
  public static final String NAME = "intake";

  /** One transaction per poll; a larger one would hold the order of arrival too long. */
  private static final int MAX_POLL = 500;

  private static final Duration POLL = Duration.ofMillis(200);

  /** Between small batches, each of which costs a transaction and a wait for the disk. */
  private static final long GATHER_NANOS = Duration.ofMillis(10).toNanos();

  /** Kafka's own offsets are only looked at by people. */
  private static final long COMMIT_NANOS = Duration.ofSeconds(5).toNanos();

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final DataSource dataSource;
  private final Map<String, Object> kafka;
  private final Set<String> topics;
  private final ReceivedEvents events;
  private volatile long lag;
  private final Loop loop =
      new Loop(
          Thread.ofPlatform().name("intake").daemon(),
          Duration.ofMillis(100),
          Duration.ofMillis(2_000),
          this::consume,
          Intake::failed,
          () -> {});
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param service the reading service, which names the consumer group
   * @param sources the services to read
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @param arrivals told of every new position
   */
  public Intake(
      String service,
      Collection<String> sources,
      DataSource dataSource,
      Map<String, Object> kafka,
      Arrivals arrivals) {
    this.dataSource = dataSource;
    this.topics = Set.copyOf(sources.stream().map(Relay::topicOf).toList());
    this.events = new ReceivedEvents(arrivals);
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("group.id", "vigil-" + service);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("max.poll.records", MAX_POLL);
    properties.put("fetch.max.wait.ms", 100);
    // A topic may be made after its reader has started.
    properties.put("metadata.max.age.ms", 5_000);
    properties.put("allow.auto.create.topics", false);
    properties.put("session.timeout.ms", 10_000);
    properties.put("heartbeat.interval.ms", 3_000);
    this.kafka = Map.copyOf(properties);
  }

  /** Why it does not get on; null while it does. */
  public @Nullable String lastError() {
    return loop.lastError();
  }

  /** How many records it has yet to read, as of the last poll. */
  public long lag() {
    return lag;
  }

  public void start() {
    loop.start();
  }

  private static void failed(Exception e) {
    LOG.atWarn()
        .addKeyValue("error", Loop.describe(e))
        .log("The intake cannot read and tries again");
  }

  /** Reads until an error: a consumer that has failed is thrown away with what it had fetched. */
  private void consume() throws SQLException {
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer = reader;
      Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
      long committedAt = System.nanoTime();
      reader.subscribe(topics, new FromStoredOffsets(reader));
      while (loop.open()) {
        ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
        if (!records.isEmpty()) {
          store(records);
          next.putAll(next(records));
          if (records.count() < MAX_POLL) {
            LockSupport.parkNanos(GATHER_NANOS);
          }
        }
        if (!next.isEmpty() && System.nanoTime() - committedAt > COMMIT_NANOS) {
          reader.commitAsync(Map.copyOf(next), null);
          next.clear();
          committedAt = System.nanoTime();
        }
        lag = records.partitions().stream().mapToLong(p -> reader.currentLag(p).orElse(0)).sum();
        loop.getsOn();
      }
    } catch (WakeupException _) {
      // It is being closed.
    } finally {
      consumer = null;
    }
  }

  private void store(ConsumerRecords<byte[], byte[]> records) throws SQLException {
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        List<Received> received = new ArrayList<>(records.count());
        for (TopicPartition partition : records.partitions()) {
          List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
          Offsets.move(
              tx, partition, ofPartition.getFirst().offset(), ofPartition.getLast().offset() + 1);
          for (ConsumerRecord<byte[], byte[]> record : ofPartition) {
            read(tx, record, received);
          }
        }
        events.store(tx, received);
      } finally {
        if (!tx.isClosed()) {
          tx.rollback();
          tx.setAutoCommit(true);
        }
      }
    }
  }

  private static void read(
      Connection tx, ConsumerRecord<byte[], byte[]> record, List<Received> received)
      throws SQLException {
    try {
      received.add(CloudEvents.fromRecord(record));
    } catch (Malformed e) {
      LOG.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("A record is not an event and is set aside");
      Offsets.refuse(tx, record, String.valueOf(e.getMessage()));
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> next(
      ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      next.put(partition, new OffsetAndMetadata(records.records(partition).getLast().offset() + 1));
    }
    return next;
  }

  @Override
  public void close() {
    loop.close(
        () -> {
          KafkaConsumer<byte[], byte[]> reader = consumer;
          if (reader != null) {
            reader.wakeup();
          }
        });
  }

  /** On every assignment, reading starts at the offsets in PostgreSQL. */
  private final class FromStoredOffsets implements ConsumerRebalanceListener {

    private final KafkaConsumer<byte[], byte[]> reader;

    FromStoredOffsets(KafkaConsumer<byte[], byte[]> reader) {
      this.reader = reader;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      try (Connection connection = dataSource.getConnection()) {
        for (TopicPartition partition : partitions) {
          long next = Offsets.read(connection, partition);
          if (next >= 0) {
            reader.seek(partition, next);
          } else {
            reader.seekToBeginning(List.of(partition));
          }
        }
      } catch (SQLException e) {
        throw new KafkaException("the stored offsets cannot be read", e);
      }
    }
  }
}
