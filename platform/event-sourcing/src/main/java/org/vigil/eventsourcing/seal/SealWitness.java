package org.vigil.eventsourcing.seal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.loop.Loop;
import org.vigil.eventsourcing.store.StoreUnavailable;

/**
 * Keeps the seals of other services. The first key seen of a service is believed; every later one
 * must be introduced by it. Whoever then signs two histories is found out here at once.
 *
 * <p>A consumer of its own, without a group: every replica reads the short topic from the beginning
 * and storing twice changes nothing, so the intake of events knows nothing of it.
 */
public final class SealWitness implements AutoCloseable {

  private static final TopicPartition TOPIC = new TopicPartition(SealTopic.NAME, 0);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long THIN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  /** More that overlap one seal cannot have been kept without a contradiction. */
  private static final int MAX_NEIGHBOURS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(SealWitness.class);

  private static final String KEEP =
      "insert into witnessed_seal ("
          + Seals.COLUMNS
          + ", source, seen_at) values"
          + " (?, ?, ?, ?, ?, ?, ?, ?, now()) on conflict do nothing";

  /**
   * A seal stands for all before it, so thinning only blurs from when on a history was rewritten.
   * With one a second at most this leaves 3,600 rows a service and 365 more each year.
   */
  private static final String THIN =
      """
      delete from witnessed_seal w
      where w.seen_at < now() - interval '1 hour'
        and not exists (select 1 from seal_contradiction c where c.source = w.source)
        and exists (
          select 1 from witnessed_seal n
          where n.source = w.source and n.last_position > w.last_position
            and (n.seen_at at time zone 'UTC')::date = (w.seen_at at time zone 'UTC')::date)
      """;

  private final String service;
  private final DataSource dataSource;
  private final SealKeys keys;
  private final Map<String, Object> kafka;
  private final AtomicLong refused = new AtomicLong();
  private long thinnedAt = System.nanoTime();
  private volatile @Nullable Seal ownOnTopic;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  private final Loop loop =
      new Loop(
          Thread.ofPlatform().name("seal-witness").daemon(),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          this::consume,
          SealWitness::failed,
          () -> {});

  SealWitness(String service, DataSource dataSource, SealKeys keys, Map<String, Object> kafka) {
    this.service = service;
    this.dataSource = dataSource;
    this.keys = keys;
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("allow.auto.create.topics", false);
    properties.put("max.poll.records", 500);
    this.kafka = Map.copyOf(properties);
  }

  /** A kept seal and when it came. */
  public record Kept(Seal seal, Instant seenAt) {}

  /** How many records were no seals, or were signed by a key that nobody has introduced. */
  public long refused() {
    return refused.get();
  }

  /** Why it does not get on; null while it does. */
  public @Nullable String lastError() {
    return loop.lastError();
  }

  /** The newest seal of this service itself as it is on the topic, out of the database's reach. */
  @Nullable Seal ownOnTopic() {
    return ownOnTopic;
  }

  void start() {
    loop.start();
  }

  private static void failed(Exception e) {
    LOG.atWarn()
        .addKeyValue("error", Loop.describe(e))
        .log("The seals of the other services cannot be read yet");
  }

