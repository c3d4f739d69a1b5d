package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.local.demo.Api;

/**
 * kill -9 of a service, of Kafka and of PostgreSQL during a stream of commands. A command that was
 * not answered is sent again under its key, as a department's system would.
 */
@Timeout(600)
class KilledProcessesIT {

  private static final int COMMANDS = 5_000;
  private static final int CALLERS = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalVigil vigil = RunningVigil.get();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String token = vigil.token("department", "GWYC");
  private final AtomicInteger answered = new AtomicInteger();

  /** Behind this stand this test's events; before it, those of others on the same product. */
  private long before;

  @Test
  void each_answered_command_is_once_in_the_log_on_kafka_in_the_views_and_in_the_feed()
      throws Exception {
    before = number("select position from log_head");
    Set<String> ids = ConcurrentHashMap.newKeySet();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> running = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        running.add(
            callers.submit(
                () -> {
                  for (int n = next.incrementAndGet(); n <= COMMANDS; n = next.incrementAndGet()) {
                    ids.add(send(n));
                    answered.incrementAndGet();
                  }
                  return null;
                }));
      }
      killAt(800, vigil.process(Service.REPORTING));
      killAt(2_000, vigil.kafkaProcess());
      killAt(3_200, vigil.postgresProcess());
      for (Future<?> one : running) {
        one.get();
      }
    }

    assertThat(ids).hasSize(COMMANDS);
    assertThat(ids).isEqualTo(Set.copyOf(streams()));
    assertThat(streams()).hasSize(COMMANDS).doesNotHaveDuplicates();
    assertThat(number("select max(position) - count(*) from event")).isZero();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> number("select count(*) from symptom_report where id like '%-%'") >= COMMANDS);
    await().atMost(Duration.ofSeconds(60)).until(() -> raised(ids) == COMMANDS);
    assert_the_feed_has_no_gap();
    long end = number("select position from log_head");
    await().atMost(Duration.ofSeconds(60)).until(() -> positionsOnKafka().contains(end));
    // The log goes on by itself (deadlines, policies), so what came after its end was asked is not
    // looked at.
    assertThat(positionsOnKafka().stream().filter(position -> position <= end))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, end).boxed().toList());
  }

  private void killAt(int count, ProcessHandle process) {
    await().atMost(Duration.ofSeconds(120)).until(() -> answered.get() >= count);
    process.destroyForcibly();
  }

  /** Sends a command until it is answered, always under the same key. */
  private String send(int n) throws InterruptedException, IOException {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "department", "GWYC",
                "person", Map.of("name", "某人", "staffNo", "K-" + n),
                "symptoms", List.of("COUGH"),
                "onsetAt", Instant.now().minusSeconds(5).toString(),
                "knownAt", Instant.now().minusSeconds(1).toString()));
    HttpRequest request =
        HttpRequest.newBuilder(vigil.url(Service.REPORTING).resolve("/api/v1/symptom-reports"))
            .timeout(Duration.ofSeconds(15))
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", "killed-" + n)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (System.nanoTime() < end) {
      try {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 201) {
          return JSON.readTree(response.body()).path("id").asText();
        }
        assertThat(response.statusCode())
            .as("the answer to a right command: %s", response.body())
            .isIn(429, 503);
      } catch (IOException _) {
        // The service is gone for the moment.
      }
      Thread.sleep(100);
    }
    throw new AssertionError("command " + n + " was never answered");
  }

  private List<String> streams() throws SQLException {
    List<String> streams = new ArrayList<>();
    try (Connection connection = vigil.database(Service.REPORTING).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select split_part(stream, '/', 2) from event where type like 'symptom-reported.v%'"
                    + " and position > "
                    + before)) {
      while (rows.next()) {
        streams.add(rows.getString(1));
      }
    }
    return streams;
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = vigil.database(Service.REPORTING).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private long raised(Set<String> ids) throws SQLException {
    long count = 0;
    try (Connection connection = vigil.database(Service.REPORTING).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select subject_id from feed_item where change = 'RAISED' and subject_kind ="
                    + " 'symptom-report' and obligation = '3.11-b'")) {
      while (rows.next()) {
        count += ids.contains(rows.getString(1)) ? 1 : 0;
      }
    }
    return count;
  }

  private static void assert_the_feed_has_no_gap() {
    Api api = new Api(RunningVigil.OFFSET);
    long expected = 1;
    long after = 0;
    while (true) {
      JsonNode part = api.get("office", 8084, "/api/v1/escalation-feed?limit=500&after=" + after);
      for (JsonNode item : part.path("items")) {
        assertThat(item.path("sequence").asLong()).isEqualTo(expected++);
      }
      after = part.path("next").asLong();
      if (part.path("caughtUp").asBoolean()) {
        return;
      }
    }
  }

  private List<Long> positionsOnKafka() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", vigil.bootstrapServers());
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", false);
    List<Long> positions = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("reporting.events").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          positions.add(
              Long.parseLong(
                  new String(
                      record.headers().lastHeader("ce_sequence").value(),
                      StandardCharsets.US_ASCII)));
        }
      }
    }
    return positions;
  }
}
