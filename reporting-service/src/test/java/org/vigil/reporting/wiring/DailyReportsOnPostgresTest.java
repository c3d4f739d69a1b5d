package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.CUT_OFF;
import static org.vigil.reporting.CitedRules.MISSED_AFTER;
import static org.vigil.reporting.CitedRules.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.dailyreport.domain.Counts;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.CorrectDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptionKind;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.SubmitDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption.Exempt;
import org.vigil.reporting.dailyreport.domain.DailyReporting;
import org.vigil.reporting.dailyreport.domain.DailyReporting.NameDeputy;
import org.vigil.reporting.dailyreport.domain.Signature;
import org.vigil.reporting.dailyreport.view.DailyReportView;
import org.vigil.reporting.dailyreport.view.DailyReports;
import org.vigil.reporting.dailyreport.view.DailyReports.Rate;
import org.vigil.reporting.exposure.domain.ContactDegree;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.CorrectExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.IdentifyExposedPerson;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.exposure.domain.HealthObservation.Finding;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUp;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.RecordHealthStates;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.intake.FeverMeasured;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.CorrectReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.IdentifyPerson;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;

/** The daily report over days, on a real PostgreSQL. Hours are those of the bureau. */
class DailyReportsOnPostgresTest {

  private static final LocalDate FIRST = LocalDate.of(2022, 11, 2);
  private static final Counts NOBODY = new Counts(21, 2, 0, 0, 0);
  private static final Signature HEAD = new Signature("h1", "王五", Signature.As.HEAD);

  private static final String CONTRADICTED =
      "select id from daily_report where contradicted_at is not null";

  private ReportsOnPostgres service;

  /** Two departments are defined at noon; their first whole day is the one after. */
  @BeforeEach
  void start() {
    service = new ReportsOnPostgres(at(FIRST.minusDays(1), 12));
    service.define("GWYC", "h1");
    service.define("YWS", null);
    service.settle();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atTime(hour, 0).atZone(ReportsOnPostgres.ZONE).toInstant();
  }

  private void itIs(LocalDate day, int hour) {
    service.clock.forward(Duration.between(service.clock.instant(), at(day, hour)));
    service.settle();
  }

  private void submit(String department, LocalDate day, Counts counts) {
    service.handle(
        DailyReportDecider.CATEGORY,
        DailyReportDecider.key(department, day),
        new SubmitDailyReport(
            department,
            DailyReportParts.schedule(
                day, ReportsOnPostgres.ZONE, CUT_OFF, Duration.ofHours(1), MISSED_AFTER),
            counts,
            HEAD,
            service.clock.instant(),
            null));
    service.settle();
  }

  private void exempt(LocalDate from, LocalDate until) {
    service.handle(
        DailyReportExemption.CATEGORY,
        "x1",
        new Exempt(
            List.of("GWYC"), from, until, ExemptionKind.HOLIDAY, "国庆", service.clock.instant()));
    service.settle();
  }

  private List<String> story(String department, LocalDate day) {
    return service.story("daily-report/" + DailyReportDecider.key(department, day));
  }

  private Rate rate(String department, LocalDate until) {
    return new DailyReports(service.dataSource)
        .rates(FIRST, until, Optional.of(department), service.clock.instant())
        .getFirst();
  }

  private List<String> everything() {
    return service.rows(
        """
        select row_to_json(t)::text from daily_report t
        union all select row_to_json(t)::text from daily_report_fact t
        union all select row_to_json(t)::text from daily_report_deputy t
        union all select row_to_json(t)::text from daily_report_exemption t
        order by 1
        """);
  }

  private void aVariedDay() {
    itIs(FIRST, 8);
    service.receive(
        new FeverMeasured("v1", "s1", "GWYC", null, "中门", "张*", service.clock.instant()));
    reportSymptoms("r1", "s1", at(FIRST, 8));
    reportSymptoms("r2", "s2", at(FIRST, 8));
    putRight("r2", "s2", at(FIRST, 8));
    reportContact("r3", "s3", true, at(FIRST, 8));
    putContactRight("r3", "s4", at(FIRST.minusDays(1), 8));
    exempt(FIRST.plusDays(1), FIRST.plusDays(1));
    service.handle(
        DailyReporting.category(
            _ -> {
              throw new IllegalStateException("no day opens here");
            }),
        "GWYC",
        new NameDeputy("GWYC", "d1", "赵六", at(FIRST, 0), at(FIRST.plusDays(9), 0), "出差"));
    itIs(FIRST, 16);
    submit("GWYC", FIRST, NOBODY);
    itIs(FIRST.plusDays(1), 18);
  }

