package org.vigil.reporting.exposure.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.reporting.exposure.domain.HealthObservation.FindFollowUpMissed;
import org.vigil.reporting.exposure.domain.HealthObservation.Finding;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUp;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUpDay;
import org.vigil.reporting.exposure.domain.HealthObservation.MergeInto;
import org.vigil.reporting.exposure.domain.HealthObservation.No;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationFollowUpMissed;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationFollowedUp;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationMerged;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportJoined;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportPutRight;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportWithdrawn;
import org.vigil.reporting.exposure.domain.HealthObservation.Observe;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservedPersonFellIll;
import org.vigil.reporting.exposure.domain.HealthObservation.Rules;
import org.vigil.reporting.exposure.domain.HealthObservation.WithdrawReport;

class HealthObservationTest {

  private static final Rules DECIDER = new Rules();
  private static final LocalDate FIRST = LocalDate.of(2022, 11, 4);
  private static final Instant FIRST_ENDS = Instant.parse("2022-11-04T16:00:00Z");
  private static final ObservationReportJoined BEGUN = joined("r1", List.of(0, 1), day(0), day(1));
  private static final ObservationFollowUpMissed MISSED =
      new ObservationFollowUpMissed("s1", "GWYC", FIRST);

  private static FollowUpDay day(int offset) {
    return new FollowUpDay(FIRST.plusDays(offset), FIRST_ENDS.plus(Duration.ofDays(offset)));
  }

  private static List<LocalDate> dates(List<Integer> offsets) {
    return offsets.stream().map(FIRST::plusDays).toList();
  }

  private static ObservationReportJoined joined(
      String report, List<Integer> asked, FollowUpDay... days) {
    return new ObservationReportJoined("s1", "GWYC", "张三", report, List.of(days), dates(asked));
  }

  private static Observe observe(String report, FollowUpDay... days) {
    return observeFrom(0, report, days);
  }

  private static Observe observeFrom(int today, String report, FollowUpDay... days) {
    return new Observe("s1", "GWYC", "张三", report, FIRST.plusDays(today), List.of(days));
  }

  private static ObservationReportPutRight putRight(
      List<Integer> asked, List<Integer> dropped, FollowUpDay... days) {
    return new ObservationReportPutRight(
        "s1", "GWYC", "张三", "r1", List.of(days), dates(dropped), dates(asked));
  }

  private static WithdrawReport withdraw(String report) {
    return new WithdrawReport(report, FIRST);
  }

  private static FollowUp well(Instant at) {
    return new FollowUp(FIRST, Finding.WELL, null, at, true);
  }

  private static ObservationFollowedUp followedUp(Finding finding, Instant at, boolean late) {
    return new ObservationFollowedUp("s1", "GWYC", FIRST, finding, null, at, late);
  }

  @Test
  void a_report_begins_the_observation() {
    given(DECIDER).when(observe("r1", day(0), day(1))).then(BEGUN);
  }

  @Test
  void a_second_report_joins_and_adds_only_the_days_that_are_new() {
    given(DECIDER, BEGUN)
        .when(observe("r2", day(1), day(2)))
        .then(joined("r2", List.of(1, 2), day(2)));
  }

  @Test
  void a_second_report_that_adds_no_day_is_not_lost() {
    given(DECIDER, BEGUN).when(observe("r2", day(0))).then(joined("r2", List.of(0)));
  }

  @Test
  void the_same_report_twice_changes_nothing() {
    given(DECIDER, BEGUN).when(observe("r1", day(0), day(1))).thenNothingHappened();
  }

  @Test
  void a_day_is_followed_up() {
    given(DECIDER, BEGUN).when(well(FIRST_ENDS)).then(followedUp(Finding.WELL, FIRST_ENDS, false));
  }

  @Test
  void a_follow_up_after_the_days_end_is_late() {
    given(DECIDER, BEGUN, MISSED)
        .when(well(FIRST_ENDS.plusMillis(1)))
        .then(followedUp(Finding.WELL, FIRST_ENDS.plusMillis(1), true));
  }

  @Test
  void nobody_can_say_today_how_somebody_is_tomorrow() {
    given(DECIDER, BEGUN)
        .when(well(FIRST_ENDS.minus(Duration.ofDays(1)).minusMillis(1)))
        .thenRefused(No.DAY_NOT_BEGUN_YET);
  }

  @Test
  void a_day_outside_the_observation_has_no_follow_up() {
    given(DECIDER, BEGUN)
        .when(new FollowUp(FIRST.plusDays(2), Finding.WELL, null, FIRST_ENDS, true))
        .thenRefused(No.NO_DAY_OF_THE_OBSERVATION);
  }

