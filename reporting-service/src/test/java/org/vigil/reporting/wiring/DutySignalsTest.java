package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.DepartmentPostVacancyEnded;
import org.vigil.reporting.intake.UnregisteredEntriesAccountedFor;
import org.vigil.reporting.obligation.view.Weight;
import org.vigil.testing.Contracts;

/** What duty-service publishes, byte for byte, and what the leading group is told of it. */
class DutySignalsTest {

  private static final Instant AT = Instant.parse("2022-11-03T07:05:00Z");
  private static final String SUBJECT = "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f";
  private final ReceivedSignals signals = new ReceivedSignals();

  @Test
  void obligation_3_1_e_a_real_muster_tells_the_levels_from_the_office_to_the_leader_at_once() {
    SignalKind kind = of("muster-called").orElseThrow().kind();

    List<Level> told = new ArrayList<>(kind.copies());
    told.add(kind.entry());
    assertThat(told).containsExactlyInAnyOrder(Level.L2, Level.L3, Level.L4, Level.L5);
  }

  @Test
  void obligation_3_1_e_the_early_warning_goes_to_the_department_of_those_who_are_silent() {
    Signal warning = of("muster-unacknowledged").orElseThrow();

    assertThat(warning.kind()).isEqualTo(SignalKind.MUSTER_UNACKNOWLEDGED);
    assertThat(warning.kind().entry()).isEqualTo(Level.L1);
    assertThat(warning.department()).isEqualTo("AQBW");
  }

  @Test
  void obligation_3_1_e_the_later_warning_goes_to_the_office_too() {
    Signal warning = of("muster-unacknowledged", "\"stage\":1", "\"stage\":2").orElseThrow();

    assertThat(warning.kind()).isEqualTo(SignalKind.MUSTER_STILL_UNACKNOWLEDGED);
    assertThat(warning.kind().entry()).isEqualTo(Level.L2);
    assertThat(warning.kind().copies()).contains(Level.L1);
  }

  @Test
  void obligation_3_1_e_the_verdict_climbs_to_the_deputy_leader() {
    Signal verdict = of("muster-deadline-passed").orElseThrow();

    assertThat(verdict.kind()).isEqualTo(SignalKind.MUSTER_SHORT);
    assertThat(verdict.kind().entry()).isEqualTo(Level.L3);
  }

  @Test
  void obligation_3_1_e_the_absent_of_a_department_are_one_matter_for_its_head_and_name_nobody() {
    Signal one = of("muster-absence-found").orElseThrow();
    Signal another = of("muster-absence-found", SUBJECT, SUBJECT.replace('5', '6')).orElseThrow();
    Signal elsewhere = of("muster-absence-found", "AQBW", "BGS").orElseThrow();

    assertThat(one.kind().entry()).isEqualTo(Level.L1);
    assertThat(one.subject().maskedName()).isNull();
    assertThat(one.subject().subjectId()).isNull();
    assertThat(another.dedupeKey()).isEqualTo(one.dedupeKey());
    assertThat(elsewhere.dedupeKey()).isNotEqualTo(one.dedupeKey());
  }

  @Test
  void obligation_3_1_e_who_is_excused_is_nobodys_matter_and_a_full_department_neither() {
    assertThat(of("muster-absence-found", "{", "{\"excuse\":\"LEAVE\",")).isEmpty();
    assertThat(of("muster-deadline-passed", "\"absent\":1", "\"absent\":0")).isEmpty();
  }

  @Test
  void obligation_3_1_e_a_drill_tells_its_result_to_the_department_and_nothing_else() {
    assertThat(of("muster-called", "REAL", "DRILL")).isEmpty();
    assertThat(of("muster-unacknowledged", "REAL", "DRILL")).isEmpty();
    assertThat(of("muster-absence-found", "REAL", "DRILL")).isEmpty();
    assertThat(of("muster-deadline-passed", "REAL", "DRILL").orElseThrow().kind().entry())
        .isEqualTo(Level.L1);
  }

