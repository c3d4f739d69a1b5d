package org.vigil.duty.reachability.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.reachability.domain.DrillCommand.Excuse;
import org.vigil.duty.reachability.domain.DrillCommand.LetTimePass;
import org.vigil.duty.reachability.domain.DrillCommand.Line;
import org.vigil.duty.reachability.domain.DrillCommand.Manner;
import org.vigil.duty.reachability.domain.DrillCommand.Outcome;
import org.vigil.duty.reachability.domain.DrillCommand.Reason;
import org.vigil.duty.reachability.domain.DrillCommand.RecordCall;
import org.vigil.duty.reachability.domain.DrillCommand.Somebody;
import org.vigil.duty.reachability.domain.DrillCommand.StartDrill;
import org.vigil.duty.reachability.domain.DrillEvent.DrillExcused;
import org.vigil.duty.reachability.domain.DrillEvent.DrillJudged;
import org.vigil.duty.reachability.domain.DrillEvent.DrillMissed;
import org.vigil.duty.reachability.domain.DrillEvent.DrillStarted;
import org.vigil.duty.reachability.domain.DrillEvent.DutyLineProbed;
import org.vigil.duty.reachability.domain.DrillEvent.DutyLineUnreachable;
import org.vigil.duty.reachability.domain.DrillEvent.MobileProbed;

class DrillDeciderTest {

  private static final DrillDecider DECIDER = new DrillDecider();
  private static final Instant AT = Instant.parse("2022-11-03T06:00:00Z");
  private static final Instant BY = AT.plusSeconds(600);
  private static final Mobile ZHANG = new Mobile("s1", "GWYC", "张*");
  private static final DrillStarted STARTED =
      new DrillStarted("d1", List.of("BGS"), List.of(ZHANG), null, AT, BY);
  private static final DutyLineUnreachable LINE_MISSED =
      new DutyLineUnreachable("d1", "BGS", null, BY);
  private static final DrillMissed ZHANG_MISSED =
      new DrillMissed("d1", "GWYC", "s1", "张*", null, BY);
  private static final DrillJudged BOTH_MISSED = new DrillJudged("d1", BY, 0, 0, 2);
  private static final DrillExcused EXCUSED =
      new DrillExcused("d1", "GWYC", "s1", "head", Reason.NO_SIGNAL, null);

  @Test
  void a_drill_is_started_once() {
    StartDrill start = new StartDrill("d1", List.of("BGS"), List.of(ZHANG), null, AT, BY);
    given(DECIDER).when(start).then(STARTED);
    given(DECIDER, STARTED).when(start).thenRefused(DrillRefusal.DRILL_ALREADY_STARTED);
  }

  @Test
  void who_has_not_answered_is_missed_at_the_deadline_and_not_a_moment_before() {
    given(DECIDER, STARTED).when(new LetTimePass(BY.minusMillis(1))).thenNothingHappened();
    given(DECIDER, STARTED).when(new LetTimePass(BY)).then(LINE_MISSED, ZHANG_MISSED, BOTH_MISSED);
    given(DECIDER, STARTED, LINE_MISSED, ZHANG_MISSED, BOTH_MISSED)
        .when(new LetTimePass(BY))
        .thenNothingHappened();
  }

  @Test
  void an_answer_at_the_deadline_is_in_time_and_is_recorded_once() {
    MobileProbed answered = mobile(Outcome.ANSWERED, BY, false, false);
    given(DECIDER, STARTED).when(call(Outcome.ANSWERED, BY, BY)).then(answered);
    given(DECIDER, STARTED, answered).when(call(Outcome.ANSWERED, BY, BY)).thenNothingHappened();
    given(DECIDER, STARTED, answered)
        .when(new LetTimePass(BY))
        .then(LINE_MISSED, new DrillJudged("d1", BY, 1, 0, 1));
  }

