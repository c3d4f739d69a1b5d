package org.vigil.testing.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.past.PastStreams;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.store.Counter;
import org.vigil.testing.store.Counter.Add;

/** What was known and what was true of a stream. The hours are those of one day. */
class PastStreamsTest {

  private static final Instant DAY = Instant.parse("2026-11-23T00:00:00Z");
  private static final Instant LATER = DAY.plus(Duration.ofDays(9));

  private final SettableClock clock = new SettableClock(DAY);
  private final EventSourcing vigil =
      EventSourcing.builder("test", PooledPostgres.to(RealPostgres.shared().createLog()), clock)
          .category(Counter.CATEGORY)
          .build();
  private final PastStreams past = new PastStreams(vigil.store(), vigil.catalog());

  @AfterEach
  void close() {
    vigil.close();
  }

  private static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private void add(int recordedHour, int count, @Nullable Integer occurredHour) {
    clock.set(at(recordedHour));
    CommandContext context =
        CommandContext.of("me", UUID.randomUUID())
            .withTimes(occurredHour == null ? null : at(occurredHour), null);
    vigil.handler(Counter.CATEGORY).handle("shelf", new Add(count, LATER), context);
  }

  private int held(@Nullable Integer asOf, @Nullable Integer validAt) {
    Moment moment =
        new Moment(asOf == null ? null : at(asOf), validAt == null ? null : at(validAt));
    return past.state(Counter.CATEGORY, "shelf", moment, Hindsight.byOccurrence());
  }

  @Test
  void what_was_known_and_what_was_true_differ_where_something_was_entered_late() {
    add(8, 1, null);
    add(12, 2, 9);

    assertThat(held(10, null)).as("known at 10").isEqualTo(1);
    assertThat(held(null, 10)).as("true at 10").isEqualTo(3);
    assertThat(held(10, 10)).as("known at 10 of 10").isEqualTo(1);
    assertThat(held(12, 9)).as("known at 12 of 9").isEqualTo(3);
    assertThat(held(12, 8)).as("known at 12 of 8").isEqualTo(1);
    assertThat(held(null, null)).isEqualTo(3);
  }

  @Test
  void an_instant_itself_belongs_to_what_was_known_and_true_by_it() {
    add(8, 1, 6);

    assertThat(held(8, null)).isEqualTo(1);
    assertThat(held(7, null)).isZero();
    assertThat(held(null, 6)).isEqualTo(1);
    assertThat(held(null, 5)).isZero();
  }

  @Test
  void what_was_decided_on_an_event_is_not_known_before_it_even_if_the_clock_stepped_back() {
    add(12, 1, null);
    add(11, 2, null);

    assertThat(held(11, null)).isZero();
    assertThat(held(12, null)).isEqualTo(3);
  }

  @Test
  void a_log_begins_with_its_first_event() {
    assertThat(past.beginning()).isEmpty();
    add(8, 1, 3);

    assertThat(past.beginning()).contains(at(8));
  }
}
