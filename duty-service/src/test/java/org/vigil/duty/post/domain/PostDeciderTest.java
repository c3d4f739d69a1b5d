package org.vigil.duty.post.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.duty.post.domain.PostCommand.CheckIn;
import org.vigil.duty.post.domain.PostCommand.CheckOut;
import org.vigil.duty.post.domain.PostCommand.Clockwork;
import org.vigil.duty.post.domain.PostCommand.LetTimePass;
import org.vigil.duty.post.domain.PostCommand.WatchExit;
import org.vigil.duty.post.domain.PostCommand.Working;
import org.vigil.duty.post.domain.PostEvent.Cause;
import org.vigil.duty.post.domain.PostEvent.End;
import org.vigil.duty.post.domain.PostEvent.ExitUnguarded;
import org.vigil.duty.post.domain.PostEvent.ExitWatched;
import org.vigil.duty.post.domain.PostEvent.GuardCheckInExpired;
import org.vigil.duty.post.domain.PostEvent.GuardDuty;
import org.vigil.duty.post.domain.PostEvent.GuardDutySet;
import org.vigil.duty.post.domain.PostEvent.GuardGapEnded;
import org.vigil.duty.post.domain.PostEvent.GuardLeftPost;
import org.vigil.duty.post.domain.PostEvent.GuardPostManned;
import org.vigil.duty.post.domain.PostEvent.GuardPostVacated;

class PostDeciderTest {

  private static final PostDecider DECIDER = new PostDecider();

  /** 07:00, 08:00 and 18:00 of a working day in Shanghai. */
  private static final Instant SEVEN = Instant.parse("2022-10-07T23:00:00Z");

  private static final Instant EIGHT = Instant.parse("2022-10-08T00:00:00Z");
  private static final Instant EIGHTEEN = Instant.parse("2022-10-08T10:00:00Z");
  private static final ExitWatched E4 = new ExitWatched("E4", "AQBW", false, true, SEVEN);
  private static final GuardDutySet EARLY = new GuardDutySet("E4", GuardDuty.NONE, SEVEN, EIGHT);
  private static final GuardDutySet WORK =
      new GuardDutySet("E4", GuardDuty.WORKING_TIME, EIGHT, EIGHTEEN);

  @Test
  void an_exit_before_working_time_need_not_be_guarded() {
    given(DECIDER)
        .when(new WatchExit("E4", "AQBW", false, true, SEVEN, clock(Working.NO, EIGHT)))
        .then(E4, EARLY);
  }

  @Test
  void the_middle_gate_is_to_be_guarded_outside_of_working_time_too() {
    given(DECIDER)
        .when(new WatchExit("MID", "AQBW", true, true, SEVEN, clock(Working.NO, EIGHT)))
        .then(
            new ExitWatched("MID", "AQBW", true, true, SEVEN),
            new GuardDutySet("MID", GuardDuty.MIDDLE_GATE, SEVEN, EIGHT),
            new GuardPostVacated(
                "MID",
                "AQBW",
                GuardDuty.MIDDLE_GATE,
                Cause.NOBODY_CAME,
                null,
                SEVEN,
                SEVEN.plusSeconds(300),
                SEVEN.plusSeconds(900)));
  }

  @Test
  void a_day_that_nobody_knows_takes_the_stricter_duty() {
    given(DECIDER, E4, EARLY, manned("s1", SEVEN))
        .when(new LetTimePass(EIGHT, clock(Working.UNKNOWN, EIGHTEEN)))
        .then(new GuardDutySet("E4", GuardDuty.CALENDAR_UNKNOWN, EIGHT, EIGHTEEN));
  }

  @Test
  void nobody_there_when_working_time_begins_opens_the_gap_at_that_instant() {
    given(DECIDER, E4, EARLY)
        .when(new LetTimePass(EIGHT, clock(Working.YES, EIGHTEEN)))
        .then(WORK, vacated(Cause.NOBODY_CAME, null, EIGHT));
  }

  @Test
  void a_guard_who_came_before_a_late_look_does_not_hide_the_gap_before_it() {
    Instant came = EIGHT.plusSeconds(1200);
    given(DECIDER, E4, EARLY, manned("s1", came))
        .when(new LetTimePass(EIGHT, clock(Working.YES, EIGHTEEN)))
        .then(
            WORK,
            vacated(Cause.NOBODY_CAME, null, EIGHT),
            new GuardGapEnded("E4", "AQBW", EIGHT, came, End.MANNED));
  }

  @Test
  void a_gap_is_told_to_the_head_and_then_to_the_office_once_each() {
    PostEvent gap = vacated(Cause.NOBODY_CAME, null, EIGHT);
    ExitUnguarded head = new ExitUnguarded("E4", "AQBW", GuardDuty.WORKING_TIME, EIGHT, 1);
    ExitUnguarded office = new ExitUnguarded("E4", "AQBW", GuardDuty.WORKING_TIME, EIGHT, 2);
    Clockwork clock = clock(Working.YES, EIGHTEEN);
    given(DECIDER, E4, EARLY, WORK, gap)
        .when(new LetTimePass(EIGHT.plusSeconds(300), clock))
        .then(head);
    given(DECIDER, E4, EARLY, WORK, gap, head)
        .when(new LetTimePass(EIGHT.plusSeconds(900), clock))
        .then(office);
    given(DECIDER, E4, EARLY, WORK, gap, head, office)
        .when(new LetTimePass(EIGHT.plusSeconds(900), clock))
        .thenNothingHappened();
  }

