package org.vigil.eventsourcing.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.lease.Lease;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.loop.Loop;
import org.vigil.eventsourcing.projection.Cursor;
import org.vigil.eventsourcing.projection.Parking;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.EventStore;
import org.vigil.eventsourcing.store.NewerRelease;
import org.vigil.eventsourcing.store.StoredEvent;

/**
 * Carries the log to Kafka, each event exactly once for a {@code read_committed} reader. One Kafka
 * transaction per batch under a fixed transactional id: a relay that was frozen and comes back is
 * fenced by Kafka itself, whatever the database says. On taking over, the true cursor is read from
 * Kafka: the highest position that a committed record carries.
 */
public final class Relay implements AutoCloseable {

  /** The follower's name in the tables of leases, cursors and parked streams. */
  public static final String NAME = "relay";

  /** A batch is one Kafka transaction, whose cost is mostly fixed. */
  static final int MAX_BATCH = 500;

  /** Kafka's own default for a record; an event of this size is a mistake. */
  static final int MAX_RECORD_BYTES = 1_000_000;

  /** Between small batches: a few more events then share a transaction, unnoticed by a reader. */
  private static final long GATHER_NANOS = Duration.ofMillis(5).toNanos();

  private static final Duration IDLE_POLL = Duration.ofMillis(100);
  private static final Duration KAFKA_WAIT = Duration.ofSeconds(15);

  /** What Kafka may take to answer, when brokers are lost or busy, before another replica tries. */
  private static final Duration MAX_KAFKA_STEP = Duration.ofMinutes(2);

  private static final long RENEW_NANOS = Leases.TIME_TO_LIVE.toNanos() / 3;
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final EventStore store;
  private final EventCatalog catalog;
  private final DataSource dataSource;
  private final Leases leases;
  private final Map<String, Object> kafka;
  private final String topic;
  private final Set<String> parked = new HashSet<>();

  private @Nullable KafkaProducer<String, byte[]> producer;
  private @Nullable Lease lease;
  private long renewedAt;
  private long cursor;
  private long stored;
  private volatile long position;
  private volatile boolean leading;
  private final Loop loop =
      new Loop(
          Thread.ofPlatform().name("relay").daemon(),
          Duration.ofMillis(50),
          Duration.ofSeconds(2),
          this::turn,
          this::failed,
          this::resign);

  /**
   * @param kafka client properties, at least {@code bootstrap.servers}
   */
  public Relay(
      EventStore store,
      EventCatalog catalog,
      DataSource dataSource,
      Leases leases,
      Map<String, Object> kafka) {
    this.store = store;
    this.catalog = catalog;
    this.dataSource = dataSource;
    this.leases = leases;
    this.kafka = Map.copyOf(kafka);
    this.topic = topicOf(catalog.source());
  }

  /** The topic of a service's events. */
  public static String topicOf(String service) {
    return service + ".events";
  }

  /** Whether this replica is the one that publishes. */
  public boolean leading() {
    return leading;
  }

  /** The last position that this replica knows to be on Kafka. */
  public long position() {
    return position;
  }

  /** Why it does not get on; null while it does. */
  public @Nullable String lastError() {
    return loop.lastError();
  }

  public void start() {
    loop.start();
  }

  private void turn() throws SQLException, InterruptedException {
    if (step()) {
      LockSupport.parkNanos(GATHER_NANOS);
    } else if (leading) {
      store.await(cursor, IDLE_POLL);
    } else {
      Thread.sleep(Leases.TIME_TO_LIVE.dividedBy(5));
    }
  }

  private void failed(Exception e) {
    resign();
    LOG.atWarn()
        .addKeyValue("error", Loop.describe(e))
        .addKeyValue("position", cursor)
        .log("The relay cannot publish and tries again");
  }

  /**
   * Publishes one batch on the calling thread.
   *
   * @return whether there was anything to publish
   */
  public boolean step() throws SQLException, InterruptedException {
    if (!lead()) {
      return false;
    }
    List<StoredEvent> batch = store.after(cursor, MAX_BATCH);
    if (batch.isEmpty()) {
      if (stored != cursor) {
        storeCursor();
      }
      return false;
    }
    List<StoredEvent> known = batch.stream().takeWhile(e -> catalog.reads(e.type())).toList();
    if (known.isEmpty()) {
      throw new NewerRelease(batch.getFirst().type());
    }
    try (var _ = leases.renewing(held(), MAX_KAFKA_STEP)) {
      publish(known);
    }
    cursor = known.getLast().position();
    position = cursor;
    storeCursor();
    return true;
  }

