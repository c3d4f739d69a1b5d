package org.vigil.reporting.symptomreport.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigil.reporting.symptomreport.domain.OneIllness.Earlier;
import org.vigil.reporting.symptomreport.domain.OneIllness.Told;

class OneIllnessTest {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant FIRST = Instant.parse("2022-11-03T06:00:00Z");

  private static Told told(String id, String department, int days, boolean ill, boolean late) {
    return new Told(id, department, FIRST.plus(Duration.ofDays(days)), ill, late, null);
  }

  private static Told ill(String id, int days) {
    return told(id, "GWYC", days, true, false);
  }

  @Test
  void what_is_reported_within_the_days_of_the_first_report_is_of_its_illness() {
    assertThat(OneIllness.matters(List.of(ill("r1", 0), ill("r2", 7), ill("r3", 8)), WEEK))
        .isEqualTo(Map.of("r1", "r1", "r2", "r1", "r3", "r3"));
  }

  @Test
  void the_days_run_from_the_first_report_and_not_from_the_last() {
    assertThat(OneIllness.matters(List.of(ill("r1", 0), ill("r2", 5), ill("r3", 10)), WEEK))
        .containsEntry("r3", "r3");
  }

  @Test
  void a_report_that_was_put_right_to_no_symptoms_begins_no_illness() {
    assertThat(
            OneIllness.matters(
                List.of(told("r1", "GWYC", 0, false, false), ill("r2", 1), ill("r3", 2)), WEEK))
        .isEqualTo(Map.of("r2", "r2", "r3", "r2"));
  }

  @Test
  void nothing_before_is_no_matter_and_neither_is_an_illness_that_is_over() {
    assertThat(OneIllness.before(FIRST, "GWYC", List.of(), WEEK)).isEmpty();
    assertThat(
            OneIllness.before(FIRST.plus(WEEK).plusMillis(1), "GWYC", List.of(ill("r1", 0)), WEEK))
        .isEmpty();
    assertThat(OneIllness.before(FIRST.plus(WEEK), "GWYC", List.of(ill("r1", 0)), WEEK))
        .contains(new Earlier("r1", FIRST, false));
  }

  @Test
  void the_office_has_heard_of_it_from_a_department_when_that_department_told_of_it() {
    List<Told> told =
        List.of(
            told("r0", "YWS", -30, true, true),
            told("r1", "AQBW", 0, true, true),
            told("r2", "YWS", 1, true, false),
            told("r3", "YWS", 2, true, true));

    assertThat(OneIllness.before(FIRST.plus(WEEK), "GWYC", told, WEEK))
        .contains(new Earlier("r1", null, false));
    assertThat(OneIllness.before(FIRST.plus(WEEK), "AQBW", told, WEEK))
        .contains(new Earlier("r1", FIRST, true));
    assertThat(OneIllness.before(FIRST.plus(WEEK), "YWS", told, WEEK))
        .contains(new Earlier("r1", FIRST.plus(Duration.ofDays(1)), true));
    assertThat(OneIllness.before(FIRST.plus(WEEK), "YWS", told.subList(0, 3), WEEK))
        .contains(new Earlier("r1", FIRST.plus(Duration.ofDays(1)), false));
  }
}
