package org.vigil.disinfection.ppe.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.ppe.domain.Findings.Finding;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.AbsenceReason;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.CorrectCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.ExpectChecks;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.LetTimePass;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.RecordAbsence;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.RecordCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.VoidCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.VoidReason;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeAbsenceRecorded;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeCheckCorrected;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeCheckVoided;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecked;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksCompleted;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksExpected;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksMissed;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.ShiftOf;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;

/** Who is looked at on a shift, by whom and by when (3.8-c, 3.11-c). */
class PpeShiftDeciderTest {

  private static final PpeShiftDecider DECIDER = new PpeShiftDecider();
  private static final LocalDate DAY = LocalDate.of(2022, 11, 4);
  private static final Instant OPENS = Instant.parse("2022-11-03T21:00:00Z");
  private static final Instant ENDS = OPENS.plus(Duration.ofHours(9));
  private static final Instant DUE = ENDS.plus(Duration.ofMinutes(30));
  private static final Worker ONE = new Worker("s1", "张三", "JY-008");
  private static final Worker TWO = new Worker("s2", "李四", "JY-009");
  private static final Worker THREE = new Worker("s3", "王五", "JY-010");
  private static final Checker HEAD = new Checker("h1", "JY-001");
  private static final Finding RIGHT = new Finding(true, null);
  private static final Findings WELL = new Findings(RIGHT, RIGHT, RIGHT, null);
  private static final Findings NO_MASK =
      new Findings(RIGHT, new Finding(false, "未戴口罩"), RIGHT, "当场佩戴");
  private static final ShiftOf OF = new ShiftOf("CANTEEN", UnitKind.CANTEEN, "JYGL", DAY, "EARLY");
  private static final Shift SHIFT =
      new Shift(
          "CANTEEN",
          UnitKind.CANTEEN,
          "JYGL",
          DAY,
          "EARLY",
          OPENS,
          OPENS.plus(Duration.ofHours(1)),
          ENDS,
          List.of(ONE, TWO));
  private static final PpeChecksExpected EXPECTED = new PpeChecksExpected(SHIFT, DUE);

  private static RecordCheck check(String id, Worker who, Checker by, Findings seen, Instant now) {
    return new RecordCheck(id, who.subjectId(), by, seen, OPENS.plusSeconds(60), now);
  }

  private static RecordCheck check(String id, Worker who) {
    return check(id, who, HEAD, WELL, OPENS.plusSeconds(60));
  }

  private static PpeChecked checked(String id, Worker who, Findings seen, boolean late) {
    return new PpeChecked(
        id,
        OF,
        who.subjectId(),
        who.name(),
        who.staffNo(),
        HEAD,
        seen,
        seen.allRight(),
        OPENS.plusSeconds(60),
        late);
  }

  private static PpeChecked checked(String id, Worker who) {
    return checked(id, who, WELL, false);
  }

  private static PpeChecksMissed missed(int owed, Worker... who) {
    return new PpeChecksMissed(
        "CANTEEN",
        UnitKind.CANTEEN,
        "JYGL",
        DAY,
        "EARLY",
        owed,
        List.of(who).stream().map(Worker::subjectId).toList());
  }

  @Test
  void what_is_expected_twice_is_expected_once() {
    given(DECIDER, EXPECTED)
        .when(new ExpectChecks(SHIFT, DUE.plusSeconds(1)))
        .thenNothingHappened();
  }

  @Test
  void obligation_3_8_c_what_is_not_right_is_written_down_with_what_was_done() {
    given(DECIDER, EXPECTED)
        .when(check("c1", ONE, HEAD, NO_MASK, OPENS.plusSeconds(60)))
        .then(checked("c1", ONE, NO_MASK, false));
  }

  @Test
  void obligation_3_11_c_nobody_looks_at_themselves() {
    given(DECIDER, EXPECTED)
        .when(check("c1", ONE, new Checker("s1", "JY-008"), WELL, OPENS.plusSeconds(60)))
        .thenRefused(PpeRefusal.CHECKS_THEMSELVES);
  }

  @Test
  void nobody_puts_right_what_was_seen_of_themselves() {
    given(DECIDER, EXPECTED, checked("c1", ONE, NO_MASK, false))
        .when(new CorrectCheck("c1", new Checker("s1", "JY-008"), WELL, "看错"))
        .thenRefused(PpeRefusal.CHECKS_THEMSELVES);
  }

  @Test
  void nobody_excuses_themselves() {
    given(DECIDER, EXPECTED)
        .when(
            new RecordAbsence(
                "s1", AbsenceReason.ON_LEAVE, null, new Checker("s1", "JY-008"), OPENS))
        .thenRefused(PpeRefusal.CHECKS_THEMSELVES);
  }

