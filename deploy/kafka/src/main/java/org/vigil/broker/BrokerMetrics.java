package org.vigil.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The few figures of a broker that somebody must act on, in the text format of Prometheus. */
final class BrokerMetrics implements HttpHandler {

  private record Figure(String bean, String attribute) {}

  private static final Map<String, Figure> FIGURES = new LinkedHashMap<>();

  static {
    gauge(
        "under_replicated_partitions",
        "kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions");
    gauge(
        "under_min_isr_partitions",
        "kafka.server:type=ReplicaManager,name=UnderMinIsrPartitionCount");
    gauge(
        "offline_partitions", "kafka.controller:type=KafkaController,name=OfflinePartitionsCount");
    gauge("active_controllers", "kafka.controller:type=KafkaController,name=ActiveControllerCount");
    count("messages_in", "kafka.server:type=BrokerTopicMetrics,name=MessagesInPerSec");
    count("bytes_in", "kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec");
    count("bytes_out", "kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec");
    count(
        "failed_produce_requests",
        "kafka.server:type=BrokerTopicMetrics,name=FailedProduceRequestsPerSec");
  }

  private final Path data;

  BrokerMetrics(Path data) {
    this.data = data;
  }

  private static void gauge(String name, String bean) {
    FIGURES.put("kafka_" + name, new Figure(bean, "Value"));
  }

  private static void count(String name, String bean) {
    FIGURES.put("kafka_" + name + "_total", new Figure(bean, "Count"));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    StringBuilder text = new StringBuilder();
    FIGURES.forEach(
        (name, figure) -> {
          try {
            tell(text, name, beans.getAttribute(new ObjectName(figure.bean()), figure.attribute()));
          } catch (JMException _) {
            // A broker that is not the controller has no figures of one.
          }
        });
    FileStore disk = Files.getFileStore(data);
    tell(text, "kafka_disk_size_bytes", disk.getTotalSpace());
    tell(text, "kafka_disk_available_bytes", disk.getUsableSpace());
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
    exchange.sendResponseHeaders(200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void tell(StringBuilder text, String name, Object value) {
    text.append("# TYPE ")
        .append(name)
        .append(name.endsWith("_total") ? " counter\n" : " gauge\n")
        .append(name)
        .append(' ')
        .append(value)
        .append('\n');
  }
}
