package org.vigil.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.vigil.testing.infra.RealIdentity;

/**
 * Hands out tokens to whoever is on this machine: for trying the product, never for running it. The
 * address is {@code /token/ROLE[/DEPARTMENT]}.
 */
final class TokenDesk implements AutoCloseable {

  private static final Set<String> ROLES =
      Set.of("department", "office", "leader", "auditor", "ops");

  private final HttpServer server;
  private final RealIdentity identity;

  TokenDesk(int port, RealIdentity identity) throws IOException {
    this.identity = identity;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 16);
    server.createContext("/token/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().getPath().split("/");
    String role = parts.length > 2 ? parts[2] : "";
    String department = parts.length > 3 && !parts[3].equals("-") ? parts[3] : null;
    String staffNo = parts.length > 4 ? parts[4] : null;
    if (!ROLES.contains(role)) {
      reply(exchange, 400, "no such role: department, office, leader, auditor or ops\n");
    } else if (role.equals("department") && department == null) {
      reply(exchange, 400, "a department token needs a department, for instance GWYC\n");
    } else {
      String token =
          staffNo == null
              ? identity.token(role, department)
              : identity.personsToken(role, department, staffNo);
      reply(exchange, 200, token + "\n");
    }
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
