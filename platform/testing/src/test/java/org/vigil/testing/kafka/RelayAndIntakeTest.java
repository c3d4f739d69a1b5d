package org.vigil.testing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.relay.Relay;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.NewerRelease;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealKafka;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.store.Counter;
import org.vigil.testing.store.Counter.Add;
import org.vigil.testing.store.Counter.Added;
import org.vigil.testing.store.Counter.Clear;

@Timeout(120)
class RelayAndIntakeTest {

  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
  private static final AtomicInteger SERVICES = new AtomicInteger();

  private final List<EventSourcing> opened = new ArrayList<>();
  private String service;
  private AgroalDataSource database;
  private AgroalDataSource readersDatabase;

  @BeforeEach
  void name_a_service_of_its_own() {
    service = "svc" + (char) ('a' + SERVICES.getAndIncrement());
    database = PooledPostgres.to(RealPostgres.shared().createLog());
    readersDatabase = PooledPostgres.to(RealPostgres.shared().createLog());
  }

  @AfterEach
  void close() {
    opened.forEach(EventSourcing::close);
    database.close();
    readersDatabase.close();
  }

  @Test
  void every_event_reaches_kafka_once_and_in_the_order_of_its_stream() {
    EventSourcing vigil = writer();
    vigil.start();
    for (int i = 0; i < 300; i++) {
      addAndClear(vigil, "s" + i % 7);
    }

    assert_published_once(600);
  }

  @Test
  void a_cursor_that_was_lost_is_found_on_kafka() throws Exception {
    EventSourcing first = writer();
    addAndClear(first, "a");
    step(first);
    first.close();
    execute(database, "delete from checkpoint");

    EventSourcing second = writer();
    addAndClear(second, "a");
    step(second);

    assert_published_once(4);
    assertThat(relay(second).position()).isEqualTo(4);
  }

  @Test
  void a_frozen_relay_that_wakes_up_after_another_took_over_publishes_nothing() throws Exception {
    EventSourcing frozen = writer();
    addAndClear(frozen, "a");
    step(frozen);
    execute(database, "update lease set expires_at = '-infinity'");
    EventSourcing other = writer();
    addAndClear(other, "b");
    step(other);
    addAndClear(other, "c");

    // While its own clock still says that it holds the lease, Kafka knows better.
    try {
      assertThat(relay(frozen).step()).isFalse();
    } catch (KafkaException _) {
      // Fenced.
    }
    step(other);

    assert_published_once(6);
  }

  @Test
  void what_a_newer_release_has_recorded_is_published_by_one_of_its_replicas() throws Exception {
    EventSourcing before = writer();
    addAndClear(before, "a");
    addAndClear(before, "b");
    execute(database, "update event set type = 'things-added.v2' where position = 3");

    assertThatThrownBy(() -> step(before)).isInstanceOf(NewerRelease.class);

    assert_published_once(2);
    assertThat(before.parking().count()).isZero();
    before.close();
    execute(database, "update event set type = 'things-added.v1' where position = 3");
    step(writer());
    assert_published_once(4);
  }

