package org.vigil.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Outcome.KeyReused;
import org.vigil.eventsourcing.Outcome.Refused;
import org.vigil.eventsourcing.Outcome.Stale;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.store.Counter.Add;
import org.vigil.testing.store.Counter.Ask;
import org.vigil.testing.store.Counter.Clear;
import org.vigil.testing.store.Counter.Fact;

class StoreHandlerTest {

  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  private EventSourcing vigil;
  private CommandHandler<Ask, Integer, Fact> shelf;

  @BeforeEach
  void open() {
    vigil =
        EventSourcing.builder(
                "testing",
                PooledPostgres.to(RealPostgres.shared().createLog()),
                InstantSource.system())
            .category(Counter.CATEGORY)
            .build();
    shelf = vigil.handler(Counter.CATEGORY);
  }

  @AfterEach
  void close() {
    vigil.close();
  }

  @Test
  void a_repeated_command_is_answered_again_and_not_done_again() {
    CommandContext context = keyed("k", "body");
    Outcome<Fact> first = shelf.handle("a", new Add(3, LATER), context);

    Outcome<Fact> again = shelf.handle("a", new Add(3, LATER), context);

    assertThat(done(again).repeated()).isTrue();
    assertThat(done(again).events()).isEqualTo(done(first).events());
    assertThat(done(again).position()).isEqualTo(done(first).position());
    assertThat(shelf.load("a").state()).isEqualTo(3);
  }

  @Test
  void a_repeat_is_recognised_even_when_the_rules_would_refuse_it_by_now() {
    CommandContext context = keyed("k", "body");
    shelf.handle("a", new Add(6, LATER), context);

    Outcome<Fact> again = shelf.handle("a", new Add(6, LATER), context);

    assertThat(done(again).repeated()).isTrue();
  }

  @Test
  void another_body_under_the_same_key_is_a_misuse() {
    shelf.handle("a", new Add(3, LATER), keyed("k", "body"));

    assertThat(shelf.handle("a", new Add(4, LATER), keyed("k", "other body")))
        .isInstanceOf(KeyReused.class);
    assertThat(shelf.load("a").state()).isEqualTo(3);
  }

  @Test
  void a_refused_command_leaves_nothing_and_its_key_stays_free() {
    shelf.handle("a", new Add(10, LATER), keyed("first", ""));
    assertThat(shelf.handle("a", new Add(1, LATER), keyed("k", "")))
        .isEqualTo(new Refused<Fact>(Counter.No.FULL, Map.of("held", 10)));
    shelf.handle("a", new Clear(), keyed("clear", ""));

    Outcome<Fact> later = shelf.handle("a", new Add(1, LATER), keyed("k", ""));

    assertThat(done(later).repeated()).isFalse();
    assertThat(vigil.store().head()).isEqualTo(3);
  }

  @Test
  void a_caller_that_has_seen_another_version_is_told_so() {
    shelf.handle("a", new Add(3, LATER), keyed("k", ""));
    CommandContext stale =
        new CommandContext("me", null, 7, UUID.randomUUID(), null, null, null, null);

    assertThat(shelf.handle("a", new Clear(), stale)).isEqualTo(new Stale<Fact>(1));
  }

  @Test
  void sixty_four_callers_never_fill_a_shelf_above_its_capacity() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome<Fact>>> outcomes =
          executor.invokeAll(
              IntStream.range(0, 64)
                  .<Callable<Outcome<Fact>>>mapToObj(
                      n -> () -> shelf.handle("hot", new Add(1, LATER), keyed("k" + n, "")))
                  .toList());

      long done = outcomes.stream().filter(outcome -> outcome.resultNow() instanceof Done).count();
      assertThat(done).isEqualTo(Counter.CAPACITY);
    }
    assertThat(shelf.load("hot").state()).isEqualTo(Counter.CAPACITY);
  }

  @Test
  void sixty_four_repeats_of_one_command_at_once_do_it_once() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome<Fact>>> outcomes =
          executor.invokeAll(
              IntStream.range(0, 64)
                  .<Callable<Outcome<Fact>>>mapToObj(
                      n -> () -> shelf.handle("s" + n % 2, new Add(1, LATER), keyed("same", "")))
                  .toList());

      assertThat(outcomes)
          .extracting(outcome -> done(outcome.resultNow()).position())
          .containsOnly(1L);
    }
    assertThat(vigil.store().head()).isEqualTo(1);
  }

  private static CommandContext keyed(String key, String body) {
    return CommandContext.of("me", UUID.randomUUID())
        .withKey(CommandKey.of("me", key, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Done<Fact> done(Outcome<Fact> outcome) {
    assertThat(outcome).isInstanceOf(Done.class);
    return (Done<Fact>) outcome;
  }
}
