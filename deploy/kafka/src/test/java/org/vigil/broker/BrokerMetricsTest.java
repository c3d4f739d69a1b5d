package org.vigil.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerMetricsTest {

  @TempDir Path data;

  @Test
  void a_broker_says_how_full_its_disk_is_whatever_else_it_can_say() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/metrics", new BrokerMetrics(data));
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String figures =
          client
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics"))
                      .build(),
                  BodyHandlers.ofString())
              .body();

      assertThat(figures)
          .containsPattern(
              "(?m)^# TYPE kafka_disk_size_bytes gauge\nkafka_disk_size_bytes [1-9]\\d*$")
          .containsPattern("(?m)^kafka_disk_available_bytes \\d+$");
    } finally {
      server.stop(0);
    }
  }
}
