package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.IssueCorrected;
import org.vigil.reporting.intake.StockIssued;
import org.vigil.testing.Contracts;

/**
 * What supplies-service publishes of an issue for somebody who is ill, a contact or kept apart, and
 * the report that is owed of it; on a real PostgreSQL.
 */
class SuppliesForSomebodyOnPostgresTest {

  private static final String SUBJECT = "5f0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f";
  private static final String SIGNAL = "ALCOHOL-75:0d5c1f9e-1111-4222-8333-444455556666:issue-";
  private static final EventCatalog SUPPLIES =
      EventCatalog.of("supplies", List.of(StockIssued.class, IssueCorrected.class));

  private ReportsOnPostgres service;

  @BeforeEach
  void start() {
    service = new ReportsOnPostgres(Instant.parse("2022-11-06T01:00:00Z"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static Object published(String type, String part, String replaced) {
    String json = new String(Contracts.published("vigil.supplies." + type), StandardCharsets.UTF_8);
    assertThat(json).contains(part);
    return SUPPLIES.event(type, json.replace(part, replaced).getBytes(StandardCharsets.UTF_8));
  }

  private void issued(String enteredBy) {
    service.receive((StockIssued) published("stock-issued.v2", "KEEPER", enteredBy));
    service.settle();
  }

  private void itIsDue() {
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);
    service.settle();
  }

  private static String row(int person, String department, String status) {
    return SIGNAL + person + "|SUPPLIES_ISSUED|" + department + "|张*|" + status;
  }

  /** What the leading group is told of all that has happened. */
  private List<SignalKind> told() {
    OwnSignals signals = new OwnSignals();
    return service.eventSourcing.own().after(0, 1_000).stream()
        .map(signals::of)
        .flatMap(Optional::stream)
        .map(Signal::kind)
        .toList();
  }

  @Test
  void obligation_3_11_b_whoever_was_issued_a_kit_and_is_not_reported_is_missed_at_the_deadline() {
    issued("KEEPER");
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN.minusMillis(1));
    service.settle();
    List<String> before = service.owed();
    service.clock.forward(Duration.ofMillis(1));

    service.settle();

    assertThat(before).containsExactly(row(1, "GWYC", "OWED"));
    assertThat(service.owed()).containsExactly(row(1, "GWYC", "MISSED"));
    assertThat(told()).containsExactly(SignalKind.SUPPLIES_UNREPORTED);
  }

  @Test
  void obligation_5_6_a_department_that_enters_its_own_person_and_stays_silent_is_suspected() {
    issued("DEPARTMENT");

    itIsDue();

    assertThat(service.owed()).containsExactly(row(1, "GWYC", "CONCEALMENT_SUSPECTED"));
    assertThat(service.rows("select kind, source from expected_report_evidence"))
        .containsExactly("ISSUED_SUPPLIES|ALCOHOL-75:0d5c1f9e-1111-4222-8333-444455556666");
    assertThat(told()).containsExactly(SignalKind.CONCEALMENT_SUSPECTED);
  }

  @Test
  void obligation_5_6_a_zero_against_what_the_department_entered_itself_is_contradicted() {
    issued("DEPARTMENT");
    service.clock.forward(Duration.ofMinutes(1));

    service.nobodyIsReported("GWYC");

    assertThat(service.rows("select id from daily_report where contradicted_at is not null"))
        .containsExactly("GWYC:2022-11-06");
    assertThat(told()).contains(SignalKind.DAILY_REPORT_CONTRADICTED);
  }

  @Test
  void obligation_5_6_what_the_office_enters_proves_no_knowledge_of_the_department() {
    issued("OFFICE");

    itIsDue();

    assertThat(told()).containsExactly(SignalKind.SUPPLIES_UNREPORTED);
  }

  @Test
  void obligation_3_11_b_whoever_was_reported_before_or_in_time_is_owed_no_more() {
    service.feverReported("r1", SUBJECT, "GWYC");
    service.clock.forward(Duration.ofDays(3));
    issued("DEPARTMENT");

    itIsDue();

    assertThat(service.owed()).containsExactly(row(1, "GWYC", "MET"));
    assertThat(told()).doesNotContain(SignalKind.CONCEALMENT_SUSPECTED);
  }

  @Test
  void obligation_3_11_b_who_is_named_by_the_phone_is_the_member_who_has_it() {
    service.register("s1", "GWYC", SUBJECT);
    issued("KEEPER");

    service.feverReported("r1", "s1", "GWYC");

    assertThat(service.owed()).containsExactly(row(1, "GWYC", "MET"));
  }

  @Test
  void obligation_3_11_b_a_report_of_somebody_else_leaves_it_owed() {
    issued("KEEPER");

    service.feverReported("r1", "s2", "GWYC");

    assertThat(service.owed()).containsExactly(row(1, "GWYC", "OWED"));
  }

  @Test
  void obligation_3_11_b_a_person_of_another_department_is_owed_by_that_one_only() {
    issued("DEPARTMENT");
    service.receive((IssueCorrected) published("issue-corrected.v1", "RSC", "RSC"));
    service.settle();

    itIsDue();

    assertThat(service.owed())
        .containsExactlyInAnyOrder(row(1, "GWYC", "WITHDRAWN"), row(2, "RSC", "MISSED"));
  }

  @Test
  void obligation_3_11_b_an_issue_that_was_for_nobody_owes_nothing_and_the_miss_stays_found() {
    issued("KEEPER");
    itIsDue();
    service.receive(
        new IssueCorrected("0d5c1f9e-1111-4222-8333-444455556666", "ALCOHOL-75", null, 1, 1));

    service.settle();

    assertThat(service.owed()).containsExactly(row(1, "GWYC", "WITHDRAWN"));
    assertThat(service.facts("expected-report/" + SIGNAL + 1))
        .containsExactly(
            "report-expected", "missed-report-detected", "report-expectation-withdrawn");
    assertThat(service.rows("select missed_at is not null from expected_report"))
        .containsExactly("t");
  }

  @Test
  void words_that_are_put_right_leave_the_same_report_owed() {
    issued("KEEPER");
    IssueCorrected reworded = (IssueCorrected) published("issue-corrected.v1", "RSC", "GWYC");
    service.receive(
        new IssueCorrected(reworded.issueId(), reworded.item(), reworded.recipient(), 1, null));

    service.settle();

    assertThat(service.owed()).containsExactly(row(1, "GWYC", "OWED"));
    assertThat(service.facts("expected-report/" + SIGNAL + 1)).containsExactly("report-expected");
  }

  @Test
  void an_issue_of_before_or_for_nobody_in_particular_owes_nothing() {
    service.receive((StockIssued) published("stock-issued.v1", "ZHGL", "ZHGL"));

    service.settle();

    assertThat(service.owed()).isEmpty();
  }
}
