package org.vigil.disinfection.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.disinfection.terminal.domain.TerminalCommand.CancelOrder;
import org.vigil.disinfection.terminal.domain.TerminalCommand.CorrectOrder;
import org.vigil.disinfection.terminal.domain.TerminalCommand.LetTimePass;
import org.vigil.disinfection.terminal.domain.TerminalCommand.OrderDisinfection;
import org.vigil.disinfection.terminal.domain.TerminalCommand.OrderForCase;
import org.vigil.disinfection.terminal.domain.TerminalCommand.RecordCompletion;
import org.vigil.disinfection.terminal.domain.TerminalCommand.RevealOrder;
import org.vigil.disinfection.terminal.domain.TerminalCommand.Work;
import org.vigil.disinfection.terminal.domain.TerminalEvent.CaseDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.CaseZoneDisinfected;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCancelled;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCorrected;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionDone;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOverdue;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionRevealed;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;

/** Terminal disinfections (3.6-d). */
class TerminalDeciderTest {

  private static final Instant DUE = Instant.parse("2022-11-06T06:00:00Z");
  private static final TerminalOrder SOMEBODY = new TerminalOrder("LIFT", null, null, null);
  private static final TerminalOrder NAMED =
      new TerminalOrder("LIFT", null, new Person("张三", "GW-017", null), null);
  private static final TerminalDecider DECIDER = new TerminalDecider();
  private static final TerminalDisinfectionOrdered ORDERED =
      new TerminalDisinfectionOrdered(
          "t1", "s1", "GWYC", "ZHGL", OrderedBy.DEPARTMENT, SOMEBODY, DUE);
  private static final TerminalDisinfectionOverdue OVERDUE =
      new TerminalDisinfectionOverdue("t1", "s1", "ZHGL", "LIFT", DUE);

  private static Work work(Instant at) {
    return new Work(at, "ZH-008", "含氯消毒剂", null, "1:50");
  }

  private static TerminalDisinfectionDone done(Instant at, boolean late) {
    return new TerminalDisinfectionDone("t1", "s1", "ZHGL", work(at), late);
  }

  private static TerminalDisinfectionCancelled cancelled(boolean mistaken) {
    return new TerminalDisinfectionCancelled("t1", "s1", "GWYC", "ZHGL", 1, mistaken, "理由");
  }

  @Test
  void what_is_asked_for_waits_until_its_time() {
    given(DECIDER)
        .when(
            new OrderDisinfection("t1", "s1", "GWYC", "ZHGL", OrderedBy.DEPARTMENT, SOMEBODY, DUE))
        .then(ORDERED);
    var rule = TerminalDecider.CATEGORY.deadlines();
    assertThat(rule.after(ORDERED)).containsExactly(new Schedule(TerminalDecider.DUE, DUE));
    assertThat(rule.after(done(DUE, false))).containsExactly(new Cancel(TerminalDecider.DUE));
    assertThat(rule.after(cancelled(false))).containsExactly(new Cancel(TerminalDecider.DUE));
  }

  @Test
  void obligation_3_6_d_what_is_not_done_at_its_time_is_overdue_once() {
    given(DECIDER, ORDERED).when(new LetTimePass(DUE.minusMillis(1))).thenNothingHappened();
    given(DECIDER, ORDERED).when(new LetTimePass(DUE)).then(OVERDUE);
    given(DECIDER, ORDERED, OVERDUE).when(new LetTimePass(DUE)).thenNothingHappened();
  }

  @Test
  void what_is_done_in_time_is_not_overdue() {
    given(DECIDER, ORDERED).when(new RecordCompletion(work(DUE))).then(done(DUE, false));
    given(DECIDER, ORDERED, done(DUE, false)).when(new LetTimePass(DUE)).thenNothingHappened();
  }

  @Test
  void what_is_done_late_is_overdue_before_it_is_done() {
    Instant late = DUE.plusMillis(1);
    given(DECIDER, ORDERED).when(new RecordCompletion(work(late))).then(OVERDUE, done(late, true));
  }

  @Test
  void a_completion_in_time_that_is_entered_later_stands_beside_what_was_said() {
    given(DECIDER, ORDERED, OVERDUE).when(new RecordCompletion(work(DUE))).then(done(DUE, false));
  }

  @Test
  void what_is_done_is_neither_done_again_nor_cancelled() {
    given(DECIDER, ORDERED, done(DUE, false))
        .when(new RecordCompletion(work(DUE)))
        .thenRefused(TerminalRefusal.TERMINAL_DISINFECTION_ALREADY_DONE);
    given(DECIDER, ORDERED, done(DUE, false))
        .when(new CancelOrder(true, "理由", DUE))
        .thenRefused(TerminalRefusal.TERMINAL_DISINFECTION_ALREADY_DONE);
  }