  @Test
  void a_guard_who_comes_ends_the_gap() {
    Instant came = EIGHT.plusSeconds(240);
    given(DECIDER, E4, EARLY, WORK, vacated(Cause.NOBODY_CAME, null, EIGHT))
        .when(new CheckIn("s1", "吕建国", came, clock(Working.YES, EIGHTEEN)))
        .then(manned("s1", came), new GuardGapEnded("E4", "AQBW", EIGHT, came, End.MANNED));
  }

  @Test
  void a_guard_who_leaves_without_relief_opens_a_gap_that_minute_and_with_relief_none() {
    Instant left = EIGHT.plusSeconds(7200);
    CheckOut leaves = new CheckOut("s1", left, clock(Working.YES, EIGHTEEN));
    given(DECIDER, E4, EARLY, manned("s1", SEVEN), WORK)
        .when(leaves)
        .then(
            new GuardLeftPost("E4", "AQBW", "s1", left),
            vacated(Cause.LEFT_WITHOUT_RELIEF, "s1", left));
    given(DECIDER, E4, EARLY, manned("s1", SEVEN), WORK, manned("s2", left))
        .when(leaves)
        .then(new GuardLeftPost("E4", "AQBW", "s1", left));
  }

  @Test
  void an_exit_that_is_closed_on_record_is_not_unguarded() {
    Instant closed = EIGHT.plusSeconds(60);
    given(DECIDER, E4, EARLY, WORK, vacated(Cause.NOBODY_CAME, null, EIGHT))
        .when(new WatchExit("E4", "AQBW", false, false, closed, clock(Working.YES, EIGHTEEN)))
        .then(
            new ExitWatched("E4", "AQBW", false, false, closed),
            new GuardDutySet("E4", GuardDuty.EXIT_CLOSED, closed, EIGHTEEN),
            new GuardGapEnded("E4", "AQBW", EIGHT, closed, End.EXIT_CLOSED));
  }

  @Test
  void a_forgotten_check_out_hides_no_gap() {
    GuardPostManned forgotten = manned("s1", SEVEN);
    given(DECIDER, E4, EARLY, forgotten, WORK)
        .when(new LetTimePass(forgotten.holdsUntil(), clock(Working.YES, EIGHTEEN)))
        .then(
            new GuardCheckInExpired("E4", "AQBW", "s1", forgotten.holdsUntil()),
            vacated(Cause.CHECK_IN_EXPIRED, "s1", forgotten.holdsUntil()));
  }

  @Test
  void a_gap_ends_when_the_duty_does() {
    given(DECIDER, E4, EARLY, WORK, vacated(Cause.NOBODY_CAME, null, EIGHT))
        .when(new LetTimePass(EIGHTEEN, clock(Working.NO, EIGHTEEN.plusSeconds(21_600))))
        .then(
            new GuardDutySet("E4", GuardDuty.NONE, EIGHTEEN, EIGHTEEN.plusSeconds(21_600)),
            new GuardGapEnded("E4", "AQBW", EIGHT, EIGHTEEN, End.DUTY_ENDED));
  }

  @Test
  void nobody_comes_twice_or_leaves_without_having_come() {
    given(DECIDER, E4, EARLY, manned("s1", SEVEN))
        .when(new CheckIn("s1", "吕建国", EIGHT, clock(Working.YES, EIGHTEEN)))
        .thenRefused(PostRefusal.GUARD_ALREADY_AT_POST);
    given(DECIDER, E4, EARLY)
        .when(new CheckOut("s1", EIGHT, clock(Working.YES, EIGHTEEN)))
        .thenRefused(PostRefusal.GUARD_NOT_AT_POST);
    given(DECIDER)
        .when(new CheckOut("s1", EIGHT, clock(Working.YES, EIGHTEEN)))
        .thenRefused(PostRefusal.NO_SUCH_POST);
  }

  private static Clockwork clock(Working working, Instant nextChangeAt) {
    return new Clockwork(
        working, nextChangeAt, Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(10));
  }

  private static GuardPostManned manned(String guard, Instant at) {
    return new GuardPostManned("E4", "AQBW", guard, "吕建国", at, at.plus(Duration.ofHours(10)));
  }

  private static GuardPostVacated vacated(Cause cause, @Nullable String guard, Instant since) {
    return new GuardPostVacated(
        "E4",
        "AQBW",
        GuardDuty.WORKING_TIME,
        cause,
        guard,
        since,
        since.plusSeconds(300),
        since.plusSeconds(900));
  }
}