  @Test
  void obligation_3_3_a_an_unguarded_exit_is_told_to_the_security_head_and_then_to_the_office() {
    Signal first = of("exit-unguarded").orElseThrow();
    Signal second = of("exit-unguarded", "\"stage\":1", "\"stage\":2").orElseThrow();

    assertThat(first.kind().obligation()).isEqualTo("3.3-a");
    assertThat(first.kind().entry()).isEqualTo(Level.L1);
    assertThat(first.department()).isEqualTo("AQBW");
    assertThat(first.subject().id()).isEqualTo("E4");
    assertThat(second.kind().entry()).isEqualTo(Level.L2);
  }

  @Test
  void obligation_3_3_b_the_middle_gate_outside_of_working_time_is_an_obligation_of_its_own() {
    assertThat(of("exit-unguarded", "WORKING_TIME", "MIDDLE_GATE").orElseThrow().kind())
        .isEqualTo(SignalKind.MIDDLE_GATE_UNGUARDED);
  }

  @Test
  void obligation_3_1_b_nobody_on_duty_climbs_from_the_department_to_the_deputy_leader() {
    Signal grace = of("duty-check-in-missed").orElseThrow();
    Signal twice = of("duty-check-in-missed", "\"stage\":1", "\"stage\":2").orElseThrow();
    Signal empty = of("duty-post-empty").orElseThrow();

    assertThat(grace.kind().entry()).isEqualTo(Level.L1);
    assertThat(grace.subject().maskedName()).isEqualTo("吕*");
    assertThat(twice.kind().entry()).isEqualTo(Level.L2);
    assertThat(empty.kind().entry()).isEqualTo(Level.L3);
  }

  @Test
  void obligation_3_1_b_abandonment_is_a_suspicion_for_people_to_decide() {
    Signal lead = of("post-abandonment-suspected").orElseThrow();

    assertThat(lead.kind().entry()).isEqualTo(Level.L2);
    assertThat(lead.kind().zh()).contains("疑似");
    assertThat(of("presence-probe-missed").orElseThrow().kind().entry()).isEqualTo(Level.L1);
  }

  @Test
  void obligation_3_1_d_an_anomaly_reaches_the_office_when_reported_and_when_it_was_not() {
    assertThat(of("anomaly-reported-up").orElseThrow().kind().entry()).isEqualTo(Level.L2);
    assertThat(of("anomaly-report-overdue").orElseThrow().kind().entry()).isEqualTo(Level.L2);
    assertThat(of("anomaly-handling-overdue").orElseThrow().kind().entry()).isEqualTo(Level.L1);
  }

  @Test
  void obligation_3_3_c_who_is_not_signed_out_at_closing_is_a_warning_to_the_head_masked() {
    Signal warning = of("visitor-not-signed-out").orElseThrow();

    assertThat(warning.kind().obligation()).isEqualTo("3.3-c");
    assertThat(warning.kind().entry()).isEqualTo(Level.L1);
    assertThat(Weight.of(warning.kind())).isEqualTo(Weight.WARNING);
    assertThat(warning.subject().maskedName()).isEqualTo("秦*");
  }

  @Test
  void obligation_3_3_c_more_counted_than_registered_is_a_suspicion_once_for_exit_and_period() {
    Signal lead = of("entries-unregistered-suspected").orElseThrow();

    assertThat(lead.kind().obligation()).isEqualTo("3.3-c");
    assertThat(lead.kind().zh()).contains("疑似");
    assertThat(Weight.of(lead.kind())).isEqualTo(Weight.BREACH);
    assertThat(lead.subject().id()).isEqualTo("EAST");
    assertThat(lead.period()).isEqualTo("2022-11-03T06:00:00Z");
  }

  @Test
  void obligation_3_3_c_entries_written_down_since_put_the_same_suspicion_right() {
    Signal suspected = of("entries-unregistered-suspected").orElseThrow();

    List<Signal> corrected =
        new ReceivedCorrections()
            .of(
                published(
                    "unregistered-entries-accounted-for",
                    "",
                    "",
                    List.of(UnregisteredEntriesAccountedFor.class)));

    assertThat(corrected).containsExactly(suspected);
  }

