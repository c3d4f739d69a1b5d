package org.vigil.duty.muster.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.muster.domain.MusterUnitCommand.Acknowledge;
import org.vigil.duty.muster.domain.MusterUnitCommand.ConfirmArrival;
import org.vigil.duty.muster.domain.MusterUnitCommand.Excuse;
import org.vigil.duty.muster.domain.MusterUnitCommand.ExcuseAbsence;
import org.vigil.duty.muster.domain.MusterUnitCommand.LetTimePass;
import org.vigil.duty.muster.domain.MusterUnitCommand.Manner;
import org.vigil.duty.muster.domain.MusterUnitCommand.StandDown;
import org.vigil.duty.muster.domain.MusterUnitCommand.SummonDepartment;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentStoodDown;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentSummoned;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceExcused;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceFound;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAcknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterArrivalConfirmed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterDeadlinePassed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterUnacknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.PeopleSummoned;

class MusterUnitDeciderTest {

  private static final MusterUnitDecider DECIDER = new MusterUnitDecider();
  private static final Instant T0 = Instant.parse("2022-11-03T06:05:00Z");
  private static final Instant DEADLINE = T0.plus(Duration.ofMinutes(60));
  private static final MusterKind REAL = MusterKind.REAL;
  private static final MusterCall CALL =
      new MusterCall(
          "m1",
          REAL,
          "封控",
          "大厅",
          "BGS",
          List.of("GWYC"),
          T0,
          T0.plus(Duration.ofMinutes(15)),
          T0.plus(Duration.ofMinutes(30)),
          DEADLINE);
  private static final Summoned ZHANG = new Summoned("s1", "张小明");
  private static final Summoned LI = new Summoned("s2", "李大勇");
  private static final DepartmentSummoned SUMMONED = new DepartmentSummoned(CALL, "GWYC", 2);
  private static final PeopleSummoned PEOPLE = new PeopleSummoned("m1", "GWYC", List.of(ZHANG, LI));
  private static final MusterDeadlinePassed VERDICT =
      new MusterDeadlinePassed("m1", REAL, "GWYC", DEADLINE, 2, 0, 0, 2);

  @Test
  void a_department_is_summoned_once() {
    given(DECIDER)
        .when(new SummonDepartment(CALL, "GWYC", List.of(ZHANG, LI)))
        .then(SUMMONED, PEOPLE);
    given(DECIDER, SUMMONED, PEOPLE)
        .when(new SummonDepartment(CALL, "GWYC", List.of(ZHANG)))
        .thenNothingHappened();
  }

  @Test
  void a_head_acknowledges_for_several_and_who_has_already_is_left_out() {
    given(DECIDER, SUMMONED, PEOPLE, acknowledged("s1", after(1)))
        .when(new Acknowledge(List.of("s1", "s2"), Manner.HEAD, after(2)))
        .then(new MusterAcknowledged("m1", "GWYC", "s2", Manner.HEAD, after(2)));
  }

  @Test
  void a_list_with_a_stranger_in_it_leaves_nothing() {
    given(DECIDER, SUMMONED, PEOPLE)
        .when(new Acknowledge(List.of("s1", "s9"), Manner.HEAD, after(2)))
        .thenRefused(MusterRefusal.PERSON_NOT_SUMMONED);
  }

  @Test
  void who_is_silent_at_the_first_warning_is_named_to_the_department() {
    given(DECIDER, SUMMONED, PEOPLE, acknowledged("s1", after(1)))
        .when(new LetTimePass(after(15)))
        .then(new MusterUnacknowledged("m1", REAL, "GWYC", 1, List.of(LI)));
  }

  @Test
  void nobody_is_warned_about_who_has_acknowledged_arrived_or_is_excused() {
    given(DECIDER, SUMMONED, PEOPLE, acknowledged("s1", after(1)), excused("s2"))
        .when(new LetTimePass(after(30)))
        .thenNothingHappened();
  }

  @Test
  void after_a_downtime_over_both_warnings_the_later_one_comes_once() {
    MusterUnacknowledged second =
        new MusterUnacknowledged("m1", REAL, "GWYC", 2, List.of(ZHANG, LI));
    given(DECIDER, SUMMONED, PEOPLE).when(new LetTimePass(after(40))).then(second);
    given(DECIDER, SUMMONED, PEOPLE, second).when(new LetTimePass(after(40))).thenNothingHappened();
  }