  /** Until an error. */
  private void consume() throws SQLException, InterruptedException {
    SealTopic.create(kafka);
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer = reader;
      reader.assign(List.of(TOPIC));
      reader.seekToBeginning(List.of(TOPIC));
      while (loop.open()) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          take(record.value());
        }
        loop.getsOn();
        if (System.nanoTime() - thinnedAt > THIN_EVERY_NANOS) {
          thin();
        }
      }
    } catch (WakeupException _) {
      // It is being closed.
    } finally {
      consumer = null;
    }
  }

  /** Takes what came; what is no seal, or holds under no key that can be trusted, is refused. */
  void take(byte @Nullable [] value) throws SQLException {
    SealTopic.Announcement announcement = SealTopic.read(value);
    if (announcement == null || announcement.keys().size() > KeyChain.MAX_KEYS) {
      refuse("not a seal");
      return;
    }
    Seal seal = announcement.seal();
    KeyChain claimed;
    try {
      claimed = new KeyChain(announcement.keys());
      if (claimed.brokenFrom(seal.service()) > 0 || !claimed.holds(seal)) {
        refuse("the signature does not hold");
        return;
      }
    } catch (RuntimeException _) {
      refuse("not a chain of keys");
      return;
    }
    if (!seal.service().equals(service)) {
      keep(seal, claimed, value);
    } else if (!claimed.has(keys.current()) && !claimed.has(keys.previous())) {
      refuse("a foreign key in the name of this service");
    } else {
      Seal known = ownOnTopic;
      if (known == null || known.last() < seal.last()) {
        ownOnTopic = seal;
      }
    }
  }

  private void refuse(String reason) {
    refused.incrementAndGet();
    LOG.atWarn().addKeyValue("reason", reason).log("A record on the topic of seals is refused");
  }

  private void keep(Seal seal, KeyChain claimed, byte[] value) throws SQLException {
    String source = seal.service();
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        KeyChain pinned = Seals.keys(tx, source);
        if (!claimed.startsWith(pinned) && !pinned.startsWith(claimed)) {
          refuse("a key that nobody has introduced");
          return;
        }
        if (contradicted(tx, source)) {
          return;
        }
        for (int i = pinned.keys().size(); i < claimed.keys().size(); i++) {
          Seals.addKey(tx, source, i + 1, claimed.keys().get(i));
        }
        if (neighbours(tx, seal).stream().anyMatch(kept -> contradicts(kept, seal))) {
          report(tx, source, value);
        } else {
          try (PreparedStatement statement = tx.prepareStatement(KEEP)) {
            statement.setString(Seals.bind(statement, 1, seal), source);
            statement.executeUpdate();
          }
        }
        tx.commit();
      } finally {
        if (!tx.isClosed()) {
          tx.rollback();
          tx.setAutoCommit(true);
        }
      }
    }
  }

  private static boolean contradicts(Seal kept, Seal seal) {
    return kept.last() == seal.first() - 1
        ? !seal.previous().equals(kept.hash())
        : !kept.equals(seal);
  }

  /** The kept seals that overlap one or end just before it. */
  private static List<Seal> neighbours(Connection tx, Seal seal) throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement(
            "select "
                + Seals.COLUMNS
                + " from witnessed_seal where source = ? and first_position <= ?"
                + " and last_position >= ? order by first_position limit "
                + MAX_NEIGHBOURS)) {
      statement.setString(1, seal.service());
      statement.setLong(2, seal.last());
      statement.setLong(3, seal.first() - 1);
      try (ResultSet rows = statement.executeQuery()) {
        List<Seal> seals = new ArrayList<>();
        while (rows.next()) {
          seals.add(Seals.read(rows, seal.service()));
        }
        return seals;
      }
    }
  }

  private static boolean contradicted(Connection tx, String source) throws SQLException {
    try (PreparedStatement statement =
        tx.prepareStatement("select 1 from seal_contradiction where source = ?")) {
      statement.setString(1, source);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void report(Connection tx, String source, byte[] claim) throws SQLException {
    LOG.atError()
        .addKeyValue("source", source)
        .log("A service has signed two histories of its log; nothing more is taken from it");
    try (PreparedStatement statement =
        tx.prepareStatement(
            "insert into seal_contradiction (source, found_at, claim) values (?, now(), ?)"
                + " on conflict do nothing")) {
      statement.setString(1, source);
      statement.setString(2, new String(claim, StandardCharsets.UTF_8));
      statement.executeUpdate();
    }
  }

  /** Removes what no longer helps to tell when a history was rewritten. */
  public void thin() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(THIN)) {
      statement.executeUpdate();
    }
    thinnedAt = System.nanoTime();
  }

  /** Up to {@code limit} kept seals of a service that begin before a position, newest first. */
  public List<Kept> kept(String source, long before, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select "
                    + Seals.COLUMNS
                    + ", seen_at from witnessed_seal where source = ? and first_position < ?"
                    + " order by first_position desc limit ?")) {
      statement.setString(1, source);
      statement.setLong(2, before);
      statement.setInt(3, limit);
      try (ResultSet rows = statement.executeQuery()) {
        List<Kept> kept = new ArrayList<>();
        while (rows.next()) {
          kept.add(
              new Kept(
                  Seals.read(rows, source), rows.getObject(8, OffsetDateTime.class).toInstant()));
        }
        return kept;
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  /** The services that were seen to sign two histories. */
  public List<String> contradictions() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select source from seal_contradiction order by source");
        ResultSet rows = statement.executeQuery()) {
      List<String> sources = new ArrayList<>();
      while (rows.next()) {
        sources.add(rows.getString(1));
      }
      return sources;
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  @Override
  public void close() {
    loop.close(
        () -> {
          KafkaConsumer<byte[], byte[]> reader = consumer;
          if (reader != null) {
            reader.wakeup();
          }
        });
  }
}
