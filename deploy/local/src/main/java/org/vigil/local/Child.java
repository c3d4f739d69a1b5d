package org.vigil.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that is kept running: when it dies it is started again, later each time. */
final class Child {

  /** A log is rolled once when it has grown to this, so that each child keeps at most twice. */
  private static final long MAX_LOG_BYTES = 20L * 1024 * 1024;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

  /** One that has run this long is not failing at its start. */
  private static final Duration SETTLED = Duration.ofSeconds(30);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Progress progress;
  private volatile boolean wanted = true;
  private volatile @Nullable Process process;

  Child(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Progress progress) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.log = log;
    this.progress = progress;
  }

  String name() {
    return name;
  }

  ProcessHandle handle() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(name + " has not been started");
    }
    return running.toHandle();
  }

  void start() {
    launch();
    Thread.ofVirtual().name("watch-" + name).start(this::watch);
  }

  private void launch() {
    try {
      Files.createDirectories(log.getParent());
      if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void watch() {
    Duration pause = FIRST_PAUSE;
    while (wanted) {
      long startedAt = System.nanoTime();
      Process running = process;
      try {
        if (running != null) {
          running.waitFor();
        }
        if (!wanted) {
          return;
        }
        boolean settled = System.nanoTime() - startedAt > SETTLED.toNanos();
        pause = settled ? FIRST_PAUSE : pause;
        // Ctrl-C reaches the children as well: those who stop by it are not to be told of.
        Thread.sleep(pause);
        if (!wanted) {
          return;
        }
        progress.say(name + " has stopped; starting it again");
        pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
      } catch (InterruptedException _) {
        return;
      }
      synchronized (this) {
        if (wanted) {
          launch();
        }
      }
    }
  }

  boolean alive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  synchronized void stop(Duration patience) {
    wanted = false;
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
