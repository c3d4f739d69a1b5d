package org.vigil.reporting.expectation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.within;
import static org.vigil.reporting.expectation.domain.Occasion.MEASURED_AT_EXIT;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.DetectMissedReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.HoldAgainstReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.HoldNothingAgainstReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.MeetExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteDenial;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ReopenExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.SuspectConcealment;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.WithdrawExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ConcealmentSuspected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.DepartmentKnowledgeProven;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.FalseReportSuspected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.FalseReportSuspicionLifted;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.LateReportProven;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.MissedReportDetected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationMet;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationReopened;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationWithdrawn;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.SignalDeniedByDailyReport;
import org.vigil.testing.DeciderSpecification;

class ExpectedReportDeciderTest {

  private static final ExpectedReportDecider DECIDER = new ExpectedReportDecider();
  private static final Instant MEASURED = Instant.parse("2022-11-03T01:00:00Z");
  private static final Duration WITHIN = Duration.ofMinutes(30);
  private static final Instant DUE = MEASURED.plus(WITHIN);
  private static final ReportExpected EXPECTED =
      new ReportExpected(
          "s1", "AQBW", "YWS", "中门", "张*", MEASURED, DUE, WITHIN, MEASURED_AT_EXIT, within(WITHIN));
  private static final MissedReportDetected MISSED =
      new MissedReportDetected(
          "s1", "AQBW", "YWS", "中门", "张*", MEASURED, DUE, MEASURED_AT_EXIT, within(WITHIN));

  private static ExpectReport fever(Instant recordedAt) {
    return new ExpectReport(
        MEASURED_AT_EXIT, "s1", "AQBW", "YWS", "中门", "张*", MEASURED, recordedAt, within(WITHIN));
  }

  private static MeetExpectation report(
      String subject, String department, Instant at, boolean named) {
    return new MeetExpectation(ReportKind.SYMPTOM, "r1", subject, department, at, named);
  }

  private static ReportExpectationMet met(Instant at, Duration lateBy) {
    return new ReportExpectationMet("s1", "AQBW", "r1", at, lateBy);
  }

  @Test
  void a_fever_makes_a_report_due_by_the_servers_clock() {
    Instant recorded = MEASURED.plusSeconds(60);
    given(DECIDER)
        .when(fever(recorded))
        .then(
            new ReportExpected(
                "s1",
                "AQBW",
                "YWS",
                "中门",
                "张*",
                MEASURED,
                recorded.plus(WITHIN),
                WITHIN,
                MEASURED_AT_EXIT,
                within(WITHIN)));
  }

  @Test
  void one_signal_makes_one_expectation() {
    given(DECIDER, EXPECTED).when(fever(MEASURED)).thenNothingHappened();
  }

  @Test
  void a_report_of_the_same_person_meets_it_whoever_reports() {
    given(DECIDER, EXPECTED)
        .when(report("s1", "YWS", DUE.minusSeconds(1), false))
        .then(met(DUE.minusSeconds(1), Duration.ZERO));
  }

  @Test
  void a_report_that_names_the_signal_meets_it_if_it_comes_from_who_owes_it() {
    given(DECIDER, EXPECTED).when(report("other", "AQBW", DUE, true)).then(met(DUE, Duration.ZERO));
  }

  @Test
  void a_stranger_cannot_close_a_signal_by_naming_it() {
    given(DECIDER, EXPECTED)
        .when(report("other", "GWYC", DUE, true))
        .thenRefused(ExpectedReportRefusal.REPORT_IS_ABOUT_SOMETHING_ELSE);
  }

  @Test
  void a_report_of_the_day_before_the_measurement_is_too_old() {
    given(DECIDER, EXPECTED)
        .when(report("s1", "AQBW", MEASURED.minus(Duration.ofHours(25)), false))
        .thenRefused(ExpectedReportRefusal.REPORT_IS_ABOUT_SOMETHING_ELSE);
  }