  @Test
  void the_day_on_which_a_department_is_defined_owes_nothing_and_the_next_does() {
    itIs(FIRST, 1);

    assertThat(service.rows("select id, status from daily_report order by id"))
        .containsExactly("GWYC:2022-11-02|OWED", "YWS:2022-11-02|OWED");
  }

  @Test
  void silence_is_reminded_overdue_and_missed_within_the_hour() {
    itIs(FIRST, 16);
    List<String> atFour = story("GWYC", FIRST);
    itIs(FIRST, 17);
    List<String> atFive = story("GWYC", FIRST);
    itIs(FIRST, 18);

    assertThat(atFour).containsExactly("daily-report-expected.v2", "daily-report-reminded.v1");
    assertThat(atFive).hasSize(3).endsWith("daily-report-overdue.v2");
    assertThat(story("GWYC", FIRST)).hasSize(4).endsWith("daily-report-missed.v2");
  }

  @Test
  void days_that_passed_while_the_service_was_down_are_owed_like_any_other() {
    itIs(FIRST.plusDays(3), 20);

    assertThat(
            service.rows(
                "select day, status from daily_report where department = 'YWS' order by day"))
        .containsExactly(
            "2022-11-02|MISSED", "2022-11-03|MISSED", "2022-11-04|MISSED", "2022-11-05|MISSED");
  }

  @Test
  void a_department_that_is_no_longer_active_owes_nothing() {
    itIs(FIRST, 12);
    service.close("YWS");
    itIs(FIRST.plusDays(2), 20);

    assertThat(service.rows("select count(*) from daily_report where department = 'YWS'"))
        .containsExactly("1");
  }

  @Test
  void rates_count_what_was_owed_and_say_what_never_came() {
    itIs(FIRST, 10);
    exempt(FIRST.plusDays(3), FIRST.plusDays(4));
    submit("GWYC", FIRST, NOBODY);
    itIs(FIRST.plusDays(1), 19);
    submit("GWYC", FIRST.plusDays(1), NOBODY);
    itIs(FIRST.plusDays(5), 12);

    // In time, late, never, twice exempt, and one whose cut-off lies ahead.
    assertThat(rate("GWYC", FIRST.plusDays(5))).isEqualTo(new Rate("GWYC", 3, 1, 1, 1, 2, 0));
  }

  @Test
  void an_exemption_of_yesterday_takes_no_miss_back() {
    itIs(FIRST.plusDays(1), 1);
    exempt(FIRST, FIRST.plusDays(1));
    itIs(FIRST.plusDays(1), 20);

    assertThat(rate("GWYC", FIRST.plusDays(1))).isEqualTo(new Rate("GWYC", 1, 0, 0, 1, 1, 0));
  }

  @Test
  void a_fever_of_a_member_measured_elsewhere_is_held_against_the_members_department() {
    service.register("s1", "YWS");
    itIs(FIRST, 8);
    service.receive(
        new FeverMeasured("v1", "s1", "GWYC", null, "中门", "张*", service.clock.instant()));
    itIs(FIRST, 16);
    submit("YWS", FIRST, NOBODY);

    assertThat(story("YWS", FIRST))
        .endsWith("zero-report-submitted.v1", "daily-report-contradicted.v1");
    assertThat(service.rows("select report_id, kind, fact_id, contradicts from daily_report_fact"))
        .containsExactlyInAnyOrder("YWS:2022-11-02|FEVER|v1|t", "GWYC:2022-11-02|FEVER|v1|f");
  }

  @Test
  void a_report_of_today_that_says_it_was_known_yesterday_contradicts_yesterdays_zero() {
    itIs(FIRST, 16);
    submit("GWYC", FIRST, NOBODY);
    itIs(FIRST.plusDays(1), 9);
    service.handle(
        SymptomReportDecider.CATEGORY,
        "r1",
        new ReportSymptoms(
            "s1",
            "GWYC",
            new Person("张三丰", null, "13800005678"),
            true,
            Channel.SYSTEM,
            new Observation(List.of(Symptom.COUGH), null, at(FIRST, 9), at(FIRST, 10), null),
            service.clock.instant(),
            null,
            within(ReportsOnPostgres.REPORT_WITHIN),
            null));

    service.settle();

    assertThat(story("GWYC", FIRST))
        .endsWith(
            "zero-report-submitted.v1",
            "daily-report-fact-noted.v1",
            "daily-report-contradicted.v1");
  }

