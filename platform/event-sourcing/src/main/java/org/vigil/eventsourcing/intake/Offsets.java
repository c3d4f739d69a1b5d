package org.vigil.eventsourcing.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The stored offsets of the intake, and the records that it refused. */
final class Offsets {

  private Offsets() {}

  /** The next offset to read, -1 for a partition that was never read. */
  static long read(Connection connection, TopicPartition partition) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select next_offset from intake_offset where topic = ? and partition = ?")) {
      statement.setString(1, partition.topic());
      statement.setInt(2, partition.partition());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }

  /**
   * Moves the offset behind a batch. The batch may begin behind the stored offset, where markers of
   * transactions take up offsets, but never before it.
   */
  static void move(Connection tx, TopicPartition partition, long first, long next)
      throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement(
            """
            insert into intake_offset as o (topic, partition, next_offset) values (?, ?, ?)
            on conflict (topic, partition) do update set next_offset = excluded.next_offset
              where o.next_offset <= ?
            """)) {
      statement.setString(1, partition.topic());
      statement.setInt(2, partition.partition());
      statement.setLong(3, next);
      statement.setLong(4, first);
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException("another replica has read this partition");
      }
    }
  }

  /** Keeps the place of a record that is not an event. */
  static void refuse(Connection tx, ConsumerRecord<byte[], byte[]> record, String reason)
      throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement(
            "insert into refused_record (topic, partition, kafka_offset, reason, at)"
                + " values (?, ?, ?, ?, now()) on conflict do nothing")) {
      statement.setString(1, record.topic());
      statement.setInt(2, record.partition());
      statement.setLong(3, record.offset());
      statement.setString(4, reason);
      statement.executeUpdate();
    }
  }
}
