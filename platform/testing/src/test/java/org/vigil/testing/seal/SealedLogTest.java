package org.vigil.testing.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.eventsourcing.seal.InclusionProof;
import org.vigil.eventsourcing.seal.MerkleTree;
import org.vigil.eventsourcing.seal.Seal;
import org.vigil.eventsourcing.seal.SealKey;
import org.vigil.eventsourcing.seal.SealKeys;
import org.vigil.eventsourcing.seal.Verification;
import org.vigil.eventsourcing.seal.Verification.Verdict;
import org.vigil.eventsourcing.seal.Witnessed;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

@Timeout(120)
class SealedLogTest {

  private static final SealKey KEY = SealKey.generate();
  private static final HexFormat HEX = HexFormat.of();

  private final List<SealedLog> opened = new ArrayList<>();
  private AgroalDataSource database;
  private SealedLog log;

  /** Positions 1–10, 11–20 and 21–30 under a seal each, 31–33 under none. */
  @BeforeEach
  void seal_a_log() throws SQLException {
    database = PooledPostgres.to(RealPostgres.shared().createLog());
    log = open(SealKeys.of(KEY));
    for (int i = 0; i < 3; i++) {
      log.append(10);
      log.seal();
    }
    log.append(3);
  }

  @AfterEach
  void close() {
    opened.forEach(SealedLog::close);
    database.close();
  }

  private SealedLog open(SealKeys keys) {
    SealedLog one = new SealedLog("counting", database, keys, Map.of());
    opened.add(one);
    return one;
  }

  private static Witnessed kept(Seal seal) {
    return new Witnessed("another", seal);
  }

