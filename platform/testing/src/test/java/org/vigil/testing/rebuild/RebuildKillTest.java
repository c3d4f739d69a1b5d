package org.vigil.testing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.projection.Rebuild;
import org.vigil.eventsourcing.projection.Rebuild.State;
import org.vigil.eventsourcing.runtime.EventSourcing;

class RebuildKillTest {

  private static final int EVENTS = 100_000;

  @Test
  @Timeout(180)
  void a_rebuild_that_is_killed_goes_on_from_where_it_was() throws Exception {
    Shelves shelves = new Shelves();
    shelves.history(EVENTS);
    long started;
    try (EventSourcing vigil = shelves.replica(new ShelvesView())) {
      vigil.drain();
      vigil.rebuilds().ask(ShelvesView.NAME, true, "tester");
      started = vigil.rebuilds().newest().getFirst().position();
    }

    long first = killWhen(shelves, position -> position >= EVENTS / 5);
    long second = killWhen(shelves, position -> position >= EVENTS * 3 / 5);

    assertThat(started).isZero();
    assertThat(first).isBetween(EVENTS / 5L, EVENTS - 1L);
    assertThat(second).isBetween(EVENTS * 3 / 5L, (long) EVENTS);
    try (EventSourcing vigil = shelves.replica(new ShelvesView())) {
      assertThat(vigil.rebuilds().newest().getFirst().position()).isGreaterThanOrEqualTo(second);
      vigil.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> vigil.rebuilds().newest().getFirst().state() == State.SWITCHED);
      Rebuild rebuild = vigil.rebuilds().newest().getFirst();
      assertThat(rebuild.differenceCount()).isZero();
      assertThat(rebuild.rowsCompared()).isEqualTo(EVENTS + EVENTS / 5);
    }
  }

  /** The position that the process last told before it was killed; it never told a lower one. */
  private static long killWhen(Shelves shelves, Predicate<Long> reached) throws Exception {
    Process rebuilder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRebuilder.class.getName(),
                shelves.database.jdbcUrl(),
                shelves.database.user(),
                shelves.database.password())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long last = -1;
    try (BufferedReader lines = rebuilder.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long position = Long.parseLong(line.substring(line.indexOf(' ') + 1));
        assertThat(position).isGreaterThanOrEqualTo(last);
        last = position;
        if (reached.test(position)) {
          rebuilder.toHandle().destroyForcibly();
        }
      }
    } finally {
      rebuilder.destroyForcibly();
    }
    rebuilder.waitFor();
    return last;
  }
}
