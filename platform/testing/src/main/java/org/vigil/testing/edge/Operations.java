package org.vigil.testing.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every operation of a running service, as its own OpenAPI document declares it. */
final class Operations {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Operations() {}

  /**
   * One operation.
   *
   * @param path with every parameter filled with something that does not exist
   * @param example a valid body, as far as the document gives or lets one guess it
   */
  record Operation(
      String method, String path, Set<String> roles, boolean hasBody, @Nullable JsonNode example) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static List<Operation> of(int port) {
    try {
      RawHttp.Answer answer =
          RawHttp.send(
              port,
              "GET /openapi?format=json HTTP/1.0\r\nHost: localhost\r\n"
                  .getBytes(StandardCharsets.US_ASCII),
              null);
      return read(JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Operation> read(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey()) && path.getKey().startsWith("/api/")) {
          operations.add(read(document, path.getKey(), method.getKey(), method.getValue()));
        }
      }
    }
    return operations;
  }

  private static Operation read(JsonNode document, String path, String method, JsonNode declared) {
    Set<String> roles = new TreeSet<>();
    declared.path("x-roles").forEach(role -> roles.add(role.asText()));
    JsonNode schema =
        declared.path("requestBody").path("content").path("application/json").path("schema");
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path.replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000"),
        roles,
        declared.has("requestBody"),
        schema.isMissingNode() ? null : example(document, schema, 0));
  }

  /** Something of the schema's shape; what the document gives as an example comes first. */
  private static JsonNode example(JsonNode document, JsonNode declared, int depth) {
    JsonNode schema = declared;
    while (schema.has("$ref")) {
      schema = document.at(schema.get("$ref").asText().substring(1));
    }
    JsonNode given = schema.path("examples").path(0);
    if (!given.isMissingNode()) {
      return given.isTextual() && given.asText().startsWith("{") ? parse(given.asText()) : given;
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
      case "object" -> {
        var object = JSON.createObjectNode();
        if (depth < 8) {
          for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            object.set(property.getKey(), example(document, property.getValue(), depth + 1));
          }
        }
        yield object;
      }
      case "array" ->
          JSON.createArrayNode().add(example(document, schema.path("items"), depth + 1));
      case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
      case "boolean" -> JSON.getNodeFactory().booleanNode(true);
      default -> JSON.getNodeFactory().textNode("2026-11-23T08:00:00+08:00");
    };
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
