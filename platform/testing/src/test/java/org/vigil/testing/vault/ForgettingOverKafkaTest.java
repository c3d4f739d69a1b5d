package org.vigil.testing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.relay.Relay;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.subject.PersonalData;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;
import org.vigil.eventsourcing.vault.MasterKeys;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealKafka;
import org.vigil.testing.infra.RealPostgres;

@Timeout(120)
class ForgettingOverKafkaTest {

  private static final String ZHANG = "1".repeat(32);

  private final List<EventSourcing> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(EventSourcing::close);
  }

  @Test
  void kafka_holds_neither_plain_text_nor_ciphertext_and_carries_an_erasure_to_the_others()
      throws Exception {
    DataSource here = database();
    DataSource there = database();
    EventSourcing cards = service("cardsk", "othersk", here);
    EventSourcing others = service("othersk", "cardsk", there);
    write(cards, "a");
    write(others, "b");
    cards.start();
    others.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> published("cardsk").stream().anyMatch(value -> value.contains("张*")));

    erase(cards);

    await().atMost(Duration.ofSeconds(30)).until(() -> erasures(here) == 1 && erasures(there) == 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> published("othersk").stream().anyMatch(value -> value.contains("erasureId")));
    List<String> all = new ArrayList<>(published("cardsk"));
    all.addAll(published("othersk"));
    assertThat(String.join(" ", all))
        .contains("张*", "*******5678", ZHANG)
        .doesNotContain("张三丰", "13800005678", "发热", "temperature", "$1");
    assertThat(number(there, "select count(*) from vault.subject_key")).isZero();
    // Each service has decided it once: the one that asked does not follow those who follow it.
    assertThat(number(here, "select count(*) from event where type = 'subject-erased.v1'"))
        .isEqualTo(1);
    assertThat(number(there, "select count(*) from event where type = 'subject-erased.v1'"))
        .isEqualTo(1);
  }

  private EventSourcing service(String name, String other, DataSource database) {
    EventSourcing vigil =
        EventSourcing.builder(name, database, InstantSource.system())
            .category(Card.CATEGORY)
            .follow(new Card.View())
            .kafka(Map.of("bootstrap.servers", RealKafka.shared().bootstrapServers()))
            .personalData(
                new PersonalData(
                    MasterKeys.of(ForgettingTest.MASTER_KEY, List.of()),
                    _ -> Duration.ofDays(180),
                    Set.of(other)))
            .build();
    opened.add(vigil);
    return vigil;
  }

  private static DataSource database() throws SQLException {
    DataSource database = PooledPostgres.to(RealPostgres.shared().createLog());
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Card.TABLE);
    }
    return database;
  }

  private static void write(EventSourcing vigil, String card) {
    vigil
        .handler(Card.CATEGORY)
        .handle(card, Card.of(ZHANG), CommandContext.of("me", UUID.randomUUID()));
  }

  private static void erase(EventSourcing vigil) {
    EraseSubject command =
        new EraseSubject(
            ZHANG,
            UUID.randomUUID().toString(),
            ErasureReason.REQUESTED_BY_THE_PERSON,
            "office",
            vigil.catalog().source(),
            false,
            Instant.now());
    vigil
        .handler(vigil.subjects())
        .handle(ZHANG, command, CommandContext.of("office", UUID.randomUUID()));
  }

  private static long erasures(DataSource database) throws SQLException {
    return number(database, "select count(*) from vault.erased_subject");
  }

  private static long number(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Everything on a service's topic: keys, headers and values. */
  private static List<String> published(String service) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", RealKafka.shared().bootstrapServers());
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    List<String> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Relay.topicOf(service)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  all.add(new String(record.key(), StandardCharsets.UTF_8));
                  all.add(new String(record.value(), StandardCharsets.UTF_8));
                  record
                      .headers()
                      .forEach(h -> all.add(new String(h.value(), StandardCharsets.UTF_8)));
                });
      }
    }
    return all;
  }
}
