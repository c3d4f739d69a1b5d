package org.vigil.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The services' public API, as a department's system would call it. */
public final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
  private final int offset;
  private final Map<String, String> tokens = new HashMap<>();

  /**
   * @param offset added to every port
   */
  public Api(int offset) {
    this.offset = offset;
  }

  /** Who calls: {@code office}, {@code department GWYC}, or in person {@code leader - LD-001}. */
  public JsonNode post(String who, int port, String path, Object body) {
    return send(
        request(who, port, path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(text(body))));
  }

  public JsonNode put(String who, int port, String path, Object body) {
    return send(
        request(who, port, path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(text(body))));
  }

  public JsonNode get(String who, int port, String path) {
    return send(request(who, port, path).GET());
  }

  private HttpRequest.Builder request(String who, int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (port + offset) + path))
        .timeout(Duration.ofSeconds(40))
        .header("Authorization", "Bearer " + tokens.computeIfAbsent(who, this::token));
  }

  private String token(String who) {
    String path = "/token/" + who.replace(' ', '/');
    return exchange(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (8090 + offset) + path))
                .build())
        .body()
        .strip();
  }

  private JsonNode send(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request.build());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          response.request().method()
              + " "
              + response.request().uri().getPath()
              + " was answered "
              + response.statusCode()
              + ": "
              + response.body());
    }
    try {
      return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(
          "nothing answers at " + request.uri().getAuthority() + ": is `make run` running?");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  private static String text(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
