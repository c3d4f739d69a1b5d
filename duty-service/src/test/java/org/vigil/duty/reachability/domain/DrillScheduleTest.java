package org.vigil.duty.reachability.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.reachability.domain.DrillSchedule.BeginSchedule;
import org.vigil.duty.reachability.domain.DrillSchedule.CheckSchedule;
import org.vigil.duty.reachability.domain.DrillSchedule.Clockwork;
import org.vigil.duty.reachability.domain.DrillSchedule.Command;
import org.vigil.duty.reachability.domain.DrillSchedule.DrillScheduleBegan;
import org.vigil.duty.reachability.domain.DrillSchedule.DrillScheduleChecked;
import org.vigil.duty.reachability.domain.DrillSchedule.Event;
import org.vigil.duty.reachability.domain.DrillSchedule.ScheduledDrillDue;
import org.vigil.duty.reachability.domain.DrillSchedule.ScheduledDrillPassedOver;
import org.vigil.duty.reachability.domain.DrillSchedule.ScheduledDrillPlanned;
import org.vigil.duty.reachability.domain.DrillSchedule.StartScheduled;
import org.vigil.duty.reachability.domain.DrillSchedule.Turn;
import org.vigil.eventsourcing.Decider;

/** Each kind comes round after its days, once, and not at night. */
class DrillScheduleTest {

  private static final Decider<Command, DrillSchedule, Event> DECIDER =
      DrillSchedule.category(
              new Clockwork() {
                @Override
                public CheckSchedule check(Instant dueAt) {
                  return DrillScheduleTest.check(dueAt);
                }

                @Override
                public StartScheduled start(ScheduleKind kind, Instant dueAt) {
                  return DrillScheduleTest.start(dueAt, true);
                }
              })
          .decider();

  private static final LocalDate DAY = LocalDate.parse("2022-11-03");
  private static final Instant MIDNIGHT = Instant.parse("2022-11-02T16:00:00Z");
  private static final Instant NEXT = MIDNIGHT.plus(Duration.ofDays(1));
  private static final Instant AT = Instant.parse("2022-11-03T02:17:05Z");
  private static final DrillScheduleBegan BEGAN = new DrillScheduleBegan(MIDNIGHT);
  private static final DrillScheduleChecked CHECKED = new DrillScheduleChecked(DAY, NEXT);
  private static final ScheduledDrillPlanned PLANNED =
      new ScheduledDrillPlanned(ScheduleKind.LINES, "d1", AT);

  private static CheckSchedule check(Instant dueAt, Turn... turns) {
    return new CheckSchedule(dueAt, DAY, NEXT, Arrays.asList(turns));
  }

  private static StartScheduled start(Instant dueAt, boolean working) {
    return new StartScheduled(ScheduleKind.LINES, dueAt, DAY, working);
  }

  private static Turn weekly(String drill) {
    return new Turn(ScheduleKind.LINES, 7, drill, AT);
  }

  private static ScheduledDrillDue startedOn(String day) {
    return new ScheduledDrillDue(ScheduleKind.LINES, "d0", LocalDate.parse(day), MIDNIGHT);
  }

  @Test
  void it_begins_once_whoever_starts() {
    given(DECIDER).when(new BeginSchedule(MIDNIGHT)).then(BEGAN);
    given(DECIDER, BEGAN).when(new BeginSchedule(NEXT)).thenNothingHappened();
    given(DECIDER).when(check(MIDNIGHT, weekly("d1"))).thenNothingHappened();
  }

  @Test
  void what_never_was_started_is_planned_and_the_next_day_is_looked_at() {
    given(DECIDER, BEGAN).when(check(MIDNIGHT, weekly("d1"))).then(PLANNED, CHECKED);
    given(DECIDER, BEGAN).when(check(MIDNIGHT)).then(CHECKED);
    given(DECIDER, BEGAN, PLANNED, CHECKED)
        .when(check(MIDNIGHT, weekly("d2")))
        .thenNothingHappened();
  }

  @Test
  void a_kind_comes_round_when_its_days_have_passed_and_not_before() {
    given(DECIDER, BEGAN, startedOn("2022-10-28"))
        .when(check(MIDNIGHT, weekly("d1")))
        .then(CHECKED);
    given(DECIDER, BEGAN, startedOn("2022-10-27"))
        .when(check(MIDNIGHT, weekly("d1")))
        .then(PLANNED, CHECKED);
  }

  @Test
  void at_its_moment_it_starts_once() {
    ScheduledDrillDue due = new ScheduledDrillDue(ScheduleKind.LINES, "d1", DAY, AT);
    given(DECIDER, BEGAN, PLANNED, CHECKED).when(start(AT, true)).then(due);
    given(DECIDER, BEGAN, PLANNED, CHECKED, due).when(start(AT, true)).thenNothingHappened();
  }

  @Test
  void a_moment_that_is_noticed_at_night_is_passed_over_and_planned_anew() {
    ScheduledDrillPassedOver passed = new ScheduledDrillPassedOver(ScheduleKind.LINES, "d1", AT);
    given(DECIDER, BEGAN, PLANNED, CHECKED).when(start(AT, false)).then(passed);
    given(DECIDER, BEGAN, PLANNED, CHECKED, passed)
        .when(
            new CheckSchedule(
                NEXT, DAY.plusDays(1), NEXT.plus(Duration.ofDays(1)), List.of(weekly("d2"))))
        .then(
            new ScheduledDrillPlanned(ScheduleKind.LINES, "d2", AT),
            new DrillScheduleChecked(DAY.plusDays(1), NEXT.plus(Duration.ofDays(1))));
  }

  @Test
  void the_deadline_of_a_moment_that_was_moved_says_nothing() {
    Instant later = AT.plus(Duration.ofHours(3));
    ScheduledDrillPlanned moved = new ScheduledDrillPlanned(ScheduleKind.LINES, "d2", later);
    given(DECIDER, BEGAN, PLANNED, CHECKED, moved).when(start(AT, true)).thenNothingHappened();
    given(DECIDER, BEGAN, PLANNED, CHECKED, moved)
        .when(start(later, true))
        .then(new ScheduledDrillDue(ScheduleKind.LINES, "d2", DAY, later));
  }
}
