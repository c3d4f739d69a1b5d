package org.vigil.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The present HTTP call: its headers and, for a command, the bytes of its body. */
@RequestScoped
public class Call {

  private static final int MAX_KEY = 200;

  private final RoutingContext http;
  private byte[] body = {};

  @Inject
  Call(RoutingContext http) {
    this.http = http;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(http.request().getHeader(name));
  }

  /** The language that the caller prefers: Chinese unless English is asked for. */
  public Locale locale() {
    return ProblemTexts.locale(header("Accept-Language"));
  }

  /** From {@code Vigil-Correlation-Id} if it is a UUID, else a new one. */
  public UUID correlationId() {
    return Gate.correlationId(http);
  }

  /**
   * The caller's {@code Idempotency-Key}: 1 to 200 visible ASCII characters.
   *
   * @throws Problem 400 if it is missing or malformed
   */
  public String idempotencyKey() {
    String key =
        header("Idempotency-Key").orElseThrow(() -> Problem.of(400, "idempotency-key-missing"));
    boolean visible = key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (key.isEmpty() || key.length() > MAX_KEY || !visible) {
      throw Problem.of(400, "idempotency-key-malformed");
    }
    return key;
  }

  /**
   * The version that the caller expects, from {@code If-Match}; null where it does not say.
   *
   * @throws Problem 400 if it is not an ETag of ours
   */
  public @Nullable Integer expectedVersion() {
    String tag = header("If-Match").map(String::strip).orElse("*");
    if (tag.equals("*")) {
      return null;
    }
    if (!tag.matches("\"[0-9]{1,9}\"")) {
      throw Problem.of(400, "if-match-malformed");
    }
    return Integer.valueOf(tag.substring(1, tag.length() - 1));
  }

  /**
   * The position that the answer must at least reflect, from {@code Vigil-At-Least}; 0 for any.
   *
   * @throws Problem 400 if it is not a position
   */
  public long atLeast() {
    String text = header("Vigil-At-Least").orElse("0");
    if (!text.matches("[0-9]{1,18}")) {
      throw Problem.of(400, "position-malformed");
    }
    return Long.parseLong(text);
  }

  /** What makes a request the same request: method, path and body. */
  byte[] content() {
    byte[] line =
        (http.request().method() + " " + http.request().path() + "\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] content = Arrays.copyOf(line, line.length + body.length);
    System.arraycopy(body, 0, content, line.length, body.length);
    return content;
  }

  String path() {
    return http.request().path();
  }

  void body(byte[] bytes) {
    body = bytes;
  }
}
