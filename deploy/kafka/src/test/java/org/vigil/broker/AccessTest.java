package org.vigil.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the login of one service gives on Kafka, against a real broker. */
@Timeout(120)
class AccessTest {

  @TempDir static Path data;

  private static Settings settings;
  private static KafkaRaftServer server;

  @BeforeAll
  static void start_a_broker_and_grant_twice() throws Exception {
    Properties secrets = new Properties();
    secrets.setProperty("cluster-id", "dmlnaWwtYWNjZXNzLXRlc3Q");
    secrets.setProperty(Settings.BROKER, "broker-password");
    Settings.SERVICES.forEach(one -> secrets.setProperty(one, one + "-password"));
    int controllers = freePort();
    settings =
        new Settings(
            1,
            "127.0.0.1",
            freePort(),
            controllers,
            "1@127.0.0.1:" + controllers,
            12,
            data,
            secrets);
    server = Broker.made(settings);
    server.startup();
    Access.grant(settings);
    Access.grant(settings);
    try (Admin admin = Admin.create(settings.client("supplies"))) {
      admin
          .createTopics(List.of(new NewTopic("supplies.events", 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    try (Admin admin = Admin.create(settings.client("duty"))) {
      admin
          .createTopics(List.of(new NewTopic("duty.events", 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  @AfterAll
  static void stop_it() {
    server.shutdown();
    server.awaitShutdown();
  }

  @Test
  void a_service_writes_its_own_topic_and_reads_the_others() throws Exception {
    try (KafkaProducer<String, String> producer = producer("duty", "vigil-relay-duty")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("duty.events", "a fact")).get(30, TimeUnit.SECONDS);
      producer.commitTransaction();
    }
    try (KafkaConsumer<String, String> consumer = consumer("supplies", "vigil-supplies")) {
      TopicPartition partition = new TopicPartition("duty.events", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      assertThat(consumer.poll(Duration.ofSeconds(30)))
          .first()
          .satisfies(record -> assertThat(record.value()).isEqualTo("a fact"));
    }
  }

  @Test
  void a_service_cannot_write_the_topic_of_another() {
    try (KafkaProducer<String, String> producer = producer("duty", null)) {
      assertThatThrownBy(
              () ->
                  producer
                      .send(new ProducerRecord<>("supplies.events", "a forgery"))
                      .get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void a_service_cannot_fence_the_relay_of_another() {
    try (KafkaProducer<String, String> producer = producer("duty", "vigil-relay-supplies")) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @Test
  void a_service_cannot_join_the_readers_of_another() {
    try (KafkaConsumer<String, String> consumer = consumer("duty", "vigil-supplies")) {
      consumer.subscribe(List.of("supplies.events"));
      assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(30)))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }

  @Test
  void a_service_cannot_make_or_delete_another_topic() {
    try (Admin admin = Admin.create(settings.client("duty"))) {
      assertThatThrownBy(
              () ->
                  admin
                      .createTopics(List.of(new NewTopic("reporting.events", 1, (short) 1)))
                      .all()
                      .get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(
              () -> admin.deleteTopics(List.of("duty.events")).all().get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void a_wrong_password_gives_nothing() {
    Map<String, Object> wrong = new HashMap<>(settings.client("duty"));
    wrong.computeIfPresent(
        "sasl.jaas.config", (_, jaas) -> jaas.toString().replace("duty-password", "guessed"));
    try (Admin admin = Admin.create(wrong)) {
      assertThatThrownBy(() -> admin.listTopics().names().get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  private static KafkaProducer<String, String> producer(
      String service, @Nullable String transactions) {
    Map<String, Object> properties = new HashMap<>(settings.client(service));
    if (transactions != null) {
      properties.put("transactional.id", transactions);
    }
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  private static KafkaConsumer<String, String> consumer(String service, String group) {
    Map<String, Object> properties = new HashMap<>(settings.client(service));
    properties.put("group.id", group);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
