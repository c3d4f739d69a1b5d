package org.vigil.testing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.vigil.testing.edge.Operations.Operation;

/**
 * Calls every operation of a service with every role, with nobody, and with tokens that do not
 * hold, and compares who is let in with what {@code x-roles} declares. An operation that declares
 * nobody must let nobody in.
 */
public final class RolesByOperation {

  private RolesByOperation() {}

  /**
   * @param token gives the token of a name, {@link VigilResource#token}
   */
  public static void check(int port, UnaryOperator<String> token) throws IOException {
    List<Operation> operations = Operations.of(port);
    List<String> wrong = new ArrayList<>();
    for (Operation operation : operations) {
      for (String role : VigilResource.ROLES) {
        int status = call(port, operation, token.apply(role));
        boolean admitted = status != 401 && status != 403;
        if (admitted != operation.roles().contains(role)) {
          wrong.add(operation + " with " + role + " gave " + status);
        }
      }
      if (call(port, operation, token.apply("unknown-role")) != 403) {
        wrong.add(operation + " with a role that nobody knows");
      }
      for (String none : List.of("expired", "other-audience")) {
        if (call(port, operation, token.apply(none)) != 401) {
          wrong.add(operation + " with a token that is " + none);
        }
      }
      if (call(port, operation, null) != 401) {
        wrong.add(operation + " without a token");
      }
    }
    assertThat(operations).as("operations in the document").isNotEmpty();
    assertThat(wrong).as("calls that were not answered as x-roles declares").isEmpty();
  }

  /** The body is empty JSON, so that who is let in gets no further. */
  private static int call(int port, Operation operation, @Nullable String token)
      throws IOException {
    byte[] body = operation.method().equals("GET") ? new byte[0] : new byte[] {'{', '}'};
    StringBuilder lines =
        new StringBuilder(operation.method() + " " + operation.path() + " HTTP/1.1\r\n")
            .append("Host: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n")
            .append("Content-Length: " + body.length + "\r\n")
            .append("Idempotency-Key: " + UUID.randomUUID() + "\r\n");
    if (token != null) {
      lines.append("Authorization: Bearer " + token + "\r\n");
    }
    return RawHttp.send(port, lines.toString().getBytes(StandardCharsets.US_ASCII), body).status();
  }
}
