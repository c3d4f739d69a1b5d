package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.leadinggroup.domain.Leader;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Constitute;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.liaison.domain.ExternalRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.AcknowledgeRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestAcknowledged;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestFulfilled;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestOverdue;
import org.vigil.reporting.liaison.domain.ExternalRequest.FulfilRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.ReceiveRequest;
import org.vigil.reporting.liaison.domain.Guidance;
import org.vigil.reporting.liaison.domain.Guidance.ApproveDecision;
import org.vigil.reporting.liaison.domain.Guidance.ControlMeasureRevised;
import org.vigil.reporting.liaison.domain.Guidance.Decide;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceSetAside;
import org.vigil.reporting.liaison.domain.Guidance.ProposeDecision;
import org.vigil.reporting.liaison.domain.Guidance.ReceiveGuidance;
import org.vigil.reporting.liaison.domain.Guidance.Verdict;
import org.vigil.reporting.liaison.domain.HealthLiaison;
import org.vigil.reporting.liaison.domain.HealthLiaison.Channel;
import org.vigil.reporting.liaison.domain.HealthLiaison.HealthLiaisonSilent;
import org.vigil.reporting.liaison.domain.HealthLiaison.LogContact;

/** Liaison, from the fact to the feed; named by the obligation. */
class LiaisonStoryTest {

  private static final Leader EXECUTIVE =
      new Leader("s-executive", new Leader.As(Role.EXECUTIVE_DEPUTY, false));
  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final GroupOnPostgres service = new GroupOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private Instant now() {
    return service.clock.instant();
  }

  private void spoke(Instant at) {
    service.handle(
        HealthLiaison.CATEGORY,
        HealthLiaison.KEY,
        new LogContact(
            Channel.PHONE,
            "区卫生健康局",
            "形势",
            at,
            GroupOnPostgres.RULES.inForce(HealthLiaison.CONTACT_EVERY, NOW)));
    service.settle();
  }

  private void guidance() {
    service.handle(
        Guidance.CATEGORY,
        "g1",
        new ReceiveGuidance(
            "调整通风",
            "区疾控中心",
            null,
            "YWS",
            GroupOnPostgres.RULES.inForce(Guidance.DECIDE_WITHIN, NOW),
            now()));
    service.settle();
  }

  private void request(@Nullable Instant fulfilBy) {
    service.handle(
        ExternalRequest.CATEGORY,
        "r1",
        new ReceiveRequest(
            "协查来访人员",
            "区指挥部",
            null,
            "AQBW",
            fulfilBy,
            GroupOnPostgres.RULES.inForce(ExternalRequest.ACKNOWLEDGE_WITHIN, NOW),
            GroupOnPostgres.RULES.inForce(ExternalRequest.FULFIL_WITHIN, NOW),
            now()));
    service.settle();
  }

  @Test
  void obligation_3_6_a_three_days_of_silence_go_to_the_office_once() {
    spoke(NOW);
    service.forward(DAY.multipliedBy(3).minusSeconds(1));
    assertThat(service.raised()).isEmpty();

    service.forward(Duration.ofSeconds(1));
    service.forward(DAY.multipliedBy(9));

    assertThat(service.raised()).containsExactly("3.6-a L2 LIAISON_SILENT");
    HealthLiaisonSilent silent = service.events(HealthLiaisonSilent.class).getFirst();
    assertThat(silent.lastContactAt()).isEqualTo(NOW);
    assertThat(silent.every().name()).isEqualTo("reporting.liaison-contact-every");
  }

  @Test
  void obligation_3_6_a_every_contact_begins_the_time_anew_but_an_older_one_does_not() {
    spoke(NOW);
    service.forward(DAY.multipliedBy(2));
    spoke(now());
    spoke(NOW.plus(HOUR));

    service.forward(DAY.multipliedBy(3).minusSeconds(1));
    assertThat(service.raised()).isEmpty();
    service.forward(Duration.ofSeconds(1));

    assertThat(service.raised()).containsExactly("3.6-a L2 LIAISON_SILENT");
  }

  @Test
  void obligation_3_6_a_with_the_leading_group_begins_the_time_to_speak_to_the_authority() {
    service.handle(
        LeadingGroup.CATEGORY,
        LeadingGroup.KEY,
        new Constitute(List.of(new Member(Role.LEADER, "s1", "罗文", List.of(), NOW, null)), NOW));
    service.settle();

    service.forward(DAY.multipliedBy(3));

    assertThat(service.raised()).contains("3.6-a L2 LIAISON_SILENT");
  }

  @Test
  void obligation_3_6_b_guidance_that_nobody_decides_on_goes_to_l3_and_l4() {
    guidance();

    service.forward(DAY);

    assertThat(service.raised()).containsExactly("3.6-b L3 GUIDANCE_UNDECIDED");
    assertThat(service.copies("GUIDANCE_UNDECIDED")).containsExactlyInAnyOrder("L2", "L4");
    assertThat(service.rows("select status, overdue from liaison_item")).containsExactly("OPEN|t");
  }

