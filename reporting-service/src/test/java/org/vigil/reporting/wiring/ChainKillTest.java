package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres.Database;

/** Three replicas, a storm, and two of them killed: the one that had begun, and another. */
class ChainKillTest {

  private static final int SIGNALS = 3_000;
  private static final int ITEMS = 25;

  /** Before this many are done, the storm is under way; after it, most is still to come. */
  private static final int BEGUN = 300;

  /** For what comes at once when a lease has run out: how soon is the bench's to say. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String DONE =
      "select count(*) from event"
          + " where type in ('escalation-raised.v2', 'escalation-signal-added.v1')";

  @Test
  @Timeout(300)
  void two_of_three_replicas_killed_in_a_storm_lose_and_double_nothing_and_one_goes_on()
      throws Exception {
    Database database = ChainOnPostgres.database();
    DataSource pool = PooledPostgres.to(database);
    List<Process> replicas = new ArrayList<>();
    try {
      replicas.add(replica(database));
      // Whoever is first holds every lease; the others are there to take over.
      await().atMost(PATIENCE).until(() -> number(pool, "select count(*) from lease") > 0);
      replicas.add(replica(database));
      replicas.add(replica(database));
      ChainOnPostgres.storm(pool, SIGNALS, ITEMS, Instant.now());
      await().atMost(Duration.ofSeconds(120)).until(() -> number(pool, DONE) >= BEGUN);

      replicas.get(0).destroyForcibly();
      replicas.get(1).destroyForcibly();
      replicas.get(0).waitFor();
      replicas.get(1).waitFor();
      long before = number(pool, DONE);
      assertThat(before).as("signals taken up before the kill").isLessThan(SIGNALS);

      await().atMost(PATIENCE).until(() -> number(pool, DONE) > before);
      await()
          .atMost(Duration.ofSeconds(120))
          .until(
              () ->
                  number(pool, DONE) >= SIGNALS
                      && number(pool, "select coalesce(sum(signals), 0) from escalation")
                          >= SIGNALS);
    } finally {
      replicas.forEach(Process::destroyForcibly);
    }

    assertThat(number(pool, DONE)).as("signals, each taken up once").isEqualTo(SIGNALS);
    assertThat(
            number(
                pool,
                "select count(distinct convert_from(data, 'UTF8')::jsonb->>'causeId') from event"))
        .isEqualTo(SIGNALS);
    assertThat(number(pool, "select count(*) from escalation")).isEqualTo(ITEMS);
    assertThat(number(pool, "select sum(signals) from escalation")).isEqualTo(SIGNALS);
    assertThat(number(pool, "select count(*) from feed_item where change = 'RAISED'"))
        .isEqualTo(ITEMS);
    List<Long> sequences =
        Sql.list(pool, "select sequence from feed_item order by sequence", row -> row.getLong(1));
    assertThat(sequences)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
  }

  /** A replica that has begun to follow. */
  private static Process replica(Database database) throws IOException {
    Process replica =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledChain.class.getName(),
                database.jdbcUrl(),
                database.user(),
                database.password())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(replica.inputReader().readLine()).isEqualTo(KilledChain.STARTED);
    } catch (IOException | AssertionError e) {
      replica.destroyForcibly();
      throw e;
    }
    return replica;
  }

  private static long number(DataSource database, String sql) {
    return Sql.list(database, sql, row -> row.getLong(1)).getFirst();
  }
}
