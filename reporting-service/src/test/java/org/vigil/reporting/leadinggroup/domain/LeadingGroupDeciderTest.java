package org.vigil.reporting.leadinggroup.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Decider;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Absence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Command;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Constitute;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.DepartmentSupervised;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.DepartmentUnsupervised;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.EndAbsence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Event;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupConstituted;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupCoverageLooked;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupHolderAway;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupHolderBack;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupRoleFilled;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupRoleVacant;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LookAtCoverage;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.No;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.NoteDepartment;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.RecordAbsence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.StandIn;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.SupervisionNeeded;

class LeadingGroupDeciderTest {

  private static final Decider<Command, LeadingGroup, Event> DECIDER =
      LeadingGroup.CATEGORY.decider();
  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final Instant LATER = NOW.plusSeconds(3_600);
  private static final Instant LAST = NOW.plusSeconds(7_200);

  private static Member member(Role role, Instant from, @Nullable Instant until) {
    return new Member(role, role.name(), "罗文", List.of("GWYC"), from, until);
  }

  private static List<Member> everybody() {
    return Stream.of(Role.values()).map(role -> member(role, NOW, null)).toList();
  }

  private static List<Member> everybodyBut(Role role, Member... instead) {
    List<Member> members = new ArrayList<>(everybody());
    members.removeIf(member -> member.role() == role);
    members.addAll(List.of(instead));
    return members;
  }

  private static Absence away(Instant from, @Nullable Instant until, @Nullable StandIn standIn) {
    return new Absence(Role.LEADER, "LEADER", from, until, standIn);
  }

  @Test
  void a_role_that_nobody_fills_is_vacant_at_once_and_said_once() {
    LeadingGroupConstituted first = new LeadingGroupConstituted(everybodyBut(Role.OFFICE_DIRECTOR));
    LeadingGroupRoleVacant vacant = new LeadingGroupRoleVacant(Role.OFFICE_DIRECTOR);
    LeadingGroupCoverageLooked looked = new LeadingGroupCoverageLooked(NOW, null);
    given(DECIDER).when(new Constitute(first.members(), NOW)).then(first, vacant, looked);
    List<Member> without =
        everybodyBut(Role.OFFICE_DIRECTOR, member(Role.MEMBER, NOW.minusSeconds(1), null));

    given(DECIDER, first, vacant, looked)
        .when(new Constitute(without, LATER))
        .then(new LeadingGroupConstituted(without), new LeadingGroupCoverageLooked(LATER, null));
  }

  @Test
  void a_role_that_is_filled_again_is_said_too() {
    LeadingGroupConstituted first =
        new LeadingGroupConstituted(everybodyBut(Role.LEADER, member(Role.LEADER, LATER, null)));

    given(
            DECIDER,
            first,
            new LeadingGroupRoleVacant(Role.LEADER),
            new LeadingGroupCoverageLooked(NOW, LATER))
        .when(new LookAtCoverage(LATER))
        .then(
            new LeadingGroupRoleFilled(Role.LEADER, LATER),
            new LeadingGroupCoverageLooked(LATER, null));
  }

  @Test
  void two_cannot_lead_at_any_time_of_the_future_either() {
    List<Member> two =
        everybodyBut(
            Role.LEADER,
            member(Role.LEADER, NOW, LAST),
            new Member(Role.LEADER, "x", "李明", List.of(), LATER, null));

    given(DECIDER).when(new Constitute(two, NOW)).thenRefused(No.TWO_HOLDERS_OF_ONE_ROLE);
  }

  @Test
  void a_term_that_follows_the_other_is_no_gap_and_no_overlap() {
    List<Member> two =
        everybodyBut(
            Role.LEADER,
            member(Role.LEADER, NOW, LATER),
            new Member(Role.LEADER, "x", "李明", List.of(), LATER, null));

    given(DECIDER)
        .when(new Constitute(two, NOW))
        .then(new LeadingGroupConstituted(two), new LeadingGroupCoverageLooked(NOW, LATER));
  }