  @Test
  void who_is_not_on_the_shift_is_not_looked_at_for_it() {
    given(DECIDER, EXPECTED).when(check("c1", THREE)).thenRefused(PpeRefusal.NOT_ON_SHIFT);
  }

  @Test
  void a_second_look_is_a_correction() {
    given(DECIDER, EXPECTED, checked("c1", ONE))
        .when(check("c2", ONE))
        .thenRefused(PpeRefusal.ALREADY_CHECKED);
  }

  @Test
  void a_look_is_not_dated_before_the_shift() {
    given(DECIDER, EXPECTED)
        .when(new RecordCheck("c1", "s1", HEAD, WELL, OPENS.minusSeconds(1), OPENS))
        .thenRefused(PpeRefusal.CHECK_BEFORE_SHIFT);
  }

  @Test
  void obligation_3_11_c_who_was_not_looked_at_is_missed_when_the_time_is_over() {
    given(DECIDER, EXPECTED, checked("c1", ONE)).when(new LetTimePass(DUE)).then(missed(2, TWO));
  }

  @Test
  void obligation_3_11_c_a_shift_that_was_looked_at_whole_is_no_breach_whatever_was_seen() {
    given(DECIDER, EXPECTED, checked("c1", ONE, NO_MASK, false), checked("c2", TWO))
        .when(new LetTimePass(DUE))
        .then(new PpeChecksCompleted(OF, 2));
  }

  @Test
  void the_time_of_a_shift_is_over_once() {
    given(DECIDER, EXPECTED, missed(2, ONE, TWO)).when(new LetTimePass(DUE)).thenNothingHappened();
  }

  @Test
  void obligation_3_11_c_a_late_check_comes_after_the_breach_and_takes_nothing_back() {
    given(DECIDER, EXPECTED, checked("c1", ONE))
        .when(check("c2", TWO, HEAD, WELL, DUE.plusSeconds(1)))
        .then(missed(2, TWO), checked("c2", TWO, WELL, true));
  }

  @Test
  void a_check_after_the_verdict_is_late() {
    given(DECIDER, EXPECTED, missed(2, ONE, TWO))
        .when(check("c2", TWO, HEAD, WELL, DUE.plusSeconds(1)))
        .then(checked("c2", TWO, WELL, true));
  }

  @Test
  void a_correction_stands_beside_what_was_written() {
    given(DECIDER, EXPECTED, checked("c1", ONE, NO_MASK, false))
        .when(new CorrectCheck("c1", HEAD, WELL, "看错"))
        .then(new PpeCheckCorrected("c1", OF, "s1", HEAD, WELL, true, "看错"));
  }

  @Test
  void a_check_that_is_voided_after_its_time_leaves_somebody_missed() {
    given(DECIDER, EXPECTED, checked("c1", ONE), checked("c2", TWO), new PpeChecksCompleted(OF, 2))
        .when(new VoidCheck("c1", HEAD, VoidReason.NOT_DONE))
        .then(new PpeCheckVoided("c1", OF, "s1", HEAD, VoidReason.NOT_DONE), missed(2, ONE));
  }

  @Test
  void a_late_check_that_is_voided_is_no_second_breach() {
    given(DECIDER, EXPECTED, missed(2, ONE, TWO), checked("c1", ONE, WELL, true))
        .when(new VoidCheck("c1", HEAD, VoidReason.WRONG_PERSON))
        .then(new PpeCheckVoided("c1", OF, "s1", HEAD, VoidReason.WRONG_PERSON));
  }

  @Test
  void who_stands_in_owes_the_check_of_who_is_not_there() {
    given(
            DECIDER,
            EXPECTED,
            checked("c1", ONE),
            new PpeAbsenceRecorded(OF, "s2", AbsenceReason.SWAPPED, THREE, HEAD))
        .when(new LetTimePass(DUE))
        .then(missed(2, THREE));
  }

  @Test
  void nobody_is_excused_when_the_time_is_over() {
    given(DECIDER, EXPECTED)
        .when(new RecordAbsence("s2", AbsenceReason.ON_LEAVE, null, HEAD, DUE.plusSeconds(1)))
        .thenRefused(PpeRefusal.SHIFT_IS_JUDGED);
  }

  @Test
  void who_was_looked_at_was_there() {
    given(DECIDER, EXPECTED, checked("c1", ONE))
        .when(new RecordAbsence("s1", AbsenceReason.ON_LEAVE, null, HEAD, OPENS))
        .thenRefused(PpeRefusal.ALREADY_CHECKED);
  }
}
