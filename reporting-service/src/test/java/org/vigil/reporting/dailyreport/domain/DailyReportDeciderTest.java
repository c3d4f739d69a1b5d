package org.vigil.reporting.dailyreport.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.CUT_OFF;
import static org.vigil.reporting.CitedRules.MISSED_AFTER;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.CorrectDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptDay;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptionKind;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExpectDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.FindDailyReportMissed;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.FindDailyReportOverdue;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.NoteHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.NoteHealthStates;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.RemindOfDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.SubmitDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.WithdrawHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportContradicted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportCorrected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExempted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExpected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactNoted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactWithdrawn;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportMissed;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportOverdue;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportReminded;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportSubmitted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportTakenByPhone;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.ZeroReportSubmitted;

class DailyReportDeciderTest {

  private static final DailyReportDecider DECIDER = new DailyReportDecider();
  private static final LocalDate DAY = LocalDate.of(2022, 11, 3);
  private static final Instant DUE = Instant.parse("2022-11-03T09:00:00Z");
  private static final Schedule SCHEDULE =
      new Schedule(DAY, DUE.minusSeconds(3600), DUE, DUE.plusSeconds(1800), CUT_OFF, MISSED_AFTER);
  private static final DailyReportExpected EXPECTED =
      new DailyReportExpected(
          "GWYC", DAY, DUE.minusSeconds(3600), DUE, DUE.plusSeconds(1800), CUT_OFF, MISSED_AFTER);
  private static final DailyReportReminded REMINDED = new DailyReportReminded("GWYC", DAY, DUE);
  private static final DailyReportOverdue OVERDUE =
      new DailyReportOverdue("GWYC", DAY, DUE, CUT_OFF);
  private static final DailyReportMissed MISSED =
      new DailyReportMissed("GWYC", DAY, DUE, CUT_OFF, MISSED_AFTER);
  private static final Signature HEAD = new Signature("h1", "王五", Signature.As.HEAD);
  private static final Counts NOBODY = new Counts(21, 2, 0, 0, 0);
  private static final Counts ONE_ILL = new Counts(20, 3, 1, 0, 0);
  private static final HealthFact FEVER =
      new HealthFact(HealthFact.Kind.FEVER, "v1", "s1", DUE.minusSeconds(7200));
  private static final HealthFact REPORT_OF_IT =
      new HealthFact(HealthFact.Kind.SYMPTOM, "r1", "s1", DUE.minusSeconds(7000));
  private static final DailyReportFactNoted FEVER_NOTED =
      new DailyReportFactNoted("GWYC", DAY, FEVER);

  private static SubmitDailyReport submit(Counts counts, Instant at) {
    return new SubmitDailyReport("GWYC", SCHEDULE, counts, HEAD, at, null);
  }

  private static ZeroReportSubmitted zero(Instant at, Duration lateBy) {
    return new ZeroReportSubmitted("GWYC", DAY, 21, 2, HEAD, at, DUE, lateBy);
  }

  private static ExemptDay exempt(Instant decidedAt) {
    return new ExemptDay("GWYC", SCHEDULE, "x1", ExemptionKind.HOLIDAY, decidedAt);
  }

  private static DailyReportContradicted contradicted(
      boolean zero, Instant saidAt, HealthFact... facts) {
    return new DailyReportContradicted("GWYC", DAY, zero, saidAt, List.of(facts));
  }

  @Test
  void a_day_that_begins_makes_a_report_due() {
    given(DECIDER).when(new ExpectDailyReport("GWYC", SCHEDULE)).then(EXPECTED);
  }

  @Test
  void a_day_begins_once() {
    given(DECIDER, EXPECTED).when(new ExpectDailyReport("GWYC", SCHEDULE)).thenNothingHappened();
  }