  @Test
  void who_is_in_charge_of_a_department_or_above_it_answers_for_it_and_who_stands_in_does() {
    LeadingGroup group =
        new LeadingGroup(
            List.of(
                new Member(Role.DEPUTY, "d1", "王一", List.of("GWYC"), NOW, null),
                new Member(Role.DEPUTY, "d2", "王二", List.of("YWS"), NOW, null),
                new Member(Role.EXECUTIVE_DEPUTY, "e1", "王三", List.of(), NOW, LATER),
                new Member(Role.LEADER, "l1", "王四", List.of(), NOW, null),
                new Member(Role.MEMBER, "m1", "王五", List.of("GWYC"), NOW, null)),
            List.of(new Absence(Role.DEPUTY, "d1", NOW, LATER, new StandIn("x1", "王六"))),
            Set.of(),
            Set.of(),
            Set.of(),
            null,
            null);

    assertThat(
            Stream.of("d1", "d2", "e1", "l1", "m1", "x1")
                .filter(it -> group.answersFor("GWYC", it, NOW)))
        .containsExactly("d1", "e1", "l1", "x1");
    assertThat(
            Stream.of("d1", "d2", "e1", "l1", "m1", "x1")
                .filter(it -> group.answersFor("GWYC", it, LATER)))
        .containsExactly("d1", "l1");
  }

  @Test
  void a_look_that_is_older_than_what_is_known_says_nothing() {
    given(
            DECIDER,
            new LeadingGroupConstituted(List.of()),
            new LeadingGroupCoverageLooked(LATER, null))
        .when(new LookAtCoverage(NOW))
        .thenNothingHappened();
  }

  @Test
  void a_holder_who_is_away_without_a_stand_in_leaves_a_gap_at_once() {
    given(DECIDER, new LeadingGroupConstituted(everybody()))
        .when(new RecordAbsence(away(NOW, LATER, null), NOW))
        .then(
            new LeadingGroupHolderAway(away(NOW, LATER, null)),
            new LeadingGroupRoleVacant(Role.LEADER),
            new LeadingGroupCoverageLooked(NOW, LATER));
  }

  @Test
  void a_holder_who_comes_back_fills_the_role_again() {
    given(
            DECIDER,
            new LeadingGroupConstituted(everybody()),
            new LeadingGroupHolderAway(away(NOW, null, null)),
            new LeadingGroupRoleVacant(Role.LEADER),
            new LeadingGroupCoverageLooked(NOW, null))
        .when(new EndAbsence(Role.LEADER, "LEADER", LATER))
        .then(
            new LeadingGroupHolderBack(Role.LEADER, "LEADER", LATER),
            new LeadingGroupRoleFilled(Role.LEADER, LATER),
            new LeadingGroupCoverageLooked(LATER, null));
  }

  @Test
  void who_stands_in_may_be_named_later_and_closes_the_gap() {
    Absence covered = away(NOW, null, new StandIn("s9", "梁红"));
    given(
            DECIDER,
            new LeadingGroupConstituted(everybody()),
            new LeadingGroupHolderAway(away(NOW, null, null)),
            new LeadingGroupRoleVacant(Role.LEADER),
            new LeadingGroupCoverageLooked(NOW, null))
        .when(new RecordAbsence(covered, LATER))
        .then(
            new LeadingGroupHolderAway(covered),
            new LeadingGroupRoleFilled(Role.LEADER, LATER),
            new LeadingGroupCoverageLooked(LATER, null));
  }

