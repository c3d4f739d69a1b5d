package org.vigil.duty.presence.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.presence.domain.PresenceCommand.AnswerProbe;
import org.vigil.duty.presence.domain.PresenceCommand.CarryMatters;
import org.vigil.duty.presence.domain.PresenceCommand.CheckIn;
import org.vigil.duty.presence.domain.PresenceCommand.CheckOut;
import org.vigil.duty.presence.domain.PresenceCommand.ExpectPresence;
import org.vigil.duty.presence.domain.PresenceCommand.LetTimePass;
import org.vigil.duty.presence.domain.PresenceCommand.NotePostEmpty;
import org.vigil.duty.presence.domain.PresenceCommand.PrepareHandover;
import org.vigil.duty.presence.domain.PresenceCommand.SettleMatter;
import org.vigil.duty.presence.domain.PresenceCommand.SignHandover;
import org.vigil.duty.presence.domain.PresenceCommand.WithdrawDuty;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckInMissed;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedIn;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedOut;
import org.vigil.duty.presence.domain.PresenceEvent.DutyPostEmpty;
import org.vigil.duty.presence.domain.PresenceEvent.DutyWithdrawn;
import org.vigil.duty.presence.domain.PresenceEvent.Evidence;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverPrepared;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverSigned;
import org.vigil.duty.presence.domain.PresenceEvent.Leaving;
import org.vigil.duty.presence.domain.PresenceEvent.MatterSettled;
import org.vigil.duty.presence.domain.PresenceEvent.MattersCarried;
import org.vigil.duty.presence.domain.PresenceEvent.PostAbandonmentSuspected;
import org.vigil.duty.presence.domain.PresenceEvent.PresenceExpected;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeAnswered;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeMissed;
import org.vigil.duty.presence.domain.PresenceEvent.ProbePlanned;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeSent;

class PresenceDeciderTest {

