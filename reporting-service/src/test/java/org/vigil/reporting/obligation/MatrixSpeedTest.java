package org.vigil.reporting.obligation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.testing.infra.RealPostgres;

/** The matrix costs what is open and recent, however long the history is (docs/decisions/0021). */
class MatrixSpeedTest {

  private static final Logger LOG = Logger.getLogger(MatrixSpeedTest.class);
  private static final Instant NOW = Instant.parse("2022-11-05T00:00:00Z");
  private static final int CALLS = 200;

  private final DataSource database = RealPostgres.shared().createDatabase().dataSource();
  private final Matrix matrix = new Matrix(database);

  private void script(String name) throws IOException, SQLException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/db/views/" + name))) {
      execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Signals and resolved escalations, evenly over some days up to an instant. */
  private void history(int from, int to, int days, String until) throws SQLException {
    execute(
        """
        insert into obligation_breach
        select gen_random_uuid(), n, 'e' || n, 'c' || n, '3.7-a', 'D' || n %% 10, 'QUOTA_MISSED',
          'BREACH', 'zone', 'z' || n %% 20,
          timestamptz '%4$s' - interval '%3$d days' * ((n - %1$d)::float8 / (%2$d - %1$d + 1))
        from generate_series(%1$d, %2$d) n
        """
            .formatted(from, to, days, until));
    execute(
        """
        insert into escalation_past
        select 'e' || n, v, 1, 'QUOTA_MISSED', '3.7-a', 'WARNING', 'D' || n %% 10, 'zone', 'z', null,
          null, 'k' || n, 'L2', case v when 1 then 'OPEN' else 'RESOLVED' end, at, at, null, 1,
          at + interval '1 hour' * (v - 1), at + interval '1 hour' * (v - 1),
          case v when 1 then at + interval '1 hour' end
        from (select n, v, timestamptz '%4$s' - interval '1 day' - interval '%3$d days' * ((n - %1$d)::float8 / (%2$d - %1$d + 1)) as at
          from generate_series(%1$d, %2$d) n, generate_series(1, 2) v) of
        """
            .formatted(from, to, days, until));
    execute("analyze");
  }

  private long medianMicros() {
    long[] nanos = new long[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long began = System.nanoTime();
      assertThat(matrix.rows(NOW, NOW)).hasSize(70);
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    return TimeUnit.NANOSECONDS.toMicros(nanos[CALLS / 2]);
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void a_million_events_of_history_do_not_slow_the_matrix() throws Exception {
    for (String script :
        List.of(
            "V150__escalation.sql",
            "V155__escalation_past.sql",
            "V160__staff.sql",
            "V350__obligation_breach.sql",
            "V370__obligation_assignment.sql")) {
      script(script);
    }
    execute(
        "insert into staff_department select 'D' || n, 'Dept ' || n, '{}', true, 'h' || n, '赵*',"
            + " timestamptz '2022-01-01Z' from generate_series(0, 9) n");
    history(1, 500, 7, "2022-11-05Z");
    medianMicros();
    long before = medianMicros();

    history(1_001, 1_001_000, 3_650, "2022-10-28Z");
    medianMicros();
    long after = medianMicros();

    LOG.infof("The matrix takes p50 before=%dus after=%dus", before, after);
    // The history lies behind the week that is counted; what is allowed is for a busy machine.
    assertThat(after).isLessThan(before + before / 2 + 2_000);
  }
}
