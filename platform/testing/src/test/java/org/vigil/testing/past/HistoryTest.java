package org.vigil.testing.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.history.EventLinks;
import org.vigil.eventsourcing.history.HistoricEvent;
import org.vigil.eventsourcing.history.History;
import org.vigil.eventsourcing.history.History.By;
import org.vigil.eventsourcing.history.History.Causes;
import org.vigil.eventsourcing.history.History.Effects;
import org.vigil.eventsourcing.history.History.Place;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealKafka;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.store.Counter;
import org.vigil.testing.store.Counter.Add;
import org.vigil.testing.store.Counter.Added;
import org.vigil.testing.store.Counter.Clear;
import org.vigil.testing.store.Counter.Cleared;

/** Causes and effects, within a service and across two. */
@Timeout(120)
class HistoryTest {

  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  private final List<EventSourcing> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(EventSourcing::close);
  }

  /** A policy that answers a fact with commands. */
  private record When(String name, Class<?> fact, List<Intent<?>> then) implements Policy {
    @Override
    public List<Intent<?>> react(Recorded<Object> event) {
      return fact.isInstance(event.event()) ? then : List.of();
    }
  }

  private static Policy.Intent<?> add(String shelf) {
    return new Policy.Intent<>(new StreamId("counter", shelf), new Add(1, LATER));
  }

  private static Policy.Intent<?> clear(String shelf) {
    return new Policy.Intent<>(new StreamId("counter", shelf), new Clear());
  }

  private static DataSource database() {
    return PooledPostgres.to(RealPostgres.shared().createLog());
  }

  private static EventSourcing.Builder service(String name, DataSource database) {
    return EventSourcing.builder(name, database, InstantSource.system())
        .category(Counter.CATEGORY)
        .follow(new EventLinks.Own())
        .followReceived(new EventLinks.Received());
  }

  private EventSourcing open(EventSourcing.Builder builder) {
    EventSourcing vigil = builder.build();
    opened.add(vigil);
    return vigil;
  }

  private static UUID recorded(EventSourcing vigil, int position) {
    return vigil.own().after(position - 1L, 1).getFirst().id();
  }

  private static List<UUID> ids(List<HistoricEvent> events) {
    return events.stream().map(HistoricEvent::id).toList();
  }

  private static void fill(EventSourcing vigil, UUID correlation) {
    vigil
        .handler(Counter.CATEGORY)
        .handle("first", new Add(1, LATER), CommandContext.of("keeper", correlation));
  }

  @Test
  void an_event_is_explained_up_to_its_root_and_down_to_its_last_effect() throws Exception {
    DataSource database = database();
    EventSourcing vigil =
        open(
            service("alone", database)
                .react(new When("when-added-clear", Added.class, List.of(clear("first"))))
                .react(new When("when-cleared-note", Cleared.class, List.of(add("second")))));
    UUID correlation = UUID.randomUUID();
    fill(vigil, correlation);

    vigil.drain();

    History history = new History(database, "alone");
    HistoricEvent root = history.event(recorded(vigil, 1)).orElseThrow();
    HistoricEvent last = history.event(recorded(vigil, 3)).orElseThrow();
    assertThat(root.metadata().actor()).isEqualTo("keeper");
    assertThat(root.type()).isEqualTo("things-added.v1");
    assertThat(root.stream()).isEqualTo("counter/first");
    assertThat(history.causes(last))
        .isEqualTo(
            new Causes(
                List.of(history.event(recorded(vigil, 2)).orElseThrow(), root), null, false));
    Effects effects = history.effects(root);
    assertThat(ids(effects.events())).containsExactly(recorded(vigil, 2), recorded(vigil, 3));
    assertThat(effects.truncated()).isFalse();
    List<HistoricEvent> page = history.list(By.CORRELATION, correlation, Place.START, 2);
    assertThat(ids(page)).containsExactly(recorded(vigil, 1), recorded(vigil, 2));
    assertThat(
            ids(
                history.list(
                    By.CORRELATION, correlation, new Place("own", page.getLast().position()), 2)))
        .containsExactly(recorded(vigil, 3));
    assertThat(ids(history.list(By.CAUSATION, root.id(), Place.START, 9)))
        .containsExactly(recorded(vigil, 2));
    assertThat(history.event(UUID.randomUUID())).isEmpty();
  }

  @Test
  void more_effects_than_a_page_shows_are_said_to_be_more() throws Exception {
    DataSource database = database();
    List<Policy.Intent<?>> many =
        IntStream.rangeClosed(1, History.MAX_EFFECTS + 1)
            .<Policy.Intent<?>>mapToObj(i -> clear("shelf-" + i))
            .toList();
    EventSourcing vigil = open(service("many", database).react(new Broadcast(many)));
    for (int i = 1; i <= many.size(); i++) {
      vigil
          .handler(Counter.CATEGORY)
          .handle("shelf-" + i, new Add(1, LATER), CommandContext.of("me", UUID.randomUUID()));
    }
    vigil
        .handler(Counter.CATEGORY)
        .handle(Broadcast.SHELF, new Add(1, LATER), CommandContext.of("me", UUID.randomUUID()));

    vigil.drain();

    History history = new History(database, "many");
    HistoricEvent cause = history.event(recorded(vigil, many.size() + 1)).orElseThrow();
    Effects effects = history.effects(cause);
    assertThat(effects.events()).hasSize(History.MAX_EFFECTS);
    assertThat(effects.truncated()).isTrue();
    assertThat(history.list(By.CAUSATION, cause.id(), Place.START, 1_000)).hasSize(many.size());
  }

  /** Reacts to one shelf only. */
  private record Broadcast(List<Intent<?>> then) implements Policy {
    static final String SHELF = "signal";

    @Override
    public String name() {
      return "when-signalled-clear-all";
    }

    @Override
    public List<Intent<?>> react(Recorded<Object> event) {
      return event.stream().key().equals(SHELF) ? then : List.of();
    }
  }

  @Test
  void causes_and_effects_are_followed_from_one_service_into_the_other() {
    DataSource here = database();
    DataSource there = database();
    Map<String, Object> kafka = Map.of("bootstrap.servers", RealKafka.shared().bootstrapServers());
    EventSourcing cause =
        open(service("causing", here).reads("reacting", Cleared.class).kafka(kafka));
    EventSourcing effect =
        open(
            service("reacting", there)
                .reads("causing", Cleared.class)
                .reactReceived(new Anything("when-told-note", List.of(add("noted"))))
                .kafka(kafka));
    cause.start();
    effect.start();
    UUID correlation = UUID.randomUUID();

    fill(cause, correlation);

    await().until(() -> cause.received().head() == 1);
    await().until(() -> cause.reached(EventLinks.NAME + "@received") == 1);
    await().until(() -> effect.reached(EventLinks.NAME) == 1);
    UUID first = recorded(cause, 1);
    UUID second = recorded(effect, 1);
    History ofEffect = new History(there, "reacting");
    assertThat(ids(ofEffect.causes(ofEffect.event(second).orElseThrow()).events()))
        .containsExactly(first);
    History ofCause = new History(here, "causing");
    List<HistoricEvent> effects = ofCause.effects(ofCause.event(first).orElseThrow()).events();
    assertThat(ids(effects)).containsExactly(second);
    assertThat(effects.getFirst().source()).isEqualTo("reacting");
    assertThat(effects.getFirst().metadata().actor()).isEqualTo("when-told-note");
    assertThat(ids(ofCause.list(By.CORRELATION, correlation, Place.START, 9)))
        .containsExactly(first, second);
  }

  /** Reacts to every event, also to one whose type this service does not read. */
  private record Anything(String name, List<Intent<?>> then) implements Policy {
    @Override
    public List<Intent<?>> react(Recorded<Object> event) {
      return then;
    }
  }

  @Test
  void a_cause_that_this_service_has_not_received_is_named() throws Exception {
    DataSource database = database();
    EventSourcing vigil = open(service("late", database));
    UUID unknown = UUID.randomUUID();
    vigil
        .handler(Counter.CATEGORY)
        .handle(
            "first",
            new Add(1, LATER),
            new CommandContext("me", null, null, UUID.randomUUID(), unknown, null, null, null));

    vigil.drain();

    History history = new History(database, "late");
    assertThat(history.causes(history.event(recorded(vigil, 1)).orElseThrow()))
        .isEqualTo(new Causes(List.of(), unknown, false));
  }
}
