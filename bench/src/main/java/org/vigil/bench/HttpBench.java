package org.vigil.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.vigil.local.LocalVigil;
import org.vigil.local.Service;

/** A durable command over HTTP, and its way to Kafka and into the office's feed. */
final class HttpBench {

  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
  private static final Pattern SUBJECT =
      Pattern.compile("\"kind\":\"symptom-report\",\"id\":\"([0-9a-f-]{36})\"");
  private static final Pattern NEXT = Pattern.compile("\"next\":([0-9]+)");

  private final LocalVigil vigil;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** Each report is of somebody else, as two of one illness are one matter. */
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final String office;

  HttpBench(LocalVigil vigil) {
    this.vigil = vigil;
    this.office = vigil.token("office", null);
  }

  /** Each caller is a department's system of its own, as the rate limit is per client. */
  Load.Result post(int callers, int millis) throws Exception {
    AtomicInteger number = new AtomicInteger();
    return Load.run(
        callers,
        millis,
        () -> {
          String department = "D" + (100 + number.getAndIncrement());
          String token = vigil.token("department", department);
          return () -> send(token, department);
        });
  }

  /** One durable command; the report's id. */
  String report() throws IOException, InterruptedException {
    return send(vigil.token("department", "GWYC"), "GWYC");
  }

  private String send(String token, String department) throws IOException, InterruptedException {
    String now = Instant.now().toString();
    String body =
        "{\"department\":\""
            + department
            + "\",\"person\":{\"name\":\"某人\",\"staffNo\":\"B-"
            + PEOPLE.incrementAndGet()
            + "\"},\"symptoms\":[\"COUGH\"],"
            + "\"onsetAt\":\""
            + now
            + "\",\"knownAt\":\""
            + now
            + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/symptom-reports"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    Matcher id = ID.matcher(response.body());
    if (response.statusCode() != 201 || !id.find()) {
      throw new IllegalStateException("a right command was answered " + response.statusCode());
    }
    return id.group(1);
  }

  private URI uri(String path) {
    return vigil.url(Service.REPORTING).resolve(path);
  }

  /** From accepted to seen, in microseconds. */
  record Way(Histogram kafka, Histogram feed, int commands) {}

  /** Commands at a steady rate, whatever their answers take. */
  Way way(int perSecond, int seconds) throws Exception {
    Map<String, Long> accepted = new ConcurrentHashMap<>();
    Map<String, Long> onKafka = new ConcurrentHashMap<>();
    Map<String, Long> inFeed = new ConcurrentHashMap<>();
    int commands = perSecond * seconds;
    String token = vigil.token("department", "GWYC");
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      long feedFrom = newest();
      executor.submit(() -> followFeed(SUBJECT, feedFrom, inFeed, commands));
      executor.submit(() -> followKafka(onKafka, commands));
      Thread.sleep(1_500);
      long start = System.nanoTime();
      for (int n = 0; n < commands; n++) {
        long due = start + n * 1_000_000_000L / perSecond;
        long left = due - System.nanoTime();
        if (left > 0) {
          Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
        executor.submit(
            () -> {
              accepted.put(send(token, "GWYC"), System.nanoTime());
              return null;
            });
      }
    }
    return new Way(between(accepted, onKafka), between(accepted, inFeed), accepted.size());
  }

  private static Histogram between(Map<String, Long> accepted, Map<String, Long> seen) {
    Histogram micros = new Histogram(60_000_000L, 3);
    accepted.forEach(
        (id, at) -> {
          Long then = seen.get(id);
          micros.recordValue(then == null ? 60_000_000L : Math.max(1, (then - at) / 1_000));
        });
    return micros;
  }

  /** Where the feed ends. */
  long newest() throws IOException, InterruptedException {
    long after = 0;
    while (true) {
      String part = feed(after, 0);
      Matcher next = NEXT.matcher(part);
      if (!next.find() || part.contains("\"caughtUp\":true")) {
        return next.find(0) ? Long.parseLong(next.group(1)) : after;
      }
      after = Long.parseLong(next.group(1));
    }
  }

  private String feed(long after, int wait) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                uri("/api/v1/escalation-feed?limit=500&after=" + after + "&wait=" + wait))
            .timeout(Duration.ofSeconds(40))
            .header("Authorization", "Bearer " + office)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /**
   * Reads the feed as the office's system does, until so many subjects have been seen.
   *
   * @param subjects finds the id of a subject in a page, as its first group
   * @param seen when each was seen first, in nanoseconds
   */
  Void followFeed(Pattern subjects, long from, Map<String, Long> seen, int count)
      throws IOException, InterruptedException {
    long after = from;
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (seen.size() < count && System.nanoTime() < end) {
      String part = feed(after, 5);
      long now = System.nanoTime();
      Matcher subject = subjects.matcher(part);
      while (subject.find()) {
        seen.putIfAbsent(subject.group(1), now);
      }
      Matcher next = NEXT.matcher(part);
      after = next.find() ? Long.parseLong(next.group(1)) : after;
    }
    return null;
  }

  private Void followKafka(Map<String, Long> seen, int count) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", vigil.bootstrapServers());
    properties.put("isolation.level", "read_committed");
    properties.put("fetch.max.wait.ms", 10);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("reporting.events").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
      while (seen.size() < count && System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          if (key.startsWith("symptom-report/")) {
            seen.putIfAbsent(key.substring("symptom-report/".length()), System.nanoTime());
          }
        }
      }
    }
    return null;
  }
}
