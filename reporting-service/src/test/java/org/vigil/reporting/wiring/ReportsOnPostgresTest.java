package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.CorrectExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.RecordHealthStates;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.intake.FeverMeasured;
import org.vigil.reporting.intake.VisitorAdmittedDespiteRefusal;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingCommand.CancelOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ConfirmMatch;
import org.vigil.reporting.outing.domain.OutingCommand.DismissMatch;
import org.vigil.reporting.outing.domain.OutingCommand.ProlongOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ReturnFromOuting;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.outing.view.OutingView;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.riskarea.domain.RiskArea;
import org.vigil.reporting.riskarea.domain.RiskArea.Level;
import org.vigil.reporting.riskarea.domain.RiskAreaCommand.ReplaceRiskAreas;
import org.vigil.reporting.riskarea.domain.RiskAreaDecider;
import org.vigil.reporting.riskarea.view.RiskAreaView;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.AcknowledgeReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.CorrectReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.IdentifyPerson;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.reporting.symptomreport.view.SymptomReportView;

/** Events in, rows out and commands sent, on a real PostgreSQL. */
class ReportsOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-10-05T01:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Person PERSON = new Person("张三丰", "A17", "13800005678");
  private static final RiskArea VILLAGE = new RiskArea("130102", "某村", Level.MEDIUM);
  private static final RiskArea BUILDING = new RiskArea("130102", "某小区3号楼", Level.HIGH);
  private static final RiskArea LOW = new RiskArea("130102", "其余", Level.LOW);
  private static final RiskArea ELSEWHERE = new RiskArea("110105", "某街道", Level.HIGH);

  private ReportsOnPostgres service;

  @BeforeEach
  void start() {
    service = new ReportsOnPostgres(NOW);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void report(String id, String subject, String department, String signal) {
    Observation seen =
        new Observation(List.of(Symptom.FEVER), 382, NOW.minusSeconds(3600), NOW, "备注");
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new ReportSymptoms(
            subject,
            department,
            PERSON,
            true,
            Channel.SYSTEM,
            seen,
            service.clock.instant(),
            signal,
            within(ReportsOnPostgres.REPORT_WITHIN),
            null));
  }

  private void register(String id, String areaCode, Instant departsAt, Instant returnsAt) {
    service.handle(
        OutingDecider.CATEGORY,
        id,
        new RegisterOuting(
            "s1",
            "JGZH",
            PERSON,
            true,
            departsAt,
            returnsAt,
            new Destination(areaCode, null, "某地"),
            List.of(),
            "探亲",
            null,
            service.clock.instant()));
  }

  private void list(Instant from, RiskArea... areas) {
    service.handle(
        RiskAreaDecider.CATEGORY,
        RiskAreaDecider.key(from),
        new ReplaceRiskAreas(from, "test", List.of(areas)));
  }

  private void fever(String visit, String subject) {
    service.receive(
        new FeverMeasured(visit, subject, "AQBW", "YWS", "中门", "张*", service.clock.instant()));
  }

  private List<String> matches() {
    return service.rows(
        "select outing_id, match, level, array_to_string(places, '+'), review from outing_match"
            + " order by outing_id, match");
  }

  private List<String> owed() {
    return service.rows("select id, status, report_id, late_by_seconds from expected_report");
  }

  @Test
  void a_report_is_a_masked_row() {
    report("r1", "s1", "GWYC", null);

    service.settle();

    assertThat(
            service.rows(
                "select id, department, status, name, phone, symptoms, temperature_tenths, version"
                    + " from symptom_report"))
        .containsExactly("r1|GWYC|OPEN|张*|*******5678|{FEVER}|382|1");
  }

  @Test
  void a_row_follows_acknowledgement_correction_and_lateness() {
    report("r1", "s1", "GWYC", null);
    service.handle(SymptomReportDecider.CATEGORY, "r1", new AcknowledgeReport(null));
    Observation now =
        new Observation(List.of(Symptom.COUGH), null, NOW, NOW.minusSeconds(7200), null);
    service.handle(
        SymptomReportDecider.CATEGORY,
        "r1",
        new CorrectReport(
            "s2",
            "u1",
            new Person("李四", null, null),
            now,
            "更正",
            within(ReportsOnPostgres.REPORT_WITHIN)));

    service.settle();

    assertThat(
            service.rows(
                "select subject_id, status, name, phone, symptoms, temperature_tenths, corrections,"
                    + " late_by_seconds, version from symptom_report"))
        .containsExactly("s2|ACKNOWLEDGED|李*|null|{COUGH}|null|1|5400|4");
  }

  @Test
  void every_event_twice_changes_nothing() throws SQLException {
    report("r1", "s1", "AQBW", "v1");
    fever("v1", "s1");
    fever("v2", "s2");
    service.receive(new VisitorAdmittedDespiteRefusal("v2", "s2", "AQBW", "中门", "张*"));
    register("o1", "130102", NOW, NOW.plus(DAY));
    list(NOW, VILLAGE, LOW);
    service.settle();
    service.handle(OutingDecider.CATEGORY, "o1", new DismissMatch(1, "未到"));
    register("o2", "130102", NOW, NOW.plus(DAY));
    service.settle();
    service.handle(OutingDecider.CATEGORY, "o2", new ConfirmMatch(1, "到过"));
    returnee("r2", "s1");
    itWas("r2", "s2");
    List<String> before = everything();
    List<Recorded<Object>> log = service.eventSourcing.own().after(0, 100);

    try (Connection tx = service.dataSource.getConnection()) {
      for (Projection view :
          List.of(
              new SymptomReportView(),
              new OutingView(),
              new RiskAreaView(),
              new ExpectedReportView())) {
        view.apply(log, tx);
      }
    }

    assertThat(before).hasSizeGreaterThan(6);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void rebuilt_rows_are_the_same_rows() throws SQLException {
    report("r1", "s1", "AQBW", "v1");
    fever("v1", "s1");
    register("o1", "130102", NOW, NOW.plus(DAY));
    list(NOW, VILLAGE, LOW);
    list(NOW, BUILDING);
    service.settle();
    List<String> live = everything();
    service.execute(
        "truncate symptom_report, outing, outing_stop, outing_match, outing_matched_entry,"
            + " risk_area_list, risk_area_entry, expected_report, expected_report_evidence");
    List<Recorded<Object>> log = service.eventSourcing.own().after(0, 100);

    try (Connection tx = service.dataSource.getConnection()) {
      for (Projection view :
          List.of(
              new SymptomReportView(),
              new OutingView(),
              new RiskAreaView(),
              new ExpectedReportView())) {
        view.apply(log, tx);
      }
    }

    assertThat(everything()).isEqualTo(live).hasSizeGreaterThan(6);
  }

  private List<String> everything() {
    return service.rows(
        """
        select row_to_json(t)::text from symptom_report t
        union all select row_to_json(t)::text from outing t
        union all select row_to_json(t)::text from outing_stop t
        union all select row_to_json(t)::text from outing_match t
        union all select row_to_json(t)::text from outing_matched_entry t
        union all select row_to_json(t)::text from risk_area_list t
        union all select row_to_json(t)::text from risk_area_entry t
        union all select row_to_json(t)::text from expected_report t
        union all select row_to_json(t)::text from expected_report_evidence t
        order by 1
        """);
  }

  @Test
  void a_new_outing_matches_the_list_in_force_and_low_risk_counts_nothing() {
    list(NOW.minus(DAY), VILLAGE, LOW, ELSEWHERE);
    service.settle();
    register("o1", "130102", NOW, NOW.plus(DAY));

    service.settle();

    assertThat(matches()).containsExactly("o1|1|MEDIUM|某村|PENDING");
  }

  @Test
  void a_new_list_matches_outings_that_are_open() {
    register("o1", "130102", NOW, NOW.plus(DAY));
    register("o2", "130104", NOW, NOW.plus(DAY));
    service.settle();
    list(NOW, VILLAGE, BUILDING);

    service.settle();

    assertThat(matches()).containsExactly("o1|1|HIGH|某村+某小区3号楼|PENDING");
  }

  @Test
  void a_list_of_the_future_matches_when_its_instant_comes() {
    register("o1", "130102", NOW, NOW.plus(DAY));
    list(NOW.plus(DAY), VILLAGE);
    service.settle();
    assertThat(matches()).isEmpty();
    service.clock.forward(DAY);

    service.settle();

    assertThat(matches()).containsExactly("o1|1|MEDIUM|某村|PENDING");
  }

  @ParameterizedTest
  @CsvSource({"13, 1", "14, 1", "15, 0"})
  void a_return_within_the_look_back_matches_and_an_older_one_does_not(int days, int found) {
    register("o1", "130102", NOW.minus(Duration.ofDays(days + 3)), NOW.plus(DAY));
    service.handle(
        OutingDecider.CATEGORY, "o1", new ReturnFromOuting(NOW.minus(Duration.ofDays(days))));
    service.settle();
    list(NOW, VILLAGE);

    service.settle();

    assertThat(matches()).hasSize(found);
  }

  @Test
  void a_list_that_was_replaced_before_the_outing_does_not_match() {
    list(NOW.minus(DAY.multipliedBy(3)), VILLAGE);
    list(NOW.minus(DAY), ELSEWHERE);
    service.settle();
    register("o1", "130102", NOW, NOW.plus(DAY));

    service.settle();

    assertThat(matches()).isEmpty();
  }

  @Test
  void an_outing_registered_afterwards_matches_the_list_of_its_own_days() {
    list(NOW.minus(DAY.multipliedBy(3)), VILLAGE);
    list(NOW.minus(DAY), ELSEWHERE);
    service.settle();
    register("o1", "130102", NOW.minus(DAY.multipliedBy(2)), NOW.minus(DAY.dividedBy(2)));

    service.settle();

    assertThat(matches()).containsExactly("o1|1|MEDIUM|某村|PENDING");
  }

  @Test
  void tomorrows_list_brings_only_what_is_new() {
    register("o1", "130102", NOW, NOW.plus(DAY));
    list(NOW, VILLAGE);
    service.settle();
    service.clock.forward(DAY);
    list(NOW.plus(DAY), VILLAGE, BUILDING);

    service.settle();

    assertThat(matches()).containsExactly("o1|1|MEDIUM|某村|PENDING", "o1|2|HIGH|某小区3号楼|PENDING");
  }

  @Test
  void a_revised_list_matches_as_it_is_now() {
    register("o1", "130102", NOW, NOW.plus(DAY));
    list(NOW, ELSEWHERE);
    service.settle();
    list(NOW, VILLAGE);

    service.settle();

    assertThat(matches()).containsExactly("o1|1|MEDIUM|某村|PENDING");
    assertThat(service.rows("select revision, text from risk_area_entry")).containsExactly("2|某村");
  }

  @Test
  void a_cancelled_outing_matches_no_list() {
    register("o1", "130102", NOW, NOW.plus(DAY));
    service.handle(OutingDecider.CATEGORY, "o1", new CancelOuting("不去了"));
    list(NOW, VILLAGE);

    service.settle();

    assertThat(matches()).isEmpty();
  }

  @Test
  void an_outing_that_lasts_longer_is_looked_at_again() {
    register("o1", "130102", NOW, NOW.plus(DAY));
    service.handle(OutingDecider.CATEGORY, "o1", new ProlongOuting(NOW.plus(DAY).plus(DAY), "停运"));
    list(NOW, VILLAGE);

    service.settle();

    assertThat(matches()).containsExactly("o1|1|MEDIUM|某村|PENDING");
    assertThat(service.facts("outing/o1"))
        .containsExactly("outing-registered", "outing-prolonged", "high-risk-travel-matched");
  }

  @Test
  void a_fever_at_the_gate_without_a_report_opens_a_lead_when_the_report_was_due() {
    fever("v1", "s1");
    service.settle();
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);

    service.settle();

    assertThat(owed()).containsExactly("v1|MISSED|null|null");
    assertThat(service.story("expected-report/v1"))
        .containsExactly("report-expected.v3", "missed-report-detected.v3");
  }

  @Test
  void a_report_of_the_same_person_in_time_leaves_no_lead() {
    fever("v1", "s1");
    service.settle();
    report("r1", "s1", "YWS", null);
    service.settle();
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN.plusSeconds(1));

    service.settle();

    assertThat(owed()).containsExactly("v1|MET|r1|0");
  }

  @Test
  void a_report_that_was_faster_than_the_signal_is_found() {
    report("r1", "s1", "AQBW", null);
    service.settle();
    fever("v1", "s1");

    service.settle();

    assertThat(owed()).containsExactly("v1|MET|r1|0");
  }

  @Test
  void a_report_that_names_the_visit_meets_it_though_the_number_was_mistyped() {
    fever("v1", "s1");
    report("r1", "s2", "AQBW", "v1");

    service.settle();

    assertThat(owed()).containsExactly("v1|MET|r1|0");
  }

  @Test
  void a_report_after_the_lead_closes_it_and_stays_late() {
    fever("v1", "s1");
    service.settle();
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN.plusSeconds(90));
    service.settle();
    report("r1", "s1", "AQBW", null);

    service.settle();

    assertThat(owed()).containsExactly("v1|MET|r1|90");
    assertThat(service.story("expected-report/v1"))
        .containsExactly(
            "report-expected.v3", "missed-report-detected.v3", "report-expectation-met.v1");
  }

  @Test
  void a_corrected_report_may_be_the_one_that_is_owed() {
    fever("v1", "s1");
    report("r1", "s2", "AQBW", null);
    service.settle();
    Observation seen = new Observation(List.of(Symptom.FEVER), 382, NOW, NOW, null);
    service.handle(
        SymptomReportDecider.CATEGORY,
        "r1",
        new CorrectReport(
            "s1", "u1", PERSON, seen, "手机号更正", within(ReportsOnPostgres.REPORT_WITHIN)));

    service.settle();

    assertThat(owed()).containsExactly("v1|MET|r1|0");
  }

  private void putRight(String id, String subject, Symptom... symptoms) {
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new CorrectReport(
            subject,
            "u1",
            PERSON,
            new Observation(List.of(symptoms), 382, NOW, NOW, null),
            "更正",
            within(ReportsOnPostgres.REPORT_WITHIN)));
    service.settle();
  }

  private void reportOfSomebodyUnknown(String id, String unknownAs) {
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new ReportSymptoms(
            unknownAs,
            "AQBW",
            PERSON,
            false,
            Channel.PHONE,
            new Observation(List.of(Symptom.FEVER), 382, NOW.minusSeconds(3600), NOW, null),
            service.clock.instant(),
            null,
            within(ReportsOnPostgres.REPORT_WITHIN),
            null));
    service.settle();
  }

  @Test
  void obligation_3_11_b_a_report_of_somebody_unknown_answers_once_it_is_known_who_it_is() {
    fever("v1", "s1");
    reportOfSomebodyUnknown("r1", "u1");
    reportOfSomebodyUnknown("r2", "u2");
    List<String> before = owedNow();
    service.clock.forward(Duration.ofMinutes(20));

    service.handle(SymptomReportDecider.CATEGORY, "r1", new IdentifyPerson("s1", PERSON));
    service.settle();
    fever("v2", "s1");
    service.settle();

    assertThat(before).containsExactly("v1|OWED|null");
    assertThat(owedNow()).startsWith("v1|MET|r1");
    assertThat(
            service.rows(
                "select id, subject_id, identified, channel from symptom_report order by id"))
        .containsExactly("r1|s1|t|PHONE", "r2|u2|f|PHONE");
    assertThat(service.rows("select late_by_seconds from expected_report where id = 'v1'"))
        .containsExactly("0");
  }

  @Test
  void who_is_identified_after_there_were_no_symptoms_answers_nothing() {
    fever("v1", "s1");
    reportOfSomebodyUnknown("r1", "u1");
    putRight("r1", "u1");

    service.handle(SymptomReportDecider.CATEGORY, "r1", new IdentifyPerson("s1", PERSON));
    service.settle();

    assertThat(owedNow()).containsExactly("v1|OWED|null");
  }

  private List<String> matters() {
    return service.rows("select id, subject_id, matter from symptom_report order by id");
  }

  @Test
  void obligation_3_11_b_reports_of_one_illness_that_nobody_joined_are_one_matter() {
    report("r1", "s1", "AQBW", null);
    report("r2", "s1", "GWYC", null);
    service.settle();
    service.clock.forward(Duration.ofDays(8));
    report("r3", "s1", "GWYC", null);
    service.settle();

    assertThat(matters()).containsExactly("r1|s1|null", "r2|s1|r1", "r3|s1|null");
    assertThat(service.story("symptom-report/r2")).endsWith("symptom-report-joined.v1");
  }

  @Test
  void obligation_3_11_b_a_report_of_somebody_unknown_joins_once_it_is_known_who_it_is() {
    reportOfSomebodyUnknown("r1", "u1");
    report("r2", "s1", "GWYC", null);
    service.settle();
    assertThat(matters()).containsExactly("r1|u1|null", "r2|s1|null");

    service.handle(SymptomReportDecider.CATEGORY, "r1", new IdentifyPerson("s1", PERSON));
    service.settle();

    assertThat(matters()).containsExactly("r1|s1|null", "r2|s1|r1");
  }

  @Test
  void what_was_joined_stands_alone_once_the_first_turns_out_to_be_none_or_somebody_elses() {
    report("r1", "s1", "AQBW", null);
    report("r2", "s1", "AQBW", null);
    report("r3", "s1", "AQBW", null);
    service.settle();

    putRight("r1", "s1");

    assertThat(matters()).containsExactly("r1|s1|null", "r2|s1|null", "r3|s1|r2");
    putRight("r1", "s1", Symptom.COUGH);
    assertThat(matters()).containsExactly("r1|s1|null", "r2|s1|r1", "r3|s1|r1");
    putRight("r2", "s2", Symptom.COUGH);
    assertThat(matters()).containsExactly("r1|s1|null", "r2|s2|null", "r3|s1|r1");
  }

  private List<String> owedNow() {
    return service.rows("select id, status, report_id from expected_report order by id");
  }

  @Test
  void obligation_3_11_b_a_symptom_report_about_somebody_else_leaves_the_fever_owed() {
    fever("v1", "s1");
    fever("v2", "s2");
    report("r1", "s1", "AQBW", null);
    service.settle();
    service.clock.forward(Duration.ofMinutes(20));
    List<String> before = owedNow();

    putRight("r1", "s2", Symptom.FEVER);
    List<String> again = owedNow();
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);
    service.settle();

    assertThat(before).containsExactly("v1|MET|r1", "v2|OWED|null");
    assertThat(again).containsExactly("v1|OWED|null", "v2|MET|r1");
    assertThat(owedNow()).containsExactly("v1|MISSED|null", "v2|MET|r1");
    assertThat(service.facts("expected-report/v1"))
        .containsExactly(
            "report-expected",
            "report-expectation-met",
            "report-expectation-reopened",
            "missed-report-detected");
  }

  @Test
  void a_report_that_named_the_visit_of_the_wrong_person_names_it_no_longer_until_put_back() {
    fever("v1", "s1");
    report("r1", "s1", "AQBW", "v1");
    service.settle();

    putRight("r1", "s2", Symptom.FEVER);
    List<String> moved = owedNow();
    putRight("r1", "s1", Symptom.FEVER);

    assertThat(moved).containsExactly("v1|OWED|null");
    assertThat(owedNow()).containsExactly("v1|MET|r1");
  }

  @Test
  void a_report_that_names_the_visit_and_gets_the_right_number_answers_as_before() {
    fever("v1", "s1");
    report("r1", "s2", "AQBW", "v1");
    service.settle();

    putRight("r1", "s1", Symptom.FEVER);

    assertThat(owedNow()).containsExactly("v1|MET|r1");
    assertThat(service.facts("expected-report/v1"))
        .containsExactly("report-expected", "report-expectation-met");
  }

  @Test
  void another_report_answers_for_the_fever_when_the_first_was_about_somebody_else() {
    fever("v1", "s1");
    report("r1", "s1", "AQBW", null);
    report("r2", "s1", "YWS", null);
    service.settle();

    putRight("r1", "s2", Symptom.FEVER);

    assertThat(owedNow()).containsExactly("v1|MET|r2");
  }

  @Test
  void a_fever_that_was_reported_and_measured_again_is_answered() {
    fever("v1", "s1");
    report("r1", "s1", "AQBW", null);
    service.settle();

    putRight("r1", "s1");

    assertThat(owedNow()).containsExactly("v1|MET|r1");
  }

  @Test
  void a_report_that_was_put_right_to_no_symptoms_answers_no_fever_measured_afterwards() {
    report("r1", "s1", "AQBW", null);
    report("r2", "s2", "AQBW", "v2");
    service.settle();
    putRight("r1", "s1");
    putRight("r2", "s2");
    fever("v1", "s1");
    fever("v2", "s2");

    service.settle();

    assertThat(owedNow()).containsExactly("v1|OWED|null", "v2|MET|r2");
  }

  @Test
  void a_report_of_somebody_else_without_symptoms_answers_for_neither() {
    fever("v1", "s1");
    fever("v2", "s2");
    report("r1", "s1", "AQBW", null);
    service.settle();

    putRight("r1", "s2");

    assertThat(owedNow()).containsExactly("v1|OWED|null", "v2|OWED|null");
  }

  @Test
  void a_guard_who_let_the_fever_in_is_shown_to_have_known_and_silence_is_suspected() {
    fever("v1", "s1");
    service.receive(new VisitorAdmittedDespiteRefusal("v1", "s1", "AQBW", "中门", "张*"));
    service.settle();
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);

    service.settle();

    assertThat(owed()).containsExactly("v1|CONCEALMENT_SUSPECTED|null|null");
    assertThat(service.rows("select report_id, kind, source from expected_report_evidence"))
        .containsExactly("v1|ADMITTED_DESPITE_REFUSAL|v1");
    assertThat(service.story("expected-report/v1"))
        .containsExactly(
            "report-expected.v3", "department-knowledge-proven.v1", "concealment-suspected.v3");
  }

  private void recorded(String record, String department, boolean byItself) {
    service.handle(
        HealthRecord.CATEGORY,
        record,
        new RecordHealthStates(
            department,
            List.of(new MemberState("s1", State.SYMPTOMS), new MemberState("s2", State.WELL)),
            service.clock.instant(),
            byItself));
    service.settle();
  }

  @Test
  void obligation_5_6_a_department_that_enters_the_symptoms_of_whom_it_owes_is_shown_to_know() {
    recorded("h0", "AQBW", true);
    fever("v1", "s1");
    fever("v2", "s2");
    service.settle();
    recorded("h1", "AQBW", false);
    recorded("h2", "YWS", true);
    List<String> before = service.rows("select report_id from expected_report_evidence");
    recorded("h3", "AQBW", true);
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);

    service.settle();

    assertThat(before).isEmpty();
    assertThat(service.rows("select report_id, kind, source from expected_report_evidence"))
        .containsExactly("v1|ENTERED_HEALTH_STATE|h3");
    assertThat(owed())
        .containsExactlyInAnyOrder("v1|CONCEALMENT_SUSPECTED|null|null", "v2|MISSED|null|null");
  }

  private Observation seen(@Nullable Integer tenths, Symptom... symptoms) {
    Instant now = service.clock.instant();
    return new Observation(List.of(symptoms), tenths, now, now, null);
  }

  private void said(String id, String subject, @Nullable String signal, Observation seen) {
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new ReportSymptoms(
            subject,
            "AQBW",
            PERSON,
            true,
            Channel.SYSTEM,
            seen,
            service.clock.instant(),
            signal,
            within(ReportsOnPostgres.REPORT_WITHIN),
            null));
    service.settle();
  }

  private void corrected(String id, String subject, Observation seen) {
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new CorrectReport(
            subject, "fresh", PERSON, seen, "更正", within(ReportsOnPostgres.REPORT_WITHIN)));
    service.settle();
  }

  private List<String> falsely() {
    return service.rows(
        "select stream from event where type like 'false-report-suspected.v%' order by stream");
  }

  @Test
  void obligation_5_6_a_report_of_no_fever_where_the_gate_has_measured_one_is_suspected_false() {
    for (String visit : List.of("v1", "v2", "v3", "v4")) {
      fever(visit, "s" + visit);
    }
    service.settle();

    said("r1", "sv1", "v1", seen(368, Symptom.COUGH));
    said("r2", "sv2", null, seen(null, Symptom.RUNNY_NOSE));
    said("r3", "sv3", null, seen(385, Symptom.COUGH));
    said("r4", "sv4", "v4", seen(null, Symptom.FEVER));

    assertThat(falsely()).containsExactly("expected-report/v1");
    assertThat(
            service.rows(
                "select report_id, source from expected_report_evidence"
                    + " where kind = 'CONTRADICTED_BY_REPORT' order by 1"))
        .containsExactly("v1|r1");
    String facts =
        "select count(*) from event e join event f on f.id::text in (select"
            + " jsonb_array_elements_text(convert_from(e.data, 'UTF8')::jsonb -> 'facts')) where"
            + " e.type like 'false-report-suspected.v%' and f.type like 'symptom-reported.v%'";
    assertThat(service.rows(facts)).containsExactly("1");
  }

  @Test
  void obligation_5_6_a_report_that_is_put_right_to_no_fever_is_suspected_false_and_once() {
    fever("v1", "s1");
    service.settle();
    said("r1", "s1", "v1", seen(381, Symptom.FEVER));
    corrected("r1", "s1", seen(null));
    corrected("r1", "s1", seen(365, Symptom.COUGH));

    assertThat(falsely()).containsExactly("expected-report/v1");
  }

  @Test
  void obligation_5_6_a_report_that_is_faster_than_the_signal_is_held_against_it_as_well() {
    Instant measured = service.clock.instant();
    service.clock.forward(Duration.ofMinutes(10));
    said("r1", "s1", null, seen(366, Symptom.COUGH));
    service.receive(new FeverMeasured("v1", "s1", "AQBW", "YWS", "中门", "张*", measured));
    service.receive(
        new FeverMeasured(
            "v2", "s1", "AQBW", "YWS", "中门", "张*", service.clock.instant().plusSeconds(1)));

    service.settle();

    assertThat(falsely()).containsExactly("expected-report/v1");
  }

  @Test
  void obligation_5_6_who_reported_another_person_by_mistake_is_suspected_no_more() {
    fever("v1", "s1");
    service.settle();
    said("r1", "s1", null, seen(366, Symptom.COUGH));
    List<String> before = falsely();

    corrected("r1", "s2", seen(366, Symptom.COUGH));

    assertThat(before).containsExactly("expected-report/v1");
    assertThat(service.facts("expected-report/v1"))
        .endsWith("report-expectation-reopened", "false-report-suspicion-lifted");
    assertThat(
            service.rows(
                "select source from expected_report_evidence where kind ="
                    + " 'CONTRADICTED_BY_REPORT'"))
        .isEmpty();
  }

  @Test
  void a_return_that_nobody_recorded_is_overdue_until_somebody_does() {
    register("o1", "130102", NOW, NOW.plus(DAY));
    service.settle();
    service.clock.forward(DAY);
    service.settle();
    List<String> overdue = service.rows("select overdue_since is not null from outing");
    service.handle(OutingDecider.CATEGORY, "o1", new ReturnFromOuting(NOW.plus(DAY)));

    service.settle();

    assertThat(overdue).containsExactly("t");
    assertThat(service.rows("select status, overdue_since from outing"))
        .containsExactly("RETURNED|null");
  }

  /** An outing to a village that is designated, and a person who has found that it was touched. */
  private void confirmedTravel() {
    register("o1", "130102", NOW, NOW.plus(DAY));
    list(NOW, VILLAGE);
    service.settle();
    service.handle(OutingDecider.CATEGORY, "o1", new ConfirmMatch(1, "住在该村"));
    service.settle();
  }

  private void returnee(String id, String subject) {
    service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new ReportExposure(
            subject,
            "JGZH",
            PERSON,
            true,
            new Exposure(Exposure.Kind.RETURNEE, null, "130102", null, NOW, NOW, null),
            Channel.SYSTEM,
            service.clock.instant(),
            within(ReportsOnPostgres.REPORT_WITHIN),
            7,
            ReportsOnPostgres.SECONDARY_UNTIL));
    service.settle();
  }

  private List<String> travel() {
    return service.rows(
        "select id, occasion, department, name, status, report_id from expected_report");
  }

  @Test
  void obligation_3_4_b_a_confirmed_journey_that_nobody_reports_is_missed_once_at_its_deadline() {
    confirmedTravel();
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN.minusMillis(1));
    service.settle();
    List<String> before = travel();
    service.clock.forward(Duration.ofMillis(1));
    service.settle();
    service.clock.forward(DAY);

    service.settle();

    assertThat(before).containsExactly("o1:match-1|RISK_TRAVEL|JGZH|张*|OWED|null");
    assertThat(travel()).containsExactly("o1:match-1|RISK_TRAVEL|JGZH|张*|MISSED|null");
    assertThat(service.story("expected-report/o1:match-1"))
        .containsExactly("report-expected.v3", "missed-report-detected.v3");
  }

  @Test
  void obligation_3_4_b_a_returnee_report_in_time_meets_what_a_confirmed_journey_owes() {
    confirmedTravel();
    returnee("r1", "s1");
    service.clock.forward(DAY);

    service.settle();

    assertThat(travel()).containsExactly("o1:match-1|RISK_TRAVEL|JGZH|张*|MET|r1");
  }

  @Test
  void obligation_3_4_b_a_returnee_who_was_reported_before_the_confirmation_owes_nothing_more() {
    returnee("r1", "s1");
    returnee("r2", "s2");
    confirmedTravel();
    service.clock.forward(DAY);

    service.settle();

    assertThat(travel()).containsExactly("o1:match-1|RISK_TRAVEL|JGZH|张*|MET|r1");
  }

  private void itWas(String id, String subject) {
    service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new CorrectExposureReport(
            subject,
            "fresh",
            PERSON,
            new Exposure(Exposure.Kind.RETURNEE, null, "130102", null, NOW, NOW, null),
            "号码填错",
            within(ReportsOnPostgres.REPORT_WITHIN),
            7,
            ReportsOnPostgres.SECONDARY_UNTIL));
    service.settle();
  }

  @Test
  void obligation_3_4_b_a_returnee_report_about_somebody_else_leaves_the_journey_owed() {
    confirmedTravel();
    returnee("r1", "s1");
    service.clock.forward(DAY);
    service.settle();

    itWas("r1", "s2");
    List<String> again = travel();
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);
    service.settle();

    assertThat(again).containsExactly("o1:match-1|RISK_TRAVEL|JGZH|张*|OWED|null");
    assertThat(travel()).containsExactly("o1:match-1|RISK_TRAVEL|JGZH|张*|MISSED|null");
    assertThat(service.facts("expected-report/o1:match-1"))
        .containsExactly(
            "report-expected",
            "report-expectation-met",
            "report-expectation-reopened",
            "missed-report-detected");
  }

  @Test
  void
      obligation_3_4_b_another_report_of_the_traveller_answers_when_the_first_was_not_about_them() {
    confirmedTravel();
    returnee("r1", "s1");
    returnee("r2", "s1");

    itWas("r1", "s2");

    assertThat(travel()).containsExactly("o1:match-1|RISK_TRAVEL|JGZH|张*|MET|r2");
  }

  @Test
  void obligation_3_4_b_a_report_that_was_about_the_traveller_answers_from_when_it_says_so() {
    confirmedTravel();
    returnee("r1", "s2");
    service.clock.forward(DAY);
    service.settle();
    String before = travel().getFirst();

    itWas("r1", "s1");

    assertThat(before).endsWith("|MISSED|null");
    assertThat(owed()).containsExactly("o1:match-1|MET|r1|84600");
  }

  @Test
  void obligation_3_4_b_symptoms_of_the_traveller_do_not_stand_for_the_report_of_the_journey() {
    confirmedTravel();
    report("r1", "s1", "JGZH", null);

    service.settle();

    assertThat(travel()).containsExactly("o1:match-1|RISK_TRAVEL|JGZH|张*|OWED|null");
  }

  @Test
  void obligation_3_4_b_a_match_that_is_dismissed_owes_nothing() {
    register("o1", "130102", NOW, NOW.plus(DAY));
    list(NOW, VILLAGE);
    service.settle();
    service.handle(OutingDecider.CATEGORY, "o1", new DismissMatch(1, "未到"));
    service.clock.forward(DAY);

    service.settle();

    assertThat(travel()).isEmpty();
  }

  @Test
  void a_department_that_acknowledged_the_journey_and_stays_silent_is_suspected() {
    confirmedTravel();
    service.handle(
        ExpectedReportDecider.CATEGORY,
        "o1:match-1",
        new NoteKnowledge(new Evidence(Evidence.Kind.ACKNOWLEDGED, "jgzh", NOW)));
    service.settle();
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);

    service.settle();

    assertThat(service.story("expected-report/o1:match-1"))
        .containsExactly(
            "report-expected.v3", "department-knowledge-proven.v1", "concealment-suspected.v3");
  }
}
