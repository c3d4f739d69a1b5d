package org.vigil.eventsourcing.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long highest = 0;
      for (TopicPartition partition : partitions) {
        highest =
            Math.max(
                highest, last(consumer, partition, begins.get(partition), ends.get(partition)));
      }
      return highest;
    }
  }

  private static long last(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long begin, long end) {
    consumer.assign(List.of(partition));
    for (long back = FIRST_STEP_BACK; ; back *= 4) {
      long from = Math.max(begin, end - back);
      if (from >= end) {
        return 0;
      }
      long found = highestBetween(consumer, partition, from, end);
      if (found > 0 || from == begin) {
        return found;
      }
    }
  }

  private static long highestBetween(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
    consumer.seek(partition, from);
    long giveUpAt = System.nanoTime() + MAX_WAIT.toNanos();
    long highest = 0;
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        Header sequence = record.headers().lastHeader(CloudEvents.SEQUENCE);
        if (sequence != null) {
          String text = new String(sequence.value(), StandardCharsets.US_ASCII);
          highest = Math.max(highest, Long.parseLong(text));
        }
      }
      if (System.nanoTime() > giveUpAt) {
        throw new KafkaException("the end of a topic could not be read in time");
      }
    }
    return highest;
  }
}