  @Test
  void a_report_of_the_same_person_weeks_later_is_about_another_illness() {
    given(DECIDER, EXPECTED, MISSED)
        .when(report("s1", "AQBW", MEASURED.plus(Duration.ofDays(15)), false))
        .thenRefused(ExpectedReportRefusal.REPORT_IS_ABOUT_SOMETHING_ELSE);
  }

  @Test
  void without_a_report_a_lead_opens_when_it_was_due() {
    given(DECIDER, EXPECTED).when(new DetectMissedReport(DUE)).then(MISSED);
  }

  @Test
  void a_lead_opens_once() {
    given(DECIDER, EXPECTED, MISSED).when(new DetectMissedReport(DUE)).thenNothingHappened();
  }

  @Test
  void a_met_expectation_opens_no_lead() {
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO))
        .when(new DetectMissedReport(DUE))
        .thenNothingHappened();
  }

  @Test
  void a_late_report_closes_the_lead_and_stays_late() {
    Instant at = DUE.plus(Duration.ofHours(2));
    given(DECIDER, EXPECTED, MISSED)
        .when(report("s1", "AQBW", at, false))
        .then(met(at, Duration.ofHours(2)));
  }

  private static ReportExpectationReopened reopened(Instant dueAt) {
    return new ReportExpectationReopened("s1", "AQBW", "r1", MEASURED, dueAt, MEASURED_AT_EXIT);
  }

  @Test
  void a_report_about_somebody_else_has_not_come_and_is_due_a_rules_time_from_now() {
    Instant now = DUE.plus(Duration.ofDays(1));
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO))
        .when(new ReopenExpectation("r1", now))
        .then(reopened(now.plus(WITHIN)));
  }

  @Test
  void what_is_reopened_at_once_is_due_when_it_was() {
    given(DECIDER, EXPECTED, met(MEASURED, Duration.ZERO))
        .when(new ReopenExpectation("r1", MEASURED.minusSeconds(1)))
        .then(reopened(DUE));
  }

  @Test
  void another_report_that_was_about_somebody_else_reopens_nothing() {
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO))
        .when(new ReopenExpectation("r2", DUE))
        .thenNothingHappened();
  }

  @Test
  void what_is_reopened_is_missed_when_it_is_due_again() {
    Instant again = DUE.plus(Duration.ofDays(1));
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO), reopened(again))
        .when(new DetectMissedReport(again))
        .then(
            new MissedReportDetected(
                "s1",
                "AQBW",
                "YWS",
                "中门",
                "张*",
                MEASURED,
                again,
                MEASURED_AT_EXIT,
                within(WITHIN)));
  }

  @Test
  void what_was_missed_before_is_not_missed_again() {
    Instant again = DUE.plus(Duration.ofDays(1));
    given(DECIDER, EXPECTED, MISSED, met(DUE, Duration.ZERO), reopened(again))
        .when(new DetectMissedReport(again))
        .thenNothingHappened();
  }

  @Test
  void what_is_reopened_has_both_its_deadlines_again() {
    assertThat(ExpectedReportDecider.CATEGORY.deadlines().after(reopened(DUE)))
        .containsExactly(
            new Change.Schedule("report-due", DUE), new Change.Schedule("who-knew-is-due", DUE));
  }

  @Test
  void a_second_report_changes_nothing() {
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO))
        .when(report("s1", "AQBW", DUE.plusSeconds(60), false))
        .thenNothingHappened();
  }

  @Test
  void a_report_without_a_signal_meets_nothing() {
    given(DECIDER)
        .when(report("s1", "AQBW", DUE, true))
        .thenRefused(ExpectedReportRefusal.NO_REPORT_EXPECTED);
  }

  @Test
  void the_deadline_is_set_by_the_expectation_and_lifted_by_the_report() {
    List<Change> set = ExpectedReportDecider.CATEGORY.deadlines().after(EXPECTED);
    List<Change> lifted = ExpectedReportDecider.CATEGORY.deadlines().after(met(DUE, Duration.ZERO));
    assertThat(set).containsExactly(new Change.Schedule("report-due", DUE));
    assertThat(lifted)
        .containsExactly(new Change.Cancel("report-due"), new Change.Cancel("who-knew-is-due"));
  }

  private static Evidence knew(Instant at) {
    return new Evidence(Evidence.Kind.ACKNOWLEDGED, "aqbw-system", at);
  }

  private static DepartmentKnowledgeProven proven(Instant at) {
    return new DepartmentKnowledgeProven("s1", "AQBW", knew(at), at.plus(WITHIN));
  }

  private static SignalDeniedByDailyReport denied(Instant saidAt) {
    return new SignalDeniedByDailyReport("s1", "AQBW", "AQBW:2022-11-03", saidAt);
  }

  private static NoteDenial denial(String department, Instant saidAt) {
    return new NoteDenial(department, "AQBW:2022-11-03", saidAt);
  }

  private static ConcealmentSuspected suspected(Instant knownAt, @Nullable String deniedBy) {
    return new ConcealmentSuspected(
        "s1",
        "AQBW",
        "张*",
        MEASURED,
        DUE,
        List.of(knew(knownAt)),
        deniedBy,
        MEASURED_AT_EXIT,
        within(WITHIN));
  }

  @Test
  void a_proof_of_knowledge_gives_the_time_of_the_rule_from_itself() {
    Instant at = MEASURED.plusSeconds(600);
    given(DECIDER, EXPECTED).when(new NoteKnowledge(knew(at))).then(proven(at));
    assertThat(ExpectedReportDecider.CATEGORY.deadlines().after(proven(at)))
        .containsExactly(new Change.Schedule("who-knew-is-due", at.plus(WITHIN)));
  }

  private static NoteKnowledge knowing(Evidence.Kind kind, Instant at) {
    return new NoteKnowledge(new Evidence(kind, "aqbw-system", at));
  }

  @ParameterizedTest
  @CsvSource({"VIEWED_BY_HEAD", "ENTERED_HEALTH_STATE"})
  void who_looked_at_what_is_owed_or_entered_the_symptoms_is_shown_to_know(Evidence.Kind kind) {
    Instant at = MEASURED.plusSeconds(600);
    Evidence evidence = new Evidence(kind, "aqbw-system", at);
    given(DECIDER, EXPECTED)
        .when(knowing(kind, at))
        .then(new DepartmentKnowledgeProven("s1", "AQBW", evidence, at.plus(WITHIN)));
    given(DECIDER, EXPECTED, new DepartmentKnowledgeProven("s1", "AQBW", evidence, at.plus(WITHIN)))
        .when(new SuspectConcealment())
        .then(
            new ConcealmentSuspected(
                "s1",
                "AQBW",
                "张*",
                MEASURED,
                DUE,
                List.of(evidence),
                null,
                MEASURED_AT_EXIT,
                within(WITHIN)));
  }

  @Test
  void a_look_of_who_is_shown_to_know_already_proves_nothing_more() {
    Instant at = MEASURED.plusSeconds(600);
    given(DECIDER, EXPECTED, proven(at))
        .when(knowing(Evidence.Kind.VIEWED_BY_HEAD, at.plusSeconds(1)))
        .thenNothingHappened();
  }

  @Test
  void that_somebody_is_ill_proves_no_knowledge_of_where_they_have_been() {
    given(DECIDER, owed(Occasion.RISK_TRAVEL))
        .when(knowing(Evidence.Kind.ENTERED_HEALTH_STATE, MEASURED.plusSeconds(600)))
        .thenNothingHappened();
  }

  @Test
  void silence_of_who_is_shown_to_have_known_is_no_mere_omission() {
    given(DECIDER, EXPECTED, proven(MEASURED.plusSeconds(600)))
        .when(new DetectMissedReport(DUE))
        .thenNothingHappened();
  }

  @Test
  void silence_until_the_time_from_the_proof_has_passed_is_suspected_concealment() {
    given(DECIDER, EXPECTED, proven(MEASURED.plusSeconds(600)))
        .when(new SuspectConcealment())
        .then(suspected(MEASURED.plusSeconds(600), null));
  }

  @Test
  void knowledge_that_is_proven_after_the_omission_turns_it_into_suspected_concealment() {
    Instant at = DUE.plusSeconds(600);
    given(DECIDER, EXPECTED, MISSED, proven(at))
        .when(new SuspectConcealment())
        .then(suspected(at, null));
  }

  @Test
  void a_denial_by_who_knew_is_suspected_at_once() {
    Instant at = MEASURED.plusSeconds(600);
    given(DECIDER, EXPECTED, proven(at))
        .when(denial("AQBW", at))
        .then(denied(at), suspected(at, "AQBW:2022-11-03"));
  }

  @Test
  void a_denial_that_turns_out_to_have_been_made_knowingly_is_suspected_then() {
    Instant at = MEASURED.plusSeconds(600);
    given(DECIDER, EXPECTED, denied(at))
        .when(new NoteKnowledge(knew(at)))
        .then(proven(at), suspected(at, "AQBW:2022-11-03"));
  }

  @Test
  void a_denial_before_the_first_proof_of_knowledge_conceals_nothing() {
    Instant at = MEASURED.plusSeconds(600);
    given(DECIDER, EXPECTED, proven(at))
        .when(denial("AQBW", at.minusMillis(1)))
        .then(denied(at.minusMillis(1)));
  }

  @Test
  void a_denial_without_any_proof_of_knowledge_conceals_nothing() {
    given(DECIDER, EXPECTED).when(denial("AQBW", DUE)).then(denied(DUE));
  }

  @Test
  void another_departments_daily_report_denies_nothing_of_what_is_owed() {
    given(DECIDER, EXPECTED, proven(MEASURED)).when(denial("YWS", DUE)).thenNothingHappened();
  }

  @Test
  void one_proof_counts_once() {
    given(DECIDER, EXPECTED, proven(MEASURED))
        .when(new NoteKnowledge(knew(MEASURED)))
        .thenNothingHappened();
  }

  @Test
  void a_report_within_the_time_from_the_proof_is_in_time() {
    Instant at = MEASURED.plusSeconds(600);
    Instant reported = at.plus(WITHIN);
    given(DECIDER, EXPECTED, proven(at))
        .when(report("s1", "AQBW", reported, false))
        .then(met(reported, Duration.ofSeconds(600)));
  }

  @Test
  void a_report_after_the_suspicion_closes_what_is_owed_and_is_proven_late() {
    Instant reported = MEASURED.plus(Duration.ofHours(2));
    given(DECIDER, EXPECTED, proven(MEASURED), suspected(MEASURED, null))
        .when(report("s1", "AQBW", reported, false))
        .then(
            met(reported, Duration.ofMinutes(90)),
            new LateReportProven(
                "s1",
                "AQBW",
                "张*",
                "r1",
                MEASURED,
                reported,
                WITHIN,
                Duration.ofMinutes(90),
                List.of(knew(MEASURED)),
                MEASURED_AT_EXIT,
                within(WITHIN)));
  }

  @Test
  void suspicion_is_said_once() {
    given(DECIDER, EXPECTED, proven(MEASURED), suspected(MEASURED, null))
        .when(denial("AQBW", DUE))
        .thenNothingHappened();
  }

  @Test
  void what_was_reported_conceals_nothing_any_more() {
    given(DECIDER, EXPECTED, proven(MEASURED), met(DUE, Duration.ZERO))
        .when(new SuspectConcealment())
        .thenNothingHappened();
  }

  private static ReportExpectationWithdrawn withdrawn() {
    return new ReportExpectationWithdrawn("s1", "AQBW", MEASURED, MEASURED_AT_EXIT);
  }

  @Test
  void a_signal_that_was_none_is_withdrawn_in_whichever_stage() {
    given(DECIDER, EXPECTED).when(new WithdrawExpectation()).then(withdrawn());
    given(DECIDER, EXPECTED, MISSED).when(new WithdrawExpectation()).then(withdrawn());
    given(DECIDER, EXPECTED, suspected(MEASURED, null))
        .when(new WithdrawExpectation())
        .then(withdrawn());
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO))
        .when(new WithdrawExpectation())
        .then(withdrawn());
    given(DECIDER).when(new WithdrawExpectation()).thenNothingHappened();
  }

  @Test
  void what_is_withdrawn_is_neither_missed_reopened_nor_withdrawn_again() {
    ExpectedReportEvent[] history = {EXPECTED, met(DUE, Duration.ZERO), withdrawn()};
    given(DECIDER, history).when(new DetectMissedReport(DUE)).thenNothingHappened();
    given(DECIDER, history).when(new ReopenExpectation("r1", DUE)).thenNothingHappened();
    given(DECIDER, history).when(new WithdrawExpectation()).thenNothingHappened();
    assertThat(ExpectedReportDecider.CATEGORY.deadlines().after(withdrawn()))
        .containsExactly(new Change.Cancel("report-due"), new Change.Cancel("who-knew-is-due"));
  }

  private static ReportExpected owed(Occasion occasion) {
    return new ReportExpected(
        "s1", "GWYC", null, null, "张*", MEASURED, DUE, WITHIN, occasion, within(WITHIN));
  }

  @ParameterizedTest
  @CsvSource({
    "MEASURED_AT_EXIT, SYMPTOM",
    "MEASURED_AT_MEETING, SYMPTOM",
    "RISK_TRAVEL, RETURNEE",
    "CASE_CONTACT, CONTACT",
    "ABSENT_ILL, SYMPTOM",
    "ABSENT_ILL, CONTACT",
    "ABSENT_ILL, RETURNEE",
    "SUPPLIES_ISSUED, SYMPTOM",
    "SUPPLIES_ISSUED, CONTACT",
    "SUPPLIES_ISSUED, RETURNEE",
  })
  void each_signal_is_answered_by_its_own_kind_of_report(Occasion occasion, ReportKind kind) {
    given(DECIDER, owed(occasion))
        .when(new MeetExpectation(kind, "r1", "s1", "GWYC", DUE, false))
        .then(new ReportExpectationMet("s1", "GWYC", "r1", DUE, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "MEASURED_AT_EXIT, CONTACT",
    "RISK_TRAVEL, SYMPTOM",
    "RISK_TRAVEL, CONTACT",
    "CASE_CONTACT, RETURNEE",
  })
  void a_report_of_the_same_person_about_something_else_answers_nothing(
      Occasion occasion, ReportKind kind) {
    given(DECIDER, owed(occasion))
        .when(new MeetExpectation(kind, "r1", "s1", "GWYC", DUE, false))
        .thenRefused(ExpectedReportRefusal.REPORT_IS_ABOUT_SOMETHING_ELSE);
  }

  @Test
  void a_returnee_may_have_been_reported_days_before_the_place_was_designated() {
    Instant reported = MEASURED.minus(Duration.ofDays(10));
    given(DECIDER, owed(Occasion.RISK_TRAVEL))
        .when(new MeetExpectation(ReportKind.RETURNEE, "r1", "s1", "GWYC", reported, false))
        .then(new ReportExpectationMet("s1", "GWYC", "r1", reported, Duration.ZERO));
  }

  @Test
  void an_event_of_the_first_version_was_about_a_fever() {
    Map<String, Object> fields = new HashMap<>(Map.of("subjectId", "s1"));

    Map<String, Object> upcast = new ExpectedReportEvent.FeverWasTheOnlyOccasion().upcast(fields);

    assertThat(upcast)
        .containsEntry("occasion", "MEASURED_AT_EXIT")
        .containsEntry("subjectId", "s1");
  }

  private static final Instant REOPENED_AT = DUE.plus(Duration.ofHours(5));

  private static DeciderSpecification.Given<
          ExpectedReportCommand, ExpectedReport, ExpectedReportEvent>
      reopenedOf(ExpectedReportEvent... before) {
    List<ExpectedReportEvent> events = new ArrayList<>(List.of(EXPECTED));
    events.addAll(List.of(before));
    events.add(met(DUE, Duration.ZERO));
    events.add(reopened(REOPENED_AT.plus(WITHIN)));
    return given(DECIDER, events.toArray(ExpectedReportEvent[]::new));
  }

  @Test
  void who_took_a_mistaken_report_for_the_right_one_is_not_late_before_that_is_known() {
    Instant inTime = REOPENED_AT.plus(WITHIN);
    reopenedOf(proven(MEASURED))
        .when(report("s1", "AQBW", inTime, false))
        .then(met(inTime, Duration.ZERO));
  }

  @Test
  void what_is_reopened_is_proven_late_from_when_the_mistake_was_known() {
    Instant late = REOPENED_AT.plus(WITHIN).plusSeconds(60);
    reopenedOf(proven(MEASURED))
        .when(report("s1", "AQBW", late, false))
        .then(
            met(late, Duration.ofSeconds(60)),
            new LateReportProven(
                "s1",
                "AQBW",
                "张*",
                "r1",
                REOPENED_AT,
                late,
                WITHIN,
                Duration.ofSeconds(60),
                List.of(knew(MEASURED)),
                MEASURED_AT_EXIT,
                within(WITHIN)));
  }

  @Test
  void a_daily_report_made_while_a_mistaken_report_stood_conceals_nothing() {
    Instant said = REOPENED_AT.minusSeconds(1);
    reopenedOf(proven(MEASURED)).when(denial("AQBW", said)).then(denied(said));
  }

  @Test
  void a_daily_report_made_after_the_mistake_was_known_is_a_denial_by_who_knew() {
    reopenedOf(proven(MEASURED))
        .when(denial("AQBW", REOPENED_AT))
        .then(
            denied(REOPENED_AT),
            new ConcealmentSuspected(
                "s1",
                "AQBW",
                "张*",
                MEASURED,
                REOPENED_AT.plus(WITHIN),
                List.of(knew(MEASURED)),
                "AQBW:2022-11-03",
                MEASURED_AT_EXIT,
                within(WITHIN)));
  }

  @Test
  void a_proof_of_what_was_known_before_the_mistake_gives_the_whole_time_from_then() {
    reopenedOf()
        .when(new NoteKnowledge(knew(MEASURED)))
        .then(
            new DepartmentKnowledgeProven("s1", "AQBW", knew(MEASURED), REOPENED_AT.plus(WITHIN)));
  }

  private static final ReportExpectationWithdrawn WITHDRAWN =
      new ReportExpectationWithdrawn("s1", "AQBW", MEASURED, MEASURED_AT_EXIT);

  @Test
  void a_signal_that_was_a_mistake_takes_back_what_is_owed_at_any_stage() {
    given(DECIDER, EXPECTED).when(new WithdrawExpectation()).then(WITHDRAWN);
    given(DECIDER, EXPECTED, MISSED).when(new WithdrawExpectation()).then(WITHDRAWN);
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO))
        .when(new WithdrawExpectation())
        .then(WITHDRAWN);
    given(DECIDER).when(new WithdrawExpectation()).thenNothingHappened();
  }

  @Test
  void what_was_taken_back_is_neither_missed_nor_met_nor_reopened() {
    given(DECIDER, EXPECTED, WITHDRAWN).when(new DetectMissedReport(DUE)).thenNothingHappened();
    given(DECIDER, EXPECTED, WITHDRAWN)
        .when(report("s1", "AQBW", DUE, false))
        .thenNothingHappened();
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO), WITHDRAWN)
        .when(new ReopenExpectation("r1", DUE))
        .thenNothingHappened();
    given(DECIDER, EXPECTED, WITHDRAWN).when(new WithdrawExpectation()).thenNothingHappened();
  }

  @Test
  void what_was_taken_back_and_is_said_again_is_owed_again() {
    given(DECIDER, EXPECTED, WITHDRAWN).when(fever(MEASURED)).then(EXPECTED);
  }

  @Test
  void what_was_taken_back_has_no_deadline() {
    assertThat(ExpectedReportDecider.CATEGORY.deadlines().after(WITHDRAWN))
        .hasSize(2)
        .allMatch(Change.Cancel.class::isInstance);
  }

  private static final List<String> FACTS = List.of("fever", "report");

  private static HoldAgainstReport contrary(String department, Instant saidAt, boolean named) {
    return new HoldAgainstReport(
        "r1", department, saidAt, named, FACTS, within(Duration.ofHours(4)));
  }

  private static FalseReportSuspected falsely(
      String department, Instant saidAt, Occasion occasion) {
    return new FalseReportSuspected(
        "s1",
        department,
        "张*",
        MEASURED,
        "r1",
        saidAt,
        occasion,
        FACTS,
        within(Duration.ofHours(4)));
  }

  @Test
  void a_report_of_no_fever_shortly_after_one_was_measured_is_suspected_to_be_false_once() {
    Instant at = MEASURED.plus(Duration.ofHours(4));
    FalseReportSuspected suspected = falsely("AQBW", at, MEASURED_AT_EXIT);
    given(DECIDER, EXPECTED).when(contrary("AQBW", at, false)).then(suspected);
    given(DECIDER, EXPECTED, MISSED).when(contrary("AQBW", at, false)).then(suspected);
    given(DECIDER, EXPECTED, suspected(MEASURED, null))
        .when(contrary("AQBW", at, false))
        .then(suspected);
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO))
        .when(contrary("AQBW", at, true))
        .then(suspected);
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO), suspected)
        .when(contrary("AQBW", at, true))
        .thenNothingHappened();
  }

  @Test
  void a_report_that_could_not_know_of_the_fever_or_is_about_another_hour_is_not_false() {
    given(DECIDER, EXPECTED)
        .when(contrary("AQBW", MEASURED.minusMillis(1), true))
        .thenNothingHappened();
    given(DECIDER, EXPECTED)
        .when(contrary("AQBW", MEASURED.plus(Duration.ofHours(4)).plusMillis(1), true))
        .thenNothingHappened();
    given(DECIDER, EXPECTED).when(contrary("YWS", DUE, true)).thenNothingHappened();
    given(DECIDER, owed(Occasion.ABSENT_ILL))
        .when(contrary("GWYC", DUE, true))
        .thenNothingHappened();
    given(DECIDER, EXPECTED, withdrawn()).when(contrary("AQBW", DUE, true)).thenNothingHappened();
    given(DECIDER).when(contrary("AQBW", DUE, true)).thenNothingHappened();
  }

  @Test
  void of_a_fever_that_others_measured_only_who_is_shown_to_know_reports_falsely() {
    ReportExpected meeting = owed(Occasion.MEASURED_AT_MEETING);
    FalseReportSuspected suspected = falsely("GWYC", DUE, Occasion.MEASURED_AT_MEETING);
    given(DECIDER, meeting).when(contrary("GWYC", DUE, false)).thenNothingHappened();
    given(DECIDER, meeting).when(contrary("GWYC", DUE, true)).then(suspected);
    given(DECIDER, meeting, proven(DUE)).when(contrary("GWYC", DUE, false)).then(suspected);
    given(DECIDER, meeting, proven(DUE.plusMillis(1)))
        .when(contrary("GWYC", DUE, false))
        .thenNothingHappened();
  }

  @Test
  void a_report_that_turns_out_to_be_about_somebody_else_was_not_false() {
    FalseReportSuspected suspected = falsely("AQBW", DUE, MEASURED_AT_EXIT);
    FalseReportSuspicionLifted lifted =
        new FalseReportSuspicionLifted("s1", "AQBW", "r1", MEASURED_AT_EXIT, true);
    HoldNothingAgainstReport nothing = new HoldNothingAgainstReport("r1");
    given(DECIDER, EXPECTED).when(nothing).thenNothingHappened();
    given(DECIDER, EXPECTED, suspected).when(nothing).then(lifted);
    given(DECIDER, EXPECTED, suspected, lifted).when(nothing).thenNothingHappened();
    given(DECIDER, EXPECTED, met(DUE, Duration.ZERO), suspected).when(nothing).then(lifted);
  }
}
