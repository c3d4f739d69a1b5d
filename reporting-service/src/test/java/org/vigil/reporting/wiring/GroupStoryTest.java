package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Outcome;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.view.Holders;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Absence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Constitute;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.RecordAbsence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.StandIn;
import org.vigil.reporting.officeduty.domain.OfficeDuty;
import org.vigil.reporting.officeduty.domain.OfficeDuty.PlanDuty;
import org.vigil.reporting.officeduty.domain.OfficeDuty.Shift;
import org.vigil.reporting.policygap.domain.PolicyGapReview.PolicyGapsListed;

/** The leading group's own duties, from the fact to the feed; named by the obligation. */
class GroupStoryTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final GroupOnPostgres service = new GroupOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private static Member member(Role role, @Nullable Instant until, String... supervises) {
    return new Member(role, role.name(), "罗文", List.of(supervises), NOW.minus(HOUR), until);
  }

  private static List<Member> everybody(String... supervises) {
    return Stream.of(Role.values())
        .map(role -> role == Role.DEPUTY ? member(role, null, supervises) : member(role, null))
        .toList();
  }

  private void constitute(List<Member> members) {
    Outcome<?> outcome =
        service.handle(
            LeadingGroup.CATEGORY,
            LeadingGroup.KEY,
            new Constitute(members, service.clock.instant()));
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
  }

  private void onDuty(Instant... fromAndUntil) {
    List<Shift> shifts = new ArrayList<>();
    for (int i = 0; i < fromAndUntil.length; i += 2) {
      shifts.add(new Shift("s" + i, "王静", fromAndUntil[i], fromAndUntil[i + 1]));
    }
    service.handle(
        OfficeDuty.CATEGORY, OfficeDuty.KEY, new PlanDuty(shifts, service.clock.instant()));
  }

  private List<String> gaps() {
    return service.raised().stream()
        .filter(item -> !item.contains("POLICY_GAPS") && !item.contains("OFFICE_UNMANNED"))
        .toList();
  }

  @Test
  void obligation_2_a_a_term_that_ends_is_a_gap_the_second_it_ends() {
    List<Member> members = new ArrayList<>(everybody());
    members.removeIf(member -> member.role() == Role.EXECUTIVE_DEPUTY);
    members.add(member(Role.EXECUTIVE_DEPUTY, NOW.plus(HOUR)));
    constitute(members);
    service.forward(HOUR.minusSeconds(1));
    assertThat(gaps()).isEmpty();

    service.forward(Duration.ofSeconds(1));

    assertThat(gaps()).containsExactly("2-a L5 ROLE_VACANT");
    assertThat(service.copies("ROLE_VACANT")).containsExactlyInAnyOrder("L2", "L4");
    assertThat(
            service.rows(
                "select subject_id from feed_item where summary_zh like '%职务空缺%' and change ="
                    + " 'RAISED'"))
        .containsExactly("EXECUTIVE_DEPUTY");
  }

  @Test
  void obligation_2_a_a_holder_on_leave_without_a_stand_in_is_a_gap_when_the_leave_begins() {
    constitute(everybody());
    service.handle(
        LeadingGroup.CATEGORY,
        LeadingGroup.KEY,
        new RecordAbsence(
            new Absence(Role.LEADER, "LEADER", NOW.plus(HOUR), NOW.plus(HOUR).plus(HOUR), null),
            NOW));
    service.settle();
    assertThat(gaps()).isEmpty();

    service.forward(HOUR);

    assertThat(gaps()).containsExactly("2-a L5 ROLE_VACANT");
    assertThat(new Holders(service.dataSource).staffing(NOW.plus(HOUR)).has(Level.L5, "GWYC"))
        .isFalse();
    service.forward(HOUR);
    assertThat(service.story("leading-group", "bureau")).contains("leading-group-role-filled.v1");
  }

  @Test
  void obligation_2_a_where_somebody_stands_in_there_is_no_gap_and_the_level_is_staffed() {
    constitute(everybody());
    service.handle(
        LeadingGroup.CATEGORY,
        LeadingGroup.KEY,
        new RecordAbsence(
            new Absence(Role.LEADER, "LEADER", NOW, null, new StandIn("s9", "梁红")), NOW));

    service.forward(HOUR);

    assertThat(gaps()).isEmpty();
    assertThat(new Holders(service.dataSource).staffing(NOW.plus(HOUR)).has(Level.L5, "GWYC"))
        .isTrue();
  }

  @Test
  void obligation_2_d_a_department_without_a_deputy_leader_is_a_gap_until_one_is_in_charge() {
    service.department("GWYC", true);
    service.department("AQBW", true);
    service.department("OLD", false);
    constitute(everybody("GWYC"));

    service.settle();

    assertThat(gaps()).contains("2-d L4 SUPERVISION_MISSING");
    assertThat(service.rows("select department from escalation where kind = 'SUPERVISION_MISSING'"))
        .contains("AQBW")
        .doesNotContain("OLD");
    constitute(everybody("GWYC", "AQBW"));
    assertThat(
            service
                .eventSourcing
                .handler(LeadingGroup.CATEGORY)
                .load(LeadingGroup.KEY)
                .state()
                .unsupervised())
        .isEmpty();
  }

  @Test
  void obligation_2_f_an_office_that_nobody_mans_is_a_gap_from_the_first_day() {
    constitute(everybody());

    service.settle();

    assertThat(service.raised()).contains("2-f L4 OFFICE_UNMANNED");
    assertThat(service.copies("OFFICE_UNMANNED")).containsExactlyInAnyOrder("L2", "L5");
  }

  @Test
  void obligation_2_f_a_hole_between_two_shifts_is_a_gap_when_the_first_one_ends() {
    onDuty(NOW, NOW.plus(HOUR), NOW.plus(HOUR).plusSeconds(60), NOW.plus(HOUR).plus(HOUR));
    constitute(everybody());
    service.forward(HOUR.minusSeconds(1));
    assertThat(service.raised()).noneMatch(item -> item.contains("OFFICE_UNMANNED"));

    service.forward(Duration.ofSeconds(1));

    assertThat(service.raised()).contains("2-f L4 OFFICE_UNMANNED");
    service.forward(Duration.ofSeconds(60));
    assertThat(service.story("office-duty", "office")).contains("office-duty-held-again.v1");
  }

  @Test
  void obligation_2_b_what_nobody_has_decided_goes_to_the_leading_group_every_week() {
    constitute(everybody());
    service.settle();
    assertThat(service.raised()).contains("2-b L4 POLICY_GAPS");

    service.forward(Duration.ofDays(7));

    assertThat(service.events(PolicyGapsListed.class))
        .hasSize(2)
        .allSatisfy(
            listed -> {
              assertThat(listed.parameters()).contains("reporting.escalation-ack-within");
              assertThat(listed.unwatched()).containsExactly("3.2-a", "3.8-e", "3.10-a");
              assertThat(listed.every().approver()).isNull();
            });
  }
}
