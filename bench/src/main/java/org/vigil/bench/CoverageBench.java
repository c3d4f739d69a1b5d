package org.vigil.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.vigil.local.LocalVigil;
import org.vigil.local.Service;

/** A year's coverage of fifty departments whose two thousand people are on duty in turn. */
final class CoverageBench {

  private static final int DEPARTMENTS = 50;
  private static final int PEOPLE = 2_000;
  private static final Year YEAR = Year.now(ZoneOffset.UTC);

  private final URI question;
  private final String office;
  private final DataSource database;

  CoverageBench(LocalVigil vigil) {
    this.question =
        vigil
            .url(Service.DUTY)
            .resolve(
                "/api/v1/duty-coverage?from="
                    + YEAR.atDay(1)
                    + "&to="
                    + YEAR.plusYears(1).atDay(1));
    this.office = vigil.token("office", null);
    this.database = vigil.database(Service.DUTY);
  }

  Histogram read() throws Exception {
    return Reads.of(question, office);
  }

  /** All shifts from some years before to others before; each twentieth is a gap. */
  void roster(int firstYearsAgo, int lastYearsAgo) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into duty_requirement (department, required_from)
          select 'B' || d, timestamptz '1900-01-01' from generate_series(1, %d) d
          on conflict do nothing
          """
              .formatted(DEPARTMENTS));
      statement.execute(
          """
          insert into shift_assignment (shift, roster, department, post, subject_id, starts_at,
            ends_at, since_position, known_from)
          select md5('B' || d || day), 'B' || d || '/' || to_char(day, 'YYYY-MM'), 'B' || d, 'DUTY',
            md5('p' || (d + %1$d * (extract(doy from day)::int %% %2$d))), day,
            day + interval '1 day', 0, day - interval '30 days'
          from generate_series(1, %1$d) d,
            generate_series(timestamptz '%3$d-01-01 00:00+08', timestamptz '%4$d-12-31 00:00+08',
              interval '1 day') day
          where (extract(doy from day)::int + d) %% 20 <> 0
          """
              .formatted(
                  DEPARTMENTS,
                  PEOPLE / DEPARTMENTS,
                  YEAR.getValue() - firstYearsAgo,
                  YEAR.getValue() - lastYearsAgo));
      for (String table : List.of("duty_requirement", "shift_assignment")) {
        statement.execute("vacuum analyze " + table);
      }
    }
  }
}