  @Test
  void obligations_3_1_c_and_f_a_drill_that_nobody_answers_is_the_heads_matter_once_a_drill() {
    Signal line = of("duty-line-unreachable").orElseThrow();
    Signal mobile = of("reachability-drill-missed").orElseThrow();

    assertThat(line.kind().obligation()).isEqualTo("3.1-c");
    assertThat(line.kind().entry()).isEqualTo(Level.L1);
    assertThat(line.kind().copies()).containsExactly(Level.L2);
    assertThat(mobile.kind().obligation()).isEqualTo("3.1-f");
    assertThat(mobile.kind().entry()).isEqualTo(Level.L1);
    assertThat(mobile.subject().maskedName()).isEqualTo("吕*");
    assertThat(mobile.period()).isNotEmpty();
  }

  @Test
  void obligation_3_1_g_a_repetition_is_a_suspicion_for_the_office_to_look_into() {
    Signal repeated = of("repeated-no-answer-found").orElseThrow();

    assertThat(repeated.kind().obligation()).isEqualTo("3.1-g");
    assertThat(repeated.kind().entry()).isEqualTo(Level.L2);
    assertThat(repeated.kind().zh()).contains("疑似");
  }

  @Test
  void obligation_4_2_b_a_hand_over_that_nobody_answers_goes_to_the_head_who_still_answers() {
    Signal silence = of("responsibility-handover-unanswered").orElseThrow();

    assertThat(silence.kind()).isEqualTo(SignalKind.HANDOVER_UNANSWERED);
    assertThat(silence.kind().obligation()).isEqualTo("4.2-b");
    assertThat(silence.kind().entry()).isEqualTo(Level.L1);
    assertThat(silence.kind().copies()).containsExactly(Level.L2);
    assertThat(silence.department()).isEqualTo("AQBW");
    assertThat(silence.subject().maskedName()).isEqualTo("吕*");
    assertThat(Weight.of(silence.kind())).isEqualTo(Weight.WARNING);
  }

  @Test
  void obligation_4_2_b_a_department_without_a_head_is_the_offices_matter_until_one_has_followed() {
    Signal head = of("department-post-fell-vacant").orElseThrow();
    Signal deputy = of("department-post-fell-vacant", "HEAD", "DEPUTY").orElseThrow();

    assertThat(head.kind().obligation()).isEqualTo("4.2-b");
    assertThat(head.kind().entry()).isEqualTo(Level.L2);
    assertThat(head.kind().copies()).containsExactly(Level.L3);
    assertThat(Weight.of(head.kind())).isEqualTo(Weight.BREACH);
    assertThat(deputy.kind().entry()).isEqualTo(Level.L1);
    assertThat(Weight.of(deputy.kind())).isEqualTo(Weight.WARNING);
    assertThat(
            new ReceivedCorrections()
                .of(
                    published(
                        "department-post-vacancy-ended",
                        "",
                        "",
                        List.of(DepartmentPostVacancyEnded.class))))
        .containsExactly(head);
  }

  private Optional<Signal> of(String type) {
    return of(type, "", "");
  }

  /** The signal in the published example, after a change that must be there to be made. */
  private Optional<Signal> of(String type, String from, String to) {
    return signals.of(published(type, from, to, ofDuty()));
  }

  private static Recorded<Object> published(
      String type, String from, String to, List<Class<?>> read) {
    String json =
        new String(Contracts.published("vigil.duty." + type + ".v1"), StandardCharsets.UTF_8);
    assertThat(json).contains(from);
    byte[] changed = json.replace(from, to).getBytes(StandardCharsets.UTF_8);
    EventCatalog catalog = EventCatalog.of("duty", List.copyOf(read));
    return new Recorded<>(
        1,
        new StreamId("example", "1"),
        1,
        new UUID(0, 1),
        "duty",
        AT,
        new Metadata("test", new UUID(0, 2), null, AT, AT, null),
        catalog.event(type + ".v1", changed));
  }

  private List<Class<?>> ofDuty() {
    return signals.reads().stream().<Class<?>>map(type -> type).toList();
  }
}
