package org.vigil.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Loads a bureau from its file, through the public API; loading it again changes nothing. */
public final class Bureau {

  static final int DUTY = 8081;
  static final int SUPPLIES = 8082;
  static final int DISINFECTION = 8083;
  static final int REPORTING = 8084;

  private Bureau() {}

  /** Loads the file and says how many things it held. */
  public static int load(Path file, Api api) {
    JsonNode bureau;
    try {
      bureau = new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int count = 0;
    for (JsonNode department : bureau.path("departments")) {
      api.put("office", DUTY, "/api/v1/departments/" + code(department), active(department));
      count++;
    }
    for (JsonNode person : bureau.path("people")) {
      api.put("office", DUTY, "/api/v1/people", person);
      count++;
    }
    for (JsonNode exit : bureau.path("exits")) {
      ObjectNode body = without(exit);
      body.put("open", true);
      api.put("office", DUTY, "/api/v1/exits/" + code(exit), body);
      count++;
    }
    for (JsonNode zone : bureau.path("zones")) {
      api.put("office", DISINFECTION, "/api/v1/zones/" + code(zone), without(zone));
      count++;
    }
    for (JsonNode item : bureau.path("items")) {
      api.put("office", SUPPLIES, "/api/v1/items/" + code(item), without(item));
      count++;
    }
    ObjectNode group = new YAMLMapper().createObjectNode();
    group.set("members", bureau.path("leadingGroup"));
    api.put("office", REPORTING, "/api/v1/leading-group", group);
    return count + 1;
  }

  private static ObjectNode active(JsonNode department) {
    ObjectNode body = without(department);
    body.put("active", true);
    return body;
  }

  private static String code(JsonNode node) {
    return node.path("code").asText();
  }

  private static ObjectNode without(JsonNode node) {
    ObjectNode body = node.deepCopy();
    body.remove("code");
    return body;
  }
}