  @Test
  void the_tree_is_that_of_certificate_transparency() {
    List<byte[]> leaves =
        Stream.of(
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f")
            .map(hex -> MerkleTree.leaf(HEX.parseHex(hex)))
            .toList();
    assertThat(HEX.formatHex(MerkleTree.root(leaves)))
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    assertThat(HEX.formatHex(MerkleTree.root(leaves.subList(0, 1))))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  @Test
  void an_untouched_log_is_intact_and_what_is_not_signed_yet_is_said() {
    Verification found = log.verify(kept(log.sealing.seals().page(21, 1).getFirst()));

    assertThat(found).isEqualTo(new Verification(Verdict.INTACT, 0, "", 30, 30, 33, 1));
    assertThat(found.unsealed()).isEqualTo(3);
  }

  @Test
  void an_empty_log_is_intact() {
    AgroalDataSource fresh = PooledPostgres.to(RealPostgres.shared().createLog());
    try (fresh;
        SealedLog empty = new SealedLog("counting", fresh, SealKeys.of(KEY), Map.of())) {
      assertThat(empty.verify().verdict()).isEqualTo(Verdict.INTACT);
    }
  }

  @ParameterizedTest(name = "{2} at {3}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a byte of the data       | update event set data = set_byte(data, 0, get_byte(data, 0) #"
            + " 1) where position = 17 | CHANGED | 17",
        "a byte of the metadata   | update event set metadata = set_byte(metadata, 9, 7) where"
            + " position = 1 | CHANGED | 1",
        "the time of recording    | update event set recorded_at = recorded_at - interval '1"
            + " microsecond' where position = 30 | CHANGED | 30",
        "a time without end       | update event set recorded_at = 'infinity' where position = 30 |"
            + " CHANGED | 30",
        "the type                 | update event set type = 'shelf-cleared.v1' where position = 11"
            + " | CHANGED | 11",
        "the id                   | update event set id = gen_random_uuid() where position = 12 |"
            + " CHANGED | 12",
        "the stream               | update event set stream = 'not a stream' where position = 12 |"
            + " CHANGED | 12",
        "the version              | update event set version = 9 where position = 12 | CHANGED |"
            + " 12",
        "the command's key        | update event set command_key = 'x' where position = 13 |"
            + " CHANGED | 13",
        "the command's content    | update event set command_content = 'x' where position = 14 |"
            + " CHANGED | 14",
        "two neighbours exchanged | update event set position = 51 - position + 1000 where position"
            + " in (25, 26); update event set position = position - 1000 where position > 1000 |"
            + " CHANGED | 25",
        "two distant ones exchanged | update event set position = 31 - position + 1000 where"
            + " position in (3, 28); update event set position = position - 1000 where position >"
            + " 1000 | CHANGED | 3",
        "an event deleted         | delete from event where position = 15 | MISSING | 15",
        "one deleted, others moved up | delete from event where position = 15; update event set"
            + " position = position + 999 where position > 15; update event set position = position"
            + " - 1000 where position > 1000; update log_head set position = 32 | MISSING | 15",
        "one put in, others moved | update event set position = position + 1001 where position >="
            + " 15; update event set position = position - 1000 where position > 1000; insert into"
            + " event select 15, 'counter/new', 1, gen_random_uuid(), type, recorded_at, metadata,"
            + " data from event where position = 1; update log_head set position = 34 | INSERTED |"
            + " 15",
        "one put before the first | insert into event select 0, 'counter/new', 1,"
            + " gen_random_uuid(), type, recorded_at, metadata, data from event where position = 1"
            + " | INSERTED | 0",
        "one put behind the head  | insert into event select 34, 'counter/new', 1,"
            + " gen_random_uuid(), type, recorded_at, metadata, data from event where position = 1"
            + " | INSERTED | 34",
        "the sealed end deleted   | delete from event where position > 20; update log_head set"
            + " position = 20 | TRUNCATED | 21",
        "the last event deleted   | delete from event where position = 33 | TRUNCATED | 33",
        "an unsealed one deleted  | delete from event where position = 32 | MISSING | 32",
        "the head set back        | update log_head set position = 29 | CHANGED | 30",
        "a seal deleted           | delete from seal where first_position = 11 | MISSING | 11",
        "the root of a seal       | update seal set root = set_byte(root, 0, get_byte(root, 0) # 1)"
            + " where first_position = 11 | RE_SIGNED | 11",
        "the range of a seal      | update seal set last_position = 19 where first_position = 11 |"
            + " RE_SIGNED | 11",
        "a seal that is none      | update seal set root = 'x' where first_position = 11 |"
            + " RE_SIGNED | 11",
        "an event and its leaf    | update event set version = 9 where position = 12; update seal"
            + " set leaves = set_byte(leaves, 32, 0) where first_position = 11 | CHANGED | 11",
        "the public key           | update seal_key set public_key ="
            + " 'MCowBQYDK2VwAyEA0000000000000000000000000000000000000000000=' | RE_SIGNED | 1",
        "all keys deleted         | delete from seal_key | RE_SIGNED | 1"
      })
  void what_was_rewritten_is_named_by_kind_and_position(
      String what, String sql, Verdict verdict, long position) throws SQLException {
    log.execute(sql);

    Verification found = log.verify();

    assertThat(found.verdict()).as(what + ": " + found.reason()).isEqualTo(verdict);
    assertThat(found.position()).isEqualTo(position);
  }

  @Test
  void a_changed_leaf_beside_an_unchanged_event_harms_nothing() throws SQLException {
    log.execute("update seal set leaves = set_byte(leaves, 0, 0) where first_position = 11");

    assertThat(log.verify().verdict()).isEqualTo(Verdict.INTACT);
  }

  @Test
  void an_end_deleted_with_its_seal_and_the_head_is_known_to_a_witness_only() throws SQLException {
    Witnessed witness = kept(log.sealing.seals().newest().orElseThrow());
    log.execute(
        "delete from event where position > 20; delete from seal where first_position > 20;"
            + " update log_head set position = 20");

    assertThat(log.verify().verdict()).isEqualTo(Verdict.INTACT);
    Verification found = log.verify(witness);

    assertThat(found.verdict()).isEqualTo(Verdict.TRUNCATED);
    assertThat(found.position()).isEqualTo(21);
  }

  @Test
  void a_history_signed_anew_with_the_right_key_is_known_to_a_witness_only() throws SQLException {
    List<Seal> before = log.sealing.seals().page(Long.MAX_VALUE, 10);
    log.execute("update event set version = 9 where position = 15");
    log.execute("delete from seal where first_position > 10");
    SealedLog forger = open(SealKeys.of(KEY));
    log.execute("update lease set expires_at = '-infinity'");
    forger.seal();

    assertThat(log.verify().verdict()).isEqualTo(Verdict.INTACT);
    Verification found = log.verify(kept(before.getFirst()), kept(before.getLast()));

    assertThat(found.verdict()).isEqualTo(Verdict.RE_SIGNED);
    assertThat(found.position()).isEqualTo(11);
  }

  @Test
  void a_history_signed_anew_with_another_key_is_not_of_this_service() throws SQLException {
    log.execute("update event set version = 9 where position = 15");
    log.execute("delete from seal; delete from seal_key");
    SealedLog forger = open(SealKeys.of(SealKey.generate()));
    log.execute("update lease set expires_at = '-infinity'");
    forger.seal();

    Verification found = log.verify();

    assertThat(found.verdict()).isEqualTo(Verdict.RE_SIGNED);
    assertThat(found.position()).isEqualTo(1);
  }

  @Test
  void a_verification_goes_on_where_the_time_was_up() throws SQLException {
    Verification first = log.sealing.verify(1, List.of(), Duration.ZERO).orElseThrow();
    assertThat(first.verdict()).isEqualTo(Verdict.UNFINISHED);
    assertThat(first.verifiedTo()).isEqualTo(10);
    log.execute("update event set version = 9 where position in (5, 25)");

    Verification second =
        log.sealing.verify(first.verifiedTo() + 1, List.of(), Duration.ofSeconds(60)).orElseThrow();

    assertThat(second.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(second.position()).isEqualTo(25);
  }

  // Keys

  @Test
  void after_a_rotation_old_and_new_seals_hold() throws SQLException {
    log.close();
    SealKey next = SealKey.generate();
    SealedLog rotated = open(new SealKeys(next, KEY));
    Seal seal = rotated.seal();
    rotated.close();
    SealedLog later = open(SealKeys.of(next));
    later.append(2);
    later.seal();

    assertThat(seal.keyId()).isEqualTo(next.id());
    assertThat(seal.first()).isEqualTo(31);
    assertThat(later.verify().verdict()).isEqualTo(Verdict.INTACT);
    assertThat(later.verify().sealedTo()).isEqualTo(35);
    assertThat(later.sealing.keys().keys()).hasSize(2);
  }

  @Test
  void after_a_rotation_the_old_key_signs_nothing_any_more() throws SQLException {
    log.close();
    SealKey next = SealKey.generate();
    open(new SealKeys(next, KEY)).seal();
    log.execute("update lease set expires_at = '-infinity'");

    SealedLog old = open(SealKeys.of(KEY));
    old.append(1);

    assertThatThrownBy(() -> old.sealing.sealer().step())
        .hasMessageContaining("vigil.seal.previous-key");
    log.execute("update seal set key_id = '" + KEY.id() + "' where first_position = 31");
    assertThat(old.verify().verdict()).isEqualTo(Verdict.RE_SIGNED);
    assertThat(old.verify().position()).isEqualTo(31);
  }

  @Test
  void a_key_that_the_old_one_has_not_introduced_is_refused_and_said() throws SQLException {
    log.close();
    SealedLog stranger = open(SealKeys.of(SealKey.generate()));

    stranger.vigil.start();

    await().until(() -> stranger.sealing.lastError() != null);
    assertThat(stranger.sealing.lastError()).contains(KEY.id(), "vigil.seal.previous-key");
    assertThat(stranger.sealing.unsealed()).isEqualTo(3);
  }

  @Test
  void a_key_is_read_as_openssl_writes_it() {
    // RFC 8032, section 7.1, test 1
    String pem =
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
        -----END PRIVATE KEY-----
        """;
    String publicKey = SealKey.parse(pem).publicKey();
    assertThat(HEX.formatHex(java.util.Base64.getDecoder().decode(publicKey)))
        .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertThatThrownBy(() -> SealKey.parse("c2VjcmV0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("c2VjcmV0");
  }

  // The sealer

  @Test
  void a_commit_is_sealed_within_a_second() {
    log.vigil.start();
    await().until(() -> log.sealing.unsealed() == 0);
    for (int i = 0; i < 5; i++) {
      log.append(1);
      long head = log.vigil.store().head();
      await()
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofSeconds(1))
          .until(() -> log.sealing.sealedTo() >= head);
    }
    assertThat(log.verify().verdict()).isEqualTo(Verdict.INTACT);
  }

  @Test
  void two_replicas_make_one_chain() throws Exception {
    SealedLog other = open(SealKeys.of(KEY));
    log.vigil.start();
    other.vigil.start();
    for (int i = 0; i < 10; i++) {
      log.append(20);
      other.append(20);
      // Now and then each loses its lease to the other without knowing it.
      log.execute("update lease set epoch = epoch + 1, expires_at = '-infinity'");
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.sealing.unsealed() == 0 && log.sealing.sealedTo() == 433);
    assertThat(log.verify().verdict()).isEqualTo(Verdict.INTACT);
  }

  @Test
  void a_sealer_that_was_frozen_over_its_lease_writes_nothing() throws SQLException {
    log.seal();
    log.append(1);
    log.execute("update lease set epoch = epoch + 1, holder = 'another'");

    assertThat(log.sealing.sealer().step()).isZero();

    assertThat(log.sealing.sealedTo()).isEqualTo(33);
  }

  @Test
  void a_gap_is_not_sealed_over() throws SQLException {
    log.execute("delete from event where position = 32");

    assertThatThrownBy(() -> log.sealing.sealer().step()).hasMessageContaining("32");
  }

  // Proofs

  @Test
  void every_event_under_a_seal_can_be_proved_without_its_content(@TempDir Path folder)
      throws Exception {
    Path key = folder.resolve("key.pem");
    Files.writeString(key, SealKey.pem(KEY.publicKey()));
    for (int position : new int[] {1, 10, 17, 30}) {
      StoredEvent event = log.vigil.store().after(position - 1, 1).getFirst();
      InclusionProof proof = log.sealing.prove(event.id()).orElseThrow();
      Path data = folder.resolve("data.json");
      Files.write(data, event.data());

      Checked checked = check(folder, proof.text(), key, data);

      assertThat(checked.output()).startsWith("HOLDS: event " + event.id());
      assertThat(checked.status()).isZero();
      assertThat(proof.text()).doesNotContain(new String(event.data(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_proof_that_was_tampered_with_does_not_hold(@TempDir Path folder) throws Exception {
    Path key = folder.resolve("key.pem");
    Files.writeString(key, SealKey.pem(KEY.publicKey()));
    Path other = folder.resolve("other.pem");
    Files.writeString(other, SealKey.pem(SealKey.generate().publicKey()));
    UUID id = log.vigil.store().after(16, 1).getFirst().id();
    String proof = log.sealing.prove(id).orElseThrow().text();

    assertThat(check(folder, proof.replace("position 17", "position 18"), key).failure())
        .isEqualTo("DOES NOT HOLD: the event is not one of those under the seal");
    assertThat(check(folder, proof.replace("last 20", "last 21"), key).failure())
        .isEqualTo("DOES NOT HOLD: the signature is not that of the seal");
    assertThat(check(folder, proof, other).failure())
        .isEqualTo("DOES NOT HOLD: the seal names another key than the one given");
    assertThat(check(folder, proof, key, key).failure())
        .isEqualTo("DOES NOT HOLD: the data is not that of the event");
    assertThat(check(folder, "nonsense", key).status()).isEqualTo(2);
  }

  @Test
  void what_has_no_seal_yet_or_is_not_there_has_no_proof() {
    assertThat(log.sealing.prove(log.vigil.store().after(32, 1).getFirst().id())).isEmpty();
    assertThat(log.sealing.prove(UUID.randomUUID())).isEmpty();
  }

  private record Checked(int status, String output) {
    String failure() {
      assertThat(status).isEqualTo(1);
      return output.strip();
    }
  }

  /** Runs the program as somebody would who has nothing but it, the proof and the key. */
  private static Checked check(Path folder, String proof, Path... files) throws Exception {
    Path program = Path.of("../../deploy/verify/CheckInclusion.java").toAbsolutePath();
    Path file = folder.resolve("proof.txt");
    Files.writeString(file, proof);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add(program.toString());
    command.add(file.toString());
    Stream.of(files).map(Path::toString).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Checked(process.exitValue(), output);
  }
}
