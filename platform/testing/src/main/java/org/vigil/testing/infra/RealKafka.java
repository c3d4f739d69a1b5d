package org.vigil.testing.infra;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A real Kafka broker of one node (KRaft) in this JVM, on loopback. */
public final class RealKafka implements AutoCloseable {

  /** Any fixed id will do: the node talks to nobody else. */
  private static final String CLUSTER_ID = "dmlnaWwtbG9jYWwta2Fma2E";

  private static @Nullable RealKafka shared;

  private final Path directory;
  private final int port;
  private final int controllerPort;
  private @Nullable KafkaRaftServer server;

  private RealKafka(Path directory, int port, int controllerPort) {
    this.directory = directory;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /** The one broker that all tests of a JVM share; it stops with the JVM. */
  public static synchronized RealKafka shared() {
    if (shared == null) {
      try {
        shared = start(Files.createTempDirectory("vigil-kafka"), freePort(), freePort());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  /**
   * Starts a broker on a folder that it keeps.
   *
   * @param controllerPort a second port, for the broker's talk with itself
   */
  public static RealKafka start(Path directory, int port, int controllerPort) {
    RealKafka kafka = new RealKafka(directory, port, controllerPort);
    kafka.start();
    return kafka;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Starts it again on the same data and port. */
  public void start() {
    Properties properties = properties();
    format(properties);
    KafkaRaftServer fresh =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    fresh.startup();
    server = fresh;
  }

  /** Stops it; the data stays. */
  public void stop() {
    KafkaRaftServer running = server;
    server = null;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void format(Properties properties) {
    if (Files.exists(directory.resolve("data/meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve("server.properties");
      try (var out = Files.newOutputStream(file)) {
        properties.store(out, null);
      }
      PrintStream quiet = new PrintStream(PrintStream.nullOutputStream());
      String[] arguments = {"format", "-t", CLUSTER_ID, "-c", file.toString()};
      if (StorageTool.execute(arguments, quiet) != 0) {
        throw new IllegalStateException("the broker's folder cannot be formatted");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties properties() {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("log.dirs", directory.resolve("data").toString());
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("num.partitions", "12");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "4");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "4");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("log.retention.ms", "-1");
    p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    return p;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
