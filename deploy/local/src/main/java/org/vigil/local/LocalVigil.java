package org.vigil.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.vigil.testing.infra.RealIdentity;

/** The running product. */
public final class LocalVigil implements AutoCloseable {

  /** Beside other work on two processors a service has taken half of this. */
  private static final Duration MAX_START = Duration.ofSeconds(300);

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long MIN_FREE_BYTES = 1L << 30;

  /** Enough for a bureau. */
  private static final int HEAP_MIB = 256;

  /** Ready in half the time; what a few people do on it for an hour never earns more. */
  private static final List<String> LIGHTLY_COMPILED = List.of("-XX:TieredStopAtLevel=1");

  private final Path project;
  private final Path data;
  private final Ports ports;
  private final Progress progress;
  private final Map<Service, Integer> heaps;
  private final List<String> compiled;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Map<Service, Child> services = new EnumMap<>(Service.class);
  private final List<AutoCloseable> opened = new ArrayList<>();
  private @Nullable RealIdentity identity;
  private @Nullable Child kafka;
  private @Nullable Database database;

  private LocalVigil(
      Path project,
      Path data,
      int portOffset,
      PrintStream out,
      Map<Service, Integer> heaps,
      List<String> compiled) {
    this.project = project;
    this.data = data;
    this.ports = new Ports(portOffset);
    this.progress = new Progress(out);
    this.heaps = heaps;
    this.compiled = compiled;
  }

  /**
   * Starts everything and returns when all services are ready.
   *
   * @param project the checkout, with the services built
   * @param data where everything is kept across runs
   */
  public static LocalVigil start(Path project, Path data, int portOffset, PrintStream out) {
    return start(new LocalVigil(project, data, portOffset, out, Map.of(), LIGHTLY_COMPILED));
  }

  /**
   * As {@link #start(Path, Path, int, PrintStream)}, compiled in full, as a deployment is.
   *
   * @param heaps in MiB, for services that need other than 256
   */
  public static LocalVigil startForLoad(
      Path project, Path data, int portOffset, PrintStream out, Map<Service, Integer> heaps) {
    return start(new LocalVigil(project, data, portOffset, out, heaps, List.of()));
  }

  private static LocalVigil start(LocalVigil vigil) {
    try {
      vigil.start();
    } catch (RuntimeException e) {
      vigil.close();
      throw e;
    }
    return vigil;
  }

  private void start() {
    checkDisk();
    checkJars();
    for (Map.Entry<String, Integer> port : ports.all().entrySet()) {
      if (!port.getKey().equals("PostgreSQL") && Ports.taken(port.getValue())) {
        throw new Trouble("port " + port.getValue() + " is in use; " + port.getKey() + " needs it");
      }
    }
    Secrets secrets = secrets();
    progress.say("PostgreSQL on port " + ports.postgres());
    database = new Database(data.resolve("postgresql"), ports.postgres(), progress);
    database.start(secrets);
    progress.say("Kafka on port " + ports.kafka());
    kafka = child("kafka", brokerCommand(), Map.of());
    kafka.start();
    await("Kafka", () -> Ports.taken(ports.kafka()), kafka);
    progress.say("identity provider on port " + ports.identity());
    startIdentity();
    for (Service service : Service.values()) {
      Child child =
          child(service.directory(), serviceCommand(service), environment(service, secrets));
      services.put(service, child);
      child.start();
    }
    services.forEach(
        (service, child) -> {
          await(service.directory(), () -> ready(service), child);
          progress.say(service.directory() + " is ready on port " + ports.of(service));
        });
  }

  private void checkDisk() {
    try {
      Files.createDirectories(data);
      if (!Files.isWritable(data)) {
        throw new Trouble("cannot write to " + data);
      }
      if (Files.getFileStore(data).getUsableSpace() < MIN_FREE_BYTES) {
        throw new Trouble("less than 1 GiB of disk is free at " + data);
      }
    } catch (IOException _) {
      throw new Trouble("cannot write to " + data);
    }
  }

  private void checkJars() {
    for (Service service : Service.values()) {
      if (!Files.exists(jar(service))) {
        throw new Trouble(service.directory() + " is not built; run `make run`, which builds it");
      }
    }
  }

