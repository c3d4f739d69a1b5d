package org.vigil.broker;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One broker in its container; ready once every service has its password and its rights. */
final class Broker {

  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

  /** Where the health check asks and Prometheus reads. */
  private static final int HEALTH_PORT = 9094;

  private static final int GRANT_TRIES = 10;

  private Broker() {}

  public static void main(String[] arguments) throws Exception {
    Settings settings;
    KafkaRaftServer server;
    try {
      settings = Settings.of(System.getenv());
      server = made(settings);
    } catch (IllegalStateException e) {
      LOG.error(e.getMessage());
      System.exit(1);
      return;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.shutdown();
                  server.awaitShutdown();
                  stopped.countDown();
                }));
    server.startup();
    grant(settings);
    HttpServer health = HttpServer.create(new InetSocketAddress(HEALTH_PORT), 0);
    health.createContext("/metrics", new BrokerMetrics(settings.data()));
    health.createContext(
        "/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    health.start();
    LOG.info("The broker is ready");
    stopped.await();
  }

  /** A broker that has not started yet, on a formatted volume. */
  static KafkaRaftServer made(Settings settings) {
    Properties properties = settings.broker();
    format(settings, properties);
    return new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
  }

  /** The quorum may not have come together yet when a broker of three has started. */
  private static void grant(Settings settings)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (int tries = 1; ; tries++) {
      try {
        Access.grant(settings);
        return;
      } catch (ExecutionException | TimeoutException e) {
        if (tries == GRANT_TRIES) {
          throw e;
        }
        LOG.warn("The rights could not be given yet; trying again");
      }
    }
  }

  private static void format(Settings settings, Properties properties) {
    if (Files.exists(settings.data().resolve("log/meta.properties"))) {
      return;
    }
    // The format's tool reads a file, which holds the password: memory only, and gone at once.
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "server.properties");
    try {
      try (var out = Files.newOutputStream(file)) {
        properties.store(out, null);
      }
      String[] command = {
        "format",
        "-t",
        settings.secret("cluster-id"),
        "-c",
        file.toString(),
        "--add-scram",
        "SCRAM-SHA-512=[name=broker,iterations=8192,password="
            + settings.secret(Settings.BROKER)
            + "]"
      };
      if (StorageTool.execute(command, new PrintStream(PrintStream.nullOutputStream())) != 0) {
        throw new IllegalStateException("the volume of Kafka cannot be formatted");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      try {
        Files.deleteIfExists(file);
      } catch (IOException _) {
        LOG.warn("A temporary file could not be deleted");
      }
    }
  }
}
