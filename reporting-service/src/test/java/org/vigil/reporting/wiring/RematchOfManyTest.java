package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.reporting.outing.domain.RiskLevel;
import org.vigil.reporting.outing.view.RiskCandidates;
import org.vigil.reporting.outing.view.RiskCandidates.Candidate;

/**
 * A list of 3,000 entries against 100,000 outings; {@code make bench PARTS=rematch} measures it.
 */
class RematchOfManyTest {

  private static final Instant NOW = Instant.parse("2022-11-05T00:00:00Z");

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void one_hundred_thousand_outings_meet_three_thousand_areas() {
    try (ReportsOnPostgres service = new ReportsOnPostgres(NOW)) {
      // Given outings to 1,000 counties, a fifth of them by way of two others, and 3,000 entries in
      // 100 counties, one of them known
      service.execute(
          """
          insert into outing (id, version, position, department, subject_id, status, name,
            area_code, destination, departs_at, ends_at, registered_at)
          select 'o' || n, 1, n, 'JGZH', 's' || n, 'OPEN', '张*', 100000 + n % 1000, '某地',
            timestamptz '2022-11-01Z', timestamptz '2022-11-20Z', timestamptz '2022-10-31Z'
          from generate_series(1, 100000) n
          """);
      service.execute(
          """
          insert into outing_stop (outing_id, stop, subject_id, area_code, place, from_at, until_at)
          select 'o' || n, stop, 's' || n, 100000 + (n + 50 * stop) % 1000, '途经',
            timestamptz '2022-11-01Z', timestamptz '2022-11-02Z'
          from generate_series(5, 100000, 5) n, generate_series(1, 2) stop
          """);
      service.execute(
          """
          insert into risk_area_list values
            ('L', 1, 1, timestamptz '2022-11-05Z', 1, 1, 'test', 3000)
          """);
      service.execute(
          """
          insert into risk_area_entry
          select 'L', 1, 'e' || n, 100000 + n % 100, 'HIGH', '第' || n || '处'
          from generate_series(1, 3000) n
          """);
      service.execute("analyze");
      RiskCandidates candidates =
          new RiskCandidates(service.dataSource, _ -> Set.of(RiskLevel.HIGH));

      // When
      List<Candidate> found = candidates.ofList("L", Duration.ofDays(14));

      // Then: to the 100 counties go 10,000, and by way of one of them 2,000 at each of two stops;
      // 1,000 halt in one and go to one, and 1,000 halt in two
      assertThat(found.size()).isEqualTo(12_000);
      assertThat(found.stream().mapToInt(candidate -> candidate.entries().size()).sum())
          .isEqualTo(14_000 * 30);
    }
  }
}