  private boolean lead() throws SQLException, InterruptedException {
    if (lease != null && System.nanoTime() - renewedAt < RENEW_NANOS) {
      return true;
    }
    long asked = System.nanoTime();
    Lease taken = leases.take(NAME).orElse(null);
    renewedAt = asked;
    if (taken == null) {
      resign();
      return false;
    }
    if (lease == null || lease.epoch() != taken.epoch() || producer == null) {
      closeProducer();
      lease = taken;
      try (var _ = leases.renewing(taken, MAX_KAFKA_STEP)) {
        takeOver();
      }
    }
    lease = taken;
    leading = true;
    return true;
  }

  private void takeOver() throws SQLException, InterruptedException {
    createTopic();
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("transactional.id", "vigil-relay-" + catalog.source());
    properties.put("enable.idempotence", true);
    properties.put("acks", "all");
    properties.put("linger.ms", 0);
    properties.put("max.request.size", MAX_RECORD_BYTES + 100_000);
    properties.put("max.block.ms", KAFKA_WAIT.toMillis());
    properties.put("delivery.timeout.ms", 30_000);
    properties.put("request.timeout.ms", 10_000);
    properties.put("transaction.timeout.ms", 60_000);
    KafkaProducer<String, byte[]> fresh =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    producer = fresh;
    // From here on no older producer can commit, so what Kafka shows now is final.
    fresh.initTransactions();
    try (Connection connection = dataSource.getConnection()) {
      stored = Cursor.read(connection, NAME);
      parked.clear();
      parked.addAll(Parking.streams(connection, NAME));
    }
    cursor = Math.max(stored, PublishedEnd.find(kafka, topic));
    position = cursor;
    LOG.atInfo().addKeyValue("position", cursor).log("The relay has taken over");
  }

  private void createTopic() throws InterruptedException {
    try (Admin admin = Admin.create(kafka)) {
      NewTopic wanted =
          // How many partitions and copies is the cluster's to say.
          new NewTopic(topic, Optional.empty(), Optional.empty())
              .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1"));
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException(e.getCause());
      }
    }
  }

  private void publish(List<StoredEvent> batch) throws SQLException, InterruptedException {
    KafkaProducer<String, byte[]> out = producer;
    if (out == null) {
      throw new IllegalStateException("no producer");
    }
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(batch.size());
    catalog.prepare(batch);
    for (StoredEvent event : batch) {
      ProducerRecord<String, byte[]> record = recordOrPark(event);
      if (record != null) {
        records.add(record);
      }
    }
    if (records.isEmpty()) {
      return;
    }
    out.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    for (ProducerRecord<String, byte[]> record : records) {
      sent.add(out.send(record));
    }
    out.flush();
    try {
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
    out.commitTransaction();
  }

  private @Nullable ProducerRecord<String, byte[]> recordOrPark(StoredEvent event)
      throws SQLException {
    String stream = event.stream().toString();
    String reason = "parked";
    if (!parked.contains(stream)) {
      try {
        Metadata metadata = EventCatalog.metadata(event);
        ProducerRecord<String, byte[]> record =
            CloudEvents.toRecord(topic, event, metadata, catalog);
        if (record.value().length <= MAX_RECORD_BYTES) {
          return record;
        }
        reason = "too large";
      } catch (IllegalStateException e) {
        reason = e.getClass().getSimpleName();
      }
      parked.add(stream);
      LOG.atError()
          .addKeyValue("stream", stream)
          .addKeyValue("position", event.position())
          .addKeyValue("reason", reason)
          .log("An event cannot be published; its stream is parked");
    }
    try (Connection connection = dataSource.getConnection()) {
      Parking.park(connection, NAME, stream, event.position(), reason);
    }
    return null;
  }

  private void storeCursor() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Cursor.move(connection, held(), stored, cursor);
    }
    stored = cursor;
  }

  private Lease held() {
    Lease held = lease;
    if (held == null) {
      throw new IllegalStateException("no lease");
    }
    return held;
  }

  private void resign() {
    leading = false;
    closeProducer();
    Lease held = lease;
    lease = null;
    if (held != null) {
      try {
        leases.release(held);
      } catch (SQLException _) {
        // It expires by itself.
      }
    }
  }

  private void closeProducer() {
    KafkaProducer<String, byte[]> old = producer;
    producer = null;
    if (old != null) {
      // Without a wait: an open transaction is to be aborted, not flushed.
      old.close(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
