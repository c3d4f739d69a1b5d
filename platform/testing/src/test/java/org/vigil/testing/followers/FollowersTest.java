package org.vigil.testing.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.deadline.DeadlineRunner;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.projection.Follower.LostLeaseException;
import org.vigil.eventsourcing.projection.Followers;
import org.vigil.eventsourcing.projection.Parking.ParkedStream;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.NewerRelease;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.store.Counter;
import org.vigil.testing.store.Counter.Add;
import org.vigil.testing.store.Counter.Added;
import org.vigil.testing.store.Counter.Clear;
import org.vigil.testing.store.Counter.Cleared;
import org.vigil.testing.store.Counter.Fact;

@Timeout(60)
class FollowersTest {

  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant LATER = START.plus(Duration.ofDays(1));

  private final SettableClock clock = new SettableClock(START);
  private final List<EventSourcing> opened = new ArrayList<>();
  private AgroalDataSource database;
  private volatile boolean poisonous;

  @BeforeEach
  void open() throws SQLException {
    database = PooledPostgres.to(RealPostgres.shared().createLog());
    execute("create table held (stream text primary key, things int not null, seen text not null)");
  }

  @AfterEach
  void close() {
    opened.forEach(EventSourcing::close);
    database.close();
  }

  @Test
  void every_event_counts_once_over_restarts_and_replicas() throws Exception {
    EventSourcing one = replica();
    add(one, "a", 2);
    one.drain();
    one.close();
    EventSourcing two = replica();
    add(two, "a", 3);
    add(two, "b", 1);

    two.drain();
    two.drain();

    assertThat(held()).containsExactly("counter/a 5 2,3,", "counter/b 1 1,");
  }

  @Test
  void started_replicas_share_the_work_and_count_each_event_once() throws Exception {
    EventSourcing one = replica();
    EventSourcing two = replica();
    one.start();
    two.start();
    for (int i = 0; i < 10; i++) {
      add(i % 2 == 0 ? one : two, "s" + i, 1);
    }

    assertThat(one.awaitReached("held-1", one.store().head(), Duration.ofSeconds(20))).isTrue();
    assertThat(two.awaitReached("held-1", 10, Duration.ofSeconds(5))).isTrue();

    assertThat(held()).hasSize(10).allMatch(row -> row.endsWith(" 1 1,"));
  }