  @Test
  void a_day_is_followed_up_once() {
    given(DECIDER, BEGUN, followedUp(Finding.WELL, FIRST_ENDS, false))
        .when(well(FIRST_ENDS))
        .thenRefused(No.ALREADY_FOLLOWED_UP);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void symptoms_are_told_at_once_and_by_whose_account(boolean byItself) {
    given(DECIDER, BEGUN)
        .when(new FollowUp(FIRST, Finding.SYMPTOMS, null, FIRST_ENDS, byItself))
        .then(
            followedUp(Finding.SYMPTOMS, FIRST_ENDS, false),
            new ObservedPersonFellIll("s1", "GWYC", "张三", FIRST, byItself));
  }

  @Test
  void a_day_that_ends_without_a_follow_up_is_missed() {
    given(DECIDER, BEGUN).when(new FindFollowUpMissed(FIRST)).then(MISSED);
  }

  @Test
  void a_day_that_was_followed_up_is_not_missed() {
    given(DECIDER, BEGUN, followedUp(Finding.WELL, FIRST_ENDS, false))
        .when(new FindFollowUpMissed(FIRST))
        .thenNothingHappened();
  }

  @Test
  void whoever_turns_out_to_be_somebody_else_is_observed_there() {
    given(DECIDER, BEGUN).when(new MergeInto("s2")).then(new ObservationMerged("s1", "GWYC", "s2"));
  }

  @Test
  void a_merged_observation_misses_nothing() {
    given(DECIDER, BEGUN, new ObservationMerged("s1", "GWYC", "s2"))
        .when(new FindFollowUpMissed(FIRST))
        .thenNothingHappened();
  }

  @Test
  void a_report_that_is_put_right_to_a_later_meeting_asks_for_later_days() {
    given(DECIDER, BEGUN)
        .when(observe("r1", day(1), day(2)))
        .then(putRight(List.of(1, 2), List.of(0), day(2)));
  }

  @Test
  void days_that_another_report_needs_stay() {
    given(DECIDER, BEGUN, joined("r2", List.of(0)))
        .when(observe("r1", day(1)))
        .then(putRight(List.of(1), List.of()));
  }

  @Test
  void of_a_report_that_did_not_say_what_it_asks_for_no_day_is_dropped() {
    given(
            DECIDER,
            BEGUN,
            new ObservationReportJoined("s1", "GWYC", "张三", "r2", List.of(day(2)), null))
        .when(observe("r1", day(1)))
        .then(putRight(List.of(1), List.of()));
  }

  @Test
  void what_has_passed_was_asked_for_and_stays() {
    given(DECIDER, BEGUN, MISSED)
        .when(observeFrom(1, "r1", day(2)))
        .then(putRight(List.of(0, 2), List.of(1), day(2)));
  }

  @Test
  void a_day_on_which_somebody_was_asked_after_is_not_dropped() {
    given(DECIDER, BEGUN, followedUp(Finding.WELL, FIRST_ENDS.minusSeconds(60), false))
        .when(observe("r1"))
        .then(putRight(List.of(), List.of(1)));
  }

  @Test
  void a_name_that_is_put_right_is_the_persons_name() {
    given(DECIDER, BEGUN)
        .when(new Observe("s1", "GWYC", "张三丰", "r1", FIRST, List.of(day(0), day(1))))
        .then(
            new ObservationReportPutRight(
                "s1", "GWYC", "张三丰", "r1", List.of(), List.of(), dates(List.of(0, 1))));
  }

  @Test
  void a_day_that_was_dropped_is_not_missed_when_its_end_comes_all_the_same() {
    given(DECIDER, BEGUN, putRight(List.of(1), List.of(0)))
        .when(new FindFollowUpMissed(FIRST))
        .thenNothingHappened();
  }

  @Test
  void a_report_about_somebody_else_takes_its_days_along() {
    given(DECIDER, BEGUN, joined("r2", List.of(1, 2), day(2)))
        .when(withdraw("r1"))
        .then(new ObservationReportWithdrawn("s1", "GWYC", "张三", "r1", dates(List.of(0))));
  }

  @Test
  void after_a_withdrawal_whoever_has_reported_otherwise_asks_after_the_person() {
    given(
            DECIDER,
            BEGUN,
            new ObservationReportJoined(
                "s1", "YWS", "李四", "r2", List.of(day(2)), dates(List.of(1, 2))))
        .when(withdraw("r2"))
        .then(new ObservationReportWithdrawn("s1", "GWYC", "张三", "r2", dates(List.of(2))));
  }

  @Test
  void a_report_that_is_not_there_is_not_withdrawn() {
    given(DECIDER, BEGUN).when(withdraw("r2")).thenNothingHappened();
  }

  @Test
  void a_report_that_comes_back_joins_again() {
    given(
            DECIDER,
            BEGUN,
            new ObservationReportWithdrawn("s1", "GWYC", "张三", "r1", dates(List.of(0, 1))))
        .when(observe("r1", day(1)))
        .then(joined("r1", List.of(1), day(1)));
  }

  @Test
  void a_dropped_day_has_no_deadline_any_more() {
    assertThat(
            HealthObservation.CATEGORY
                .deadlines()
                .after(putRight(List.of(1, 2), List.of(0), day(2))))
        .containsExactly(
            new Change.Cancel("2022-11-04"),
            new Change.Schedule("2022-11-06", FIRST_ENDS.plus(Duration.ofDays(2))));
  }

  @Test
  void each_day_has_a_deadline_of_its_own() {
    assertThat(HealthObservation.CATEGORY.deadlines().after(BEGUN))
        .containsExactly(
            new Change.Schedule("2022-11-04", FIRST_ENDS),
            new Change.Schedule("2022-11-05", FIRST_ENDS.plus(Duration.ofDays(1))));
    assertThat(HealthObservation.CATEGORY.due().when("2022-11-04", FIRST_ENDS))
        .isEqualTo(new FindFollowUpMissed(FIRST));
  }
}
