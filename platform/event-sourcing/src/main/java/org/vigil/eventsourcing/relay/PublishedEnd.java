package org.vigil.eventsourcing.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds the highest position on a topic by the last committed record of every partition. */
final class PublishedEnd {

  /** Between a record and the end there may be markers of transactions and aborted records. */
  private static final long FIRST_STEP_BACK = 4;

  private static final Duration MAX_WAIT = Duration.ofSeconds(20);

  private PublishedEnd() {}

  /** The highest position, 0 for an empty topic. */
  static long find(Map<String, Object> kafka, String topic) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      return highest(
          consumer, consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
    }
  }

  /** All partitions at once, further and further back those where nothing was found. */
  private static long highest(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends) {
    long highest = 0;
    Set<TopicPartition> open = new HashSet<>(ends.keySet());
    open.removeIf(partition -> ends.get(partition) <= begins.get(partition));
    for (long back = FIRST_STEP_BACK; !open.isEmpty(); back *= 4) {
      consumer.assign(open);
      for (TopicPartition partition : open) {
        consumer.seek(partition, Math.max(begins.get(partition), ends.get(partition) - back));
      }
      Map<TopicPartition, Long> found = read(consumer, open, ends);
      highest =
          Math.max(highest, found.values().stream().mapToLong(Long::longValue).max().orElse(0));
      long reached = back;
      open.removeIf(
          partition ->
              found.containsKey(partition)
                  || ends.get(partition) - reached <= begins.get(partition));
    }
    return highest;
  }

  /** The highest position in each partition that has one up to its end. */
  private static Map<TopicPartition, Long> read(
      KafkaConsumer<byte[], byte[]> consumer,
      Set<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> found = new HashMap<>();
    long giveUpAt = System.nanoTime() + MAX_WAIT.toNanos();
    while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        Header sequence = record.headers().lastHeader(CloudEvents.SEQUENCE);
        if (sequence != null) {
          String text = new String(sequence.value(), StandardCharsets.US_ASCII);
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          found.merge(partition, Long.parseLong(text), Math::max);
        }
      }
      if (System.nanoTime() > giveUpAt) {
        throw new KafkaException("the end of a topic could not be read in time");
      }
    }
    return found;
  }
}
