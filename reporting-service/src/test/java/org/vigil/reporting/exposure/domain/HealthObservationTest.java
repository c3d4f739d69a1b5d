package org.vigil.reporting.exposure.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
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
import org.vigil.reporting.exposure.domain.HealthObservation.Observe;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservedPersonFellIll;
import org.vigil.reporting.exposure.domain.HealthObservation.Rules;

class HealthObservationTest {

  private static final Rules DECIDER = new Rules();
  private static final LocalDate FIRST = LocalDate.of(2022, 11, 4);
  private static final Instant FIRST_ENDS = Instant.parse("2022-11-04T16:00:00Z");
  private static final ObservationReportJoined BEGUN = joined("r1", day(0), day(1));
  private static final ObservationFollowUpMissed MISSED =
      new ObservationFollowUpMissed("s1", "GWYC", FIRST);

  private static FollowUpDay day(int offset) {
    return new FollowUpDay(FIRST.plusDays(offset), FIRST_ENDS.plus(Duration.ofDays(offset)));
  }

  private static ObservationReportJoined joined(String report, FollowUpDay... days) {
    return new ObservationReportJoined("s1", "GWYC", "张三", report, List.of(days));
  }

  private static Observe observe(String report, FollowUpDay... days) {
    return new Observe("s1", "GWYC", "张三", report, List.of(days));
  }

  private static FollowUp well(Instant at) {
    return new FollowUp(FIRST, Finding.WELL, null, at);
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
    given(DECIDER, BEGUN).when(observe("r2", day(1), day(2))).then(joined("r2", day(2)));
  }

  @Test
  void a_second_report_that_adds_no_day_is_not_lost() {
    given(DECIDER, BEGUN).when(observe("r2", day(0))).then(joined("r2"));
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
        .when(new FollowUp(FIRST.plusDays(2), Finding.WELL, null, FIRST_ENDS))
        .thenRefused(No.NO_DAY_OF_THE_OBSERVATION);
  }

  @Test
  void a_day_is_followed_up_once() {
    given(DECIDER, BEGUN, followedUp(Finding.WELL, FIRST_ENDS, false))
        .when(well(FIRST_ENDS))
        .thenRefused(No.ALREADY_FOLLOWED_UP);
  }

  @Test
  void symptoms_are_told_at_once() {
    given(DECIDER, BEGUN)
        .when(new FollowUp(FIRST, Finding.SYMPTOMS, null, FIRST_ENDS))
        .then(
            followedUp(Finding.SYMPTOMS, FIRST_ENDS, false),
            new ObservedPersonFellIll("s1", "GWYC", "张三", FIRST));
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
  void each_day_has_a_deadline_of_its_own() {
    assertThat(HealthObservation.CATEGORY.deadlines().after(BEGUN))
        .containsExactly(
            new Change.Schedule("2022-11-04", FIRST_ENDS),
            new Change.Schedule("2022-11-05", FIRST_ENDS.plus(Duration.ofDays(1))));
    assertThat(HealthObservation.CATEGORY.due().when("2022-11-04", FIRST_ENDS))
        .isEqualTo(new FindFollowUpMissed(FIRST));
  }
}
