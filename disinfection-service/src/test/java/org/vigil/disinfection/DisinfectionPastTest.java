package org.vigil.disinfection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.testing.Contracts;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** A zone's day asked about its past, and the service's events of all versions. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class DisinfectionPastTest {

  private static final String ZONES = "/api/v1/zones/";

  private final String code =
      "P-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

  @Inject Mechanism mechanism;

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private String define() {
    as("department-ZHGL")
        .contentType("application/json")
        .body("{\"name\":\"大厅\",\"kind\":\"PUBLIC\",\"department\":\"ZHGL\",\"touchPoints\":[]}")
        .put(ZONES + code)
        .then()
        .statusCode(200);
    return Instant.now().toString();
  }

  private Response done(Instant finishedAt) {
    return as("department-ZHGL")
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            "{\"startedAt\":\"%s\",\"finishedAt\":\"%s\",\"by\":\"ZH-1\",\"agent\":\"84\",\"touchPoints\":[]}"
                .formatted(finishedAt, finishedAt))
        .post(ZONES + code + "/rounds");
  }

  private ValidatableResponse asked(String... query) {
    RequestSpecification request = as("auditor");
    for (int i = 0; i < query.length; i += 2) {
      request.queryParam(query[i], query[i + 1]);
    }
    return request.get(ZONES + code + "/quota").then();
  }

  @Test
  void what_was_known_and_what_was_true_differ_until_the_round_is_entered() {
    String opened = define();
    Instant finished = Instant.now();
    String known = Instant.now().toString();
    String day = done(finished).then().statusCode(201).extract().path("day");

    asked("day", day, "asOf", known).statusCode(200).body("validRounds", equalTo(0));
    for (String parameter : List.of("asOf", "validAt")) {
      as("office")
          .queryParam("day", day)
          .queryParam(parameter, known)
          .get("/api/v1/quota")
          .then()
          .statusCode(200)
          .body(
              "find { it.zone == '" + code + "' }.validRounds",
              equalTo(parameter.equals("asOf") ? 0 : 1));
    }
    asked("day", day, "validAt", known)
        .statusCode(200)
        .body("validRounds", equalTo(1))
        .body("required", equalTo(3))
        .body("department", equalTo("ZHGL"));
    asked("day", day, "validAt", known, "asOf", known).body("validRounds", equalTo(0));
    asked("day", day, "validAt", opened).body("validRounds", equalTo(0));
    asked("day", day).statusCode(200).body("validRounds", equalTo(1));
    asked("asOf", Instant.now().toString()).statusCode(200).body("day", equalTo(day));
  }

  @Test
  void a_voided_round_was_known_and_was_never_true() {
    define();
    Instant finished = Instant.now();
    Response round = done(finished);
    String day = round.path("day");
    String known = Instant.now().toString();
    as("department-ZHGL")
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body("{\"reason\":\"未做\"}")
        .post(ZONES + code + "/rounds/" + round.path("id") + "/voidings")
        .then()
        .statusCode(200);

    asked("day", day, "asOf", known).body("validRounds", equalTo(1));
    asked("day", day, "validAt", known).body("validRounds", equalTo(0));
  }

  @Test
  void what_was_not_counted_then_is_not_found_and_what_is_no_instant_is_told_so() {
    Instant before =
        mechanism.eventSourcing().store().after(0, 1).stream()
            .findFirst()
            .map(first -> first.recordedAt())
            .orElse(Instant.now());
    define();
    asked("asOf", before.toString()).statusCode(404);
    asked("day", "2001-01-01").statusCode(404);
    asked("day", "yesterday").statusCode(400).body("code", equalTo("day-malformed"));
    asked("asOf", "yesterday").statusCode(400).body("code", equalTo("instant-malformed"));
    asked("validAt", "2999-01-01T00:00:00Z")
        .statusCode(400)
        .body("code", equalTo("instant-out-of-bounds"));
    as("office").get(ZONES + "a%00/quota").then().statusCode(404);
    as("ops").get(ZONES + code + "/quota").then().statusCode(403);
    as("office")
        .queryParam("asOf", before.toString())
        .get("/api/v1/quota")
        .then()
        .statusCode(200)
        .body("zone", not(hasItem(code)));
  }

  @Test
  void every_contract_that_was_ever_published_reads() {
    Contracts.replay(mechanism.eventSourcing().catalog(), mechanism.eventSourcing().reads());
  }
}
