package org.vigil.supplies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.edge.Mechanism;
import org.vigil.testing.Contracts;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** The store room asked about its past, and its events of all versions. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class SuppliesPastTest {

  private static final String ITEMS = "/api/v1/items/";

  private final String code =
      "P-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

  @Inject Mechanism mechanism;

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static Response post(String path, String body) {
    return as("department-BGS")
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(ITEMS + path);
  }

  @BeforeEach
  void a_lot_of_ten_since_three_hours() {
    as("department-BGS")
        .contentType("application/json")
        .body("{\"name\":\"酒精\",\"unit\":\"瓶\",\"department\":\"BGS\",\"safetyLevel\":8}")
        .put(ITEMS + code)
        .then()
        .statusCode(200);
    post(
            code + "/receipts",
            "{\"lot\":\"A\",\"quantity\":10,\"expiresOn\":\"%s\",\"at\":\"%s\"}"
                .formatted(LocalDate.now().plusDays(90), ago(180)))
        .then()
        .statusCode(201);
  }

  private static Instant ago(int minutes) {
    return Instant.now().minus(Duration.ofMinutes(minutes));
  }

  private void issue(int quantity, Instant at) {
    post(
            code + "/issues",
            "{\"quantity\":%d,\"toDepartment\":\"ZHGL\",\"purpose\":\"消杀\",\"at\":\"%s\"}"
                .formatted(quantity, at))
        .then()
        .statusCode(201);
  }

  private ValidatableResponse asked(String path, String... query) {
    RequestSpecification request = as("auditor");
    for (int i = 0; i < query.length; i += 2) {
      request.queryParam(query[i], query[i + 1]);
    }
    return request.get(ITEMS + code + path).then();
  }

  @Test
  void what_was_known_and_what_was_true_differ_where_an_issue_was_entered_late() {
    String before = Instant.now().toString();
    issue(4, ago(60));
    String anHourAgo = ago(59).toString();

    asked("", "asOf", before)
        .statusCode(200)
        .body("onHand", equalTo(10))
        .body("low", equalTo(false));
    asked("", "validAt", anHourAgo)
        .statusCode(200)
        .body("onHand", equalTo(6))
        .body("low", equalTo(true));
    asked("", "validAt", anHourAgo, "asOf", before).body("onHand", equalTo(10));
    asked("", "validAt", ago(200).toString()).body("onHand", equalTo(0));
    as("office")
        .queryParam("asOf", before)
        .get("/api/v1/items")
        .then()
        .statusCode(200)
        .body("find { it.code == '" + code + "' }.onHand", equalTo(10));
    as("office")
        .queryParam("validAt", anHourAgo)
        .get("/api/v1/items")
        .then()
        .body("find { it.code == '" + code + "' }.onHand", equalTo(6));
    asked("/lots", "asOf", before).statusCode(200).body("quantity", contains(10));
    asked("/lots", "validAt", anHourAgo).body("quantity", contains(6));
  }

  @Test
  void an_item_that_was_not_in_the_catalogue_yet_was_not_there() {
    String before = Instant.now().toString();
    String later = code + "-B";
    as("department-BGS")
        .contentType("application/json")
        .body("{\"name\":\"手套\",\"unit\":\"副\",\"department\":\"BGS\",\"safetyLevel\":8}")
        .put(ITEMS + later)
        .then()
        .statusCode(200);

    as("office").queryParam("asOf", before).get(ITEMS + later).then().statusCode(404);
    as("office")
        .queryParam("asOf", before)
        .get("/api/v1/items")
        .then()
        .statusCode(200)
        .body("code", not(hasItem(later)));
    as("office").queryParam("asOf", before).get(ITEMS + later + "/lots").then().statusCode(404);
    as("office").queryParam("asOf", before).get(ITEMS + "a%00b").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "",
        "2026-11-23",
        "2026-11-23T08:00:00",
        "13812345678",
        "2026-02-30T00:00:00Z",
        "\u0000"
      })
  void what_is_no_instant_is_told_so(String text) {
    for (String parameter : new String[] {"asOf", "validAt"}) {
      asked("", parameter, text)
          .statusCode(400)
          .contentType("application/problem+json")
          .body("code", equalTo("instant-malformed"))
          .body("detail", containsString(parameter));
    }
  }

  @Test
  void an_instant_given_twice_is_none() {
    String now = Instant.now().toString();
    asked("", "asOf", now, "asOf", ago(1).toString())
        .statusCode(400)
        .body("code", equalTo("instant-malformed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1999-01-01T00:00:00Z",
        "9999-12-31T23:59:59+08:00",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z"
      })
  void before_the_beginning_and_in_the_future_nothing_can_be_said(String text) {
    String beginning =
        mechanism.eventSourcing().store().after(0, 1).getFirst().recordedAt().toString();
    asked("", "asOf", text)
        .statusCode(400)
        .body("code", equalTo("instant-out-of-bounds"))
        .body("detail", containsString(beginning));
    asked("/lots", "validAt", text).statusCode(400).body("code", equalTo("instant-out-of-bounds"));
  }

  @Test
  void an_operation_that_cannot_be_asked_about_the_past_does_not_answer_with_the_present() {
    asked("/ledger", "asOf", Instant.now().toString())
        .statusCode(400)
        .body("code", equalTo("no-past-here"));
  }

  @Test
  void the_past_is_shown_to_whom_the_present_is_shown() {
    String now = Instant.now().toString();
    as("ops").queryParam("asOf", now).get(ITEMS + code).then().statusCode(403);
    given().queryParam("asOf", now).get(ITEMS + code).then().statusCode(401);
  }

  @Test
  void every_contract_that_was_ever_published_reads() {
    Contracts.replay(mechanism.eventSourcing().catalog(), mechanism.eventSourcing().reads());
  }
}
