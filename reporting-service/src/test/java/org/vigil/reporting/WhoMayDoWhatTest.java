package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigil.testing.edge.OnRealInfrastructure;

/**
 * No role does more than its work: the table {@code who-may-do-what.txt} says for each operation
 * who may, apart from the code. A new operation, or one that lets in somebody else than before,
 * fails here until a person has written it down.
 */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class WhoMayDoWhatTest {

  private static final String TABLE = "/who-may-do-what.txt";

  @Test
  void every_operation_lets_in_whom_the_table_names_and_none_is_missing_from_it()
      throws IOException {
    assertThat(declared()).containsExactlyInAnyOrderElementsOf(table());
  }

  private static List<String> table() throws IOException {
    try (InputStream in = WhoMayDoWhatTest.class.getResourceAsStream(TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  /** Each operation of the document as a line of the table. */
  private static List<String> declared() {
    Map<String, Map<String, Object>> paths =
        given().get("/openapi?format=json").then().statusCode(200).extract().path("paths");
    List<String> lines = new ArrayList<>();
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  if (operation instanceof Map<?, ?> one) {
                    lines.add(method.toUpperCase(Locale.ROOT) + " " + path + ": " + roles(one));
                  }
                }));
    return lines;
  }

  private static String roles(Map<?, ?> operation) {
    return operation.get("x-roles") instanceof List<?> roles
        ? String.join(" ", roles.stream().map(Object::toString).sorted().toList())
        : "";
  }
}