  @Test
  void who_was_switched_off_may_call_back_in_time_and_else_the_verdict_says_so() {
    MobileProbed off = mobile(Outcome.SWITCHED_OFF, AT.plusSeconds(60), false, false);
    DutyLineProbed line =
        new DutyLineProbed(
            "d1", "BGS", Outcome.ANSWERED, Manner.SYSTEM, AT.plusSeconds(1), false, false);
    given(DECIDER, STARTED)
        .when(
            new RecordCall(
                new Line("BGS"),
                Outcome.ANSWERED,
                Manner.SYSTEM,
                AT.plusSeconds(1),
                AT.plusSeconds(1)))
        .then(line);
    given(DECIDER, STARTED, line, off)
        .when(call(Outcome.ANSWERED, AT.plusSeconds(90), AT.plusSeconds(90)))
        .then(mobile(Outcome.ANSWERED, AT.plusSeconds(90), false, false));
    given(DECIDER, STARTED, line, off)
        .when(new LetTimePass(BY))
        .then(
            new DrillMissed("d1", "GWYC", "s1", "张*", Outcome.SWITCHED_OFF, BY),
            new DrillJudged("d1", BY, 1, 0, 1));
  }

  @Test
  void
      an_answer_after_the_deadline_is_late_and_leaves_the_verdict_also_where_that_has_yet_to_fire() {
    Instant later = BY.plusSeconds(1);
    given(DECIDER, STARTED)
        .when(call(Outcome.ANSWERED, later, later))
        .then(LINE_MISSED, ZHANG_MISSED, BOTH_MISSED, mobile(Outcome.ANSWERED, later, true, false));
    given(DECIDER, STARTED, LINE_MISSED, ZHANG_MISSED, BOTH_MISSED)
        .when(call(Outcome.ANSWERED, BY, later))
        .then(mobile(Outcome.ANSWERED, BY, false, true));
    given(DECIDER, STARTED, LINE_MISSED, ZHANG_MISSED, BOTH_MISSED)
        .when(call(Outcome.NO_ANSWER, later, later))
        .thenRefused(DrillRefusal.DRILL_IS_OVER);
  }

  @Test
  void who_is_excused_in_time_is_not_missed_and_one_who_called_back_late_may_still_be() {
    Excuse excuse = new Excuse("s1", "head", Reason.NO_SIGNAL, null, AT);
    given(DECIDER, STARTED).when(excuse).then(EXCUSED);
    given(DECIDER, STARTED, EXCUSED).when(excuse).thenNothingHappened();
    given(DECIDER, STARTED, EXCUSED)
        .when(new LetTimePass(BY))
        .then(LINE_MISSED, new DrillJudged("d1", BY, 0, 1, 1));
    given(
            DECIDER,
            STARTED,
            LINE_MISSED,
            ZHANG_MISSED,
            BOTH_MISSED,
            mobile(Outcome.ANSWERED, BY.plusSeconds(60), true, false))
        .when(new Excuse("s1", "head", Reason.NO_SIGNAL, null, BY.plusSeconds(90)))
        .then(EXCUSED);
    given(DECIDER, STARTED, mobile(Outcome.ANSWERED, AT, false, false))
        .when(excuse)
        .thenNothingHappened();
  }

  @Test
  void nobody_answers_for_what_is_not_drilled_or_before_it_began() {
    given(DECIDER).when(call(Outcome.ANSWERED, AT, AT)).thenRefused(DrillRefusal.NO_SUCH_DRILL);
    given(DECIDER, STARTED)
        .when(new RecordCall(new Line("GWYC"), Outcome.ANSWERED, Manner.SYSTEM, AT, AT))
        .thenRefused(DrillRefusal.NOT_DRILLED);
    given(DECIDER, STARTED)
        .when(call(Outcome.ANSWERED, AT.minusSeconds(1), AT))
        .thenRefused(DrillRefusal.CALL_BEFORE_DRILL);
  }

  private static RecordCall call(Outcome outcome, Instant at, Instant now) {
    return new RecordCall(new Somebody("s1"), outcome, Manner.SELF, at, now);
  }

  private static MobileProbed mobile(
      Outcome outcome, Instant at, boolean late, boolean lateEntered) {
    return new MobileProbed("d1", "GWYC", "s1", outcome, Manner.SELF, at, late, lateEntered);
  }
}
