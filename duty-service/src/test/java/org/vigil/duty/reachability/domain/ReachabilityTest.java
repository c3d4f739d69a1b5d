package org.vigil.duty.reachability.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.duty.reachability.domain.Reachability.Command;
import org.vigil.duty.reachability.domain.Reachability.Event;
import org.vigil.duty.reachability.domain.Reachability.ExcuseMiss;
import org.vigil.duty.reachability.domain.Reachability.NoAnswerExcused;
import org.vigil.duty.reachability.domain.Reachability.NoAnswerRecorded;
import org.vigil.duty.reachability.domain.Reachability.NoteMiss;
import org.vigil.duty.reachability.domain.Reachability.RepeatedNoAnswerFound;
import org.vigil.eventsourcing.Decider;

class ReachabilityTest {

  private static final Decider<Command, Reachability, Event> DECIDER =
      Reachability.CATEGORY.decider();
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final Instant AT = Instant.parse("2022-11-03T06:10:00Z");
  private static final NoAnswerRecorded FIRST = new NoAnswerRecorded("s1", "GWYC", "d1", AT);

  @Test
  void one_miss_is_recorded_once_and_is_no_repetition() {
    given(DECIDER).when(miss("d1", AT)).then(FIRST);
    given(DECIDER, FIRST).when(miss("d1", AT)).thenNothingHappened();
  }

  @Test
  void obligation_3_1_g_the_second_miss_within_the_window_is_a_repetition() {
    Instant last = AT.plus(WINDOW).minusMillis(1);
    given(DECIDER, FIRST)
        .when(miss("d2", last))
        .then(
            new NoAnswerRecorded("s1", "GWYC", "d2", last),
            new RepeatedNoAnswerFound("s1", "GWYC", "张*", 2, AT, last));
  }

  @Test
  void a_miss_that_is_as_old_as_the_window_does_not_count() {
    given(DECIDER, FIRST)
        .when(miss("d2", AT.plus(WINDOW)))
        .then(new NoAnswerRecorded("s1", "GWYC", "d2", AT.plus(WINDOW)));
  }

  @Test
  void what_was_excused_does_not_count() {
    NoAnswerExcused excused = new NoAnswerExcused("s1", "GWYC", "d1");
    given(DECIDER, FIRST).when(new ExcuseMiss("s1", "GWYC", "d1")).then(excused);
    given(DECIDER, FIRST, excused)
        .when(miss("d2", AT.plusSeconds(60)))
        .then(new NoAnswerRecorded("s1", "GWYC", "d2", AT.plusSeconds(60)));
    given(DECIDER).when(new ExcuseMiss("s1", "GWYC", "d1")).thenNothingHappened();
  }

  private static NoteMiss miss(String drill, Instant at) {
    return new NoteMiss("s1", "GWYC", "张*", drill, at, WINDOW, 2);
  }
}
