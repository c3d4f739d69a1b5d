package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.exposure.domain.ContactDegree;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.AcknowledgeExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.CorrectExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.IdentifyExposedPerson;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.exposure.domain.HealthObservation.Finding;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUp;
import org.vigil.reporting.exposure.view.ExposureView;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;

/** Contacts, returnees and their observation on a real PostgreSQL. */
class ExposuresOnPostgresTest {

  /** Nine in the morning at the bureau. */
  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");

  private static final LocalDate TODAY = LocalDate.of(2022, 11, 3);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Person PERSON = new Person("张三丰", null, "13800005678");

  private ReportsOnPostgres service;

  @BeforeEach
  void start() {
    service = new ReportsOnPostgres(NOW);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static Exposure met(Instant lastExposedAt) {
    return new Exposure(
        Exposure.Kind.CONTACT, ContactDegree.CLOSE, null, null, lastExposedAt, NOW, "同车");
  }

  private void report(String id, String subject, boolean identified, Exposure exposure, int days) {
    service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new ReportExposure(
            subject,
            "GWYC",
            identified ? PERSON : new Person("张三丰", null, null),
            identified,
            exposure,
            Channel.SYSTEM,
            service.clock.instant(),
            within(ReportsOnPostgres.REPORT_WITHIN),
            days,
            ReportsOnPostgres.SECONDARY_UNTIL));
    service.settle();
  }