  @Test
  void a_deputy_signs_only_within_the_time_that_was_given() {
    aVariedDay();
    DailyReports reports = new DailyReports(service.dataSource);

    assertThat(reports.isDeputy("GWYC", "d1", at(FIRST, 0))).isTrue();
    assertThat(reports.isDeputy("GWYC", "d1", at(FIRST.plusDays(9), 0))).isFalse();
    assertThat(reports.isDeputy("YWS", "d1", at(FIRST, 0))).isFalse();
  }

  @Test
  void every_event_twice_changes_nothing() throws SQLException {
    aVariedDay();
    List<String> before = everything();

    apply();

    assertThat(before).hasSizeGreaterThan(6);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void rebuilt_rows_are_the_same_rows() throws SQLException {
    aVariedDay();
    List<String> live = everything();
    service.execute(
        "truncate daily_report, daily_report_fact, daily_report_deputy, daily_report_exemption");

    apply();

    assertThat(everything()).isEqualTo(live).hasSizeGreaterThan(6);
  }

  private void apply() throws SQLException {
    List<Recorded<Object>> log = service.eventSourcing.own().after(0, 1_000);
    try (Connection tx = service.dataSource.getConnection()) {
      new DailyReportView().apply(log, tx);
    }
  }

  private void reportSymptoms(String id, String subject, Instant knownAt) {
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new ReportSymptoms(
            subject,
            "GWYC",
            new Person("张三丰", null, "13800005678"),
            true,
            Channel.SYSTEM,
            seen(knownAt, Symptom.COUGH),
            service.clock.instant(),
            null,
            within(ReportsOnPostgres.REPORT_WITHIN),
            null));
    service.settle();
  }