  @Test
  void a_mistake_was_never_overdue_and_what_need_not_be_done_any_more_was() {
    given(DECIDER, ORDERED).when(new CancelOrder(true, "理由", DUE)).then(cancelled(true));
    given(DECIDER, ORDERED).when(new CancelOrder(false, "理由", DUE)).then(OVERDUE, cancelled(false));
    given(DECIDER, ORDERED, cancelled(false))
        .when(new RecordCompletion(work(DUE)))
        .thenRefused(TerminalRefusal.TERMINAL_DISINFECTION_CANCELLED);
    given(DECIDER, ORDERED, cancelled(false)).when(new LetTimePass(DUE)).thenNothingHappened();
  }

  @Test
  void somebody_may_be_named_afterwards_also_when_it_is_done() {
    TerminalDisinfectionCorrected corrected =
        new TerminalDisinfectionCorrected(
            "t1", "s2", "GWYC", OrderedBy.DEPARTMENT, 2, "s1", NAMED, "补充姓名");
    CorrectOrder correct = new CorrectOrder("s2", OrderedBy.DEPARTMENT, NAMED, "补充姓名");

    given(DECIDER, ORDERED, done(DUE, false)).when(correct).then(corrected);
    given(DECIDER, ORDERED, done(DUE, false), corrected)
        .when(new RecordCompletion(work(DUE)))
        .thenRefused(TerminalRefusal.TERMINAL_DISINFECTION_ALREADY_DONE);
  }

  @Test
  void a_correction_of_the_place_is_about_the_same_person() {
    TerminalOrder room = new TerminalOrder(null, "305", null, null);
    given(DECIDER, ORDERED)
        .when(new CorrectOrder("s1", OrderedBy.OFFICE, room, "地点有误"))
        .then(
            new TerminalDisinfectionCorrected(
                "t1", "s1", "GWYC", OrderedBy.OFFICE, 1, null, room, "地点有误"));
  }

  @Test
  void a_look_is_recorded_and_nothing_can_be_done_with_what_nobody_asked_for() {
    given(DECIDER, ORDERED)
        .when(new RevealOrder("流调"))
        .then(new TerminalDisinfectionRevealed("s1", "流调"));
    given(DECIDER)
        .when(new RevealOrder("流调"))
        .thenRefused(TerminalRefusal.NO_SUCH_TERMINAL_DISINFECTION);
  }

  private static final Instant REQUESTED = DUE.minusSeconds(3_600);
  private static final CaseDisinfectionOrdered OF_CASE =
      new CaseDisinfectionOrdered("t1", "s1", "c1", "BGS", "ZHGL", "LIFT", REQUESTED, DUE);

  @Test
  void obligation_3_6_d_what_a_case_asks_for_is_ordered_once_and_waits_until_the_cases_time() {
    OrderForCase order = new OrderForCase("t1", "s1", "c1", "BGS", "ZHGL", "LIFT", REQUESTED, DUE);

    given(DECIDER).when(order).then(OF_CASE);
    given(DECIDER, OF_CASE)
        .when(order)
        .thenRefused(TerminalRefusal.TERMINAL_DISINFECTION_ALREADY_ORDERED);
    assertThat(TerminalDecider.CATEGORY.deadlines().after(OF_CASE))
        .containsExactly(new Schedule(TerminalDecider.DUE, DUE));
    given(DECIDER, OF_CASE).when(new LetTimePass(DUE)).then(OVERDUE);
  }

  @Test
  void obligation_3_6_d_what_is_done_for_a_case_is_told_to_it_also_when_it_is_late() {
    Instant late = DUE.plusMillis(1);
    given(DECIDER, OF_CASE)
        .when(new RecordCompletion(work(DUE)))
        .then(done(DUE, false), new CaseZoneDisinfected("c1", "t1", "LIFT", "ZHGL", DUE));
    given(DECIDER, OF_CASE, OVERDUE)
        .when(new RecordCompletion(work(late)))
        .then(done(late, true), new CaseZoneDisinfected("c1", "t1", "LIFT", "ZHGL", late));
  }

  @Test
  void what_is_done_for_a_case_follows_its_request_and_names_nobody() {
    given(DECIDER, OF_CASE)
        .when(new RecordCompletion(work(REQUESTED.minusMillis(1))))
        .thenRefused(TerminalRefusal.TERMINAL_DISINFECTION_BEFORE_REQUEST);
    given(DECIDER, OF_CASE)
        .when(new CorrectOrder("s2", OrderedBy.OFFICE, NAMED, "补充姓名"))
        .thenRefused(TerminalRefusal.TERMINAL_DISINFECTION_OF_A_CASE);
  }
}