  @Test
  void a_zero_is_a_report_in_its_own_words() {
    given(DECIDER, EXPECTED)
        .when(submit(NOBODY, DUE.minusSeconds(60)))
        .then(zero(DUE.minusSeconds(60), Duration.ZERO));
  }

  @Test
  void a_report_of_somebody_carries_its_counts() {
    given(DECIDER, EXPECTED)
        .when(submit(ONE_ILL, DUE))
        .then(new DailyReportSubmitted("GWYC", DAY, ONE_ILL, HEAD, DUE, DUE, Duration.ZERO));
  }

  @Test
  void a_report_after_the_cut_off_is_marked_late_to_the_moment() {
    given(DECIDER, EXPECTED, OVERDUE)
        .when(submit(NOBODY, DUE.plusMillis(1)))
        .then(zero(DUE.plusMillis(1), Duration.ofMillis(1)));
  }

  @Test
  void a_report_that_was_missed_may_still_come_and_is_late() {
    Instant next = DUE.plus(Duration.ofDays(1));
    given(DECIDER, EXPECTED, OVERDUE, MISSED)
        .when(submit(NOBODY, next))
        .then(zero(next, Duration.ofDays(1)));
  }

  @Test
  void nobody_but_head_or_deputy_signs() {
    given(DECIDER, EXPECTED)
        .when(new SubmitDailyReport("GWYC", SCHEDULE, NOBODY, null, DUE, null))
        .thenRefused(DailyReportRefusal.NEITHER_HEAD_NOR_DEPUTY);
  }

  @Test
  void a_second_report_of_a_day_is_refused() {
    given(DECIDER, EXPECTED, zero(DUE, Duration.ZERO))
        .when(submit(ONE_ILL, DUE))
        .thenRefused(DailyReportRefusal.DAILY_REPORT_ALREADY_SUBMITTED);
  }

  @Test
  void a_report_on_a_day_that_nobody_opened_is_welcome() {
    given(DECIDER).when(submit(NOBODY, DUE)).then(zero(DUE, Duration.ZERO));
  }

  @Test
  void a_day_that_opens_behind_its_report_counts_it() {
    given(DECIDER, zero(DUE, Duration.ZERO))
        .when(new ExpectDailyReport("GWYC", SCHEDULE))
        .then(EXPECTED);
  }

  @Test
  void a_department_is_reminded_before_the_cut_off() {
    given(DECIDER, EXPECTED).when(new RemindOfDailyReport()).then(REMINDED);
  }

  @Test
  void silence_at_the_cut_off_is_overdue() {
    given(DECIDER, EXPECTED, REMINDED).when(new FindDailyReportOverdue()).then(OVERDUE);
  }

  @Test
  void silence_after_the_cut_off_is_a_miss() {
    given(DECIDER, EXPECTED, REMINDED, OVERDUE).when(new FindDailyReportMissed()).then(MISSED);
  }

  @Test
  void nothing_is_missed_once_the_report_is_there() {
    given(DECIDER, EXPECTED, zero(DUE, Duration.ZERO))
        .when(new FindDailyReportMissed())
        .thenNothingHappened();
  }

  @Test
  void an_exempt_day_is_not_missed() {
    given(DECIDER, EXPECTED, new DailyReportExempted("GWYC", DAY, DUE, "x1", ExemptionKind.HOLIDAY))
        .when(new FindDailyReportMissed())
        .thenNothingHappened();
  }