  private Path jar(Service service) {
    return project.resolve(service.directory()).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private void startIdentity() {
    try {
      RealIdentity started = RealIdentity.start(ports.identity());
      identity = started;
      opened.add(started);
      opened.add(new TokenDesk(ports.tokens(), started));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Child child(String name, List<String> command, Map<String, String> environment) {
    return new Child(
        name, command, environment, data.resolve("logs").resolve(name + ".log"), progress);
  }

  private List<String> java(int heapMib, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx" + heapMib + "m");
    command.add("-XX:+UseSerialGC");
    command.addAll(compiled);
    command.addAll(List.of(arguments));
    return command;
  }

  private List<String> brokerCommand() {
    return java(
        384,
        "-cp",
        System.getProperty("java.class.path"),
        Broker.class.getName(),
        data.resolve("kafka").toString(),
        String.valueOf(ports.kafka()),
        String.valueOf(ports.kafkaController()));
  }

  private List<String> serviceCommand(Service service) {
    return java(heaps.getOrDefault(service, HEAP_MIB), "-jar", jar(service).toString());
  }

  private Map<String, String> environment(Service service, Secrets secrets) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(service)));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl(service));
    environment.put("QUARKUS_DATASOURCE_USERNAME", service.shortName());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.databasePassword(service));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", identity().issuer());
    environment.put("VIGIL_SUBJECT_KEY", secrets.subjectKey());
    environment.put("VIGIL_SEAL_KEY", secrets.sealKey(service));
    environment.put("VIGIL_MASTER_KEY", secrets.masterKey(service));
    environment.put("QUARKUS_OTEL_SDK_DISABLED", "true");
    return environment;
  }

  private RealIdentity identity() {
    RealIdentity running = identity;
    if (running == null) {
      throw new IllegalStateException("the identity provider has not been started");
    }
    return running;
  }

  private interface Condition {
    boolean holds();
  }

  private void await(String what, Condition condition, Child child) {
    long end = System.nanoTime() + MAX_START.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new Trouble(
            what
                + " is not ready after "
                + MAX_START.toSeconds()
                + " s; see "
                + data.resolve("logs").resolve(child.name() + ".log"));
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new Trouble("interrupted");
      }
    }
  }

  /** Whether a service says that it is ready. */
  public boolean ready(Service service) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url(service).resolve("/q/health/ready"))
              .timeout(Duration.ofSeconds(3))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Where a service listens. */
  public URI url(Service service) {
    return URI.create("http://127.0.0.1:" + ports.of(service));
  }

  /** A token of the local provider. */
  public String token(String role, @Nullable String department) {
    return identity().token(role, department);
  }

  /** A service's database, as the service itself sees it. */
  public DataSource database(Service service) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl(service));
    dataSource.setUser(service.shortName());
    dataSource.setPassword(secrets().databasePassword(service));
    return dataSource;
  }

  private String jdbcUrl(Service service) {
    return "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + service.shortName();
  }

  private Secrets secrets() {
    return new Secrets(data.resolve("secrets.properties"));
  }

  /** Where Kafka listens. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.kafka();
  }

  /** The process of a service, to be looked at or killed. */
  public ProcessHandle process(Service service) {
    Child child = services.get(service);
    if (child == null) {
      throw new IllegalStateException(service + " has not been started");
    }
    return child.handle();
  }

  /** The process of Kafka. */
  public ProcessHandle kafkaProcess() {
    if (kafka == null) {
      throw new IllegalStateException("Kafka has not been started");
    }
    return kafka.handle();
  }

  /** The process of PostgreSQL's postmaster. */
  public ProcessHandle postgresProcess() {
    if (database == null) {
      throw new IllegalStateException("PostgreSQL has not been started");
    }
    return database.postmaster().orElseThrow();
  }

  Ports ports() {
    return ports;
  }

  @Override
  public void close() {
    services.values().parallelStream().forEach(child -> child.stop(PATIENCE));
    if (kafka != null) {
      kafka.stop(PATIENCE);
    }
    for (AutoCloseable one : opened.reversed()) {
      try {
        one.close();
      } catch (Exception e) {
        progress.say("could not be closed: " + e.getClass().getSimpleName());
      }
    }
    if (database != null) {
      database.close();
    }
  }
}