  private void putRight(String id, String subject, Exposure exposure, int days) {
    service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new CorrectExposureReport(
            subject,
            "fresh",
            new Person("李四", null, "13900001234"),
            exposure,
            "更正",
            within(ReportsOnPostgres.REPORT_WITHIN),
            days,
            ReportsOnPostgres.SECONDARY_UNTIL));
    service.settle();
  }

  private List<String> days(String subject) {
    return service.rows(
        "select day, status from observation_day where subject_id = '"
            + subject
            + "' and status <> 'DROPPED' order by day");
  }

  private List<String> everything() {
    return service.rows(
        """
        select row_to_json(t)::text from exposure_report t
        union all select row_to_json(t)::text from observation_day t
        union all select row_to_json(t)::text from observation_report t
        order by 1
        """);
  }

  private void aVariedCase() {
    report("r1", "unknown", false, met(NOW.minus(DAY)), 3);
    report("r2", "s1", true, met(NOW), 3);
    service.handle(ExposureReportDecider.CATEGORY, "r1", new IdentifyExposedPerson("s1", PERSON));
    service.handle(ExposureReportDecider.CATEGORY, "r1", new AcknowledgeExposureReport(null));
    putRight("r2", "s1", met(NOW.minusSeconds(60)), 3);
    report("r3", "s3", true, met(NOW), 4);
    putRight("r3", "s4", met(NOW.minus(DAY)), 4);
    putRight("r3", "s3", met(NOW.minus(DAY)), 2);
    service.clock.forward(DAY);
    service.handle(
        HealthObservation.CATEGORY,
        "s1",
        new FollowUp(TODAY.plusDays(1), Finding.WELL, null, service.clock.instant(), true));
    service.clock.forward(DAY);
    service.settle();
  }

  @Test
  void a_contact_is_followed_from_the_day_after_the_meeting_and_past_days_are_left_out() {
    report("r1", "s1", true, met(NOW.minus(DAY.multipliedBy(2))), 4);

    assertThat(days("s1")).containsExactly("2022-11-03|DUE", "2022-11-04|DUE", "2022-11-05|DUE");
  }

  @Test
  void a_day_without_a_follow_up_is_overdue_at_its_end() {
    report("r1", "s1", true, met(NOW), 2);
    service.clock.forward(DAY.plus(Duration.ofHours(15)));
    service.settle();

    assertThat(days("s1")).containsExactly("2022-11-04|OVERDUE", "2022-11-05|DUE");
    assertThat(service.facts("observation/s1"))
        .containsExactly("observation-report-joined", "observation-follow-up-missed");
  }

  @Test
  void two_reports_of_one_person_are_both_kept_and_followed_once() {
    report("r1", "s1", true, met(NOW), 2);
    report("r2", "s1", true, met(NOW.plus(DAY)), 2);

    assertThat(days("s1")).hasSize(3);
    assertThat(service.rows("select report_id from observation_report order by report_id"))
        .containsExactly("r1", "r2");
  }

  @Test
  void somebody_unknown_is_kept_and_joined_once_known() {
    report("r1", "unknown", false, met(NOW), 2);
    report("r2", "s1", true, met(NOW), 2);
    service.handle(ExposureReportDecider.CATEGORY, "r1", new IdentifyExposedPerson("s1", PERSON));
    service.settle();

    assertThat(service.rows("select id, subject_id, identified from exposure_report order by id"))
        .containsExactly("r1|s1|t", "r2|s1|t");
    assertThat(days("unknown")).containsExactly("2022-11-04|MERGED", "2022-11-05|MERGED");
    assertThat(service.rows("select report_id from observation_report where subject_id = 's1'"))
        .containsExactlyInAnyOrder("r1", "r2");
  }

  @Test
  void
      obligation_3_11_b_whose_meeting_was_earlier_is_followed_until_earlier_and_what_was_missed_stays() {
    report("r1", "s1", true, met(NOW), 4);
    service.clock.forward(DAY.plus(Duration.ofHours(15)));
    service.settle();
    List<String> before = days("s1");

    putRight("r1", "s1", met(NOW.minus(DAY.multipliedBy(2))), 4);
    service.clock.forward(DAY.multipliedBy(4));
    service.settle();

    assertThat(before)
        .containsExactly(
            "2022-11-04|OVERDUE", "2022-11-05|DUE", "2022-11-06|DUE", "2022-11-07|DUE");
    assertThat(days("s1")).containsExactly("2022-11-04|OVERDUE", "2022-11-05|OVERDUE");
    assertThat(service.rows("select distinct name from observation_day where status = 'OVERDUE'"))
        .containsExactlyInAnyOrder("张*", "李*");
  }

  @Test
  void obligation_3_11_b_whose_meeting_was_later_is_followed_longer() {
    report("r1", "s1", true, met(NOW.minus(DAY)), 2);

    putRight("r1", "s1", met(NOW), 2);

    assertThat(days("s1")).containsExactly("2022-11-04|DUE", "2022-11-05|DUE");
  }

  @Test
  void obligation_3_11_b_a_contact_who_was_somebody_else_is_followed_in_place_of_who_was_not() {
    report("r1", "s1", true, met(NOW), 2);
    report("r2", "s1", true, met(NOW.minus(DAY)), 2);

    putRight("r1", "s2", met(NOW), 2);

    assertThat(days("s1")).containsExactly("2022-11-03|DUE", "2022-11-04|DUE");
    assertThat(days("s2")).containsExactly("2022-11-04|DUE", "2022-11-05|DUE");
    assertThat(service.rows("select subject_id, report_id from observation_report order by 1, 2"))
        .containsExactly("s1|r2", "s2|r1");
    assertThat(service.rows("select id, subject_id, name from exposure_report order by 1"))
        .containsExactly("r1|s2|李*", "r2|s1|张*");
  }

  @Test
  void nothing_personal_stands_in_the_rows_unmasked() {
    aVariedCase();

    assertThat(String.join("\n", everything()))
        .doesNotContain("张三", "13800005678", "李四", "13900001234");
  }

  @Test
  void every_event_twice_changes_nothing() throws SQLException {
    aVariedCase();
    List<String> before = everything();

    apply();

    assertThat(before).hasSizeGreaterThan(6);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void rebuilt_rows_are_the_same_rows() throws SQLException {
    aVariedCase();
    List<String> live = everything();
    service.execute("truncate exposure_report, observation_day, observation_report");

    apply();

    assertThat(everything()).isEqualTo(live).hasSizeGreaterThan(6);
  }

  private void apply() throws SQLException {
    List<Recorded<Object>> log = service.eventSourcing.own().after(0, 1_000);
    try (Connection tx = service.dataSource.getConnection()) {
      new ExposureView().apply(log, tx);
    }
  }
}
