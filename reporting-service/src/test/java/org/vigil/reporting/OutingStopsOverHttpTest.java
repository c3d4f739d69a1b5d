package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** The stops of an outing over HTTP: registered, shown, shown as they were, and refused. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class OutingStopsOverHttpTest {

  private static final String OUTINGS = "/api/v1/outings";
  private static final Instant DEPARTS = Instant.now().plusSeconds(3_600);
  private static final Instant RETURNS = DEPARTS.plus(Duration.ofDays(2));

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(VigilResource.token(role));
  }

  private static RequestSpecification send(String role, String body) {
    return as(role)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body);
  }

  /** Hours after the departure. */
  private static String at(String areaCode, int from, int until) {
    return "{\"areaCode\":\"%s\",\"text\":\"途经\",\"from\":\"%s\",\"until\":\"%s\"}"
        .formatted(
            areaCode, DEPARTS.plus(Duration.ofHours(from)), DEPARTS.plus(Duration.ofHours(until)));
  }

  private static Response register(String stops) {
    return send(
            "department",
            """
            {"department":"GWYC","person":{"name":"李四","phone":"13900001111"},
             "departsAt":"%s","returnsAt":"%s",
             "destination":{"areaCode":"441900","text":"某镇"},"stops":[%s]}
            """
                .formatted(DEPARTS, RETURNS, stops))
        .post(OUTINGS);
  }

  private static String registered(String... stops) {
    return register(String.join(",", stops)).then().statusCode(201).extract().path("id");
  }

  private static void list(String areaCode, String text) {
    send(
            "office",
            """
            {"effectiveFrom":"%s","source":"test","areas":[
              {"areaCode":"%s","text":"%s","level":"HIGH"}]}
            """
                .formatted(Instant.now(), areaCode, text))
        .put("/api/v1/risk-areas")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse then(String id, Instant asOf) {
    return as("office").queryParam("asOf", asOf.toString()).get(OUTINGS + "/" + id).then();
  }

  @Test
  void stops_are_shown_in_their_order_an_unknown_code_is_kept_and_two_places_at_once_flagged() {
    Response written =
        register(String.join(",", at("110106", 1, 3), at("110105", 2, 4), at("999999", 5, 6)));

    written.then().statusCode(201);
    as("department")
        .header("Vigil-At-Least", written.header("Vigil-Position"))
        .get(OUTINGS + "/" + written.path("id"))
        .then()
        .statusCode(200)
        .body("stops.stop", contains(1, 2, 3))
        .body("stops[0].place.areaName", equalTo("北京市丰台区"))
        .body("stops[0].contradicts", contains(2))
        .body("stops[1].contradicts", contains(1))
        .body("stops[2].contradicts", hasSize(0))
        .body("stops.areaUnknown", contains(false, false, true))
        .body("stops[2].place.areaCode", equalTo("999999"));
  }

  @Test
  void obligation_3_4_b_a_stop_in_an_area_of_risk_is_matched_confirmed_and_seen_as_it_was() {
    registered(at("110106", 1, 3));
    Instant before = Instant.now();
    String id = registered(at("120101", 1, 2), at("120102", 3, 4));
    Instant registered = Instant.now();
    list("120102", "某小区" + id);
    Awaitility.await()
        .untilAsserted(
            () ->
                as("office")
                    .get(OUTINGS + "/" + id)
                    .then()
                    .body("matches", hasSize(1))
                    .body("matches[0].areaCode", equalTo("120102"))
                    .body("matches[0].stops", contains(2)));
    Instant matched = Instant.now();
    send("office", "{\"reason\":\"在该处停留\"}")
        .post(OUTINGS + "/" + id + "/matches/1/confirmations")
        .then()
        .statusCode(200)
        .body("status", equalTo("CONFIRMED"));

    then(id, before).statusCode(404);
    then(id, registered)
        .statusCode(200)
        .body("status", equalTo("OPEN"))
        .body("person.name", equalTo("李*"))
        .body("stops.place.areaCode", contains("120101", "120102"))
        .body("matches", hasSize(0));
    then(id, matched)
        .body("matches[0].stops", contains(2))
        .body("matches[0].review", equalTo("PENDING"));
    then(id, Instant.now()).body("matches[0].review", equalTo("CONFIRMED"));
  }

  private static Response correct(String role, String id, String stops) {
    return send(role, "{\"stops\":[%s],\"reason\":\"改乘高铁\"}".formatted(stops))
        .post(OUTINGS + "/" + id + "/stop-corrections");
  }

  @Test
  void obligation_3_4_b_stops_are_put_right_matched_again_and_what_was_said_is_seen_as_it_was() {
    String id = registered(at("120103", 1, 2), at("120104", 3, 4));
    list("120104", "某小区" + id);
    Awaitility.await()
        .untilAsserted(
            () -> as("office").get(OUTINGS + "/" + id).then().body("matches", hasSize(1)));
    Instant before = Instant.now();

    Response written = correct("department", id, at("120103", 1, 5));

    written.then().statusCode(200).body("status", equalTo("CORRECTED"));
    as("office")
        .header("Vigil-At-Least", written.header("Vigil-Position"))
        .get(OUTINGS + "/" + id)
        .then()
        .body("stops.place.areaCode", contains("120103"))
        .body("matches.review", contains("WITHDRAWN"))
        .body("matches[0].stops", hasSize(0));
    then(id, before)
        .body("stops.place.areaCode", contains("120103", "120104"))
        .body("matches.review", contains("PENDING"))
        .body("matches[0].stops", contains(2));
    then(id, Instant.now())
        .body("stops.place.areaCode", contains("120103"))
        .body("matches.review", contains("WITHDRAWN"))
        .body("matches[0].stops", hasSize(0));
  }

  @Test
  void stops_that_cannot_be_put_right_are_refused_with_the_reason() {
    String id = registered(at("110106", 1, 3));

    correct("department", id, at("110106", 1, 3))
        .then()
        .statusCode(409)
        .body("code", equalTo("outing-stops-unchanged"));
    invalid(correct("department", id, at("130100", 1, 3)))
        .body("violations.pointer", contains("/stops/0/areaCode"));
    invalid(correct("department", id, at("110105", 1, 49)))
        .body("violations.pointer", contains("/stops/0/until"));
    correct("department", "nothing", at("110105", 1, 3)).then().statusCode(404);
    send("department", "{\"stops\":[],\"reason\":\"x\"}")
        .header("If-Match", "\"9\"")
        .post(OUTINGS + "/" + id + "/stop-corrections")
        .then()
        .statusCode(412);
  }

  @Test
  void who_may_not_see_an_outing_does_not_change_it() {
    String id = registered(at("110106", 1, 3));

    correct("department-YWS", id, at("110105", 1, 3))
        .then()
        .statusCode(403)
        .body("code", equalTo("other-department"));
    correct("auditor", id, at("110105", 1, 3)).then().statusCode(403);
    as("office").get(OUTINGS + "/" + id).then().body("stops.place.areaCode", contains("110106"));
  }

  @Test
  void what_was_true_of_an_outing_ends_with_the_return_and_not_with_its_record() {
    Instant left = Instant.now().minus(Duration.ofHours(3));
    Response written =
        send(
                "department",
                """
                {"department":"GWYC","person":{"name":"李四","phone":"13900001111"},
                 "departsAt":"%s","returnsAt":"%s",
                 "destination":{"areaCode":"441900","text":"某镇"},
                 "stops":[{"country":"JP","text":"东京"}]}
                """
                    .formatted(left, RETURNS))
            .post(OUTINGS);
    String id = written.then().statusCode(201).extract().path("id");
    Instant back = Instant.now().minus(Duration.ofHours(1));
    send("department", "{\"returnedAt\":\"%s\"}".formatted(back))
        .post(OUTINGS + "/" + id + "/returns")
        .then()
        .statusCode(200);

    validAt(id, left.minusSeconds(1)).statusCode(404);
    validAt(id, back.minusSeconds(1))
        .statusCode(200)
        .body("status", equalTo("OPEN"))
        .body("stops[0].place.country", equalTo("JP"));
    validAt(id, back).body("status", equalTo("RETURNED"));
  }

  private static ValidatableResponse validAt(String id, Instant instant) {
    return as("department")
        .queryParam("validAt", instant.toString())
        .get(OUTINGS + "/" + id)
        .then();
  }

  @Test
  void the_past_of_another_departments_outing_is_not_shown_and_of_none_not_found() {
    String id = registered(at("110106", 1, 3));
    Instant now = Instant.now();

    as("department-YWS")
        .queryParam("asOf", now.toString())
        .get(OUTINGS + "/" + id)
        .then()
        .statusCode(403);
    then("nothing", now).statusCode(404);
    as("office").get(OUTINGS + "/" + id + "?asOf=x").then().statusCode(400);
    as("office").get(OUTINGS + "?validAt=" + now).then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"areaCode\":\"130000\",\"text\":\"x\"}|/stops/0/areaCode|area-too-wide",
        "{\"areaCode\":\"13\",\"text\":\"x\"}|/stops/0/areaCode|wrong-format",
        "{\"text\":\"x\"}|/stops/0|destination-missing",
        "{\"areaCode\":\"441900\",\"country\":\"JP\",\"text\":\"x\"}|/stops/0|destination-ambiguous",
        "{\"country\":\"XX\",\"text\":\"x\"}|/stops/0/country|country-unknown",
        "{\"country\":\"HK\",\"text\":\"x\"}|/stops/0/country|country-has-area-code",
        "{\"areaCode\":\"441900\"}|/stops/0/text|required",
        "null|/stops/0|required"
      })
  void a_stop_that_cannot_be_found_is_refused_with_the_reason(
      String stop, String pointer, String code) {
    Response response = register(stop);

    invalid(response).body("violations.pointer", contains(pointer));
    response.then().body("violations.code", contains(code));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, /stops/1/from, stop-not-within-outing",
    "1, 49, /stops/1/until, stop-not-within-outing",
    "2, 2, /stops/1/until, stop-ends-before-it-begins",
    "3, 2, /stops/1/until, stop-ends-before-it-begins"
  })
  void a_stop_before_the_departure_after_the_return_or_the_wrong_way_round_is_refused(
      int from, int until, String pointer, String code) {
    Response response = register(at("110106", 0, 48) + "," + at("110105", from, until));

    invalid(response).body("violations.pointer", contains(pointer));
    response.then().body("violations.code", contains(code));
  }

  @Test
  void all_that_is_wrong_with_the_stops_is_said_at_once() {
    invalid(register("{\"text\":\"x\"}," + at("130100", -2, 1)))
        .body("violations.pointer", contains("/stops/0", "/stops/1/areaCode", "/stops/1/from"));
  }

  @Test
  void twenty_stops_are_taken_and_one_more_is_not() {
    String stop = "{\"areaCode\":\"110106\",\"text\":\"x\"}";

    register(String.join(",", Collections.nCopies(20, stop))).then().statusCode(201);
    invalid(register(String.join(",", Collections.nCopies(21, stop))))
        .body("violations.pointer", contains("/stops"));
  }

  private static ValidatableResponse invalid(Response response) {
    return response
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-body"));
  }
}
