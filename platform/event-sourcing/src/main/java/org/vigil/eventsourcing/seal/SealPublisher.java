package org.vigil.eventsourcing.seal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.loop.Loop;

/**
 * Announces the newest seal, at most once a second: those in between are covered by it. Repeating
 * one does no harm, so nothing is remembered over a restart.
 */
final class SealPublisher implements AutoCloseable {

  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Logger LOG = LoggerFactory.getLogger(SealPublisher.class);

  private final String service;
  private final Sealer sealer;
  private final Seals seals;
  private final Map<String, Object> kafka;

  private final Loop loop =
      new Loop(
          Thread.ofPlatform().name("seal-publisher").daemon(),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          this::publish,
          SealPublisher::failed,
          () -> {});

  SealPublisher(String service, Sealer sealer, Seals seals, Map<String, Object> kafka) {
    this.service = service;
    this.sealer = sealer;
    this.seals = seals;
    this.kafka = Map.copyOf(kafka);
  }

  @Nullable String lastError() {
    return loop.lastError();
  }

  void start() {
    loop.start();
  }

  private static void failed(Exception e) {
    LOG.atWarn()
        .addKeyValue("error", Loop.describe(e))
        .log("The newest seal cannot be announced yet");
  }

  /** Until an error. */
  private void publish() throws InterruptedException, ExecutionException, TimeoutException {
    SealTopic.create(kafka);
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("acks", "all");
    properties.put("linger.ms", 0);
    properties.put("max.block.ms", 10_000);
    properties.put("delivery.timeout.ms", 12_000);
    properties.put("request.timeout.ms", 10_000);
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    try {
      Seal published = null;
      while (loop.open()) {
        Seal newest = sealer.newest();
        if (newest != null && !newest.equals(published)) {
          byte[] value =
              SealTopic.bytes(new SealTopic.Announcement(newest, seals.keys(service).keys()));
          producer
              .send(new ProducerRecord<>(SealTopic.NAME, service, value))
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
          published = newest;
        }
        loop.getsOn();
        Thread.sleep(PACE);
      }
    } finally {
      producer.close(Duration.ofSeconds(1));
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
