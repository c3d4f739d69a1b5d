package org.vigil.testing.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.seal.SealKey;
import org.vigil.eventsourcing.seal.SealKeys;
import org.vigil.eventsourcing.seal.Verification;
import org.vigil.eventsourcing.seal.Verification.Verdict;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.infra.RealPostgres.Database;

class SealKillTest {

  private static final int KILLS = 5;

  @Test
  @Timeout(300)
  void a_sealer_that_is_killed_at_any_moment_leaves_a_chain_that_the_next_one_continues()
      throws Exception {
    Database database = RealPostgres.shared().createLog();
    String key =
        Base64.getEncoder()
            .encodeToString(
                KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded());
    long told = 0;

    for (int kill = 0; kill < KILLS; kill++) {
      told = sealedToByOneKilledAfter(15 + 9 * kill, database, key);
      // Its lease would hold up the next one for seconds.
      expireLeases(database);
    }

    SealKeys keys = SealKeys.of(SealKey.parse(key));
    try (SealedLog log = new SealedLog("counting", PooledPostgres.to(database), keys, Map.of())) {
      assertThat(log.sealing.sealedTo()).isGreaterThanOrEqualTo(told);
      assertThat(log.verify().verdict()).isEqualTo(Verdict.INTACT);
      // The last one may have been killed when it had sealed everything.
      log.append(1);
      while (log.sealing.sealer().step() > 0) {
        // Until nothing is left.
      }
      Verification found = log.verify();
      assertThat(found.verdict()).isEqualTo(Verdict.INTACT);
      assertThat(found.unsealed()).isZero();
      assertThat(found.sealedTo()).isGreaterThan(told);
    }
  }

  private static long sealedToByOneKilledAfter(int seals, Database database, String key)
      throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledSealer.class.getName(),
                database.jdbcUrl(),
                database.user(),
                database.password(),
                key)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long told = 0;
    int lines = 0;
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        told = Long.parseLong(line);
        lines++;
        if (lines == seals) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    assertThat(lines).isGreaterThanOrEqualTo(seals);
    return told;
  }

  private static void expireLeases(Database database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("update lease set expires_at = '-infinity'");
    }
  }
}
