package org.vigil.testing.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server with its durability on: the embedded distribution switches it off, which
 * would make every measurement and every kill test a lie. Its time zone differs from the JVM's.
 */
public final class RealPostgres implements AutoCloseable {

  /** What a test waits for comes at once on an idle machine; a busy one is no reason to fail. */
  public static final Duration TEST_PATIENCE = Duration.ofSeconds(60);

  private static final AtomicInteger NAMES = new AtomicInteger();

  private static final String MECHANISM = "/db/eventsourcing/";
  private static final String VIEWS = "/db/views/";

  /** The mechanism's scripts, in order. */
  private static final List<String> SCHEMA =
      Stream.of(
              "V1__event_log.sql",
              "V2__seals.sql",
              "V3__vault.sql",
              "V4__rebuilds.sql",
              "V5__event_links.sql",
              "V6__held_subjects.sql")
          .map(MECHANISM::concat)
          .toList();

  /**
   * Of the server that tests share. No machine's crash is to be outlived by it: a killed process
   * leaves what it wrote to the kernel. And it has hundreds of databases of a few seconds each,
   * each of which would be looked after once a minute.
   */
  private static final Map<String, String> OF_TESTS =
      Map.of("fsync", "off", "full_page_writes", "off", "autovacuum", "off");

  private static @Nullable RealPostgres shared;

  private final EmbeddedPostgres server;

  /** By their scripts: databases that are only copied. */
  private final Map<List<String>, String> templates = new HashMap<>();

  /** Makes databases; kept, as each connection is a process of the server. */
  private @Nullable Connection maker;

  private RealPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** The one server that all tests of a JVM share; it stops with the JVM. */
  public static synchronized RealPostgres shared() {
    if (shared == null) {
      Awaitility.setDefaultTimeout(TEST_PATIENCE);
      Path directory = newFolder();
      RealPostgres started = start(directory, 0, OF_TESTS);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> started.closeAndRemove(directory)));
      shared = started;
    }
    return shared;
  }

  private static Path newFolder() {
    try {
      Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
      return Files.createTempDirectory(target, "postgresql-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A module's tests leave hundreds of databases of three hundred files each. A process of its own
   * removes them: the tests' one would be killed by the build before it had done so.
   */
  private void closeAndRemove(Path directory) {
    close();
    try {
      new ProcessBuilder("rm", "-rf", directory.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a server on loopback.
   *
   * @param directory where the data lies and stays; null for a temporary folder
   * @param port 0 for a free one
   */
  public static RealPostgres start(@Nullable Path directory, int port) {
    return start(directory, port, Map.of("fsync", "on", "full_page_writes", "on"));
  }

  private static RealPostgres start(
      @Nullable Path directory, int port, Map<String, String> settings) {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("timezone", "America/St_Johns")
            .setServerConfig("log_timezone", "UTC")
            .setServerConfig("max_connections", "300")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "2GB")
            .setPGStartupWait(Duration.ofSeconds(60));
    settings.forEach(builder::setServerConfig);
    if (directory != null) {
      // Whoever keeps the data also decides when the server stops.
      builder
          .setDataDirectory(directory)
          .setCleanDataDirectory(false)
          .setRegisterShutdownHook(false);
    }
    if (port != 0) {
      builder.setPort(port);
    }
    try {
      return new RealPostgres(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getPort();
  }

  /** A connection as superuser to the server's own database. */
  public DataSource admin() {
    return server.getPostgresDatabase();
  }

  /** A fresh, empty database. */
  public Database createDatabase() {
    String name = newName();
    make("create database " + name);
    return new Database(server, name);
  }

  /**
   * A fresh database with the mechanism's tables and those of some views, from the same scripts
   * that the services run.
   *
   * @param views names of scripts among the service's, in order
   */
  public Database createLog(List<String> views) {
    return copyOf(Stream.concat(SCHEMA.stream(), views.stream().map(VIEWS::concat)).toList());
  }

  /** A fresh database with the mechanism's tables. */
  public Database createLog() {
    return createLog(List.of());
  }

  /**
   * A fresh database with the tables of some views alone.
   *
   * @param views names of scripts among the service's, in order
   */
  public Database createViews(List<String> views) {
    return copyOf(views.stream().map(VIEWS::concat).toList());
  }

  private Database copyOf(List<String> scripts) {
    String name = newName();
    // The files are copied: what goes through the log is slower for ten small tables.
    make("create database " + name + " template " + template(scripts) + " strategy file_copy");
    return new Database(server, name);
  }

  private synchronized void make(String sql) {
    try {
      if (maker == null) {
        maker = admin().getConnection();
      }
      try (Statement statement = maker.createStatement()) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized String template(List<String> scripts) {
    return templates.computeIfAbsent(
        scripts,
        _ -> {
          Database template = createDatabase();
          execute(
              template.dataSource(),
              scripts.stream().map(RealPostgres::text).collect(Collectors.joining(";\n")));
          return template.name();
        });
  }

  private static String text(String script) {
    try (InputStream in = RealPostgres.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalArgumentException("not on the class path: " + script);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String newName() {
    return "test_" + NAMES.incrementAndGet() + "_" + ProcessHandle.current().pid();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One database of the server. */
  public record Database(EmbeddedPostgres server, String name) {

    public String jdbcUrl() {
      return server.getJdbcUrl("postgres", name);
    }

    public String user() {
      return "postgres";
    }

    public String password() {
      return "postgres";
    }

    /** Plain connections, not pooled. */
    public DataSource dataSource() {
      return server.getDatabase("postgres", name);
    }
  }
}