  @Test
  void obligation_3_6_b_guidance_leads_to_a_measure_with_its_date_and_its_approver() {
    guidance();
    service.forward(HOUR);
    service.handle(
        Guidance.CATEGORY, "g1", new Decide(Verdict.revise("会前通风", now(), null), EXECUTIVE, now()));

    service.forward(DAY);

    assertThat(service.raised()).isEmpty();
    assertThat(service.events(ControlMeasureRevised.class).getFirst().lateBy())
        .isEqualTo(Duration.ZERO);
    assertThat(service.rows("select status, outcome, approver, late_by_seconds from liaison_item"))
        .containsExactly("REVISED|会前通风|常务副组长|0");
  }

  @Test
  void obligation_3_6_b_what_the_office_proposes_decides_nothing_until_a_leader_approves_it() {
    guidance();
    Verdict first = Verdict.revise("会前通风", NOW, "disinfection.round-spacing");
    service.handle(Guidance.CATEGORY, "g1", new ProposeDecision(first, "office"));
    service.handle(Guidance.CATEGORY, "g1", new ProposeDecision(first, "office"));
    service.handle(
        Guidance.CATEGORY, "g1", new ProposeDecision(Verdict.setAside("无此场所"), "office"));
    service.forward(DAY);

    assertThat(service.raised()).containsExactly("3.6-b L3 GUIDANCE_UNDECIDED");
    assertThat(
            service.rows(
                "select status, approver, proposal_number, proposal_kind, proposal_text from"
                    + " liaison_item"))
        .containsExactly("OPEN|null|2|SET_ASIDE|无此场所");
    assertThat(service.handle(Guidance.CATEGORY, "g1", new ApproveDecision(1, EXECUTIVE, now())))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Guidance.No.NO_SUCH_PROPOSAL));

    service.handle(Guidance.CATEGORY, "g1", new ApproveDecision(2, EXECUTIVE, now()));
    service.settle();

    GuidanceSetAside decided = service.events(GuidanceSetAside.class).getFirst();
    assertThat(decided.approver()).isEqualTo("常务副组长");
    assertThat(decided.approvedBy()).isEqualTo("s-executive");
    assertThat(
            service.rows(
                "select status, outcome, approver, proposal_number, proposal_text from"
                    + " liaison_item"))
        .containsExactly("SET_ASIDE|无此场所|常务副组长|null|null");
  }

  @Test
  void a_decision_of_which_only_the_word_was_recorded_reads_as_nobodys() {
    EventCatalog catalog = EventCatalog.of("reporting", List.of(Guidance.Event.class));
    String second =
        "{\"department\":\"YWS\",\"reason\":\"无此场所\",\"approver\":\"副组长\",\"lateBy\":\"PT0S\","
            + "\"subjectId\":null}";

    assertThat(catalog.event("guidance-set-aside.v2", second.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new GuidanceSetAside("YWS", "无此场所", "副组长", null, Duration.ZERO, null));
  }

  @Test
  void obligation_3_6_b_a_decision_is_taken_once_and_a_late_one_stays_late() {
    guidance();
    service.forward(DAY.plus(HOUR));
    Decide decide = new Decide(Verdict.setAside("无此场所"), EXECUTIVE, now());
    service.handle(Guidance.CATEGORY, "g1", decide);
    Outcome<?> again = service.handle(Guidance.CATEGORY, "g1", decide);
    service.settle();

    assertThat(again)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(Guidance.No.GUIDANCE_ALREADY_DECIDED));
    assertThat(service.rows("select status, overdue, late_by_seconds from liaison_item"))
        .containsExactly("SET_ASIDE|t|3600");
  }

  @Test
  void obligation_3_6_c_a_request_is_acknowledged_and_done_or_each_goes_to_the_office() {
    request(null);
    service.forward(Duration.ofHours(2));
    assertThat(service.raised()).containsExactly("3.6-c L2 EXTERNAL_REQUEST_LATE");
    service.handle(ExternalRequest.CATEGORY, "r1", new AcknowledgeRequest(now()));

    service.forward(DAY.multipliedBy(2));

    assertThat(service.raised())
        .containsExactly("3.6-c L2 EXTERNAL_REQUEST_LATE", "3.6-c L2 EXTERNAL_REQUEST_LATE");
    assertThat(service.events(ExternalRequestOverdue.class).getFirst().within().value())
        .isEqualTo("P2D");
  }

  @Test
  void obligation_3_6_c_the_time_that_the_body_names_comes_before_the_rule() {
    request(NOW.plus(HOUR));
    service.handle(ExternalRequest.CATEGORY, "r1", new AcknowledgeRequest(now()));

    service.forward(HOUR);

    assertThat(service.raised()).containsExactly("3.6-c L2 EXTERNAL_REQUEST_LATE");
    assertThat(service.events(ExternalRequestOverdue.class).getFirst().within()).isNull();
  }

  @Test
  void obligation_3_6_c_what_is_done_at_once_is_acknowledged_by_that() {
    request(null);
    service.handle(ExternalRequest.CATEGORY, "r1", new FulfilRequest("已提供", now()));

    service.forward(DAY.multipliedBy(9));

    assertThat(service.raised()).isEmpty();
    assertThat(service.events(ExternalRequestAcknowledged.class)).hasSize(1);
    assertThat(service.events(ExternalRequestFulfilled.class)).hasSize(1);
    assertThat(service.rows("select status from liaison_item")).containsExactly("FULFILLED");
  }
}
