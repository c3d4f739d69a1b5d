package org.vigil.testing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.projection.Difference;
import org.vigil.eventsourcing.projection.Difference.Kind;
import org.vigil.eventsourcing.projection.Parking.Skip;
import org.vigil.eventsourcing.projection.Rebuild;
import org.vigil.eventsourcing.projection.Rebuild.State;
import org.vigil.eventsourcing.projection.Rebuilds.Serving;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.store.Counter.Added;

@Timeout(120)
class RebuildTest {

  private static final String NAME = ShelvesView.NAME;

  private final List<EventSourcing> opened = new ArrayList<>();
  private final ShelvesView view = new ShelvesView();
  private Shelves shelves;
  private EventSourcing vigil;

  @BeforeEach
  void open() throws SQLException {
    shelves = new Shelves();
    vigil = replica(view);
  }

  @AfterEach
  void close() {
    opened.forEach(EventSourcing::close);
  }

  private EventSourcing replica(ShelvesView with) {
    EventSourcing replica = shelves.replica(with);
    opened.add(replica);
    return replica;
  }

  /** Works until nothing is left to do but wait for an operator. */
  private Rebuild settle(EventSourcing replica) throws SQLException {
    for (int idle = 0, round = 0; idle < 3; round++) {
      assertThat(round).as("rounds").isLessThan(1_000);
      replica.drain();
      idle = replica.rebuilds().step() ? 0 : idle + 1;
    }
    return replica.rebuilds().newest().getFirst();
  }

  private void givenThreeShelves() throws SQLException {
    Shelves.add(vigil, "a", 2);
    Shelves.add(vigil, "b", 3);
    Shelves.add(vigil, "a", 3);
    Shelves.add(vigil, "c", 10);
    vigil.drain();
  }

  @Test
  void an_equal_next_version_is_switched_and_serves_with_the_same_shape() throws Exception {
    givenThreeShelves();
    List<String> shape = shelves.shape();

    vigil.rebuilds().ask(NAME, true, "tester");
    Rebuild rebuild = settle(vigil);

    assertThat(rebuild.state()).isEqualTo(State.SWITCHED);
    assertThat(rebuild.differenceCount()).isZero();
    assertThat(rebuild.rowsCompared()).isEqualTo(3 + 4 + 1);
    assertThat(vigil.rebuilds().serving()).containsEntry(NAME, new Serving(2, 1));
    Shelves.add(vigil, "b", 1);
    vigil.drain();
    assertThat(shelves.shelves())
        .containsExactly("counter/a 5 v2", "counter/b 4 v2", "counter/c 10 v1");
    assertThat(shelves.shape()).isEqualTo(shape).hasSizeGreaterThan(4);
    assertThat(shelves.rows("select count(*) from \"previous_shelves-1\".shelf_entry"))
        .containsExactly("4");
  }

  @Test
  void a_next_version_waits_to_be_switched_and_follows_meanwhile() throws Exception {
    givenThreeShelves();
    vigil.rebuilds().ask(NAME, false, "tester");
    assertThat(settle(vigil).state()).isEqualTo(State.EQUAL);
    Shelves.add(vigil, "d", 1);
    assertThat(settle(vigil).position()).isEqualTo(5);

    assertThat(vigil.rebuilds().switchWhenEqual(NAME, 2)).isTrue();

    assertThat(settle(vigil).state()).isEqualTo(State.SWITCHED);
    assertThat(shelves.shelves()).hasSize(4);
  }

  @Test
  void what_is_under_way_is_not_begun_again() throws Exception {
    vigil.rebuilds().ask(NAME, false, "tester");

    var again = vigil.rebuilds().ask(NAME, true, "tester");

    assertThat(again.fresh()).isFalse();
    assertThat(again.rebuild().version()).isEqualTo(2);
  }

  @Test
  void a_mistake_is_found_shown_by_its_place_and_not_switched() throws Exception {
    givenThreeShelves();
    view.miscounts = true;

    vigil.rebuilds().ask(NAME, true, "tester");
    Rebuild rebuild = settle(vigil);

    assertThat(rebuild.state()).isEqualTo(State.DIFFERENT);
    assertThat(rebuild.differenceCount()).isEqualTo(2);
    assertThat(vigil.rebuilds().differences(NAME, 2))
        .extracting(Difference::relation, Difference::key, Difference::kind, Difference::columns)
        .containsExactlyInAnyOrder(
            tuple("shelf", "counter/a", Kind.CHANGED, List.of("things")),
            tuple("shelf", "counter/b", Kind.CHANGED, List.of("things")));
    assertThat(shelves.shelves())
        .containsExactly("counter/a 5 v2", "counter/b 3 v1", "counter/c 10 v1");
  }

