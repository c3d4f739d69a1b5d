package org.vigil.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What one broker is told: its place in the cluster by the environment, the passwords by a file.
 *
 * @param id the node's number
 * @param host the name by which the others and the clients reach it
 * @param clients the port of clients and of the other brokers
 * @param controllers the port of the controllers
 * @param quorum every node as {@code id@host:port}, separated by commas
 * @param partitions of each topic of events that is made from now on; many readers share them
 * @param secrets {@code cluster-id} and the password of {@code broker} and of each service
 */
record Settings(
    int id,
    String host,
    int clients,
    int controllers,
    String quorum,
    int partitions,
    Path data,
    Properties secrets) {

  static final String BROKER = "broker";
  static final List<String> SERVICES = List.of("duty", "supplies", "disinfection", "reporting");
  private static final int CLIENTS = 9092;
  private static final int CONTROLLERS = 9093;
  private static final int MOST_REPLICAS = 3;
  private static final String PARTITIONS = "12";

  static Settings of(Map<String, String> environment) {
    Path file = Path.of(environment.getOrDefault("VIGIL_SECRETS", "/run/secrets/kafka.properties"));
    Properties secrets = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      secrets.load(in);
    } catch (IOException _) {
      throw new IllegalStateException(
          "the secret kafka.properties is missing: make the secrets with deploy/make-secrets");
    }
    int id = Integer.parseInt(environment.getOrDefault("BROKER_ID", "1"));
    String host = environment.getOrDefault("BROKER_HOST", "kafka");
    return new Settings(
        id,
        host,
        CLIENTS,
        CONTROLLERS,
        environment.getOrDefault("BROKER_QUORUM", id + "@" + host + ":" + CONTROLLERS),
        Integer.parseInt(environment.getOrDefault("BROKER_PARTITIONS", PARTITIONS)),
        Path.of(environment.getOrDefault("BROKER_DATA", "/data")),
        secrets);
  }

  /**
   * @throws IllegalStateException naming the secret that is missing
   */
  String secret(String name) {
    String value = secrets.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "kafka.properties has no " + name + ": make it with deploy/make-secrets");
    }
    return value;
  }

  /** How many brokers keep each record: all, but no more than three. */
  int replicas() {
    return Math.min(MOST_REPLICAS, quorum.split(",").length);
  }

  /** How a client logs in as one of the users. */
  Map<String, Object> client(String user) {
    return Map.of(
        "bootstrap.servers",
        "127.0.0.1:" + clients,
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        scram(user));
  }

  private String scram(String user) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + user
        + "\" password=\""
        + secret(user)
        + "\";";
  }

  Properties broker() {
    String replicas = String.valueOf(replicas());
    String inSync = String.valueOf(Math.max(1, replicas() - 1));
    String password = secret(BROKER);
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", String.valueOf(id));
    p.setProperty("controller.quorum.voters", quorum);
    p.setProperty("listeners", "CLIENTS://:" + clients + ",CONTROLLERS://:" + controllers);
    p.setProperty("advertised.listeners", "CLIENTS://" + host + ":" + clients);
    p.setProperty("controller.listener.names", "CONTROLLERS");
    p.setProperty("inter.broker.listener.name", "CLIENTS");
    p.setProperty(
        "listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLERS:SASL_PLAINTEXT");
    p.setProperty("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    p.setProperty("listener.name.clients.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    p.setProperty("listener.name.clients.scram-sha-512.sasl.jaas.config", scram(BROKER));
    // Controllers must talk before there is any metadata to keep SCRAM credentials in.
    p.setProperty("sasl.mechanism.controller.protocol", "PLAIN");
    p.setProperty("listener.name.controllers.sasl.enabled.mechanisms", "PLAIN");
    p.setProperty(
        "listener.name.controllers.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\""
            + " password=\""
            + password
            + "\" user_broker=\""
            + password
            + "\";");
    p.setProperty(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    p.setProperty("super.users", "User:" + BROKER);
    p.setProperty("log.dirs", data.resolve("log").toString());
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("num.partitions", String.valueOf(partitions));
    p.setProperty("default.replication.factor", replicas);
    p.setProperty("min.insync.replicas", inSync);
    p.setProperty("offsets.topic.replication.factor", replicas);
    p.setProperty("offsets.topic.num.partitions", "12");
    p.setProperty("transaction.state.log.replication.factor", replicas);
    p.setProperty("transaction.state.log.min.isr", inSync);
    p.setProperty("transaction.state.log.num.partitions", "12");
    p.setProperty("log.retention.ms", "-1");
    p.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
    p.setProperty("unclean.leader.election.enable", "false");
    return p;
  }
}
