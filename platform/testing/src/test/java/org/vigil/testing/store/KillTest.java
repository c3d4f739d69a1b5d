package org.vigil.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.store.EventStore;
import org.vigil.eventsourcing.store.PostgresEventStore;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.infra.RealPostgres.Database;

class KillTest {

  /** Each start and kill takes about a second; the moments differ by the seed. */
  private static final int KILLS = 8;

  @Test
  @Timeout(120)
  void every_answered_command_of_a_killed_jvm_is_in_the_log_once() throws Exception {
    Database database = RealPostgres.shared().createDatabase().withEventSourcing();
    Random random = new Random(20261123);
    Set<String> answered = new HashSet<>();

    for (int kill = 0; kill < KILLS; kill++) {
      answered.addAll(answersOfAWriterKilledAfter(200 + random.nextInt(800), database, kill));
    }

    List<StoredEvent> log = whole(database);
    assertThat(answered).hasSizeGreaterThan(KILLS * 100);
    assertThat(log).extracting(event -> event.stream().key()).doesNotHaveDuplicates();
    assertThat(log).extracting(event -> event.stream().key()).containsAll(answered);
    assertThat(log)
        .extracting(StoredEvent::position)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, log.size()).boxed().toList());
  }

  private static Set<String> answersOfAWriterKilledAfter(int answers, Database database, int round)
      throws Exception {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                database.jdbcUrl(),
                database.user(),
                database.password(),
                // Overlaps the round before, so that commands in doubt are sent again.
                String.valueOf(round * 150))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<String> answered = new HashSet<>();
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("conflict ")) {
          answered.add(line);
        }
        if (answered.size() == answers) {
          // Unlike the process's own method, the handle's leaves its output readable.
          writer.toHandle().destroyForcibly();
        }
      }
    }
    writer.waitFor();
    return answered;
  }

  private static List<StoredEvent> whole(Database database) {
    try (PostgresEventStore store =
        new PostgresEventStore(database.dataSource(), InstantSource.system())) {
      return whole(store);
    }
  }

  private static List<StoredEvent> whole(EventStore store) {
    List<StoredEvent> log = new ArrayList<>();
    while (log.size() < store.head()) {
      log.addAll(store.after(log.size(), 1_000));
    }
    return log;
  }
}