  @Test
  void missing_and_surplus_rows_are_found_with_and_without_a_key() throws Exception {
    givenThreeShelves();
    shelves.execute(
        "delete from shelf where stream = 'counter/a'; insert into shelf values ('x', 1, 'y', 1);"
            + " insert into shelf_total values (10); update shelf_entry set things = 1"
            + " where position = 2");

    vigil.rebuilds().ask(NAME, true, "tester");

    assertThat(settle(vigil).state()).isEqualTo(State.DIFFERENT);
    assertThat(vigil.rebuilds().differences(NAME, 2))
        .extracting(Difference::relation, Difference::key, Difference::kind)
        .containsExactlyInAnyOrder(
            tuple("shelf", "counter/a", Kind.ONLY_NEXT),
            tuple("shelf", "x", Kind.ONLY_SERVING),
            tuple("shelf_entry", "2", Kind.CHANGED),
            tuple("shelf_total", "", Kind.ONLY_SERVING));
  }

  @Test
  void accepted_differences_are_switched_and_the_reason_is_kept() throws Exception {
    givenThreeShelves();
    view.miscounts = true;
    vigil.rebuilds().ask(NAME, true, "tester");
    settle(vigil);

    vigil.rebuilds().switchDespiteDifferences(NAME, 2, "tester", "threes are fours now");

    Rebuild rebuild = settle(vigil);
    assertThat(rebuild.state()).isEqualTo(State.SWITCHED);
    assertThat(rebuild.acceptedBecause()).isEqualTo("threes are fours now");
    assertThat(shelves.shelves())
        .containsExactly("counter/a 6 v2", "counter/b 4 v1", "counter/c 10 v1");
  }

  @Test
  void a_version_that_is_rolled_back_gives_way_to_the_one_before_caught_up() throws Exception {
    givenThreeShelves();
    view.miscounts = true;
    vigil.rebuilds().ask(NAME, true, "tester");
    settle(vigil);
    vigil.rebuilds().switchDespiteDifferences(NAME, 2, "tester", "by mistake");
    settle(vigil);
    view.miscounts = false;
    Shelves.add(vigil, "b", 5);
    List<String> shape = shelves.shape();

    assertThat(vigil.rebuilds().rollBack(NAME, 2)).isTrue();

    assertThat(settle(vigil).state()).isEqualTo(State.ROLLED_BACK);
    Shelves.add(vigil, "b", 1);
    vigil.drain();
    assertThat(shelves.shelves())
        .containsExactly("counter/a 5 v2", "counter/b 9 v3", "counter/c 10 v1");
    assertThat(shelves.shape()).isEqualTo(shape);
    assertThat(vigil.rebuilds().serving()).containsEntry(NAME, new Serving(1, 1));
    assertThat(vigil.rebuilds().rollBack(NAME, 2)).isFalse();
    assertThat(shelves.rows("select nspname from pg_namespace where nspname like '%shelves-1'"))
        .isEmpty();
  }

  @Test
  void what_is_given_up_leaves_nothing_and_can_be_begun_anew() throws Exception {
    givenThreeShelves();
    view.miscounts = true;
    vigil.rebuilds().ask(NAME, true, "tester");
    settle(vigil);

    assertThat(vigil.rebuilds().abandon(NAME, 2)).isTrue();

    assertThat(settle(vigil).state()).isEqualTo(State.ABANDONED);
    assertThat(shelves.rows("select nspname from pg_namespace where nspname like 'rebuild%'"))
        .isEmpty();
    view.miscounts = false;
    vigil.rebuilds().ask(NAME, true, "tester");
    assertThat(settle(vigil))
        .extracting(Rebuild::version, Rebuild::state)
        .containsExactly(3, State.SWITCHED);
  }

