package org.vigil.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.eventsourcing.store.EventStore;
import org.vigil.eventsourcing.store.PostgresEventStore;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;
import org.vigil.testing.infra.RealPostgres.Database;

class KillTest {

  /** Each start and kill takes about a second; the moments differ by the seed. */
  private static final int KILLS = 8;

  private static final int DATABASE_KILLS = 3;

  @Test
  @Timeout(300)
  void every_answered_command_of_a_killed_jvm_is_in_the_log_once() throws Exception {
    Database database = RealPostgres.shared().createLog();
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

  @Test
  @Timeout(300)
  void every_answered_append_outlives_a_database_that_is_killed(@TempDir Path directory)
      throws Exception {
    RealPostgres server = RealPostgres.start(directory.resolve("data"), 0);
    Database database = server.createLog();
    Set<String> answered = ConcurrentHashMap.newKeySet();
    AtomicBoolean writing = new AtomicBoolean(true);

    try (PostgresEventStore store =
            new PostgresEventStore(PooledPostgres.to(database), InstantSource.system());
        ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger next = new AtomicInteger();
      for (int writer = 0; writer < 16; writer++) {
        writers.submit(
            () -> {
              while (writing.get()) {
                String name = "append-" + next.incrementAndGet();
                KilledWriter.append(store, name);
                answered.add(name);
              }
            });
      }
      for (int kill = 1; kill <= DATABASE_KILLS; kill++) {
        int enough = kill * 1_000;
        await().atMost(Duration.ofSeconds(30)).until(() -> answered.size() >= enough);
        killPostmaster(directory.resolve("data"));
        server.close();
        server = RealPostgres.start(directory.resolve("data"), server.port());
      }
      writing.set(false);
    }

    List<StoredEvent> log = whole(database);
    assertThat(log).extracting(event -> event.stream().key()).doesNotHaveDuplicates();
    assertThat(log).extracting(event -> event.stream().key()).containsAll(answered);
    server.close();
  }

  private static void killPostmaster(Path data) throws Exception {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().get(10, TimeUnit.SECONDS);
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
        new PostgresEventStore(PooledPostgres.to(database), InstantSource.system())) {
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