  private static final PresenceDecider DECIDER = new PresenceDecider();
  private static final Instant FROM = Instant.parse("2022-10-08T00:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofHours(12));
  private static final DutyPlan PLAN =
      new DutyPlan(
          "d1",
          "BGS",
          "s1",
          "王*",
          FROM.minus(Duration.ofHours(1)),
          FROM,
          UNTIL,
          FROM.plus(Duration.ofMinutes(10)),
          FROM.plus(Duration.ofMinutes(20)),
          UNTIL.plus(Duration.ofHours(2)),
          2);
  private static final PresenceExpected EXPECTED = new PresenceExpected(PLAN);
  private static final DutyCheckedIn IN = new DutyCheckedIn("d1", "BGS", "s1", FROM, false, UNTIL);
  private static final Matter LAMP = new Matter("m1", null, "灯未修");
  private static final Matter DOOR = new Matter("m2", null, "门未锁");
  private static final HandoverPrepared PREPARED =
      new HandoverPrepared("d1", "BGS", "s1", "d2", List.of(LAMP), UNTIL);
  private static final HandoverSigned SIGNED =
      new HandoverSigned("d1", "BGS", "s1", "d2", "s2", List.of(LAMP), UNTIL);

  @Test
  void the_holder_checks_in_at_the_beginning_and_a_moment_later_late() {
    given(DECIDER, EXPECTED).when(new CheckIn("s1", FROM)).then(IN);
    given(DECIDER, EXPECTED)
        .when(new CheckIn("s1", FROM.plusMillis(1)))
        .then(new DutyCheckedIn("d1", "BGS", "s1", FROM.plusMillis(1), true, UNTIL));
  }

  @Test
  void nobody_checks_in_for_another_too_early_too_late_or_twice() {
    given(DECIDER, EXPECTED)
        .when(new CheckIn("s2", FROM))
        .thenRefused(PresenceRefusal.DUTY_OF_SOMEBODY_ELSE);
    given(DECIDER, EXPECTED)
        .when(new CheckIn("s1", PLAN.opensAt().minusMillis(1)))
        .thenRefused(PresenceRefusal.DUTY_NOT_OPEN_YET);
    given(DECIDER, EXPECTED)
        .when(new CheckIn("s1", UNTIL))
        .thenRefused(PresenceRefusal.DUTY_IS_OVER);
    given(DECIDER, EXPECTED, IN)
        .when(new CheckIn("s1", FROM))
        .thenRefused(PresenceRefusal.ALREADY_ON_DUTY);
  }

  @Test
  void nobody_there_is_said_at_the_grace_time_and_at_twice_that() {
    DutyCheckInMissed first = missed(1);
    given(DECIDER, EXPECTED)
        .when(new LetTimePass(PresenceDecider.GRACE, PLAN.graceAt()))
        .then(first);
    given(DECIDER, EXPECTED, first)
        .when(new LetTimePass(PresenceDecider.MISSING, PLAN.missingAt()))
        .then(missed(2));
    given(DECIDER, EXPECTED, IN)
        .when(new LetTimePass(PresenceDecider.MISSING, PLAN.missingAt()))
        .thenNothingHappened();
  }

  @Test
  void an_empty_post_is_noted_once_and_only_where_somebody_is_missing() {
    DutyPostEmpty empty = new DutyPostEmpty("d1", "BGS", PLAN.missingAt());
    given(DECIDER, EXPECTED, missed(2)).when(new NotePostEmpty(PLAN.missingAt())).then(empty);
    given(DECIDER, EXPECTED, missed(2), empty)
        .when(new NotePostEmpty(PLAN.missingAt()))
        .thenNothingHappened();
    given(DECIDER, EXPECTED, IN).when(new NotePostEmpty(PLAN.missingAt())).thenNothingHappened();
  }

  @Test
  void whoever_goes_early_without_relief_and_leaves_nobody_is_a_lead() {
    Instant left = FROM.plusSeconds(3600);
    DutyCheckedOut out = new DutyCheckedOut("d1", "BGS", "s1", left, Leaving.EARLY_WITHOUT_RELIEF);
    given(DECIDER, EXPECTED, IN).when(new CheckOut("s1", left)).then(out);
    given(DECIDER, EXPECTED, IN, out)
        .when(new NotePostEmpty(left))
        .then(
            new PostAbandonmentSuspected(
                "d1", "BGS", "s1", "王*", Evidence.LEFT_WITHOUT_RELIEF, left, 0),
            new DutyPostEmpty("d1", "BGS", left));
  }

  @Test
  void a_hand_over_needs_both_and_takes_along_what_was_open() {
    MattersCarried carried = new MattersCarried("d1", "BGS", "d0", List.of(LAMP));
    given(DECIDER, EXPECTED, carried, IN)
        .when(new PrepareHandover("s1", "d2", List.of(DOOR), UNTIL))
        .then(new HandoverPrepared("d1", "BGS", "s1", "d2", List.of(LAMP, DOOR), UNTIL));
    given(DECIDER, EXPECTED, IN, PREPARED).when(new SignHandover("s2", UNTIL)).then(SIGNED);
    given(DECIDER, EXPECTED, IN, PREPARED)
        .when(new SignHandover("s1", UNTIL))
        .thenRefused(PresenceRefusal.NOBODY_SIGNS_FOR_BOTH);
    given(DECIDER, EXPECTED, IN)
        .when(new SignHandover("s2", UNTIL))
        .thenRefused(PresenceRefusal.HANDOVER_NOT_PREPARED);
  }

  @Test
  void who_has_handed_over_goes_in_order_and_who_has_not_goes_without() {
    given(DECIDER, EXPECTED, IN, PREPARED, SIGNED)
        .when(new CheckOut("s1", UNTIL))
        .then(new DutyCheckedOut("d1", "BGS", "s1", UNTIL, Leaving.HANDED_OVER));
    given(DECIDER, EXPECTED, IN, PREPARED)
        .when(new CheckOut("s1", UNTIL))
        .then(new DutyCheckedOut("d1", "BGS", "s1", UNTIL, Leaving.WITHOUT_HANDOVER));
  }

  @Test
  void a_forgotten_check_out_ends_with_the_shift() {
    given(DECIDER, EXPECTED, IN)
        .when(new LetTimePass(PresenceDecider.FORGOTTEN, PLAN.forgottenAt()))
        .then(new DutyCheckedOut("d1", "BGS", "s1", UNTIL, Leaving.FORGOTTEN));
  }

  @Test
  void a_carried_matter_is_open_until_it_is_settled() {
    MattersCarried carried = new MattersCarried("d1", "BGS", "d0", List.of(LAMP));
    MatterSettled settled = new MatterSettled("d1", "BGS", "m1", FROM);
    given(DECIDER, EXPECTED).when(new CarryMatters("d0", List.of(LAMP))).then(carried);
    given(DECIDER, EXPECTED, carried)
        .when(new CarryMatters("d0", List.of(LAMP)))
        .thenNothingHappened();
    given(DECIDER, EXPECTED, carried).when(new SettleMatter("m1", FROM)).then(settled);
    given(DECIDER, EXPECTED, carried, settled)
        .when(new SettleMatter("m1", FROM))
        .thenRefused(PresenceRefusal.NO_SUCH_OPEN_MATTER);
  }

  @Test
  void a_probe_is_sent_at_its_moment_and_answered_until_its_time_is_up() {
    Instant at = FROM.plusSeconds(5000);
    ProbePlanned planned = new ProbePlanned("d1", "p1", at, at.plusSeconds(600));
    ProbeSent sent = new ProbeSent("d1", "BGS", "s1", "p1", at.plusSeconds(600));
    given(DECIDER, EXPECTED, IN, planned).when(new LetTimePass("probe:p1", at)).then(sent);
    given(DECIDER, EXPECTED, IN, planned, sent)
        .when(new AnswerProbe("s1", at.plusSeconds(600)))
        .then(new ProbeAnswered("d1", "BGS", "s1", "p1", at.plusSeconds(600)));
    given(DECIDER, EXPECTED, IN, planned, sent)
        .when(new AnswerProbe("s1", at.plusSeconds(601)))
        .thenRefused(PresenceRefusal.NO_PROBE_TO_ANSWER);
    given(DECIDER, EXPECTED, IN, planned)
        .when(new AnswerProbe("s1", at))
        .thenRefused(PresenceRefusal.NO_PROBE_TO_ANSWER);
  }

  @Test
  void the_second_unanswered_probe_in_a_row_is_a_lead_with_its_evidence() {
    Instant at = FROM.plusSeconds(5000);
    ProbePlanned one = new ProbePlanned("d1", "p1", at, at.plusSeconds(600));
    ProbePlanned two = new ProbePlanned("d1", "p2", at, at.plusSeconds(600));
    ProbeSent first = new ProbeSent("d1", "BGS", "s1", "p1", at.plusSeconds(600));
    ProbeSent second = new ProbeSent("d1", "BGS", "s1", "p2", at.plusSeconds(600));
    ProbeMissed missed = new ProbeMissed("d1", "BGS", "s1", "王*", "p1", 1);
    LetTimePass due = new LetTimePass("answer:p2", at.plusSeconds(600));
    given(DECIDER, EXPECTED, IN, one, two, first, missed, second)
        .when(due)
        .then(
            new ProbeMissed("d1", "BGS", "s1", "王*", "p2", 2),
            new PostAbandonmentSuspected(
                "d1", "BGS", "s1", "王*", Evidence.PROBES_UNANSWERED, FROM, 2));
    given(
            DECIDER,
            EXPECTED,
            IN,
            one,
            two,
            first,
            second,
            new ProbeAnswered("d1", "BGS", "s1", "p1", at))
        .when(due)
        .then(new ProbeMissed("d1", "BGS", "s1", "王*", "p2", 1));
  }

  @Test
  void whose_shift_was_withdrawn_is_neither_missed_nor_there() {
    DutyWithdrawn withdrawn = new DutyWithdrawn("d1", "BGS", FROM);
    given(DECIDER, EXPECTED).when(new WithdrawDuty(FROM)).then(withdrawn);
    given(DECIDER, EXPECTED, withdrawn)
        .when(new LetTimePass(PresenceDecider.GRACE, PLAN.graceAt()))
        .thenNothingHappened();
    given(DECIDER, EXPECTED, withdrawn)
        .when(new CheckIn("s1", FROM))
        .thenRefused(PresenceRefusal.DUTY_IS_OVER);
    given(DECIDER, EXPECTED, withdrawn).when(new ExpectPresence(PLAN)).then(EXPECTED);
  }

  private static DutyCheckInMissed missed(int stage) {
    return new DutyCheckInMissed("d1", "BGS", "s1", "王*", stage);
  }
}
