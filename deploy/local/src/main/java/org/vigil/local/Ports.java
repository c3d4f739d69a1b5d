package org.vigil.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fixed ports, all on loopback.
 *
 * @param offset added to each, so that a second copy can run beside the first
 */
record Ports(int offset) {

  int of(Service service) {
    return service.port() + offset;
  }

  int kafka() {
    return 8086 + offset;
  }

  int kafkaController() {
    return 8085 + offset;
  }

  int postgres() {
    return 8087 + offset;
  }

  int identity() {
    return 8089 + offset;
  }

  int tokens() {
    return 8090 + offset;
  }

  /** Who needs which port. */
  Map<String, Integer> all() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      all.put(service.directory(), of(service));
    }
    all.put("Kafka's controller", kafkaController());
    all.put("Kafka", kafka());
    all.put("PostgreSQL", postgres());
    all.put("the identity provider", identity());
    all.put("the token desk", tokens());
    return all;
  }

  /** Whether somebody listens there. */
  static boolean taken(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
