package org.vigil.testing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.eventsourcing.subject.PersonalData;
import org.vigil.eventsourcing.subject.Retention;
import org.vigil.eventsourcing.subject.Retention.Command.BeginRetention;
import org.vigil.eventsourcing.subject.Retention.Event.RetentionRun;
import org.vigil.eventsourcing.subject.SubjectDataCommand;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataCommand.HoldSubject;
import org.vigil.eventsourcing.subject.SubjectDataCommand.ReleaseHold;
import org.vigil.eventsourcing.subject.SubjectDataCommand.Releaser;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;
import org.vigil.eventsourcing.subject.SubjectDataEvent.HoldReason;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErased;
import org.vigil.eventsourcing.subject.SubjectDataRefusal;
import org.vigil.eventsourcing.subject.VaultView;
import org.vigil.eventsourcing.vault.MasterKeys;
import org.vigil.eventsourcing.vault.Vault;
import org.vigil.eventsourcing.vault.WrongMasterKey;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

@Timeout(120)
class ForgettingTest {

  static final String MASTER_KEY = key('a');
  private static final String OTHER_KEY = key('b');
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final String ZHANG = "1".repeat(32);
  private static final String LI = "2".repeat(32);

  private final SettableClock clock = new SettableClock(START);
  private final List<EventSourcing> opened = new ArrayList<>();
  private AgroalDataSource database;

  @BeforeEach
  void make_a_database() throws SQLException {
    database = PooledPostgres.to(RealPostgres.shared().createLog());
    execute(Card.TABLE);
  }

  @AfterEach
  void close() {
    opened.forEach(EventSourcing::close);
    database.close();
  }

  // Storing

  @Test
  void what_is_stored_holds_no_plain_text_and_reads_as_it_was_written() throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", Card.of(ZHANG));
    write(vigil, "a", new Card.Noted(null, "口罩不足"));

    String stored = text("select string_agg(convert_from(data, 'UTF8'), ' ') from event");

