package org.vigil.reporting.obligation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.reporting.obligation.domain.Assignments.Carrier;
import org.vigil.reporting.obligation.domain.Assignments.Command;
import org.vigil.reporting.obligation.domain.Assignments.Command.Assign;
import org.vigil.reporting.obligation.domain.Assignments.Command.LookForGaps;
import org.vigil.reporting.obligation.domain.Assignments.Command.SetUnits;
import org.vigil.reporting.obligation.domain.Assignments.Event;
import org.vigil.reporting.obligation.domain.Assignments.ObligationAssigned;
import org.vigil.reporting.obligation.domain.Assignments.ObligationGapClosed;
import org.vigil.reporting.obligation.domain.Assignments.ObligationUnassignedDetected;
import org.vigil.reporting.obligation.domain.Assignments.ObligationUnitsSet;
import org.vigil.reporting.obligation.domain.Assignments.Unit;
import org.vigil.reporting.obligation.domain.Obligation.Named;

/** 责任悬空 is found, once, and is over once somebody is named. */
class AssignmentsTest {

  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final Instant END = NOW.plusSeconds(86_400);
  private static final Decider<Command, Assignments, Event> DECIDER =
      Assignments.category((_, dueAt) -> look(dueAt, true)).decider();
  private static final ObligationUnassignedDetected GAP =
      new ObligationUnassignedDetected("3.7-a", "ZHGL", NOW);

  private static LookForGaps look(Instant now, boolean blank) {
    return new LookForGaps("3.7-a", List.of(new Unit("综合管理科", "ZHGL", !blank)), now);
  }

  private static ObligationAssigned assigned(Instant from, @Nullable Instant until) {
    return new ObligationAssigned("3.7-a", "ZHGL", "s1", "周伟", from, until);
  }

  private static Assign assign(Instant from, @Nullable Instant until) {
    return new Assign("3.7-a", "ZHGL", "s1", "周伟", from, until);
  }

  @Test
  void where_the_plan_leaves_it_blank_and_nobody_is_named_the_responsibility_hangs() {
    given(DECIDER).when(look(NOW, true)).then(GAP);
  }

  @Test
  void whom_the_plan_names_need_not_be_named_again() {
    given(DECIDER).when(look(NOW, false)).thenNothingHappened();
  }

  @Test
  void the_same_gap_is_told_once() {
    given(DECIDER, GAP).when(look(NOW.plusSeconds(60), true)).thenNothingHappened();
  }

  @Test
  void a_gap_is_over_once_somebody_is_named() {
    given(DECIDER, GAP, assigned(NOW, null))
        .when(look(NOW, true))
        .then(new ObligationGapClosed("3.7-a", "ZHGL", NOW));
  }

  @Test
  void who_is_named_from_tomorrow_on_does_not_answer_today() {
    given(DECIDER, assigned(END, null)).when(look(NOW, true)).then(GAP);
  }

  @Test
  void where_an_assignment_ends_and_nobody_follows_it_is_found_at_that_instant() {
    given(DECIDER, assigned(NOW, END))
        .when(look(END, true))
        .then(new ObligationUnassignedDetected("3.7-a", "ZHGL", END));
    assertThat(
            Assignments.category((_, at) -> look(at, true)).deadlines().after(assigned(NOW, END)))
        .containsExactly(
            new Change.Schedule("begins/3.7-a/ZHGL", NOW),
            new Change.Schedule("ends/3.7-a/ZHGL", END));
  }

  @Test
  void a_unit_that_no_department_bears_the_name_of_is_a_gap_under_that_name() {
    given(DECIDER)
        .when(new LookForGaps("3.4-a", List.of(new Unit("机关综合管理科", null, false)), NOW))
        .then(new ObligationUnassignedDetected("3.4-a", "机关综合管理科", NOW));
  }

  @Test
  void of_two_units_each_needs_somebody() {
    List<Unit> both = List.of(new Unit("局工会", "JGH", false), new Unit("医务室", "YWS", false));
    given(DECIDER, new ObligationAssigned("3.6-a", "JGH", "s1", "郑涛", NOW, null))
        .when(new LookForGaps("3.6-a", both, NOW))
        .then(new ObligationUnassignedDetected("3.6-a", "YWS", NOW));
  }

  @Test
  void an_assignment_lasts() {
    given(DECIDER)
        .when(assign(NOW, NOW))
        .thenRefused(Assignments.No.ASSIGNMENT_ENDS_BEFORE_IT_BEGINS);
    given(DECIDER).when(assign(NOW, END)).then(assigned(NOW, END));
    given(DECIDER, assigned(NOW, END)).when(assign(NOW, END)).thenNothingHappened();
  }

  private static SetUnits units(Instant from, @Nullable Instant until, Carrier... units) {
    return new SetUnits("3.6-a", List.of(units), from, until);
  }

  private static Carrier leads(String department) {
    return new Carrier(department, true);
  }

  private static Carrier carries(String department) {
    return new Carrier(department, false);
  }

  @Test
  void several_departments_carry_an_obligation_and_one_of_them_leads() {
    given(DECIDER)
        .when(units(NOW, END, carries("JGH"), leads("YWS"), carries("BGS")))
        .then(new ObligationUnitsSet("3.6-a", "YWS", List.of("JGH", "BGS"), NOW, END));
  }

  @Test
  void the_same_units_again_say_nothing_new() {
    given(DECIDER, new ObligationUnitsSet("3.6-a", "YWS", List.of("JGH"), NOW, null))
        .when(units(NOW, null, leads("YWS"), carries("JGH")))
        .thenNothingHappened();
  }

  @Test
  void exactly_one_leads() {
    given(DECIDER)
        .when(units(NOW, END, carries("JGH"), carries("YWS")))
        .thenRefused(Assignments.No.NOT_EXACTLY_ONE_UNIT_LEADS);
    given(DECIDER)
        .when(units(NOW, END, leads("JGH"), leads("YWS")))
        .thenRefused(Assignments.No.NOT_EXACTLY_ONE_UNIT_LEADS);
  }

  @Test
  void a_department_is_named_once_and_a_time_lasts() {
    given(DECIDER)
        .when(units(NOW, END, leads("JGH"), carries("JGH")))
        .thenRefused(Assignments.No.UNIT_NAMED_TWICE);
    given(DECIDER)
        .when(units(NOW, NOW, leads("JGH")))
        .thenRefused(Assignments.No.UNITS_END_BEFORE_THEY_BEGIN);
  }

  @Test
  void who_carries_it_anew_is_looked_at_when_that_begins_and_when_it_ends() {
    var set = new ObligationUnitsSet("3.6-a", "YWS", List.of(), NOW, END);
    String at = "/3.6-a/units/" + NOW.toEpochMilli();

    assertThat(Assignments.category((_, due) -> look(due, true)).deadlines().after(set))
        .containsExactly(
            new Change.Schedule("begins" + at, NOW), new Change.Schedule("ends" + at, END));
    assertThat(Assignments.obligation("begins" + at)).isEqualTo("3.6-a");
  }

  @Test
  void the_plan_has_seventy_obligations_and_leaves_nine_articles_blank() {
    assertThat(Obligation.ALL).hasSize(70);
    assertThat(
            Obligation.ALL.values().stream()
                .filter(one -> one.named() == Named.ASSIGNED)
                .map(Obligation::article)
                .distinct())
        .containsExactly("三（二）", "三（三）", "三（四）", "三（五）", "三（六）", "三（七）", "三（八）", "三（九）", "三（十）");
    assertThat(Obligation.ALL.get("3.6-a").units()).containsExactly("局工会", "医务室");
  }
}
