package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.intake.AttendeeFeverDetected;
import org.vigil.reporting.intake.AttendeeFeverWithdrawn;

/** Fevers at meetings and the reports that are owed of them, on a real PostgreSQL. */
class MeetingFeversOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final String SIGNAL = "r1:fever-1";
  private static final String STREAM = "expected-report/" + SIGNAL;

  private ReportsOnPostgres service;

  @BeforeEach
  void start() {
    service = new ReportsOnPostgres(NOW.minus(Duration.ofDays(1)));
    service.define("GWYC", "h1");
    service.define("ZHGL", "h2");
    service.register("s1", "ZHGL");
    service.settle();
    service.clock.forward(Duration.ofDays(1));
    service.settle();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void fever() {
    service.receive(new AttendeeFeverDetected(SIGNAL, "s1", "GWYC", "张*", service.clock.instant()));
    service.settle();
  }

  private void withdrawn() {
    service.receive(new AttendeeFeverWithdrawn(SIGNAL, "s1", "GWYC"));
    service.settle();
  }

  private void itIsLate() {
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);
    service.settle();
  }

  @Test
  void obligation_3_9_d_a_fever_at_a_meeting_that_nobody_reports_is_missed_at_its_deadline() {
    fever();
    List<String> before = service.owed();

    itIsLate();

    assertThat(before).containsExactly(SIGNAL + "|MEASURED_AT_MEETING|GWYC|张*|OWED");
    assertThat(service.owed()).containsExactly(SIGNAL + "|MEASURED_AT_MEETING|GWYC|张*|MISSED");
    assertThat(service.facts(STREAM)).containsExactly("report-expected", "missed-report-detected");
  }

  @Test
  void obligation_3_9_d_a_report_of_the_attendee_in_time_meets_what_a_fever_owes() {
    fever();
    service.feverReported("p1", "s1", "GWYC");

    itIsLate();

    assertThat(service.owed()).containsExactly(SIGNAL + "|MEASURED_AT_MEETING|GWYC|张*|MET");
  }

  @Test
  void what_was_no_fever_is_owed_no_more_and_is_never_missed() {
    fever();
    withdrawn();

    itIsLate();

    assertThat(service.owed()).containsExactly(SIGNAL + "|MEASURED_AT_MEETING|GWYC|张*|WITHDRAWN");
    assertThat(service.facts(STREAM))
        .containsExactly("report-expected", "report-expectation-withdrawn");
  }

  @Test
  void what_was_missed_and_was_no_fever_is_withdrawn_and_takes_no_report() {
    fever();
    itIsLate();
    withdrawn();

    service.feverReported("p1", "s1", "GWYC");

    assertThat(service.owed()).containsExactly(SIGNAL + "|MEASURED_AT_MEETING|GWYC|张*|WITHDRAWN");
    assertThat(service.facts(STREAM))
        .containsExactly(
            "report-expected", "missed-report-detected", "report-expectation-withdrawn");
  }

  @Test
  void who_knew_of_what_was_no_fever_is_not_suspected() {
    fever();
    service.handle(
        ExpectedReportDecider.CATEGORY,
        SIGNAL,
        new NoteKnowledge(new Evidence(Evidence.Kind.ACKNOWLEDGED, "gwyc", NOW)));
    withdrawn();

    itIsLate();

    assertThat(service.facts(STREAM))
        .containsExactly(
            "report-expected", "department-knowledge-proven", "report-expectation-withdrawn");
  }

  @Test
  void a_fever_is_held_against_the_daily_reports_until_it_was_none() {
    String facts =
        "select type from event where stream like 'daily-report/%' and type like"
            + " 'daily-report-fact-%' order by position";
    fever();
    List<String> noted = service.rows(facts);

    withdrawn();

    assertThat(noted).containsExactly("daily-report-fact-noted.v1", "daily-report-fact-noted.v1");
    assertThat(service.rows(facts))
        .hasSize(4)
        .endsWith("daily-report-fact-withdrawn.v1", "daily-report-fact-withdrawn.v1");
  }

  @Test
  void every_event_twice_changes_no_row() throws SQLException {
    fever();
    itIsLate();
    withdrawn();
    String all = "select row_to_json(t)::text from expected_report t";
    List<String> live = service.rows(all);

    try (Connection tx = service.dataSource.getConnection()) {
      new ExpectedReportView().apply(service.eventSourcing.own().after(0, 1_000), tx);
    }

    assertThat(service.rows(all)).isEqualTo(live).hasSize(1);
  }
}
