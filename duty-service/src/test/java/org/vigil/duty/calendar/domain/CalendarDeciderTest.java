package org.vigil.duty.calendar.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.duty.calendar.domain.Calendar.BeginWatch;
import org.vigil.duty.calendar.domain.Calendar.CalendarRefusal;
import org.vigil.duty.calendar.domain.Calendar.CalendarYearAwaited;
import org.vigil.duty.calendar.domain.Calendar.CalendarYearMissing;
import org.vigil.duty.calendar.domain.Calendar.CalendarYearPublished;
import org.vigil.duty.calendar.domain.Calendar.CheckAwaitedYear;
import org.vigil.duty.calendar.domain.Calendar.Command;
import org.vigil.duty.calendar.domain.Calendar.Event;
import org.vigil.duty.calendar.domain.Calendar.PublishYear;
import org.vigil.duty.calendar.domain.Calendar.Watch;
import org.vigil.eventsourcing.Decider;

/** A coming year that nobody has said anything about is told in time, and once. */
class CalendarDeciderTest {

  private static final Watch WATCH =
      new Watch(Set.of(2025, 2026), Duration.ofDays(30), ZoneId.of("Asia/Shanghai"), "BGS");
  private static final Instant DUE_2027 = Instant.parse("2026-12-01T16:00:00Z");
  private static final Instant DUE_2028 = Instant.parse("2027-12-01T16:00:00Z");
  private static final SpecialDay NEW_YEAR =
      new SpecialDay(LocalDate.of(2027, 1, 1), DayKind.HOLIDAY, "元旦");

  private static Decider<Command, Calendar, Event> decider() {
    return Calendar.category((_, dueAt) -> new CheckAwaitedYear(dueAt, WATCH)).decider();
  }

  @Test
  void the_watch_begins_with_the_year_that_comes() {
    given(decider())
        .when(new BeginWatch(2027, DUE_2027, List.of(2026), WATCH))
        .then(new CalendarYearAwaited(2027, DUE_2027));
  }

  @Test
  void a_year_that_should_be_known_when_the_watch_begins_is_missing_at_once() {
    given(decider())
        .when(new BeginWatch(2028, DUE_2028, List.of(2026, 2027), WATCH))
        .then(
            new CalendarYearMissing(2027, "BGS", DUE_2027),
            new CalendarYearAwaited(2028, DUE_2028));
  }

  @Test
  void a_watch_that_has_begun_does_not_begin_again() {
    given(decider(), new CalendarYearAwaited(2027, DUE_2027))
        .when(new BeginWatch(2028, DUE_2028, List.of(2027), WATCH))
        .then();
  }

  @Test
  void a_year_that_nobody_has_published_in_time_is_missing() {
    given(decider(), new CalendarYearAwaited(2027, DUE_2027))
        .when(new CheckAwaitedYear(DUE_2027, WATCH))
        .then(
            new CalendarYearMissing(2027, "BGS", DUE_2027),
            new CalendarYearAwaited(2028, DUE_2028));
  }

  @Test
  void a_published_year_is_not_missing() {
    given(
            decider(),
            new CalendarYearAwaited(2027, DUE_2027),
            new CalendarYearPublished(2027, List.of(NEW_YEAR), "国办通知"))
        .when(new CheckAwaitedYear(DUE_2027, WATCH))
        .then(new CalendarYearAwaited(2028, DUE_2028));
  }

  @Test
  void a_check_that_was_done_is_not_done_again() {
    given(decider(), new CalendarYearAwaited(2028, DUE_2028))
        .when(new CheckAwaitedYear(DUE_2027, WATCH))
        .then();
  }

  @Test
  void the_same_year_published_again_says_nothing_new() {
    given(decider(), new CalendarYearPublished(2027, List.of(NEW_YEAR), "国办通知"))
        .when(new PublishYear(2027, List.of(NEW_YEAR), "国办通知"))
        .then();
  }

  @Test
  void a_list_with_a_day_of_another_year_is_refused() {
    given(decider())
        .when(new PublishYear(2028, List.of(NEW_YEAR), "国办通知"))
        .thenRefused(CalendarRefusal.CALENDAR_DAY_OUTSIDE_YEAR);
  }

  @Test
  void a_list_with_a_day_twice_is_refused() {
    given(decider())
        .when(new PublishYear(2027, List.of(NEW_YEAR, NEW_YEAR), "国办通知"))
        .thenRefused(CalendarRefusal.CALENDAR_DAY_TWICE);
  }
}