    assertThat(stored).doesNotContain("张三丰", "13800005678", "发热", "382", "口罩").contains("GWYC");
    assertThat(read(service())).containsExactly(Card.of(ZHANG), new Card.Noted(null, "口罩不足"));
  }

  @Test
  void a_key_is_on_the_disk_before_anybody_uses_it() throws Exception {
    EventSourcing vigil = service();
    execute(
        """
        create table told (synchronous text not null);
        create function tell() returns trigger language plpgsql as
          $$ begin insert into told values (current_setting('synchronous_commit')); return new; end $$;
        create trigger tell after insert on vault.subject_key for each row execute function tell()
        """);

    write(vigil, "a", new Card.Revealed(ZHANG, "流调"));

    assertThat(text("select string_agg(synchronous, ' ') from told")).isEqualTo("on");
  }

  @Test
  void the_same_value_is_never_the_same_ciphertext() throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", new Card.Revealed(ZHANG, "流调"));
    write(vigil, "b", new Card.Revealed(ZHANG, "流调"));

    assertThat(number("select count(distinct data) from event")).isEqualTo(2);
    assertThat(number("select count(*) from vault.subject_key")).isEqualTo(1);
  }

  @Test
  void what_was_stored_before_there_was_a_vault_reads_still() {
    EventSourcing before =
        keep(EventSourcing.builder("cards", database, clock).category(Card.CATEGORY).build());
    write(before, "a", Card.of(ZHANG));

    assertThat(read(service())).containsExactly(Card.of(ZHANG));
  }

  @Test
  void a_ciphertext_that_was_moved_to_another_event_parks_its_stream_and_no_other()
      throws Exception {
    EventSourcing vigil = service();
    write(vigil, "bad", Card.of(ZHANG));
    write(vigil, "good", Card.of(ZHANG));
    execute(
        "update event set data = (select data from event where stream = 'card/good')"
            + " where stream = 'card/bad'");

    vigil.drain();

    assertThat(rows("select stream, name from card")).containsExactly("card/good 张三丰");
    assertThat(vigil.parking().parked(Card.View.NAME, "card/bad")).isTrue();
  }

  // Forgetting

  @Test
  void a_forgotten_person_reads_as_erased_and_others_stay() throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", Card.of(ZHANG));
    write(vigil, "b", Card.of(LI));
    vigil.drain();
    byte[] before = bytes("select data from event where position = 1");

    erase(vigil, ZHANG);

    assertThat(read(service()))
        .filteredOn(Card.Fact.class::isInstance)
        .containsExactly(Card.erased(ZHANG), Card.of(LI));
    assertThat(bytes("select data from event where position = 1")).isEqualTo(before);
    assertThat(write(vigil, "a", new Card.Revealed(LI, "流调")).version()).isEqualTo(2);
    assertThat(rows("select stream, name, phone, signs, temperature from card order by 1"))
        .containsExactly("card/a 已删除 已删除 {} null", "card/b 张三丰 13800005678 {发热} 382");
    assertThat(vigil.parking().count()).isZero();
  }

  @Test
  void a_view_that_is_built_anew_ends_with_the_rows_that_were_scrubbed() throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", Card.of(ZHANG));
    write(vigil, "a", new Card.Written(ZHANG, new Card.Guest("张三丰", null), List.of(), 371, "BGS"));
    write(vigil, "b", Card.of(LI));
    vigil.drain();
    erase(vigil, ZHANG);
    write(vigil, "c", Card.of(ZHANG));
    vigil.drain();
    List<String> live = rows("select * from card order by stream, version");

    List<String> rebuilt = rebuilt();

    assertThat(rebuilt).isEqualTo(live);
    assertThat(live)
        .containsExactly(
            "card/a 1 " + ZHANG + " 已删除 已删除 {} null",
            "card/a 2 " + ZHANG + " 已删除 null {} null",
            "card/b 1 " + LI + " 张三丰 13800005678 {发热} 382",
            "card/c 1 " + ZHANG + " 张三丰 13800005678 {发热} 382");
  }

  @Test
  void who_comes_again_gets_another_key_that_a_replayed_erasure_leaves_alone() throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", Card.of(ZHANG));
    erase(vigil, ZHANG);
    write(vigil, "b", Card.of(ZHANG));
    vigil.close();
    execute("delete from checkpoint where name = '" + VaultView.NAME + "'");

    EventSourcing again = service();
    again.drain();
    assertThat(again.reached(VaultView.NAME)).isEqualTo(again.store().head());

    assertThat(read(again))
        .filteredOn(Card.Fact.class::isInstance)
        .containsExactly(Card.erased(ZHANG), Card.of(ZHANG));
  }

  @Test
  void a_crash_between_the_event_and_the_key_only_delays_the_erasure() throws Exception {
    EventSourcing crashed = service();
    write(crashed, "a", Card.of(ZHANG));
    assertThat(ask(crashed, ZHANG, erasure(ZHANG))).isInstanceOf(Outcome.Done.class);
    assertThat(number("select count(*) from vault.subject_key")).isEqualTo(1);
    crashed.close();

    EventSourcing next = service();
    settle(next);

    assertThat(number("select count(*) from vault.subject_key")).isZero();
    assertThat(story(ZHANG)).containsExactly("subject-erased.v1", "subject-erasure-completed.v1");
    assertThat(rows("select name from card")).containsExactly("已删除");
  }

  @Test
  void a_lost_data_key_shows_as_erased_and_not_as_an_error() throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", Card.of(ZHANG));
    execute("delete from vault.subject_key");

    EventSourcing next = service();
    next.drain();

    assertThat(read(next)).containsExactly(Card.erased(ZHANG));
    assertThat(rows("select name from card")).containsExactly("已删除");
    assertThat(next.parking().count()).isZero();
  }

  @Test
  void a_broken_data_key_is_lost_and_replaced() throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", Card.of(ZHANG));
    execute(
        "update vault.subject_key set wrapped = set_byte(wrapped, 20, 255 - get_byte(wrapped,"
            + " 20))");

    EventSourcing next = service();
    write(next, "b", Card.of(ZHANG));

    assertThat(read(next)).containsExactly(Card.erased(ZHANG), Card.of(ZHANG));
  }

  @Test
  void a_person_is_forgotten_while_sixteen_writers_write() throws Exception {
    EventSourcing one = service();
    EventSourcing two = service();
    one.start();
    two.start();
    AtomicBoolean goOn = new AtomicBoolean(true);
    CountDownLatch warm = new CountDownLatch(16 * 20);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int writer = i;
        writing.add(
            writers.submit(
                () -> {
                  for (int n = 0; goOn.get(); n++) {
                    write(
                        writer % 2 == 0 ? one : two,
                        "w" + writer + "-" + n,
                        Card.of(n % 2 == 0 ? ZHANG : LI));
                    warm.countDown();
                  }
                }));
      }
      warm.await();
      ask(one, ZHANG, erasure(ZHANG));
      await().until(() -> number("select count(*) from vault.erased_subject") == 1);
      // Every replica must have asked for the key anew before the clock lets the erasure complete.
      long erasedAt = number("select position from event where type = 'subject-erased.v1'");
      one.vault().forgetCached();
      two.vault().forgetCached();
      await().until(() -> one.store().head() > erasedAt + 200);
      clock.forward(Vault.SETTLED);
      await().until(() -> story(ZHANG).size() == 2);
      goOn.set(false);
      for (Future<?> done : writing) {
        done.get();
      }
    }
    long completed =
        number("select position from event where type = 'subject-erasure-completed.v1'");
    write(one, "after", Card.of(ZHANG));
    long head = one.store().head();
    assertThat(one.awaitReached(Card.View.NAME, head, Duration.ofSeconds(20))).isTrue();
    one.close();
    two.close();
    List<String> live = rows("select * from card order by stream, version");

    assertThat(
            rows(
                "select distinct name from card join event e using (stream, version) where"
                    + " subject_id = '"
                    + ZHANG
                    + "' and e.position < "
                    + completed))
        .containsExactly("已删除");
    assertThat(rows("select distinct name from card where subject_id = '" + LI + "'"))
        .containsExactly("张三丰");
    assertThat(rows("select name from card where stream = 'card/after'")).containsExactly("张三丰");
    assertThat(rebuilt()).isEqualTo(live);
    assertThat(number("select count(*) from parked_stream")).isZero();
  }

  // Holds

  @Test
  void what_a_case_holds_is_not_erased() throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", Card.of(ZHANG));
    ask(vigil, ZHANG, hold(ZHANG, "h1"));

    Outcome<?> outcome = ask(vigil, ZHANG, erasure(ZHANG));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(SubjectDataRefusal.SUBJECT_HELD));
    assertThat(read(vigil)).first().isEqualTo(Card.of(ZHANG));
  }

  @Test
  void an_erasure_from_elsewhere_waits_for_the_last_release() throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", Card.of(ZHANG));
    ask(vigil, ZHANG, hold(ZHANG, "h1"));
    ask(vigil, ZHANG, hold(ZHANG, "h2"));
    ask(vigil, ZHANG, followed("e1"));
    ask(vigil, ZHANG, release("h1", Releaser.THE_MATTER_ITSELF, "cases"));
    settle(vigil);
    assertThat(number("select count(*) from vault.subject_key where subject_id = '" + ZHANG + "'"))
        .isEqualTo(1);

    ask(vigil, ZHANG, release("h2", Releaser.THE_MATTER_ITSELF, "cases"));

    settle(vigil);
    assertThat(number("select count(*) from vault.subject_key")).isZero();
    assertThat(story(ZHANG))
        .containsExactly(
            "subject-held.v1",
            "subject-held.v1",
            "subject-erasure-postponed.v1",
            "subject-hold-released.v1",
            "subject-hold-released.v1",
            "subject-erased.v1",
            "subject-erasure-completed.v1");
  }

  @Test
  void of_two_people_of_one_case_each_is_held_until_its_own_release() throws Exception {
    EventSourcing vigil = service();
    for (String subject : List.of(ZHANG, LI)) {
      write(vigil, subject, Card.of(subject));
      ask(vigil, subject, hold(subject, "case-1"));
    }
    begin(vigil);

    ask(vigil, ZHANG, release("case-1", Releaser.THE_MATTER_ITSELF, "cases"));

    retain(vigil);
    assertThat(forgottenByRetention(vigil)).containsExactly(ZHANG);
    assertThat(ask(vigil, LI, erasure(LI))).isInstanceOf(Outcome.Refused.class);
    assertThat(rows("select hold_id, subject_id from vault.held_subject"))
        .containsExactly("case-1 " + LI);

    ask(vigil, LI, release("case-1", Releaser.THE_MATTER_ITSELF, "cases"));

    retain(vigil);
    assertThat(forgottenByRetention(vigil)).containsExactly(ZHANG, LI);
    assertThat(number("select count(*) from vault.subject_key")).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Releaser.class,
      names = {"LEADER", "CLIENT"})
  void what_a_case_has_placed_nobody_releases_by_hand(Releaser releaser) throws Exception {
    EventSourcing vigil = service();
    String id = ZHANG + ".CASE-1";
    ask(vigil, ZHANG, hold(ZHANG, id));

    Outcome<?> outcome = ask(vigil, ZHANG, release(id, releaser, "office"));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Refused<>(
                SubjectDataRefusal.HOLD_ENDS_WITH_ITS_CASE, Map.of("reference", "CASE-1")));
    assertThat(story(ZHANG)).containsExactly("subject-held.v1");
  }

  @ParameterizedTest
  @CsvSource({"CLIENT, office, true", "CLIENT, another, false", "LEADER, leader, true"})
  void what_somebody_has_placed_is_released_by_the_same_or_by_a_leader(
      Releaser releaser, String client, boolean released) throws Exception {
    EventSourcing vigil = service();
    String id = ZHANG + "." + UUID.randomUUID();
    ask(vigil, ZHANG, hold(ZHANG, id));

    Outcome<?> outcome = ask(vigil, ZHANG, release(id, releaser, client));

    if (released) {
      assertThat(outcome).isInstanceOf(Outcome.Done.class);
    } else {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.reason())
                      .isEqualTo(SubjectDataRefusal.HOLD_PLACED_BY_ANOTHER));
    }
  }

  // Retention

  @Test
  void who_has_not_been_heard_of_for_long_is_forgotten_unless_held() throws Exception {
    EventSourcing vigil = service();
    String held = "3".repeat(32);
    write(vigil, "a", Card.of(ZHANG));
    write(vigil, "h", Card.of(held));
    ask(vigil, held, hold(held, "h1"));
    begin(vigil);
    vigil.drain();
    clock.forward(Duration.ofDays(100));
    vigil.vault().forgetCached();
    write(vigil, "b", Card.of(LI));
    clock.forward(Duration.ofDays(82));

    settle(vigil);

    assertThat(rows("select subject_id from vault.subject_key order by 1"))
        .containsExactly(LI, held);
    assertThat(
            vigil.own().after(0, 500).stream()
                .map(Recorded::event)
                .filter(RetentionRun.class::isInstance)
                .map(RetentionRun.class::cast)
                .filter(run -> run.found() > 0))
        .singleElement()
        .satisfies(run -> assertThat(run.subjectIds()).containsExactly(ZHANG));
    assertThat(
            vigil.own().after(0, 500).stream()
                .map(Recorded::event)
                .filter(SubjectErased.class::isInstance)
                .map(event -> ((SubjectErased) event).reason()))
        .containsExactly(ErasureReason.RETENTION_ENDED);
  }

  // Reveals

  @Test
  void who_looked_when_and_for_what_is_kept_without_the_purpose_of_the_forgotten()
      throws Exception {
    EventSourcing vigil = service();
    write(vigil, "a", new Card.Revealed(ZHANG, "张三丰的流调"));
    write(vigil, "b", new Card.Revealed(LI, "流调"));
    vigil.drain();

    erase(vigil, ZHANG);

    assertThat(rows("select subject_id, stream, actor, purpose from reveal order by position"))
        .containsExactly(ZHANG + " card/a me 已删除", LI + " card/b me 流调");
  }

  // Master keys

  @Test
  void a_wrong_master_key_stops_the_start_and_touches_nothing() throws Exception {
    write(service(), "a", Card.of(ZHANG));
    List<String> before = rows("select * from vault.master_key");

    assertThatThrownBy(() -> service(MasterKeys.of(OTHER_KEY, List.of())))
        .isInstanceOf(WrongMasterKey.class)
        .hasMessageContaining("nothing has been written")
        .hasMessageNotContaining(OTHER_KEY);

    assertThat(rows("select * from vault.master_key")).isEqualTo(before);
    assertThat(number("select count(*) from vault.subject_key")).isEqualTo(1);
    assertThat(read(service())).containsExactly(Card.of(ZHANG));
  }

  @Test
  void a_master_key_is_thirty_two_bytes() {
    assertThatThrownBy(() -> MasterKeys.of("c2hvcnQ=", List.of()))
        .isInstanceOf(WrongMasterKey.class)
        .hasMessageContaining("32 bytes");
  }

  @Test
  void a_rotation_that_is_broken_off_is_continued_until_the_old_key_can_go() throws Exception {
    EventSourcing old = service();
    for (int i = 0; i < 10; i++) {
      write(old, "a" + i, Card.of(("" + i).repeat(32)));
    }
    old.close();
    EventSourcing rotating = service(MasterKeys.of(OTHER_KEY, List.of(MASTER_KEY)));
    assertThat(rotating.vault().rewrap(4)).isEqualTo(4);
    rotating.close();
    assertThatThrownBy(() -> service(MasterKeys.of(OTHER_KEY, List.of())))
        .isInstanceOf(WrongMasterKey.class);

    EventSourcing again = service(MasterKeys.of(OTHER_KEY, List.of(MASTER_KEY)));
    write(again, "b", Card.of(ZHANG));
    again.start();
    await().until(() -> number("select count(*) from vault.master_key") == 1);

    EventSourcing without = service(MasterKeys.of(OTHER_KEY, List.of()));
    assertThat(read(without))
        .filteredOn(Card.Written.class::isInstance)
        .hasSize(11)
        .allSatisfy(card -> assertThat(((Card.Written) card).guest().name()).isEqualTo("张三丰"));
    assertThatThrownBy(ForgettingTest.this::service).isInstanceOf(WrongMasterKey.class);
  }

  // Older versions

  /** Version 1: the note stood beside the name, and there was one sign. */
  @EventType("card-filed")
  record FiledV1(
      String subjectId, @Personal String sign, @Personal String name, @Personal String note) {}

  @EventType(value = "card-filed", version = 2, upcasters = ManySigns.class)
  record Filed(
      String subjectId, @Personal List<String> signs, Card.Guest guest, @Personal String note) {}

  static final class ManySigns implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("signs", List.of(fields.remove("sign")));
      fields.put("guest", Map.of("name", fields.remove("name")));
      return fields;
    }
  }

  @Test
  void an_older_version_is_decrypted_before_it_is_brought_up_to_date() throws Exception {
    Vault vault = Vault.open(database, MasterKeys.of(MASTER_KEY, List.of()), clock);
    UUID id = UUID.randomUUID();
    StreamId stream = new StreamId("card", "a");
    byte[] data =
        EventCatalog.of("cards", List.of(FiledV1.class), vault)
            .stored(stream, id, new FiledV1(ZHANG, "发热", "张三丰", "自述"));
    EventCatalog today = EventCatalog.of("cards", List.of(Filed.class), vault);
    StoredEvent stored =
        new StoredEvent(1, stream, 1, id, "card-filed.v1", START, new byte[0], data);

    assertThat(today.event(stored))
        .isEqualTo(new Filed(ZHANG, List.of("发热"), new Card.Guest("张三丰", null), "自述"));

    execute("delete from vault.subject_key");
    vault.forgetCached();
    assertThat(today.event(stored))
        .isEqualTo(
            new Filed(
                ZHANG,
                List.of(Personal.ERASED),
                new Card.Guest(Personal.ERASED, null),
                Personal.ERASED));
  }

  // Types

  @EventType("numb")
  record NumbEvent(String subjectId, @Personal int count) {}

  @EventType("nobodys")
  record NobodysEvent(Card.Guest guest) {}

  @Test
  void a_personal_field_that_could_not_be_erased_or_is_nobodys_is_no_event() {
    assertThatThrownBy(() -> EventCatalog.of("cards", List.of(NumbEvent.class)))
        .hasMessageContaining("cannot be erased");
    assertThatThrownBy(() -> EventCatalog.of("cards", List.of(NobodysEvent.class)))
        .hasMessageContaining("no subjectId says whose it is");
  }

  // How

  static EventSourcing.Builder builder(
      DataSource database, java.time.InstantSource clock, MasterKeys keys) {
    return EventSourcing.builder("cards", database, clock)
        .category(Card.CATEGORY)
        .follow(new Card.View())
        .personalData(new PersonalData(keys, _ -> Duration.ofDays(180), Set.of()));
  }

  private EventSourcing service() {
    return service(MasterKeys.of(MASTER_KEY, List.of()));
  }

  private EventSourcing service(MasterKeys keys) {
    return keep(builder(database, clock, keys).build());
  }

  private EventSourcing keep(EventSourcing vigil) {
    opened.add(vigil);
    return vigil;
  }

  private static String key(char of) {
    byte[] bytes = String.valueOf(of).repeat(32).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Outcome.Done<Card.Fact> write(EventSourcing vigil, String card, Card.Fact fact) {
    return (Outcome.Done<Card.Fact>)
        vigil.handler(Card.CATEGORY).handle(card, fact, CommandContext.of("me", UUID.randomUUID()));
  }

  private static Outcome<?> ask(EventSourcing vigil, String subject, SubjectDataCommand command) {
    return vigil
        .handler(vigil.subjects())
        .handle(subject, command, CommandContext.of("office", UUID.randomUUID()));
  }

  private void begin(EventSourcing vigil) {
    vigil
        .handler(
            Retention.category(
                (_, _) -> {
                  throw new IllegalStateException();
                }))
        .handle(
            Retention.KEY,
            new BeginRetention(clock.instant()),
            CommandContext.of("me", UUID.randomUUID()));
  }

  private EraseSubject erasure(String subject) {
    return new EraseSubject(
        subject,
        UUID.randomUUID().toString(),
        ErasureReason.REQUESTED_BY_THE_PERSON,
        "office",
        "cards",
        false,
        clock.instant());
  }

  private EraseSubject followed(String id) {
    return new EraseSubject(
        ZHANG,
        id,
        ErasureReason.REQUESTED_BY_THE_PERSON,
        "office",
        "elsewhere",
        true,
        clock.instant());
  }

  private ReleaseHold release(String id, Releaser by, String client) {
    return new ReleaseHold(id, by, client, "cards", clock.instant());
  }

  private static HoldSubject hold(String subject, String id) {
    return new HoldSubject(subject, id, HoldReason.OUTBREAK_CASE, "CASE-1", "office", "cards");
  }

  /** Half a year later. */
  private void retain(EventSourcing vigil) throws SQLException {
    vigil.drain();
    clock.forward(Duration.ofDays(182));
    settle(vigil);
  }

  /** Whom the retention has found, in the order in which it did. */
  private static List<String> forgottenByRetention(EventSourcing vigil) {
    return vigil.own().after(0, 500).stream()
        .map(Recorded::event)
        .filter(RetentionRun.class::isInstance)
        .flatMap(run -> ((RetentionRun) run).subjectIds().stream())
        .toList();
  }

  private void erase(EventSourcing vigil, String subject) throws SQLException {
    ask(vigil, subject, erasure(subject));
    settle(vigil);
  }

  private void settle(EventSourcing vigil) throws SQLException {
    vigil.drain();
    clock.forward(Vault.SETTLED);
    vigil.drain();
  }

  /** The view from the beginning, by a replica that remembers nothing. */
  private List<String> rebuilt() throws SQLException {
    opened.forEach(EventSourcing::close);
    execute("truncate card");
    execute("delete from checkpoint where name = '" + Card.View.NAME + "'");
    EventSourcing fresh = service();
    fresh.drain();
    return rows("select * from card order by stream, version");
  }

  private static List<Object> read(EventSourcing vigil) {
    return vigil.own().after(0, 500).stream().<Object>map(Recorded::event).toList();
  }

  private List<String> story(String subject) throws SQLException {
    return rows(
        "select type from event where stream = 'subject-data/" + subject + "' order by version");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        all.add(String.join(" ", row));
      }
      return all;
    }
  }

  private String text(String sql) throws SQLException {
    return rows(sql).getFirst();
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  private byte[] bytes(String sql) throws SQLException {
    return text(sql).getBytes(StandardCharsets.UTF_8);
  }
}
