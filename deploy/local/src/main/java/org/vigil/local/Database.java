package org.vigil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.testing.infra.RealPostgres;

/** PostgreSQL with one database and one plain role for each service; kept running. */
final class Database implements AutoCloseable {

  private final Path directory;
  private final int port;
  private final Progress progress;
  private volatile boolean wanted = true;
  private @Nullable RealPostgres server;

  Database(Path directory, int port, Progress progress) {
    this.directory = directory;
    this.port = port;
    this.progress = progress;
  }

  void start(Secrets secrets) {
    stopLeftover();
    server = RealPostgres.start(directory, port);
    for (Service service : Service.values()) {
      prepare(service, secrets.databasePassword(service));
    }
    Thread.ofVirtual().name("watch-postgresql").start(this::watch);
  }

  /** The postmaster, by its own file. */
  Optional<ProcessHandle> postmaster() {
    Path file = directory.resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /** A launcher that was killed leaves its server behind; two on one folder would ruin it. */
  private void stopLeftover() {
    Optional<ProcessHandle> old =
        postmaster()
            .filter(ProcessHandle::isAlive)
            .filter(p -> p.info().command().map(c -> c.contains("postgres")).orElse(false));
    if (old.isPresent()) {
      progress.say("stopping a PostgreSQL that an earlier run has left behind");
      old.get().destroy();
      try {
        old.get().onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
      } catch (Exception _) {
        throw new Trouble(
            "PostgreSQL of an earlier run does not stop (pid " + old.get().pid() + ")");
      }
    }
  }

  private void prepare(Service service, String password) {
    String name = service.shortName();
    try (Connection connection = running().admin().getConnection();
        Statement statement = connection.createStatement()) {
      String verb =
          exists(connection, "select 1 from pg_roles where rolname = ?", name) ? "alter" : "create";
      statement.execute(verb + " role " + name + " login password '" + password + "'");
      if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
        statement.execute("create database " + name + " owner " + name);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean exists(Connection connection, String sql, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private RealPostgres running() {
    RealPostgres running = server;
    if (running == null) {
      throw new IllegalStateException("PostgreSQL has not been started");
    }
    return running;
  }

  private void watch() {
    while (wanted) {
      try {
        Thread.sleep(Duration.ofMillis(500));
        if (wanted && postmaster().filter(ProcessHandle::isAlive).isEmpty()) {
          restart();
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        progress.say("PostgreSQL cannot be started: " + e.getClass().getSimpleName());
      }
    }
  }

  private synchronized void restart() {
    if (!wanted) {
      return;
    }
    progress.say("PostgreSQL has stopped; starting it again");
    // The dead server's handle still holds the folder's lock.
    running().close();
    server = RealPostgres.start(directory, port);
  }

  @Override
  public synchronized void close() {
    wanted = false;
    RealPostgres running = server;
    if (running != null) {
      running.close();
    }
  }
}