  @Test
  void an_exemption_comes_before_the_cut_off() {
    given(DECIDER, EXPECTED)
        .when(exempt(DUE.minusMillis(1)))
        .then(new DailyReportExempted("GWYC", DAY, DUE, "x1", ExemptionKind.HOLIDAY));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "86400"})
  void an_exemption_after_the_cut_off_takes_no_silence_back(int seconds) {
    given(DECIDER, EXPECTED, OVERDUE).when(exempt(DUE.plusSeconds(seconds))).thenNothingHappened();
  }

  @Test
  void a_day_that_is_exempt_before_it_begins_never_becomes_due() {
    given(DECIDER, new DailyReportExempted("GWYC", DAY, DUE, "x1", ExemptionKind.HOLIDAY))
        .when(new ExpectDailyReport("GWYC", SCHEDULE))
        .thenNothingHappened();
  }

  @Test
  void a_zero_against_a_fever_known_before_is_contradicted() {
    given(DECIDER, EXPECTED, FEVER_NOTED)
        .when(submit(NOBODY, DUE))
        .then(zero(DUE, Duration.ZERO), contradicted(true, DUE, FEVER));
  }

  @Test
  void a_fever_that_is_heard_of_afterwards_but_was_known_before_contradicts_as_well() {
    given(DECIDER, EXPECTED, zero(DUE, Duration.ZERO))
        .when(new NoteHealthFact("GWYC", DAY, FEVER))
        .then(FEVER_NOTED, contradicted(true, DUE, FEVER));
  }

  @Test
  void what_became_known_after_the_report_does_not_contradict_it() {
    Instant early = FEVER.knownAt().minusSeconds(1);
    given(DECIDER, EXPECTED, zero(early, Duration.ZERO))
        .when(new NoteHealthFact("GWYC", DAY, FEVER))
        .then(FEVER_NOTED);
  }

  @Test
  void one_person_counts_once_however_often_told() {
    given(DECIDER, EXPECTED, FEVER_NOTED, new DailyReportFactNoted("GWYC", DAY, REPORT_OF_IT))
        .when(submit(ONE_ILL, DUE))
        .then(new DailyReportSubmitted("GWYC", DAY, ONE_ILL, HEAD, DUE, DUE, Duration.ZERO));
  }

  @Test
  void fewer_than_are_known_is_contradicted_though_it_is_no_zero() {
    HealthFact other = new HealthFact(HealthFact.Kind.SYMPTOM, "r2", "s2", DUE.minusSeconds(600));
    given(DECIDER, EXPECTED, FEVER_NOTED, new DailyReportFactNoted("GWYC", DAY, other))
        .when(submit(ONE_ILL, DUE))
        .then(
            new DailyReportSubmitted("GWYC", DAY, ONE_ILL, HEAD, DUE, DUE, Duration.ZERO),
            contradicted(false, DUE, FEVER, other));
  }

  @Test
  void one_fact_contradicts_once() {
    given(DECIDER, EXPECTED, FEVER_NOTED, zero(DUE, Duration.ZERO), contradicted(true, DUE, FEVER))
        .when(new NoteHealthFact("GWYC", DAY, FEVER))
        .thenNothingHappened();
  }

  @Test
  void a_correction_stands_beside_what_was_said_and_shows_when_it_came() {
    given(DECIDER, EXPECTED, zero(DUE.minusSeconds(60), Duration.ZERO))
        .when(new CorrectDailyReport(ONE_ILL, HEAD, "一人发热", DUE.plusSeconds(1), null))
        .then(
            new DailyReportCorrected(
                "h1", "GWYC", DAY, ONE_ILL, HEAD, "一人发热", DUE.plusSeconds(1), true));
  }

  @Test
  void a_correction_that_agrees_with_the_facts_adds_no_lead() {
    given(
            DECIDER,
            EXPECTED,
            FEVER_NOTED,
            zero(DUE.minusSeconds(60), Duration.ZERO),
            contradicted(true, DUE.minusSeconds(60), FEVER))
        .when(new CorrectDailyReport(ONE_ILL, HEAD, "一人发热", DUE, null))
        .then(new DailyReportCorrected("h1", "GWYC", DAY, ONE_ILL, HEAD, "一人发热", DUE, false));
  }

  @Test
  void a_correction_down_to_zero_is_held_against_the_facts_too() {
    given(
            DECIDER,
            EXPECTED,
            FEVER_NOTED,
            new DailyReportSubmitted("GWYC", DAY, ONE_ILL, HEAD, DUE, DUE, Duration.ZERO))
        .when(new CorrectDailyReport(NOBODY, HEAD, "误报", DUE, null))
        .then(
            new DailyReportCorrected("h1", "GWYC", DAY, NOBODY, HEAD, "误报", DUE, false),
            contradicted(true, DUE, FEVER));
  }

  @Test
  void a_correction_that_changes_nothing_is_refused() {
    given(DECIDER, EXPECTED, zero(DUE, Duration.ZERO))
        .when(new CorrectDailyReport(NOBODY, HEAD, "更正", DUE, null))
        .thenRefused(DailyReportRefusal.DAILY_REPORT_CORRECTION_CHANGES_NOTHING);
  }

  @Test
  void what_has_not_been_said_cannot_be_corrected() {
    given(DECIDER, EXPECTED)
        .when(new CorrectDailyReport(NOBODY, HEAD, "更正", DUE, null))
        .thenRefused(DailyReportRefusal.DAILY_REPORT_NOT_SUBMITTED);
  }

  @Test
  void a_day_waits_for_three_instants_and_a_report_lifts_them() {
    assertThat(DailyReportDecider.CATEGORY.deadlines().after(EXPECTED))
        .containsExactly(
            new Change.Schedule("remind", EXPECTED.remindAt()),
            new Change.Schedule("due", DUE),
            new Change.Schedule("missed", EXPECTED.missedAt()));
    assertThat(DailyReportDecider.CATEGORY.deadlines().after(zero(DUE, Duration.ZERO)))
        .containsExactly(
            new Change.Cancel("remind"), new Change.Cancel("due"), new Change.Cancel("missed"));
  }

  @Test
  void what_is_missed_was_overdue_as_well_though_nobody_looked_in_between() {
    given(DECIDER, EXPECTED).when(new FindDailyReportMissed()).then(OVERDUE, MISSED);
  }

  private static final DailyReportFactNoted REPORT_NOTED =
      new DailyReportFactNoted("GWYC", DAY, REPORT_OF_IT);

  private static WithdrawHealthFact withdraw() {
    return new WithdrawHealthFact("GWYC", DAY, HealthFact.Kind.SYMPTOM, "r1");
  }

  private static DailyReportFactWithdrawn withdrawn(boolean agrees) {
    return new DailyReportFactWithdrawn("GWYC", DAY, REPORT_OF_IT, agrees);
  }

  @Test
  void what_turned_out_not_to_be_so_is_withdrawn_once() {
    given(DECIDER, EXPECTED, REPORT_NOTED).when(withdraw()).then(withdrawn(false));
    given(DECIDER, EXPECTED, REPORT_NOTED, withdrawn(false)).when(withdraw()).thenNothingHappened();
  }

  @Test
  void what_was_never_noted_is_not_withdrawn() {
    given(DECIDER, EXPECTED, FEVER_NOTED).when(withdraw()).thenNothingHappened();
  }

  @Test
  void an_honest_zero_after_a_withdrawal_is_not_contradicted() {
    given(DECIDER, EXPECTED, REPORT_NOTED, withdrawn(false))
        .when(submit(NOBODY, DUE.minusSeconds(60)))
        .then(zero(DUE.minusSeconds(60), Duration.ZERO));
  }

  @Test
  void a_contradiction_whose_fact_is_withdrawn_is_one_no_more() {
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            zero(DUE, Duration.ZERO),
            contradicted(true, DUE, REPORT_OF_IT))
        .when(withdraw())
        .then(withdrawn(true));
  }

  @Test
  void a_withdrawal_that_leaves_another_ill_person_lifts_no_contradiction() {
    HealthFact another =
        new HealthFact(HealthFact.Kind.SYMPTOM, "r2", "s2", DUE.minusSeconds(7000));
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            new DailyReportFactNoted("GWYC", DAY, another),
            zero(DUE, Duration.ZERO),
            contradicted(true, DUE, REPORT_OF_IT, another))
        .when(withdraw())
        .then(withdrawn(false));
  }

  @Test
  void a_daily_report_that_was_put_right_meanwhile_keeps_the_lead_against_what_it_said_first() {
    HealthFact another =
        new HealthFact(HealthFact.Kind.SYMPTOM, "r2", "s2", DUE.minusSeconds(7000));
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            new DailyReportFactNoted("GWYC", DAY, another),
            zero(DUE, Duration.ZERO),
            contradicted(true, DUE, REPORT_OF_IT, another),
            new DailyReportCorrected("h1", "GWYC", DAY, ONE_ILL, HEAD, "一人咳嗽", DUE, false))
        .when(withdraw())
        .then(withdrawn(false));
  }

  @Test
  void a_lead_of_which_nothing_is_left_is_lifted_also_where_the_daily_report_was_put_right() {
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            zero(DUE, Duration.ZERO),
            contradicted(true, DUE, REPORT_OF_IT),
            new DailyReportCorrected("h1", "GWYC", DAY, ONE_ILL, HEAD, "一人咳嗽", DUE, false))
        .when(withdraw())
        .then(withdrawn(true));
  }

  @Test
  void what_is_said_again_after_a_withdrawal_contradicts_again() {
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            zero(DUE, Duration.ZERO),
            contradicted(true, DUE, REPORT_OF_IT),
            withdrawn(true))
        .when(new NoteHealthFact("GWYC", DAY, REPORT_OF_IT))
        .then(REPORT_NOTED, contradicted(true, DUE, REPORT_OF_IT));
  }

  private static final HealthFact SECOND =
      new HealthFact(HealthFact.Kind.SYMPTOM, "r2", "s1", DUE.minusSeconds(7000));
  private static final HealthFact OTHER =
      new HealthFact(HealthFact.Kind.SYMPTOM, "r1", "s2", DUE.minusSeconds(7000));
  private static final DailyReportSubmitted ONE_ILL_SUBMITTED =
      new DailyReportSubmitted("GWYC", DAY, ONE_ILL, HEAD, DUE, DUE, Duration.ZERO);

  @Test
  void who_turns_out_to_be_two_people_was_one_to_whoever_had_reported_the_day() {
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            new DailyReportFactNoted("GWYC", DAY, SECOND),
            ONE_ILL_SUBMITTED)
        .when(new NoteHealthFact("GWYC", DAY, OTHER))
        .then(new DailyReportFactNoted("GWYC", DAY, OTHER));
    given(DECIDER, EXPECTED, FEVER_NOTED, REPORT_NOTED, ONE_ILL_SUBMITTED)
        .when(new NoteHealthFact("GWYC", DAY, OTHER))
        .then(new DailyReportFactNoted("GWYC", DAY, OTHER));
  }

  @Test
  void who_turned_out_to_be_two_people_is_two_in_what_is_said_of_the_day_afterwards() {
    Instant later = DUE.plusSeconds(600);
    Counts also = new Counts(19, 4, 1, 0, 0);
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            new DailyReportFactNoted("GWYC", DAY, SECOND),
            ONE_ILL_SUBMITTED,
            new DailyReportFactNoted("GWYC", DAY, OTHER))
        .when(new CorrectDailyReport(also, HEAD, "人数更正", later, null))
        .then(
            new DailyReportCorrected("h1", "GWYC", DAY, also, HEAD, "人数更正", later, true),
            new DailyReportContradicted("GWYC", DAY, false, later, List.of(SECOND, OTHER)));
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            new DailyReportFactNoted("GWYC", DAY, SECOND),
            new DailyReportFactNoted("GWYC", DAY, OTHER))
        .when(submit(ONE_ILL, DUE))
        .then(
            ONE_ILL_SUBMITTED,
            new DailyReportContradicted("GWYC", DAY, false, DUE, List.of(SECOND, OTHER)));
  }

  @Test
  void a_zero_is_contradicted_still_when_the_ill_person_turns_out_to_be_another() {
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            zero(DUE, Duration.ZERO),
            contradicted(true, DUE, REPORT_OF_IT))
        .when(new NoteHealthFact("GWYC", DAY, OTHER))
        .then(new DailyReportFactNoted("GWYC", DAY, OTHER));
  }

  @Test
  void a_record_that_comes_afterwards_is_of_whom_it_said_first() {
    HealthFact third = new HealthFact(HealthFact.Kind.SYMPTOM, "r2", "s3", DUE.minusSeconds(7000));
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            ONE_ILL_SUBMITTED,
            new DailyReportFactNoted("GWYC", DAY, SECOND))
        .when(new NoteHealthFact("GWYC", DAY, third))
        .then(new DailyReportFactNoted("GWYC", DAY, third));
    given(DECIDER, EXPECTED, REPORT_NOTED, ONE_ILL_SUBMITTED)
        .when(new NoteHealthFact("GWYC", DAY, third))
        .then(
            new DailyReportFactNoted("GWYC", DAY, third),
            new DailyReportContradicted("GWYC", DAY, false, DUE, List.of(REPORT_OF_IT, third)));
  }

  @Test
  void a_fact_that_turns_out_to_be_of_somebody_counted_already_lifts_what_it_contradicted() {
    HealthFact second = new HealthFact(HealthFact.Kind.SYMPTOM, "r2", "s2", DUE.minusSeconds(7000));
    HealthFact same = new HealthFact(HealthFact.Kind.SYMPTOM, "r2", "s1", DUE.minusSeconds(7000));
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            new DailyReportFactNoted("GWYC", DAY, second),
            new DailyReportSubmitted("GWYC", DAY, ONE_ILL, HEAD, DUE, DUE, Duration.ZERO),
            contradicted(false, DUE, REPORT_OF_IT, second))
        .when(new NoteHealthFact("GWYC", DAY, same))
        .then(
            new DailyReportFactWithdrawn("GWYC", DAY, second, true),
            new DailyReportFactNoted("GWYC", DAY, same));
  }

  @Test
  void a_report_that_is_put_right_to_another_person_is_still_one_person() {
    HealthFact other = new HealthFact(HealthFact.Kind.SYMPTOM, "r1", "s2", DUE.minusSeconds(7000));
    given(
            DECIDER,
            EXPECTED,
            REPORT_NOTED,
            new DailyReportSubmitted("GWYC", DAY, ONE_ILL, HEAD, DUE, DUE, Duration.ZERO))
        .when(new NoteHealthFact("GWYC", DAY, other))
        .then(new DailyReportFactNoted("GWYC", DAY, other));
  }

  private static final Instant ROUND = DUE.minusSeconds(7200);
  private static final HealthFact MEMBER_ILL =
      new HealthFact(HealthFact.Kind.HEALTH_STATE, "s1", "s1", ROUND);
  private static final DailyReportFactNoted MEMBER_NOTED =
      new DailyReportFactNoted("GWYC", DAY, MEMBER_ILL);
  private static final HealthFact ORDER =
      new HealthFact(HealthFact.Kind.OWN_ORDER, "o1:meals-1", "s9", ROUND);

  private static final HealthFact UNNUMBERED =
      new HealthFact(HealthFact.Kind.SYMPTOM, "r1", "u1", ROUND);

  private static NoteHealthStates states(Instant at, Set<String> ill, Set<String> well) {
    return new NoteHealthStates("GWYC", DAY, at, at, ill, well);
  }

  @Test
  void a_zero_against_members_whom_the_department_itself_recorded_as_ill_is_contradicted() {
    HealthFact second = new HealthFact(HealthFact.Kind.HEALTH_STATE, "s2", "s2", ROUND);
    given(DECIDER, EXPECTED)
        .when(states(ROUND, Set.of("s2", "s1"), Set.of("s3")))
        .then(MEMBER_NOTED, new DailyReportFactNoted("GWYC", DAY, second));
    given(DECIDER, EXPECTED, MEMBER_NOTED)
        .when(submit(NOBODY, DUE))
        .then(zero(DUE, Duration.ZERO), contradicted(true, DUE, MEMBER_ILL));
  }

  @Test
  void who_is_well_by_a_later_word_before_the_report_need_not_be_counted() {
    given(DECIDER, EXPECTED, MEMBER_NOTED)
        .when(states(ROUND.plusSeconds(60), Set.of(), Set.of("s1", "s2")))
        .then(new DailyReportFactWithdrawn("GWYC", DAY, MEMBER_ILL, false));
    given(DECIDER, EXPECTED, MEMBER_NOTED)
        .when(states(ROUND.minusSeconds(60), Set.of(), Set.of("s1")))
        .thenNothingHappened();
  }

  @Test
  void who_is_well_after_the_report_takes_nothing_back_and_one_whose_word_came_behind_does() {
    DailyReportContradicted lead = contradicted(true, DUE, MEMBER_ILL);
    given(DECIDER, EXPECTED, MEMBER_NOTED, zero(DUE, Duration.ZERO), lead)
        .when(states(DUE.plusSeconds(1), Set.of(), Set.of("s1")))
        .thenNothingHappened();
    given(DECIDER, EXPECTED, MEMBER_NOTED, zero(DUE, Duration.ZERO), lead)
        .when(states(DUE, Set.of(), Set.of("s1")))
        .then(new DailyReportFactWithdrawn("GWYC", DAY, MEMBER_ILL, true));
  }

  @Test
  void who_is_still_ill_after_the_report_was_so_before() {
    given(
            DECIDER,
            EXPECTED,
            MEMBER_NOTED,
            zero(DUE, Duration.ZERO),
            contradicted(true, DUE, MEMBER_ILL))
        .when(states(DUE.plusSeconds(60), Set.of("s1"), Set.of()))
        .thenNothingHappened();
  }

  @Test
  void who_bears_another_number_in_the_departments_own_record_counts_once() {
    given(
            DECIDER,
            EXPECTED,
            MEMBER_NOTED,
            new DailyReportFactNoted("GWYC", DAY, UNNUMBERED),
            new DailyReportFactNoted("GWYC", DAY, ORDER))
        .when(submit(ONE_ILL, DUE))
        .then(new DailyReportSubmitted("GWYC", DAY, ONE_ILL, HEAD, DUE, DUE, Duration.ZERO));
  }

  @Test
  void the_departments_own_order_contradicts_a_report_of_nobody_and_no_other() {
    Counts contact = new Counts(21, 2, 0, 1, 0);
    given(DECIDER, EXPECTED, new DailyReportFactNoted("GWYC", DAY, ORDER))
        .when(submit(NOBODY, DUE))
        .then(zero(DUE, Duration.ZERO), contradicted(true, DUE, ORDER));
    given(DECIDER, EXPECTED, new DailyReportFactNoted("GWYC", DAY, ORDER))
        .when(submit(contact, DUE))
        .then(new DailyReportSubmitted("GWYC", DAY, contact, HEAD, DUE, DUE, Duration.ZERO));
  }

  @Test
  void what_the_office_was_told_on_the_phone_is_recorded_as_that() {
    given(DECIDER, EXPECTED)
        .when(new SubmitDailyReport("GWYC", SCHEDULE, ONE_ILL, HEAD, DUE, "office"))
        .then(
            new DailyReportSubmitted("GWYC", DAY, ONE_ILL, HEAD, DUE, DUE, Duration.ZERO),
            new DailyReportTakenByPhone(HEAD.subjectId(), "GWYC", DAY, HEAD.name(), "office", DUE));
  }
}