  @Test
  void a_new_revision_of_the_code_is_built_by_itself_once() throws Exception {
    givenThreeShelves();
    // Built, but ended before this replica has looked at what there is to rebuild.
    vigil.drain();
    vigil.close();
    ShelvesView changed = new ShelvesView();
    changed.revision = 2;

    EventSourcing deployed = replica(changed);
    deployed.start();

    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(deployed.rebuilds().serving()).containsEntry(NAME, new Serving(2, 2)));
    deployed.close();
    EventSourcing again = replica(changed);
    again.start();
    assertThat(again.awaitReached(NAME, 4, Duration.ofSeconds(20))).isTrue();
    assertThat(again.rebuilds().newest().getFirst().version()).isEqualTo(2);
  }

  @Test
  void code_of_another_revision_does_not_build() throws Exception {
    givenThreeShelves();
    vigil.rebuilds().ask(NAME, true, "tester");
    view.revision = 2;

    assertThat(settle(vigil).position()).isZero();
  }

  @Test
  void a_parked_stream_stays_parked_through_a_switch_and_comes_back_with_a_rollback()
      throws Exception {
    view.poisonous = true;
    Shelves.add(vigil, "bad", 7);
    givenThreeShelves();

    vigil.rebuilds().ask(NAME, true, "tester");

    assertThat(settle(vigil).state()).isEqualTo(State.SWITCHED);
    assertThat(vigil.parking().parked(NAME, "counter/bad")).isTrue();
    assertThat(vigil.parking().count()).isEqualTo(1);
    vigil.rebuilds().rollBack(NAME, 2);
    assertThat(settle(vigil).state()).isEqualTo(State.ROLLED_BACK);
    assertThat(vigil.parking().list()).hasSize(1);
    view.poisonous = false;
    assertThat(vigil.followers().retry(NAME, "counter/bad")).isTrue();
    assertThat(shelves.shelves()).contains("counter/bad 7 v1");
  }

  @Test
  void a_stream_that_only_one_side_could_digest_is_a_difference() throws Exception {
    view.poisonous = true;
    Shelves.add(vigil, "bad", 7);
    vigil.drain();
    view.poisonous = false;

    vigil.rebuilds().ask(NAME, true, "tester");

    assertThat(settle(vigil).state()).isEqualTo(State.DIFFERENT);
    assertThat(vigil.rebuilds().differences(NAME, 2))
        .extracting(Difference::relation, Difference::key)
        .contains(tuple("parked events", "counter/bad 1"), tuple("shelf", "counter/bad"));
  }

  @Test
  void a_skipped_event_lets_its_stream_go_on_and_stays_out_of_every_rebuild() throws Exception {
    view.poisonous = true;
    long bad = Shelves.add(vigil, "bad", 7);
    Shelves.add(vigil, "bad", 2);
    vigil.drain();

    Skip skip = vigil.parking().skip(NAME, "counter/bad", bad, "测试 entry", "tester");

    assertThat(skip).isEqualTo(Skip.SKIPPED);
    assertThat(vigil.followers().retry(NAME, "counter/bad")).isTrue();
    view.poisonous = false;
    vigil.rebuilds().ask(NAME, true, "tester");
    assertThat(settle(vigil).state()).isEqualTo(State.SWITCHED);
    assertThat(shelves.shelves()).containsExactly("counter/bad 2 v2");
    assertThat(shelves.rows("select reason || ' ' || skipped_by from skipped_event"))
        .containsExactly("测试 entry tester");
  }

  @Test
  void only_the_event_that_is_waited_for_can_be_skipped_and_that_repeatedly() throws Exception {
    view.poisonous = true;
    Shelves.add(vigil, "bad", 7);
    vigil.drain();

    assertThat(vigil.parking().skip(NAME, "counter/bad", 2, "no", "me"))
        .isEqualTo(Skip.NOT_WAITING);
    assertThat(vigil.parking().skip(NAME, "counter/bad", 1, "yes", "me")).isEqualTo(Skip.SKIPPED);
    assertThat(vigil.parking().skip(NAME, "counter/bad", 1, "yes", "me")).isEqualTo(Skip.SKIPPED);
  }

  @Test
  void a_skipped_event_stays_out_when_a_crash_has_set_the_view_back() throws Exception {
    view.poisonous = true;
    Shelves.add(vigil, "bad", 7);
    vigil.drain();
    vigil.parking().skip(NAME, "counter/bad", 1, "yes", "me");
    vigil.close();
    shelves.execute("update checkpoint set position = 0 where name = '" + NAME + "'");
    shelves.execute("update lease set expires_at = '-infinity'");

    EventSourcing again = replica(view);
    again.drain();

    assertThat(again.parking().count()).isZero();
    assertThat(again.reached(NAME)).isEqualTo(1);
  }

  @Test
  void a_retry_gets_as_far_as_it_can() throws Exception {
    view.poisonous = true;
    Shelves.add(vigil, "bad", 7);
    Shelves.add(vigil, "bad", 1);
    Shelves.add(vigil, "worse", 7);
    vigil.drain();
    vigil.parking().skip(NAME, "counter/bad", 1, "yes", "me");
    long second = Shelves.add(vigil, "bad", 1);
    shelves.execute("update event set data = 'torn' where position = " + second);
    vigil.drain();

    assertThat(vigil.followers().retry(NAME, "counter/bad")).isFalse();

    assertThat(shelves.shelves()).containsExactly("counter/bad 1 v2");
    assertThat(vigil.parking().list().getFirst().position()).isEqualTo(second);
  }

  @Test
  void a_rebuild_sees_no_table_but_its_own() throws Exception {
    shelves.execute("create table elsewhere (n int)");
    givenThreeShelves();
    view.trespasses = true;

    vigil.rebuilds().ask(NAME, true, "tester");

    assertThat(settle(vigil).state()).isEqualTo(State.DIFFERENT);
    assertThat(shelves.rows("select count(*) from elsewhere")).containsExactly("0");
  }

  @Test
  void a_migration_in_between_ends_the_rebuild_and_the_way_back() throws Exception {
    givenThreeShelves();
    vigil.rebuilds().ask(NAME, true, "tester");
    settle(vigil);
    vigil.rebuilds().ask(NAME, false, "tester");
    settle(vigil);
    shelves.execute("alter table shelf add column colour text");

    assertThat(settle(vigil).state()).isEqualTo(State.ABANDONED);
    vigil.rebuilds().rollBack(NAME, 2);
    settle(vigil);
    assertThat(vigil.rebuilds().find(NAME, 2).orElseThrow().state()).isEqualTo(State.SWITCHED);
    assertThat(shelves.shelves()).hasSize(3);
  }

  @Test
  void a_long_query_is_waited_for_and_not_given_up() throws Exception {
    givenThreeShelves();
    vigil.rebuilds().ask(NAME, false, "tester");
    settle(vigil);
    vigil.rebuilds().switchWhenEqual(NAME, 2);
    try (Connection reader = shelves.dataSource.getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("select * from shelf").close();

      Rebuild waiting = settle(vigil);

      assertThat(waiting.state()).isEqualTo(State.EQUAL);
      assertThat(waiting.lastError()).isEqualTo("SQL state 55P03");
      statement.executeQuery("select * from shelf_entry").close();
      reader.rollback();
      reader.setAutoCommit(true);
    }
    assertThat(settle(vigil).state()).isEqualTo(State.SWITCHED);
  }

  @Test
  void a_replica_that_has_lost_its_lease_does_not_switch() throws Exception {
    givenThreeShelves();
    vigil.rebuilds().ask(NAME, false, "tester");
    settle(vigil);
    vigil.rebuilds().switchWhenEqual(NAME, 2);
    shelves.execute(
        "update lease set holder = 'another', epoch = epoch + 1,"
            + " expires_at = now() + interval '1 hour' where name = 'rebuild:shelves-1'");

    vigil.rebuilds().step();
    vigil.rebuilds().step();

    assertThat(vigil.rebuilds().find(NAME, 2).orElseThrow().state()).isEqualTo(State.CAUGHT_UP);
    assertThat(vigil.rebuilds().serving()).containsEntry(NAME, new Serving(1, 1));
  }

  @Test
  void a_view_of_what_was_received_is_rebuilt_from_that() throws Exception {
    shelves.history(20);
    shelves.execute(
        "insert into received select position, 'other', position, stream, version, id, type,"
            + " recorded_at, metadata, data from event; update received_head set position = 20");
    EventSourcing reader =
        EventSourcing.builder("reader", shelves.dataSource, InstantSource.system())
            .reads("other", Added.class)
            .followReceived(view)
            .build();
    opened.add(reader);
    reader.drain();
    String name = NAME + "@received";
    shelves.execute("update shelf set things = 9 where stream = 'counter/h1'");

    reader.rebuilds().ask(name, true, "tester");

    assertThat(settle(reader).state()).isEqualTo(State.DIFFERENT);
    reader.rebuilds().switchDespiteDifferences(name, 2, "tester", "was wrong");
    assertThat(settle(reader).state()).isEqualTo(State.SWITCHED);
    assertThat(shelves.shelves())
        .containsExactly(
            "counter/h0 8 v5", "counter/h1 7 v5", "counter/h2 8 v5", "counter/h3 7 v5");
  }
}