  @Test
  void a_poisoned_event_parks_its_own_stream_and_no_other() throws Exception {
    EventSourcing vigil = replica();
    poisonous = true;
    add(vigil, "bad", 1);
    add(vigil, "bad", 7);
    add(vigil, "good", 1);
    add(vigil, "bad", 2);
    vigil.drain();
    add(vigil, "good", 2);

    vigil.drain();

    assertThat(held()).containsExactly("counter/bad 1 1,", "counter/good 3 1,2,");
    assertThat(vigil.parking().list())
        .extracting(ParkedStream::follower, ParkedStream::stream, ParkedStream::waiting)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("held-1", "counter/bad", 2L));
    assertThat(vigil.parking().parked("held-1", "counter/bad")).isTrue();
    assertThat(vigil.followers().retry("held-1", "counter/bad")).isFalse();
  }

  @Test
  void a_parked_stream_that_is_tried_again_catches_up_in_order() throws Exception {
    EventSourcing vigil = replica();
    poisonous = true;
    add(vigil, "bad", 7);
    add(vigil, "bad", 2);
    vigil.drain();
    poisonous = false;

    boolean mended = vigil.followers().retry("held-1", "counter/bad");

    add(vigil, "bad", 1);
    vigil.drain();
    assertThat(mended).isTrue();
    assertThat(vigil.parking().count()).isZero();
    assertThat(held()).containsExactly("counter/bad 10 7,2,1,");
  }

  @Test
  void bytes_that_no_longer_read_park_their_stream_and_no_other() throws Exception {
    EventSourcing vigil = replica();
    add(vigil, "torn", 1);
    add(vigil, "good", 1);
    execute("update event set data = 'not json' where stream = 'counter/torn'");

    vigil.drain();

    assertThat(held()).containsExactly("counter/good 1 1,");
    assertThat(vigil.parking().parked("held-1", "counter/torn")).isTrue();
  }

  @Test
  void what_a_newer_release_has_recorded_waits_for_one_of_its_replicas() throws Exception {
    EventSourcing before = replica();
    add(before, "a", 1);
    add(before, "a", 2);
    add(before, "b", 4);
    recordedBy("v2");

    before.drain();

    // Nothing of it is passed over, nothing else waits for it, and nobody decides on the half.
    assertThat(held()).containsExactly("counter/a 1 1,", "counter/b 4 4,");
    assertThatThrownBy(() -> add(before, "a", 1)).isInstanceOf(NewerRelease.class);
    before.close();
    recordedBy("v1");
    EventSourcing after = replica();
    after.drain();
    assertThat(held()).containsExactly("counter/a 3 1,2,", "counter/b 4 4,");
    assertThat(after.parking().count()).isZero();
  }

  /** The second event is of this version, as if by a release that writes it. */
  private void recordedBy(String version) throws SQLException {
    execute("update event set type = 'things-added." + version + "' where position = 2");
  }

  @Test
  void a_holder_that_was_frozen_cannot_move_the_cursor() throws Exception {
    EventSourcing frozen = replica();
    add(frozen, "a", 1);
    frozen.drain();
    // Given that its lease ends while it sleeps, and another goes on
    execute("update lease set expires_at = '-infinity'");
    EventSourcing other = replica();
    add(other, "a", 2);
    other.drain();
    add(other, "b", 1);

    // What another process has written is seen after a moment.
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> assertThatThrownBy(frozen::drain).isInstanceOf(LostLeaseException.class));

    other.drain();
    assertThat(held()).containsExactly("counter/a 3 1,2,", "counter/b 1 1,");
    assertThat(number("select max(epoch) from lease where name = 'held-1'")).isEqualTo(2);
  }

  @Test
  void a_view_whose_last_commits_a_crash_has_taken_is_made_good_before_the_next_event()
      throws Exception {
    EventSourcing vigil = replica();
    vigil.start();
    add(vigil, "a", 1);
    add(vigil, "a", 2);
    assertThat(vigil.awaitReached("held-1", 2, Duration.ofSeconds(20))).isTrue();

    loseTheLastCommits();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(held()).containsExactly("counter/a 3 1,2,"));
  }

  @Test
  void a_follower_goes_on_from_where_a_crash_has_set_it_back() throws Exception {
    EventSourcing vigil = replica();
    add(vigil, "a", 1);
    vigil.drain();
    loseTheLastCommits();
    add(vigil, "a", 2);
    assertThatThrownBy(vigil::drain).isInstanceOf(LostLeaseException.class);

    vigil.drain();

    assertThat(held()).containsExactly("counter/a 3 1,2,");
  }

  @Test
  void another_replica_learns_of_events_that_concern_nobody() throws Exception {
    EventSourcing leader = replica();
    EventSourcing other = replica();
    leader.start();
    add(leader, "a", 1);
    assertThat(leader.awaitReached("held-1", 1, Duration.ofSeconds(20))).isTrue();

    other.start();
    leader.handler(Counter.CATEGORY).handle("a", new Clear(), context());

    assertThat(other.awaitReached("held-1", 2, Duration.ofSeconds(10))).isTrue();
  }

  /** What a service's start is to its pool of connections, and a takeover from another replica. */
  @Test
  void however_many_views_have_something_to_do_few_of_them_hold_connections() throws Exception {
    Gate gate = new Gate();
    EventSourcing.Builder builder = builder();
    List<String> views = IntStream.range(0, 40).mapToObj(i -> "view-" + i).toList();
    views.forEach(name -> builder.follow(new Gated(name, gate)));
    EventSourcing vigil = opened(builder);
    add(vigil, "a", 1);
    vigil.start();

    gate.holds(Followers.AT_ONCE);
    gate.open();

    for (String view : views) {
      assertThat(vigil.awaitReached(view, 1, Duration.ofSeconds(20))).as(view).isTrue();
    }
    assertThat(gate.mostInside()).isEqualTo(Followers.AT_ONCE);
  }

  @Test
  void followers_have_begun_when_each_of_them_has_taken_a_step() throws Exception {
    Gate gate = new Gate();
    EventSourcing.Builder builder = builder();
    IntStream.range(0, Followers.AT_ONCE)
        .forEach(i -> builder.follow(new Gated("view-" + i, gate)));
    EventSourcing vigil = opened(builder);
    add(vigil, "a", 1);
    vigil.start();
    gate.holds(Followers.AT_ONCE);

    boolean before = vigil.followers().awaitBegun(Duration.ZERO);
    gate.open();
    boolean after = vigil.followers().awaitBegun(Duration.ofSeconds(20));

    assertThat(before).isFalse();
    assertThat(after).isTrue();
    assertThat(number("select count(*) from checkpoint where position = 1"))
        .isEqualTo(Followers.AT_ONCE);
  }

  @Test
  void the_leases_of_a_replica_are_renewed_in_one_transaction() throws Exception {
    EventSourcing.Builder builder = builder();
    IntStream.range(0, 40).forEach(i -> builder.follow(new Gated("view-" + i, new Gate())));
    EventSourcing vigil = opened(builder);
    String transactions = "select count(distinct xmin::text) from lease where name like 'view-%'";

    vigil.start();

    assertThat(vigil.followers().awaitBegun(Duration.ofSeconds(20))).isTrue();
    String renewed = "select count(*) from lease where expires_at > " + furthest();
    await().until(() -> number(renewed) == 40);
    await().until(() -> number(transactions) == 1);
  }

  private String furthest() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select max(expires_at)::text from lease")) {
      row.next();
      return "timestamptz '" + row.getString(1) + "'";
    }
  }

  @Test
  void who_hangs_is_replaced_and_the_others_are_not() throws Exception {
    Gate gate = new Gate();
    EventSourcing hanging = opened(builder().follow(new Held()).follow(new Gated("gated", gate)));
    add(hanging, "a", 1);
    hanging.start();
    gate.holds(1);
    assertThat(hanging.awaitReached("held-1", 1, Duration.ofSeconds(20))).isTrue();

    Gate open = new Gate();
    open.open();
    EventSourcing other = opened(builder().follow(new Held()).follow(new Gated("gated", open)));
    other.start();

    assertThat(other.awaitReached("gated", 1, Duration.ofSeconds(30))).isTrue();
    assertThat(number("select epoch from lease where name = 'gated'")).isEqualTo(2);
    assertThat(number("select epoch from lease where name = 'held-1'")).isEqualTo(1);
    gate.open();
  }

  @Test
  void policies_that_wait_keep_no_view_from_getting_on() throws Exception {
    Gate gate = new Gate();
    EventSourcing.Builder builder = builder().follow(new Held());
    List<String> policies = IntStream.range(0, 40).mapToObj(i -> "policy-" + i).toList();
    policies.forEach(name -> builder.react(new Waiting(name, gate)));
    EventSourcing vigil = opened(builder);
    add(vigil, "a", 1);
    vigil.start();
    gate.holds(Followers.AT_ONCE);
    add(vigil, "a", 2);

    boolean viewGotOn = vigil.awaitReached("held-1", 2, Duration.ofSeconds(10));
    gate.open();

    assertThat(viewGotOn).isTrue();
    for (String policy : policies) {
      assertThat(vigil.awaitReached(policy, 2, Duration.ofSeconds(20))).as(policy).isTrue();
    }
  }

  /** Rows and cursor go together, as they do when the server dies before it has written them. */
  private void loseTheLastCommits() throws SQLException {
    execute("delete from held; update checkpoint set position = 0 where name = 'held-1'");
  }

  @Test
  void a_policy_that_sees_an_event_again_sends_nothing_new() throws Exception {
    EventSourcing vigil = replica();
    add(vigil, "full", Counter.CAPACITY);
    vigil.drain();
    long before = vigil.store().head();
    vigil.close();
    execute("delete from checkpoint where name = 'when-shelf-full-clear-it'");

    EventSourcing again = replica();
    again.drain();

    assertThat(again.store().head()).isEqualTo(before).isEqualTo(3);
    assertThat(again.handler(Counter.CATEGORY).load("overflow").state()).isEqualTo(1);
    assertThat(again.handler(Counter.CATEGORY).load("full").state()).isZero();
  }

  @Test
  void a_deadline_fires_once_on_time_over_a_restart_and_with_two_replicas() throws Exception {
    EventSourcing one = replica();
    one.handler(Counter.CATEGORY).handle("a", new Add(2, START.plusSeconds(60)), context());
    one.drain();
    clock.forward(Duration.ofSeconds(59));
    one.drain();
    assertThat(one.store().head()).isEqualTo(1);
    one.close();
    clock.forward(Duration.ofSeconds(1));

    EventSourcing two = replica();
    EventSourcing three = replica();
    Thread beside = Thread.ofVirtual().start(() -> fire(three.deadlines()));
    two.deadlines().fireDue();
    beside.join();
    two.deadlines().fireDue();

    assertThat(two.store().head()).isEqualTo(2);
    assertThat(number("select count(*) from deadline")).isZero();
  }

  @Test
  void a_deadline_that_was_claimed_by_a_dead_replica_is_fired_within_one_lease_time()
      throws Exception {
    EventSourcing other = replica();
    other.handler(Counter.CATEGORY).handle("a", new Add(2, START.plusSeconds(60)), context());
    clock.forward(Duration.ofSeconds(60));
    try (DeadlineRunner dying = dyingBeforeItSends()) {
      assertThat(dying.fireDue()).isEqualTo(1);
    }
    assertThat(other.deadlines().fireDue()).as("while it is claimed").isZero();

    clock.forward(Leases.TIME_TO_LIVE);

    assertThat(other.deadlines().fireDue()).isEqualTo(1);
    assertThat(other.store().head()).isEqualTo(2);
    assertThat(number("select count(*) from deadline")).isZero();
  }

  @Test
  void a_replica_that_is_slower_than_its_claim_fires_what_another_has_fired_not_again()
      throws Exception {
    EventSourcing other = replica();
    other.handler(Counter.CATEGORY).handle("a", new Add(2, START.plusSeconds(60)), context());
    clock.forward(Duration.ofSeconds(60));
    AtomicReference<CommandContext> held = new AtomicReference<>();
    try (DeadlineRunner slow =
        new DeadlineRunner(
            database,
            clock,
            (_, context) -> {
              held.set(context);
              throw new IllegalStateException("paused");
            })) {
      slow.fireDue();
    }
    clock.forward(Leases.TIME_TO_LIVE);
    other.deadlines().fireDue();
    other.handler(Counter.CATEGORY).handle("a", new Add(3, START.plusSeconds(600)), context());

    Outcome<Fact> late = other.handler(Counter.CATEGORY).handle("a", new Clear(), held.get());

    assertThat(late)
        .isInstanceOfSatisfying(Done.class, done -> assertThat(done.repeated()).isTrue());
    assertThat(other.handler(Counter.CATEGORY).load("a").state()).isEqualTo(3);
  }

  @Test
  void however_many_deadlines_are_due_few_of_them_fire_at_once() throws Exception {
    EventSourcing vigil = replica();
    for (int i = 0; i < 40; i++) {
      vigil.handler(Counter.CATEGORY).handle("s" + i, new Add(1, START), context());
    }
    Gate gate = new Gate();
    try (DeadlineRunner runner =
        new DeadlineRunner(
            database,
            clock,
            (_, _) -> {
              gate.pass();
              return true;
            })) {
      Thread firing = Thread.ofVirtual().start(() -> fire(runner));
      gate.holds(DeadlineRunner.AT_ONCE);
      gate.open();
      firing.join();
    }

    assertThat(gate.mostInside()).isEqualTo(DeadlineRunner.AT_ONCE);
    assertThat(number("select count(*) from deadline")).isZero();
  }

  /** A decider compares the two; the column keeps microseconds and the event nanoseconds. */
  @Test
  void a_deadline_that_fires_is_never_before_the_instant_that_its_event_names() throws Exception {
    Instant named = START.plusSeconds(60).plusNanos(371_850_157);
    EventSourcing vigil = replica();
    vigil.handler(Counter.CATEGORY).handle("a", new Add(2, named), context());
    clock.forward(Duration.ofSeconds(61));
    List<Instant> fired = new ArrayList<>();
    try (DeadlineRunner runner =
        new DeadlineRunner(
            database,
            clock,
            (due, _) -> {
              fired.add(due.dueAt());
              return true;
            })) {
      runner.fireDue();
    }

    assertThat(fired).hasSize(1).allSatisfy(at -> assertThat(at).isAfterOrEqualTo(named));
  }

  private DeadlineRunner dyingBeforeItSends() {
    return new DeadlineRunner(
        database,
        clock,
        (_, _) -> {
          throw new IllegalStateException("killed");
        });
  }

  private static void fire(DeadlineRunner runner) {
    try {
      runner.fireDue();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private EventSourcing replica() {
    return opened(builder().follow(new Held()).react(new WhenShelfFullClearIt()));
  }

  private EventSourcing.Builder builder() {
    return EventSourcing.builder("testing", database, clock).category(Counter.CATEGORY);
  }

  private EventSourcing opened(EventSourcing.Builder builder) {
    EventSourcing vigil = builder.build();
    opened.add(vigil);
    return vigil;
  }

  /** Whoever comes waits inside until it is opened. */
  private static final class Gate {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    void pass() {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      try {
        opened.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        inside.decrementAndGet();
      }
    }

    /** Waits until so many are inside, and nobody comes any more. */
    void holds(int count) {
      await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(20))
          .until(() -> inside.get() == count);
    }

    void open() {
      opened.countDown();
    }

    int mostInside() {
      return most.get();
    }
  }

  private record Gated(String name, Gate gate) implements Projection {
    @Override
    public Set<String> tables() {
      return Set.of();
    }

    @Override
    public void apply(List<Recorded<Object>> events, Connection tx) {
      gate.pass();
    }
  }

  private record Waiting(String name, Gate gate) implements Policy {
    @Override
    public List<Intent<?>> react(Recorded<Object> event) {
      gate.pass();
      return List.of();
    }
  }

  /** Adds up what lies on each shelf; chokes on sevens while it is told to. */
  private final class Held implements Projection {
    @Override
    public String name() {
      return "held-1";
    }

    @Override
    public Set<String> tables() {
      return Set.of("held");
    }

    @Override
    public Set<Class<?>> reads() {
      return Set.of(Added.class);
    }

    @Override
    public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case Added(var count, _) when count == 7 && poisonous ->
              throw new IllegalArgumentException("poison");
          case Added(var count, _) -> add(tx, event.stream(), count);
          default -> {}
        }
      }
    }

    private void add(Connection tx, StreamId stream, int count) throws SQLException {
      try (PreparedStatement statement =
          tx.prepareStatement(
              "insert into held values (?, ?, ?) on conflict (stream) do update set things ="
                  + " held.things + excluded.things, seen = held.seen || excluded.seen")) {
        statement.setString(1, stream.toString());
        statement.setInt(2, count);
        statement.setString(3, count + ",");
        statement.executeUpdate();
      }
    }
  }

  private static final class WhenShelfFullClearIt implements Policy {
    @Override
    public String name() {
      return "when-shelf-full-clear-it";
    }

    @Override
    public Set<Class<?>> reads() {
      return Set.of(Added.class, Cleared.class);
    }

    @Override
    public List<Intent<?>> react(Recorded<Object> event) {
      // Something goes onto another shelf: sent twice, it would lie there twice.
      return event.event() instanceof Added(var count, _) && count == Counter.CAPACITY
          ? List.of(
              new Intent<>(event.stream(), new Clear()),
              new Intent<>(new StreamId("counter", "overflow"), new Add(1, LATER)))
          : List.of();
    }
  }

  private static void add(EventSourcing vigil, String shelf, int count) {
    vigil.handler(Counter.CATEGORY).handle(shelf, new Add(count, LATER), context());
  }

  private static CommandContext context() {
    return CommandContext.of("me", UUID.randomUUID());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private List<String> held() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from held order by stream")) {
      List<String> held = new ArrayList<>();
      while (rows.next()) {
        held.add(rows.getString(1) + " " + rows.getInt(2) + " " + rows.getString(3));
      }
      return held;
    }
  }
}