  @Test
  void a_relay_that_is_cut_off_at_any_moment_loses_and_doubles_nothing() throws Exception {
    EventSourcing source = writer();
    Thread writing =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 400; i++) {
                    addAndClear(source, "s" + i % 5);
                  }
                });
    for (int round = 0; round < 6; round++) {
      EventSourcing relaying = writer();
      Thread thread = Thread.ofPlatform().start(() -> stepQuietly(relaying));
      // An interrupt in the middle of whatever it is doing.
      thread.join(Duration.ofMillis(400 + 150L * round));
      thread.interrupt();
      thread.join();
      execute(database, "update lease set expires_at = '-infinity'");
    }
    writing.join();
    EventSourcing last = writer();
    step(last);

    assert_published_once(800);
  }

  @Test
  void another_service_receives_each_event_once_also_when_kafka_delivers_again() throws Exception {
    EventSourcing vigil = writer();
    for (int i = 0; i < 50; i++) {
      addAndClear(vigil, "s" + i % 5);
    }
    step(vigil);
    EventSourcing reader = reader();
    reader.start();
    await().until(() -> reader.received().head() == 100);
    reader.close();
    // Given that the offsets are lost, so that everything comes again
    execute(readersDatabase, "delete from intake_offset");
    addAndClear(vigil, "s0");
    step(vigil);

    EventSourcing again = reader();
    again.start();

    await().until(() -> again.received().head() == 102);
    List<Recorded<Object>> received = again.received().after(0, 500);
    assertThat(received).hasSize(102).extracting(Recorded::id).doesNotHaveDuplicates();
    assertThat(received.getFirst().event()).isInstanceOf(Added.class);
    assertThat(received.getFirst().metadata().actor()).isEqualTo("me");
    assertThat(again.parking().count()).isZero();
  }

  @Test
  void an_event_arrives_with_all_that_its_envelope_says() throws Exception {
    EventSourcing vigil = writer();
    Instant happened = Instant.parse("2026-11-23T07:00:00Z");
    CommandContext context =
        new CommandContext(
            "me",
            null,
            null,
            UUID.randomUUID(),
            UUID.randomUUID(),
            happened,
            happened.plusSeconds(60),
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    vigil.handler(Counter.CATEGORY).handle("s", new Counter.Add(1, happened), context);
    step(vigil);

    EventSourcing reader = reader();
    reader.start();

    await().until(() -> reader.received().head() == 1);
    Recorded<Object> sent = vigil.own().after(0, 1).getFirst();
    Recorded<Object> received = reader.received().after(0, 1).getFirst();
    assertThat(received.metadata()).isEqualTo(sent.metadata());
    assertThat(received.metadata().traceparent()).isEqualTo(context.traceparent());
    assertThat(received.recordedAt()).isEqualTo(sent.recordedAt());
  }

  @Test
  void two_replicas_of_a_reader_share_the_partitions_and_store_each_event_once() throws Exception {
    EventSourcing vigil = writer();
    vigil.start();
    EventSourcing one = reader();
    one.start();
    for (int i = 0; i < 100; i++) {
      addAndClear(vigil, "s" + i % 24);
    }
    EventSourcing two = reader();
    two.start();
    for (int i = 0; i < 200; i++) {
      addAndClear(vigil, "s" + i % 24);
    }
    one.close();
    for (int i = 0; i < 100; i++) {
      addAndClear(vigil, "s" + i % 24);
    }

    await().atMost(Duration.ofSeconds(60)).until(() -> two.received().head() >= 800);
    assertThat(number(readersDatabase, "select count(*) from received")).isEqualTo(800);
    assertThat(number(readersDatabase, "select max(position) from received")).isEqualTo(800);
    assertThat(two.parking().count()).isZero();
  }

  @Test
  void a_record_that_is_no_event_is_set_aside_and_stops_nobody() throws Exception {
    EventSourcing vigil = writer();
    addAndClear(vigil, "a");
    step(vigil);
    try (KafkaProducer<String, byte[]> stranger =
        new KafkaProducer<>(
            kafka(),
            new StringSerializer(),
            new org.apache.kafka.common.serialization.ByteArraySerializer())) {
      for (int partition = 0; partition < 12; partition++) {
        byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
        stranger.send(
            new ProducerRecord<>(Relay.topicOf(service), partition, "counter/a", rubbish));
      }
    }
    addAndClear(vigil, "a");
    step(vigil);

    EventSourcing reader = reader();
    reader.start();

    await().until(() -> reader.received().head() == 4);
    assertThat(number(readersDatabase, "select count(*) from refused_record")).isEqualTo(12);
  }

  private EventSourcing writer() {
    return keep(
        EventSourcing.builder(service, database, InstantSource.system())
            .category(Counter.CATEGORY)
            .kafka(kafka())
            .build());
  }

  private EventSourcing reader() {
    return keep(
        EventSourcing.builder("reader" + service, readersDatabase, InstantSource.system())
            .reads(service, Added.class)
            .kafka(kafka())
            .build());
  }

  private EventSourcing keep(EventSourcing vigil) {
    opened.add(vigil);
    return vigil;
  }

  private static Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", RealKafka.shared().bootstrapServers());
  }

  private static Relay relay(EventSourcing vigil) {
    return java.util.Objects.requireNonNull(vigil.relay());
  }

  private static void step(EventSourcing vigil) throws Exception {
    while (relay(vigil).step()) {
      // Until nothing is left.
    }
  }

  private static void stepQuietly(EventSourcing vigil) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        relay(vigil).step();
      }
    } catch (Exception _) {
      // It was cut off, which is what the test is about.
    }
  }

  private static void addAndClear(EventSourcing vigil, String shelf) {
    CommandContext context = CommandContext.of("me", UUID.randomUUID());
    vigil.handler(Counter.CATEGORY).handle(shelf, new Add(1, LATER), context);
    vigil.handler(Counter.CATEGORY).handle(shelf, new Clear(), context);
  }

  private void assert_published_once(int count) {
    await().atMost(Duration.ofSeconds(30)).until(() -> published().size() >= count);
    List<ConsumerRecord<byte[], byte[]>> records = published();
    assertThat(records)
        .extracting(record -> Long.parseLong(header(record, "ce_sequence")))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
    Map<String, Integer> versions = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      int version = Integer.parseInt(header(record, "ce_streamversion"));
      assertThat(version).isEqualTo(versions.merge(header(record, "ce_subject"), 1, Integer::sum));
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> published() {
    Map<String, Object> properties = new HashMap<>(kafka());
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", false);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Relay.topicOf(service)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (behind(consumer, ends)) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private static boolean behind(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    Collection<TopicPartition> partitions = ends.keySet();
    return partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static void execute(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
