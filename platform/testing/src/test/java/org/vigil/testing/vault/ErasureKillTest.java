package org.vigil.testing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.vault.MasterKeys;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.infra.RealPostgres.Database;

class ErasureKillTest {

  private static final int KILLS = 3;

  @Test
  @Timeout(300)
  void who_was_answered_as_forgotten_before_a_kill_is_forgotten_and_nobody_else_is()
      throws Exception {
    Database database = RealPostgres.shared().createLog();
    execute(database, Card.TABLE);
    Random random = new Random(20261123);
    Map<String, Boolean> forgotten = new HashMap<>();

    for (int kill = 0; kill < KILLS; kill++) {
      kill(database, kill, 100 + random.nextInt(300), forgotten);
    }

    try (EventSourcing vigil =
        ForgettingTest.builder(
                PooledPostgres.to(database),
                InstantSource.system(),
                MasterKeys.of(ForgettingTest.MASTER_KEY, List.of()))
            .build()) {
      vigil.start();
      await()
          .atMost(Duration.ofSeconds(80))
          .until(
              () ->
                  count(database, "type = 'subject-erasure-completed.v1'")
                      == count(database, "type = 'subject-erased.v1'"));
      vigil.awaitReached(Card.View.NAME, vigil.store().head(), Duration.ofSeconds(20));
      Map<String, String> names = names(vigil);
      assertThat(forgotten).hasSizeGreaterThan(KILLS * 100);
      forgotten.forEach(
          (person, gone) ->
              assertThat(names.get(person)).isEqualTo(gone ? Personal.ERASED : "张三丰"));
      assertThat(vigil.parking().count()).isZero();
      assertThat(new TreeSet<>(view(database).entrySet().stream().map(Object::toString).toList()))
          .isEqualTo(new TreeSet<>(names.entrySet().stream().map(Object::toString).toList()));
    }
  }

  private static void kill(
      Database database, int round, int answers, Map<String, Boolean> forgotten) throws Exception {
    Process eraser =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledEraser.class.getName(),
                database.jdbcUrl(),
                database.user(),
                database.password(),
                "r" + round)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int answered = 0;
    try (BufferedReader lines = eraser.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ");
        if (parts.length == 2) {
          forgotten.put(parts[1], parts[0].equals("forgotten"));
          answered++;
        }
        if (answered == answers) {
          eraser.toHandle().destroyForcibly();
        }
      }
    }
    eraser.waitFor();
  }

  /** By person; as the log says it. */
  private static Map<String, String> names(EventSourcing vigil) {
    Map<String, String> names = new HashMap<>();
    long position = 0;
    while (position < vigil.store().head()) {
      for (Recorded<Object> event : vigil.own().after(position, 500)) {
        position = event.position();
        if (event.event() instanceof Card.Written card) {
          names.put(card.subjectId(), card.guest().name());
        }
      }
    }
    return names;
  }

  private static Map<String, String> view(Database database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select subject_id, name from card")) {
      Map<String, String> names = new HashMap<>();
      while (rows.next()) {
        names.put(rows.getString(1), rows.getString(2));
      }
      return names;
    }
  }

  private static long count(Database database, String where) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from event where " + where)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