  @Test
  void the_verdict_names_the_absent_with_and_without_excuse() {
    given(DECIDER, SUMMONED, PEOPLE, acknowledged("s1", after(1)), excused("s2"))
        .when(new LetTimePass(DEADLINE))
        .then(
            new MusterAbsenceFound("m1", REAL, "GWYC", "s1", "张小明", true, null),
            new MusterAbsenceFound("m1", REAL, "GWYC", "s2", "李大勇", false, Excuse.LEAVE),
            new MusterDeadlinePassed("m1", REAL, "GWYC", DEADLINE, 2, 0, 1, 1));
  }

  @Test
  void at_sixty_minutes_sharp_one_is_in_time() {
    given(DECIDER, SUMMONED, PEOPLE)
        .when(arrives("s1", DEADLINE, DEADLINE))
        .then(arrived("s1", DEADLINE, false, false));
  }

  @Test
  void a_moment_later_the_verdict_comes_first_even_where_its_deadline_has_yet_to_fire() {
    Instant late = DEADLINE.plusMillis(1);
    given(DECIDER, SUMMONED, PEOPLE)
        .when(arrives("s1", late, late))
        .then(
            new MusterAbsenceFound("m1", REAL, "GWYC", "s1", "张小明", false, null),
            new MusterAbsenceFound("m1", REAL, "GWYC", "s2", "李大勇", false, null),
            VERDICT,
            arrived("s1", late, true, false));
  }

  @Test
  void an_arrival_in_time_that_is_entered_late_is_marked_and_the_verdict_stands() {
    given(DECIDER, SUMMONED, PEOPLE, VERDICT)
        .when(arrives("s1", after(50), after(70)))
        .then(arrived("s1", after(50), false, true));
    given(DECIDER, SUMMONED, PEOPLE, VERDICT)
        .when(new LetTimePass(after(80)))
        .thenNothingHappened();
  }

  @Test
  void nobody_arrives_before_the_call_or_twice() {
    given(DECIDER, SUMMONED, PEOPLE)
        .when(arrives("s1", T0.minusMillis(1), after(1)))
        .thenRefused(MusterRefusal.ARRIVAL_BEFORE_CALL);
    given(DECIDER, SUMMONED, PEOPLE, arrived("s1", after(5), false, false))
        .when(arrives("s1", after(6), after(6)))
        .thenNothingHappened();
  }

  @Test
  void a_muster_that_is_closed_in_time_gives_no_verdict() {
    given(DECIDER, SUMMONED, PEOPLE)
        .when(new StandDown(after(20), after(20)))
        .then(new DepartmentStoodDown("m1", "GWYC", after(20)));
    given(DECIDER, SUMMONED, PEOPLE, new DepartmentStoodDown("m1", "GWYC", after(20)))
        .when(new LetTimePass(DEADLINE))
        .thenNothingHappened();
    given(DECIDER, SUMMONED, PEOPLE, new DepartmentStoodDown("m1", "GWYC", after(20)))
        .when(arrives("s1", after(21), after(21)))
        .thenRefused(MusterRefusal.MUSTER_CLOSED);
  }

  @Test
  void who_was_absent_may_say_why_also_afterwards() {
    given(DECIDER, SUMMONED, PEOPLE, VERDICT)
        .when(new ExcuseAbsence("s2", Excuse.LEAVE, null, after(90)))
        .then(excused("s2"));
  }

  @Test
  void nothing_is_done_with_a_department_that_was_not_summoned() {
    given(DECIDER).when(arrives("s1", T0, T0)).thenRefused(MusterRefusal.NO_SUCH_MUSTER);
    given(DECIDER).when(new LetTimePass(DEADLINE)).thenNothingHappened();
  }

  private static Instant after(int minutes) {
    return T0.plus(Duration.ofMinutes(minutes));
  }

  private static MusterAcknowledged acknowledged(String subject, Instant at) {
    return new MusterAcknowledged("m1", "GWYC", subject, Manner.SELF, at);
  }

  private static MusterAbsenceExcused excused(String subject) {
    return new MusterAbsenceExcused("m1", "GWYC", subject, Excuse.LEAVE, null);
  }

  private static ConfirmArrival arrives(String subject, Instant at, Instant now) {
    return new ConfirmArrival(List.of(subject), Manner.SELF, null, at, now);
  }

  private static MusterArrivalConfirmed arrived(
      String subject, Instant at, boolean late, boolean lateEntered) {
    return new MusterArrivalConfirmed(
        "m1", "GWYC", subject, Manner.SELF, null, at, late, lateEntered);
  }
}
