package org.vigil.testing.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.seal.Seal;
import org.vigil.eventsourcing.seal.SealKey;
import org.vigil.eventsourcing.seal.SealKeys;
import org.vigil.eventsourcing.seal.SealWitness;
import org.vigil.eventsourcing.seal.Verification;
import org.vigil.eventsourcing.seal.Verification.Verdict;
import org.vigil.eventsourcing.seal.Witnessed;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealKafka;
import org.vigil.testing.infra.RealPostgres;

@Timeout(120)
class SealWitnessTest {

  private static final AtomicInteger SERVICES = new AtomicInteger();
  private static final Map<String, Object> KAFKA =
      Map.of("bootstrap.servers", RealKafka.shared().bootstrapServers());

  private final List<SealedLog> opened = new ArrayList<>();
  private final SealKey key = SealKey.generate();
  private String service;
  private DataSource database;
  private SealedLog other;
  private SealWitness witness;

  @BeforeEach
  void start_a_witness() {
    service = "sealing" + (char) ('a' + SERVICES.getAndIncrement());
    database = database();
    other = open(service + "witness", database(), SealKeys.of(SealKey.generate()));
    other.vigil.start();
    witness = Objects.requireNonNull(other.sealing.witness());
  }

  @AfterEach
  void close() {
    opened.forEach(SealedLog::close);
  }

  private static DataSource database() {
    return PooledPostgres.to(RealPostgres.shared().createLog());
  }

  private SealedLog open(String name, DataSource at, SealKeys keys) {
    SealedLog one = new SealedLog(name, at, keys, KAFKA);
    opened.add(one);
    return one;
  }

  private List<Seal> kept() {
    return witness.kept(service, Long.MAX_VALUE, 100).stream().map(SealWitness.Kept::seal).toList();
  }

  private boolean keptUpTo(long position) {
    return kept().stream().anyMatch(seal -> seal.last() == position);
  }

  private static void awaitSealed(SealedLog log) {
    await().until(() -> log.sealing.unsealed() == 0);
  }

  @Test
  void the_newest_seal_reaches_the_others_and_tells_them_of_a_deleted_end() throws SQLException {
    SealedLog log = open(service, database, SealKeys.of(key));
    log.vigil.start();
    log.append(5);
    awaitSealed(log);
    log.append(5);
    await().until(() -> keptUpTo(10));
    log.close();
    log.execute(
        "delete from seal where last_position = 10;"
            + " delete from event where position > (select max(last_position) from seal);"
            + " update log_head set position = (select max(position) from event)");
    Witnessed seal = new Witnessed("another", kept().getFirst());

    Verification found = log.verify(seal);

    assertThat(found.verdict()).isEqualTo(Verdict.TRUNCATED);
    assertThat(found.position()).isEqualTo(found.head() + 1).isLessThan(11);
  }

  @Test
  void kafka_itself_tells_a_service_of_its_own_deleted_end() throws SQLException {
    SealedLog log = open(service, database, SealKeys.of(key));
    log.vigil.start();
    log.append(10);
    await().until(() -> keptUpTo(10));
    log.close();
    log.execute("delete from seal; delete from event; update log_head set position = 0");

    SealedLog again = open(service, database, SealKeys.of(key));
    again.vigil.start();

    await().until(() -> again.verify().verdict() == Verdict.TRUNCATED);
    assertThat(again.verify().position()).isEqualTo(1);
    assertThat(again.verify().reason()).contains("kafka");
  }

  @Test
  void a_second_history_under_the_right_key_is_found_out_and_the_first_one_kept()
      throws SQLException {
    SealedLog log = open(service, database, SealKeys.of(key));
    log.vigil.start();
    log.append(10);
    await().until(() -> keptUpTo(10));
    List<Seal> first = kept();
    log.close();
    log.execute("update event set version = 9 where position = 3; delete from seal");

    SealedLog forger = open(service, database, SealKeys.of(key));
    forger.vigil.start();

    await().until(() -> witness.contradictions().contains(service));
    forger.append(1);
    awaitSealed(forger);
    assertThat(kept()).isEqualTo(first);
  }

  @Test
  void a_rotated_key_is_believed_because_the_old_one_introduces_it() {
    SealedLog log = open(service, database, SealKeys.of(key));
    log.vigil.start();
    log.append(1);
    await().until(() -> keptUpTo(1));
    log.close();

    SealedLog rotated = open(service, database, new SealKeys(SealKey.generate(), key));
    rotated.vigil.start();
    rotated.append(1);

    await().until(() -> keptUpTo(2));
    assertThat(kept()).extracting(Seal::keyId).doesNotHaveDuplicates();
  }

  @Test
  void what_is_no_seal_or_signed_by_a_stranger_is_refused_and_stops_nobody() throws Exception {
    SealedLog log = open(service, database, SealKeys.of(key));
    log.vigil.start();
    log.append(1);
    await().until(() -> keptUpTo(1));
    long before = witness.refused();
    // A stranger signs in the name of the service, and somebody sends rubbish.
    SealedLog stranger = open(service, database(), SealKeys.of(SealKey.generate()));
    stranger.vigil.start();
    stranger.append(2);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(KAFKA, new StringSerializer(), new ByteArraySerializer())) {
      for (String value : new String[] {"rubbish", "{}", "{\"seal\":null,\"keys\":[null]}", "[]"}) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("vigil.seals", service, bytes)).get();
      }
      producer.send(new ProducerRecord<>("vigil.seals", service, null)).get();
    }
    await().until(() -> witness.refused() >= before + 6);
    stranger.close();

    log.append(2);

    await().until(() -> keptUpTo(3));
    assertThat(kept()).extracting(Seal::keyId).containsOnly(key.id());
    assertThat(witness.lastError()).isNull();
  }

  @Test
  void after_an_hour_the_last_seal_of_each_day_is_kept() throws Exception {
    SealedLog log = open(service, database, SealKeys.of(key));
    log.vigil.start();
    log.append(1);
    await().until(() -> keptUpTo(1));
    for (int day = 1; day <= 3; day++) {
      for (int i = 0; i < 10; i++) {
        int place = 1_000 * (10 - day) + 10 * i;
        other.execute(
            "insert into witnessed_seal select source, %d, %d, root, previous, key_id, sealed_at,"
                    .formatted(place, place + 9)
                + " signature, date_trunc('day', now(), 'UTC') - interval '%d days' + interval '%d minutes'"
                    .formatted(day, i)
                + " from witnessed_seal where first_position = 1 and source = '"
                + service
                + "'");
      }
    }

    witness.thin();

    assertThat(kept()).extracting(Seal::first).containsExactly(9_090L, 8_090L, 7_090L, 1L);
  }
}
