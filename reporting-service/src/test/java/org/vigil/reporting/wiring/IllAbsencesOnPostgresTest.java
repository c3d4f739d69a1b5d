package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.intake.MusterAbsenceExcused;
import org.vigil.reporting.intake.ReachabilityDrillExcused;
import org.vigil.testing.Contracts;

/** Absences that duty-service records as illnesses, and the reports that are owed of them. */
class IllAbsencesOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final String SIGNAL = "m1:ill-s1";
  private static final String STREAM = "expected-report/" + SIGNAL;

  private ReportsOnPostgres service;

  @BeforeEach
  void start() {
    service = new ReportsOnPostgres(NOW.minus(Duration.ofDays(1)));
    service.define("AQBW", "h1");
    service.register("s1", "AQBW");
    service.settle();
    service.clock.forward(Duration.ofDays(1));
    service.settle();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void excused(String why) {
    service.receive(new MusterAbsenceExcused("m1", "AQBW", "s1", why));
    service.settle();
  }

  private void itIsLate() {
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);
    service.settle();
  }

  private static String row(String status) {
    return SIGNAL + "|ABSENT_ILL|AQBW|张*|" + status;
  }

  @Test
  void obligation_3_11_b_who_is_ill_at_a_muster_and_not_reported_is_missed_at_the_deadline() {
    excused("ILLNESS");
    List<String> before = service.owed();

    itIsLate();

    assertThat(before).containsExactly(row("OWED"));
    assertThat(service.owed()).containsExactly(row("MISSED"));
    assertThat(service.facts(STREAM)).containsExactly("report-expected", "missed-report-detected");
  }

  @Test
  void obligation_3_11_b_who_is_not_to_be_reached_because_of_an_illness_is_owed_too() {
    service.receive(new ReachabilityDrillExcused("d1", "AQBW", "s1", "ILLNESS"));
    service.settle();

    assertThat(service.owed()).containsExactly("d1:ill-s1|ABSENT_ILL|AQBW|张*|OWED");
  }

  @Test
  void obligation_3_11_b_an_illness_that_is_reported_in_time_is_no_lead() {
    excused("ILLNESS");
    service.feverReported("p1", "s1", "AQBW");

    itIsLate();

    assertThat(service.owed()).containsExactly(row("MET"));
    assertThat(service.facts(STREAM)).containsExactly("report-expected", "report-expectation-met");
  }

  @Test
  void obligation_3_11_b_an_illness_that_had_been_reported_before_is_no_lead() {
    service.feverReported("p1", "s1", "AQBW");
    service.clock.forward(Duration.ofDays(3));

    excused("ILLNESS");
    itIsLate();

    assertThat(service.owed()).containsExactly(row("MET"));
  }

  @Test
  void an_absence_for_another_reason_owes_nothing() {
    excused("LEAVE");

    itIsLate();

    assertThat(service.owed()).isEmpty();
  }

  @Test
  void an_absence_that_was_put_right_owes_nothing_any_more() {
    excused("ILLNESS");
    excused("OFFICIAL_TRAVEL");

    itIsLate();

    assertThat(service.owed()).containsExactly(row("WITHDRAWN"));
    assertThat(service.facts(STREAM))
        .containsExactly("report-expected", "report-expectation-withdrawn");
  }

  @Test
  void an_illness_that_was_called_something_else_for_a_while_is_owed_again() {
    excused("ILLNESS");
    excused("OTHER");
    excused("ILLNESS");
    List<String> again = service.owed();

    itIsLate();

    assertThat(again).containsExactly(row("OWED"));
    assertThat(service.owed()).containsExactly(row("MISSED"));
  }

  @Test
  void what_was_said_long_before_it_is_read_has_its_time_from_when_it_is_read() {
    service.receive(new MusterAbsenceExcused("m1", "AQBW", "s1", "ILLNESS"));
    service.clock.forward(Duration.ofDays(3));
    service.settle();
    List<String> read = service.owed();

    itIsLate();

    assertThat(read).containsExactly(row("OWED"));
    assertThat(service.owed()).containsExactly(row("MISSED"));
  }

  @Test
  void what_was_said_weeks_before_it_is_read_owes_nothing() {
    service.receive(new MusterAbsenceExcused("m1", "AQBW", "s1", "ILLNESS"));
    service.clock.forward(Duration.ofDays(15));

    service.settle();

    assertThat(service.owed()).isEmpty();
  }

  @Test
  void what_duty_service_publishes_is_read_byte_for_byte() {
    EventCatalog duty =
        EventCatalog.of(
            "duty", List.of(MusterAbsenceExcused.class, ReachabilityDrillExcused.class));

    assertThat(duty.event("muster-absence-excused.v1", published("muster-absence-excused")))
        .isInstanceOfSatisfying(
            MusterAbsenceExcused.class, it -> assertThat(it.excuse()).isEqualTo("ILLNESS"));
    assertThat(duty.event("reachability-drill-excused.v1", published("reachability-drill-excused")))
        .isInstanceOfSatisfying(
            ReachabilityDrillExcused.class, it -> assertThat(it.reason()).isEqualTo("NO_SIGNAL"));
  }

  private static byte[] published(String type) {
    return new String(Contracts.published("vigil.duty." + type + ".v1"), StandardCharsets.UTF_8)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void every_event_twice_changes_no_row() throws SQLException {
    excused("ILLNESS");
    itIsLate();
    excused("OTHER");
    excused("ILLNESS");
    String all = "select row_to_json(t)::text from expected_report t";
    List<String> live = service.rows(all);

    try (Connection tx = service.dataSource.getConnection()) {
      new ExpectedReportView().apply(service.eventSourcing.own().after(0, 1_000), tx);
    }

    assertThat(service.rows(all)).isEqualTo(live).hasSize(1);
  }
}
