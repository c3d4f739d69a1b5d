package org.vigil.duty.coverage.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.duty.ViewOnPostgres;
import org.vigil.duty.coverage.domain.DutyCoverage;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageGapDetected;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageGapFilled;
import org.vigil.duty.coverage.domain.DutyCoverage.DutyRequired;
import org.vigil.duty.coverage.domain.DutyCoverage.Nature;

/** Who owes duty since when, and the gaps that were told. The hours are those of one day. */
class CoverageViewTest {

  private static final Instant MIDNIGHT = Instant.parse("2022-11-03T00:00:00Z");

  private final ViewOnPostgres view =
      new ViewOnPostgres(new CoverageView(), "V215__duty_coverage.sql");

  private static Instant at(int hour) {
    return MIDNIGHT.plus(Duration.ofHours(hour));
  }

  private void happened(int hour, DutyCoverage.Event event) {
    view.happened(at(hour), "duty-coverage", "BGS", event);
  }

  private static CoverageGapDetected gap(int from, int until, Nature nature) {
    return new CoverageGapDetected("BGS", LocalDate.of(2022, 11, 3), at(from), at(until), nature);
  }

  @BeforeEach
  void a_gap_comes_nearer_and_is_filled_and_another_opens_twice() {
    happened(-48, new DutyRequired("BGS", at(-24), at(-24)));
    happened(-47, new DutyRequired("BGS", at(0), at(0)));
    happened(-46, gap(8, 12, Nature.FORECAST));
    happened(-10, gap(8, 10, Nature.IMMINENT));
    happened(-9, new CoverageGapFilled("BGS", at(8), at(10), at(-9)));
    happened(-8, gap(14, 18, Nature.IMMINENT));
    happened(-7, new CoverageGapFilled("BGS", at(14), at(18), at(-7)));
    happened(14, gap(14, 16, Nature.FACT));
  }

  @Test
  void a_gap_is_a_row_that_says_the_worst_of_it_and_whether_it_was_filled() {
    assertThat(
            view.rows(
                "select format('%s %s-%s %s filled=%s', department,"
                    + " extract(hour from starts_at at time zone 'UTC'),"
                    + " extract(hour from ends_at at time zone 'UTC'), nature,"
                    + " filled_at is not null) from coverage_gap order by starts_at"))
        .containsExactly("BGS 8-10 IMMINENT filled=t", "BGS 14-16 FACT filled=f");
    assertThat(view.rows("select required_from = '2022-11-03T00:00Z' from duty_requirement"))
        .containsExactly("t");
  }

  @Test
  void every_event_twice_changes_nothing() {
    List<String> once = view.everything();

    view.again();

    assertThat(view.everything()).isEqualTo(once).hasSize(3);
  }

  @Test
  void rebuilt_rows_are_the_same_rows() {
    List<String> live = view.everything();

    view.rebuild();

    assertThat(view.everything()).isEqualTo(live).hasSize(3);
  }
}
