package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.coverage.view.Coverage;
import org.vigil.duty.roster.view.Assignments;

/**
 * What a year's coverage of 50 departments costs does not grow with the years behind it; {@code
 * make bench PARTS=coverage} measures it.
 */
class CoverageCostTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

  /** The history: years behind, and as often published anew. */
  private static final String YEARS_BEHIND =
      """
      insert into shift_assignment (shift, roster, department, post, subject_id, starts_at, ends_at,
        known_from, known_until, since_position, until_position)
      select 'D' || d || '.' || y || '.' || s, 'r', 'D' || d, 'DUTY', 'p' || (d * 40 + s %% 40),
        t, t + interval '12 hours', t, %s, y, %s
      from generate_series(1, 50) d, generate_series(%d, %d) y, generate_series(0, 729) s,
        lateral (select timestamptz '2026-01-01 00:00Z' + s * interval '12 hours'
          - y * interval '365 days' as t) at
      """;

  private static long buffers(RostersOnPostgres duty) {
    String plan =
        String.join(
            "\n",
            duty.rows(
                "explain (analyze, buffers, timing off) select shift, roster, department, post,"
                    + " subject_id, starts_at, ends_at from shift_assignment where ends_at >"
                    + " '2026-01-01 00:00Z' and ends_at < '2027-01-03 01:00Z' and starts_at <"
                    + " '2027-01-01 00:00Z' and until_position is null and post = 'DUTY' order by"
                    + " department, starts_at, shift limit 200000"));
    Matcher matcher = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?").matcher(plan);
    assertThat(matcher.find()).as(plan).isTrue();
    return Long.parseLong(matcher.group(1))
        + (matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2)));
  }

  @Test
  void a_year_of_fifty_departments_reads_as_many_pages_after_ten_years_as_after_one() {
    try (RostersOnPostgres duty = new RostersOnPostgres(FROM)) {
      duty.execute(YEARS_BEHIND.formatted("null", "null", 0, 0));
      duty.execute(
          "insert into duty_requirement select 'D' || d, timestamptz '2000-01-01 00:00Z' from"
              + " generate_series(1, 50) d");
      duty.execute("vacuum analyze shift_assignment");
      long alone = buffers(duty);
      duty.execute(YEARS_BEHIND.formatted("null", "null", 1, 5));
      duty.execute(YEARS_BEHIND.formatted("t", "9", 6, 10));
      duty.execute("vacuum analyze shift_assignment");

      Coverage coverage = new Coverage(duty.dataSource, new Assignments(duty.dataSource));
      var departments = coverage.in(new Span(FROM, UNTIL), null, null);

      assertThat(departments).hasSize(50).allSatisfy(d -> assertThat(d.gaps()).isEmpty());
      assertThat(buffers(duty)).isLessThan(alone * 3 / 2);
    }
  }
}