  private void putRight(String id, String subject, Instant knownAt, Symptom... symptoms) {
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new CorrectReport(
            subject,
            "u1",
            new Person("张三丰", null, "13800005678"),
            seen(knownAt, symptoms),
            "更正",
            within(ReportsOnPostgres.REPORT_WITHIN)));
    service.settle();
  }

  private static Observation seen(Instant knownAt, Symptom... symptoms) {
    return new Observation(List.of(symptoms), null, knownAt, knownAt, null);
  }

  private List<String> facts() {
    return service.rows(
        "select report_id, fact_id, contradicts from daily_report_fact order by 1, 2");
  }

  @Test
  void obligation_5_6_a_report_that_was_put_right_to_nobody_ill_does_not_contradict_honest_zeros() {
    service.register("s1", "YWS");
    itIs(FIRST, 9);
    reportSymptoms("r1", "s1", at(FIRST, 9));
    itIs(FIRST, 10);
    List<String> before = facts();
    putRight("r1", "s1", at(FIRST, 9));
    itIs(FIRST, 16);

    submit("GWYC", FIRST, NOBODY);
    submit("YWS", FIRST, NOBODY);

    assertThat(before).containsExactly("GWYC:2022-11-02|r1|f", "YWS:2022-11-02|r1|f");
    assertThat(facts()).isEmpty();
    assertThat(story("GWYC", FIRST)).endsWith("zero-report-submitted.v1");
    assertThat(story("YWS", FIRST)).endsWith("zero-report-submitted.v1");
  }

  @Test
  void obligation_5_6_who_is_identified_later_takes_the_place_of_the_name_that_was_reported() {
    service.register("s1", "YWS");
    itIs(FIRST, 9);
    service.handle(
        SymptomReportDecider.CATEGORY,
        "r1",
        new ReportSymptoms(
            "u1",
            "GWYC",
            new Person("张三丰", null, null),
            false,
            Channel.SYSTEM,
            seen(at(FIRST, 9), Symptom.COUGH),
            service.clock.instant(),
            null,
            within(ReportsOnPostgres.REPORT_WITHIN),
            null));
    service.settle();
    List<String> before = facts();
    itIs(FIRST, 10);

    service.handle(
        SymptomReportDecider.CATEGORY,
        "r1",
        new IdentifyPerson("s1", new Person("张三丰", "A17", null)));
    service.settle();
    itIs(FIRST, 16);
    submit("YWS", FIRST, NOBODY);

    assertThat(before).containsExactly("GWYC:2022-11-02|r1|f");
    assertThat(facts()).containsExactly("GWYC:2022-11-02|r1|f", "YWS:2022-11-02|r1|t");
  }

  @Test
  void obligation_5_6_a_lead_whose_report_is_put_right_afterwards_is_lifted() {
    itIs(FIRST, 9);
    reportSymptoms("r1", "s1", at(FIRST, 9));
    itIs(FIRST, 16);
    submit("GWYC", FIRST, NOBODY);
    List<String> before = service.rows(CONTRADICTED);

    putRight("r1", "s1", at(FIRST, 9));

    assertThat(before).containsExactly("GWYC:2022-11-02");
    assertThat(service.rows(CONTRADICTED)).isEmpty();
    assertThat(story("GWYC", FIRST))
        .endsWith("daily-report-contradicted.v1", "daily-report-fact-withdrawn.v1");
  }

  @Test
  void obligation_5_6_a_report_that_is_put_right_to_somebody_ill_contradicts_what_left_them_out() {
    itIs(FIRST, 9);
    reportSymptoms("r1", "s1", at(FIRST, 9));
    putRight("r1", "s1", at(FIRST, 9));
    itIs(FIRST, 16);
    submit("GWYC", FIRST, NOBODY);
    List<String> before = service.rows(CONTRADICTED);
    itIs(FIRST, 17);

    putRight("r1", "s1", at(FIRST, 9), Symptom.FEVER);

    assertThat(before).isEmpty();
    assertThat(service.rows(CONTRADICTED)).containsExactly("GWYC:2022-11-02");
    assertThat(facts()).containsExactly("GWYC:2022-11-02|r1|t");
  }

  @Test
  void
      obligation_5_6_a_second_report_that_is_put_right_to_another_person_is_one_more_from_then_on() {
    itIs(FIRST, 9);
    reportSymptoms("r1", "s1", at(FIRST, 9));
    reportSymptoms("r2", "s1", at(FIRST, 9));
    itIs(FIRST, 16);
    submit("GWYC", FIRST, new Counts(20, 3, 1, 0, 0));
    List<String> before = service.rows(CONTRADICTED);

    putRight("r2", "s2", at(FIRST, 9), Symptom.COUGH);
    List<String> honest = service.rows(CONTRADICTED);
    service.handle(
        DailyReportDecider.CATEGORY,
        DailyReportDecider.key("GWYC", FIRST),
        new CorrectDailyReport(new Counts(19, 4, 1, 0, 0), HEAD, "人数更正", at(FIRST, 17), null));
    service.settle();

    assertThat(before).isEmpty();
    assertThat(honest).isEmpty();
    assertThat(service.rows(CONTRADICTED)).containsExactly("GWYC:2022-11-02");
  }

  @Test
  void obligation_5_6_whose_member_turns_out_to_be_ill_is_held_to_it_from_then_on_only() {
    service.register("s2", "YWS");
    itIs(FIRST, 9);
    reportSymptoms("r1", "s1", at(FIRST, 9));
    itIs(FIRST, 15);
    submit("YWS", FIRST, NOBODY);
    itIs(FIRST, 16);

    putRight("r1", "s2", at(FIRST, 9), Symptom.COUGH);
    putRight("r1", "s2", at(FIRST, 8), Symptom.COUGH);

    assertThat(facts()).containsExactly("GWYC:2022-11-02|r1|f", "YWS:2022-11-02|r1|f");
    assertThat(service.rows(CONTRADICTED)).isEmpty();
  }

  private static Exposure met(Instant knownAt) {
    return new Exposure(
        Exposure.Kind.CONTACT, ContactDegree.CLOSE, null, null, knownAt, knownAt, null);
  }

  private void reportContact(String id, String subject, boolean identified, Instant knownAt) {
    service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new ReportExposure(
            subject,
            "GWYC",
            new Person("张三丰", null, identified ? "13800005678" : null),
            identified,
            met(knownAt),
            Channel.SYSTEM,
            service.clock.instant(),
            within(ReportsOnPostgres.REPORT_WITHIN),
            8,
            ReportsOnPostgres.SECONDARY_UNTIL));
    service.settle();
  }

  private void putContactRight(String id, String subject, Instant knownAt) {
    service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new CorrectExposureReport(
            subject,
            "fresh",
            new Person("张三丰", null, "13800005678"),
            met(knownAt),
            "更正",
            within(ReportsOnPostgres.REPORT_WITHIN),
            8,
            ReportsOnPostgres.SECONDARY_UNTIL));
    service.settle();
  }

  @Test
  void obligation_5_6_a_contact_known_on_another_day_is_held_against_that_day_and_not_the_first() {
    itIs(FIRST, 9);
    reportContact("r1", "s1", true, at(FIRST, 9));
    itIs(FIRST, 16);
    submit("GWYC", FIRST, NOBODY);
    List<String> before = service.rows(CONTRADICTED);
    itIs(FIRST.plusDays(1), 9);

    putContactRight("r1", "s1", at(FIRST.minusDays(1), 20));

    assertThat(before).containsExactly("GWYC:2022-11-02");
    assertThat(service.rows(CONTRADICTED)).isEmpty();
    assertThat(facts()).containsExactly("GWYC:2022-11-01|r1|f");
  }

  @Test
  void obligation_5_6_a_contact_who_was_somebody_else_counts_for_that_persons_department() {
    service.register("s1", "YWS");
    service.register("s2", "AQBW");
    itIs(FIRST, 9);
    reportContact("r1", "s1", true, at(FIRST, 9));

    putContactRight("r1", "s2", at(FIRST, 9));

    assertThat(facts()).containsExactly("AQBW:2022-11-02|r1|f", "GWYC:2022-11-02|r1|f");
  }

  @Test
  void obligation_5_6_whose_member_was_named_afterwards_is_held_to_it_from_then_on_only() {
    service.register("s2", "YWS");
    itIs(FIRST, 9);
    reportContact("r1", "unknown", false, at(FIRST, 9));
    itIs(FIRST, 15);
    submit("YWS", FIRST, NOBODY);
    itIs(FIRST, 16);

    identify("r1", "s2");
    List<String> honest = service.rows(CONTRADICTED);
    putContactRight("r1", "s2", at(FIRST, 8));

    assertThat(honest).isEmpty();
    assertThat(service.rows(CONTRADICTED)).isEmpty();
    assertThat(facts()).containsExactly("GWYC:2022-11-02|r1|f", "YWS:2022-11-02|r1|f");
  }

  @Test
  void obligation_5_6_whose_member_was_named_before_its_zero_is_contradicted() {
    service.register("s2", "YWS");
    itIs(FIRST, 9);
    reportContact("r1", "unknown", false, at(FIRST, 9));
    identify("r1", "s2");
    itIs(FIRST, 15);

    submit("YWS", FIRST, NOBODY);

    assertThat(service.rows(CONTRADICTED)).containsExactly("YWS:2022-11-02");
  }

  private void identify(String id, String subject) {
    service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new IdentifyExposedPerson(subject, new Person("张三丰", null, "13800005678")));
    service.settle();
  }

  @Test
  void obligation_5_6_two_reports_that_turn_out_to_be_of_one_person_count_once() {
    itIs(FIRST, 9);
    reportContact("r1", "unknown", false, at(FIRST, 9));
    reportContact("r2", "s2", true, at(FIRST, 9));
    itIs(FIRST, 16);
    submit("GWYC", FIRST, new Counts(20, 3, 0, 1, 0));
    List<String> before = service.rows(CONTRADICTED);

    identify("r1", "s2");

    assertThat(before).containsExactly("GWYC:2022-11-02");
    assertThat(service.rows(CONTRADICTED)).isEmpty();
    assertThat(facts()).containsExactly("GWYC:2022-11-02|r1|f", "GWYC:2022-11-02|r2|f");
  }

  @Test
  void a_report_that_is_put_right_to_have_been_known_the_day_before_is_held_against_that_day() {
    itIs(FIRST, 16);
    submit("GWYC", FIRST, NOBODY);
    itIs(FIRST.plusDays(1), 9);
    reportSymptoms("r1", "s1", at(FIRST.plusDays(1), 9));

    putRight("r1", "s1", at(FIRST, 10), Symptom.COUGH);

    assertThat(facts()).containsExactly("GWYC:2022-11-02|r1|t");
    assertThat(service.rows(CONTRADICTED)).containsExactly("GWYC:2022-11-02");
  }

  private void recorded(String record, boolean byItself, State state) {
    service.handle(
        HealthRecord.CATEGORY,
        record,
        new RecordHealthStates(
            "GWYC",
            List.of(new MemberState("s1", state), new MemberState("s2", State.ON_SICK_LEAVE)),
            service.clock.instant(),
            byItself));
    service.settle();
  }

  @Test
  void obligation_5_6_a_zero_of_a_department_that_has_recorded_a_member_as_ill_is_contradicted() {
    service.register("s1", "YWS");
    itIs(FIRST, 9);
    recorded("h1", true, State.SYMPTOMS);
    itIs(FIRST, 10);
    recorded("sent-home", true, State.ON_SICK_LEAVE);
    itIs(FIRST, 16);
    submit("GWYC", FIRST, NOBODY);
    submit("YWS", FIRST, NOBODY);
    itIs(FIRST, 17);

    recorded("h2", true, State.WELL);

    assertThat(service.rows(CONTRADICTED)).containsExactly("GWYC:2022-11-02");
    assertThat(service.rows("select report_id, kind, fact_id, contradicts from daily_report_fact"))
        .containsExactly("GWYC:2022-11-02|HEALTH_STATE|s1|t");
  }

  @Test
  void obligation_5_6_what_the_office_has_recorded_of_members_and_who_is_well_again_is_no_lead() {
    itIs(FIRST, 9);
    recorded("h1", false, State.SYMPTOMS);
    itIs(FIRST, 16);
    submit("GWYC", FIRST, NOBODY);
    itIs(FIRST.plusDays(1), 9);
    recorded("h2", true, State.SYMPTOMS);
    itIs(FIRST.plusDays(1), 11);
    recorded("h3", true, State.WELL);
    itIs(FIRST.plusDays(1), 16);

    submit("GWYC", FIRST.plusDays(1), NOBODY);

    assertThat(service.rows(CONTRADICTED)).isEmpty();
    assertThat(facts()).isEmpty();
  }

  private void askedAfter(String subject, boolean byItself) {
    LocalDate today = LocalDate.ofInstant(service.clock.instant(), ReportsOnPostgres.ZONE);
    service.handle(
        HealthObservation.CATEGORY,
        subject,
        new FollowUp(today, Finding.SYMPTOMS, null, service.clock.instant(), byItself));
    service.settle();
  }

  @Test
  void obligation_5_6_a_zero_of_a_department_that_has_found_whom_it_observes_ill_is_contradicted() {
    itIs(FIRST, 9);
    reportContact("r1", "s1", true, at(FIRST, 9));
    reportContact("r2", "s2", true, at(FIRST, 9));
    itIs(FIRST.plusDays(1), 9);
    askedAfter("s1", true);
    askedAfter("s2", false);
    itIs(FIRST.plusDays(1), 16);
    submit("GWYC", FIRST.plusDays(1), NOBODY);
    itIs(FIRST.plusDays(2), 15);
    submit("GWYC", FIRST.plusDays(2), NOBODY);
    itIs(FIRST.plusDays(2), 16);

    askedAfter("s1", true);

    assertThat(service.rows(CONTRADICTED)).containsExactly("GWYC:2022-11-03");
    assertThat(service.rows("select report_id, fact_id from daily_report_fact where contradicts"))
        .containsExactly("GWYC:2022-11-03|s1:2022-11-03");
  }

  @Test
  void obligation_5_6_who_is_observed_and_ill_under_two_numbers_is_one_person_once_that_is_known() {
    itIs(FIRST, 9);
    reportContact("r1", "unknown", false, at(FIRST, 9));
    itIs(FIRST.plusDays(1), 9);
    askedAfter("unknown", true);
    itIs(FIRST.plusDays(1), 10);
    identify("r1", "s1");
    askedAfter("s1", true);
    itIs(FIRST.plusDays(1), 16);

    submit("GWYC", FIRST.plusDays(1), new Counts(20, 3, 1, 0, 0));

    assertThat(service.rows(CONTRADICTED)).isEmpty();
    assertThat(service.rows("select kind, fact_id from daily_report_fact where kind like 'OBS%'"))
        .containsExactlyInAnyOrder("OBSERVED_ILL|unknown:2022-11-03", "OBSERVED_ILL|s1:2022-11-03");
  }
}