  @Test
  void only_a_holder_is_away_and_nobody_stands_in_for_oneself() {
    LeadingGroupConstituted all = new LeadingGroupConstituted(everybody());
    given(DECIDER, all)
        .when(new RecordAbsence(new Absence(Role.LEADER, "x", NOW, null, null), NOW))
        .thenRefused(No.NOT_A_HOLDER);
    given(DECIDER, all)
        .when(new RecordAbsence(away(NOW, null, new StandIn("LEADER", "罗文")), NOW))
        .thenRefused(No.STANDS_IN_FOR_ONESELF);
    given(DECIDER, all)
        .when(new RecordAbsence(away(LATER, NOW, null), NOW))
        .thenRefused(No.ENDS_BEFORE_IT_BEGINS);
    given(DECIDER, all).when(new EndAbsence(Role.LEADER, "LEADER", NOW)).thenRefused(No.NOT_AWAY);
  }

  private static LeadingGroup after(Event... events) {
    LeadingGroup group = DECIDER.initialState();
    for (Event event : events) {
      group = DECIDER.evolve(group, event);
    }
    return group;
  }

  @Test
  void nobody_acts_as_anything_before_the_group_is_constituted_or_out_of_term() {
    assertThat(after().actsAs(Role.LEADER, "LEADER", NOW)).isFalse();
    LeadingGroup group =
        after(new LeadingGroupConstituted(List.of(member(Role.LEADER, NOW, LATER))));

    assertThat(group.actsAs(Role.LEADER, "LEADER", NOW.minusSeconds(1))).isFalse();
    assertThat(group.actsAs(Role.LEADER, "LEADER", NOW)).isTrue();
    assertThat(group.actsAs(Role.LEADER, "LEADER", LATER)).isFalse();
    assertThat(group.actsAs(Role.EXECUTIVE_DEPUTY, "LEADER", NOW)).isFalse();
  }

  @Test
  void who_stands_in_acts_while_the_holder_is_away_and_the_holder_keeps_the_role() {
    LeadingGroup group =
        after(
            new LeadingGroupConstituted(everybodyBut(Role.LEADER, member(Role.LEADER, NOW, LAST))),
            new LeadingGroupHolderAway(away(LATER, null, new StandIn("s9", "梁红"))));

    assertThat(group.actsAs(Role.LEADER, "s9", NOW)).isFalse();
    assertThat(group.actsAs(Role.LEADER, "s9", LATER)).isTrue();
    assertThat(group.actsAs(Role.LEADER, "LEADER", LATER)).isTrue();
    assertThat(group.actsAs(Role.DEPUTY, "s9", LATER)).isFalse();
    assertThat(group.actsAs(Role.LEADER, "s9", LAST)).isFalse();
  }

  @Test
  void a_department_needs_a_deputy_leader_as_soon_as_it_is_there() {
    given(
            DECIDER,
            new LeadingGroupConstituted(everybody()),
            new LeadingGroupCoverageLooked(NOW, null))
        .when(new NoteDepartment("AQBW", true, NOW))
        .then(
            new SupervisionNeeded("AQBW"),
            new DepartmentUnsupervised("AQBW", NOW),
            new LeadingGroupCoverageLooked(NOW, null));
  }

  @Test
  void a_deputy_leader_who_is_away_supervises_nothing_until_the_return() {
    Absence away = new Absence(Role.DEPUTY, "DEPUTY", LATER, LAST, null);
    Event[] history = {
      new LeadingGroupConstituted(everybody()),
      new SupervisionNeeded("GWYC"),
      new LeadingGroupHolderAway(away),
      new LeadingGroupCoverageLooked(NOW, LATER),
      new LeadingGroupRoleVacant(Role.DEPUTY),
      new DepartmentUnsupervised("GWYC", LATER),
      new LeadingGroupCoverageLooked(LATER, LAST)
    };

    given(DECIDER, history)
        .when(new LookAtCoverage(LAST))
        .then(
            new LeadingGroupRoleFilled(Role.DEPUTY, LAST),
            new DepartmentSupervised("GWYC", LAST),
            new LeadingGroupCoverageLooked(LAST, null));
  }
}
