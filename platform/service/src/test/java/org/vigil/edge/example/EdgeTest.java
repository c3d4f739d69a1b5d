package org.vigil.edge.example;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Policies;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** What every service's edge promises, shown on the smallest service there can be. */
@QuarkusTest
@OnRealInfrastructure
class EdgeTest {

  private static final String NOTES = "/api/v1/notes";

  @Inject Mechanism mechanism;
  @Inject Policies policies;

  static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static RequestSpecification send(String token, String key) {
    return as(token).contentType("application/json").header("Idempotency-Key", key);
  }

  private static RequestSpecification send(String token) {
    return send(token, UUID.randomUUID().toString());
  }

  private static String note(String name) {
    return """
    {"department":"GWYC","person":{"name":"%s","staffNo":"A0017"},"urgency":3}
    """
        .formatted(name);
  }

  private static String opened() {
    return send("department")
        .body(note("张三"))
        .post(NOTES)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .log()
        .ifValidationFails()
        .statusCode(status)
        .contentType("application/problem+json")
        .header("Vigil-Correlation-Id", notNullValue())
        .body("code", equalTo(code))
        .body("type", equalTo("urn:vigil:problem:" + code))
        .body("status", equalTo(status))
        .body("title", notNullValue())
        .body("instance", notNullValue());
  }

  // Commands

  @Test
  void a_command_is_answered_with_place_version_and_position() {
    Response response = send("department").body(note("张三")).post(NOTES);

    response.then().statusCode(201).header("ETag", "\"1\"");
    assertThat(response.header("Location")).endsWith(NOTES + "/" + response.path("id"));
    assertThat(Long.parseLong(response.header("Vigil-Position"))).isPositive();
  }

  @Test
  void a_repeated_command_is_answered_again_and_not_done_again() {
    String key = UUID.randomUUID().toString();
    Response first = send("department", key).body(note("张三")).post(NOTES);
    long head = mechanism.eventSourcing().store().head();

    Response again = send("department", key).body(note("张三")).post(NOTES);

    again.then().statusCode(201).body("id", equalTo(first.path("id")));
    assertThat(again.header("Vigil-Position")).isEqualTo(first.header("Vigil-Position"));
    assertThat(mechanism.eventSourcing().store().head()).isEqualTo(head);
  }

  @Test
  void another_body_under_the_same_key_is_a_mistake() {
    String key = UUID.randomUUID().toString();
    send("department", key).body(note("张三")).post(NOTES).then().statusCode(201);

    Response other = send("department", key).body(note("李四")).post(NOTES);

    problem(other, 422, "idempotency-key-reused");
  }

  @Test
  void a_command_needs_a_key() {
    Response response = as("office").contentType("application/json").body(note("张三")).post(NOTES);
    problem(response, 400, "idempotency-key-missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb"})
  void a_key_is_visible_text(String key) {
    Response response = send("office", key).body(note("张三")).post(NOTES);
    problem(response, 400, "idempotency-key-malformed");
  }

  @Test
  void what_the_rules_refuse_is_a_conflict_told_in_two_languages() {
    String closings = NOTES + "/" + opened() + "/closings";
    send("office").post(closings).then().statusCode(204).header("ETag", "\"2\"");

    Response chinese = send("office").post(closings);
    Response english = send("office").header("Accept-Language", "en-GB,en;q=0.9").post(closings);

    problem(chinese, 409, "already-closed")
        .header("Content-Language", "zh")
        .body("title", equalTo("该记录已结束"));
    problem(english, 409, "already-closed")
        .header("Content-Language", "en")
        .body("title", equalTo("The note is closed already"));
  }

  @Test
  void an_expectation_that_no_longer_holds_is_a_failed_precondition() {
    String closings = NOTES + "/" + opened() + "/closings";
    problem(send("office").header("If-Match", "\"7\"").post(closings), 412, "version-mismatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "W/\"1\"", "\"x\"", "\"99999999999\"", ""})
  void an_expectation_is_a_strong_etag(String tag) {
    String closings = NOTES + "/" + opened() + "/closings";
    problem(send("office").header("If-Match", tag).post(closings), 400, "if-match-malformed");
  }

  @Test
  void what_is_not_there_is_not_found() {
    problem(send("office").post(NOTES + "/nobody/closings"), 404, "not-found");
    problem(as("office").get(NOTES + "/nobody"), 404, "not-found");
    problem(as("office").get("/api/v1/nothing"), 404, "not-found");
    problem(as("office").get("/nothing/at/all"), 404, "not-found");
  }

  // Reading

  @Test
  void a_reader_sees_what_it_has_just_written() {
    Response written = send("department").body(note("张三")).post(NOTES);

    Response read =
        as("auditor")
            .header("Vigil-At-Least", written.header("Vigil-Position"))
            .get(written.header("Location"));

    read.then().statusCode(200).body("department", equalTo("GWYC"));
  }

  @Test
  void a_call_that_is_traced_leaves_its_trace_on_the_event() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    long position =
        Long.parseLong(
            send("department")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .body(note("张三"))
                .post(NOTES)
                .header("Vigil-Position"));

    var event = mechanism.eventSourcing().own().after(position - 1, 1).getFirst();
    assertThat(event.metadata().traceparent()).startsWith("00-" + trace + "-");
  }

  @Test
  void a_view_that_does_not_come_so_far_says_so() {
    Response response = as("office").header("Vigil-At-Least", "999999999").get(NOTES + "/x");
    problem(response, 503, "view-behind").header("Retry-After", notNullValue());
  }

  @Test
  void a_position_is_a_number() {
    problem(
        as("office").header("Vigil-At-Least", "now").get(NOTES + "/x"), 400, "position-malformed");
  }

  // Bodies

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    String body =
        """
        {"department":"gwyc","person":{"name":" ","staffNo":7,"planted":"Zhang-13800005678"},
         "urgency":"3","seenAt":"2026-11-23T08:00:00","colour":"PINK",
         "witnesses":[{"name":"x","staffNo":"1"},null,{"staffNo":"2"}]}
        """;

    Response response = send("department").body(body).post(NOTES);

    problem(response, 400, "invalid-body")
        .body(
            "violations.pointer",
            containsInAnyOrder(
                "/department",
                "/person/name",
                "/person/staffNo",
                "/person/planted",
                "/urgency",
                "/seenAt",
                "/colour",
                "/witnesses/1",
                "/witnesses/2/name"));
    assertThat(response.asString()).doesNotContain("13800005678", "PINK", "gwyc", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "3 | true      | /urgency | wrong-type",
        "3 | 3.5       | /urgency | wrong-type",
        "3 | 9         | /urgency | out-of-range",
        "3 | 99999999999999 | /urgency | out-of-range",
        "3 | null      | /urgency | required",
        "3 | {}        | /urgency | wrong-type",
        "\"GWYC\" | 5  | /department | wrong-type",
        "\"GWYC\" | [] | /department | wrong-type",
        "\"张三\" | {\"a\":1} | /person/name | wrong-type",
        "3 | 3,\"x y@z\":1 | `` | unknown-field",
        "3 | 3,\"13812345678\":[{}] | `` | unknown-field",
        "3 | 3,\"nested\":[{}] | /nested | unknown-field"
      })
  void a_wrong_value_is_named_by_its_place(String what, String by, String pointer, String code) {
    Response response = send("department").body(note("张三").replace(what, by)).post(NOTES);

    problem(response, 400, "invalid-body")
        .body("violations[0].pointer", equalTo(pointer))
        .body("violations[0].code", equalTo(code))
        .body("violations[0].message", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"department\":\"GWYC\"",
        "{\"person\":{\"name\":\"x\",,}}",
        "{\"urgency\":3,\"urgency\":4}",
        "{\"person\":{\"name\":\"x\",\"name\":\"y\"}}",
        "{} {}",
        "{'department':'GWYC'}",
        "{\"urgency\":NaN}"
      })
  void what_is_not_json_is_refused(String body) {
    problem(send("department").body(body).post(NOTES), 400, "malformed-json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "7", "true"})
  void json_of_another_shape_is_refused(String body) {
    problem(send("department").body(body).post(NOTES), 400, "invalid-body");
  }

  @Test
  void null_is_no_body() {
    problem(send("department").body("null").post(NOTES), 400, "body-missing");
    problem(send("department").post(NOTES), 400, "body-missing");
  }

  @Test
  void a_nest_is_refused() {
    String deep = "{\"person\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
    problem(send("department").body(deep).post(NOTES), 400, "malformed-json");
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    byte[] bytes = note("张三").getBytes(java.nio.charset.Charset.forName("GBK"));
    problem(send("department").body(bytes).post(NOTES), 400, "not-utf-8");
  }

  @Test
  void a_body_has_a_limit() {
    problem(send("department").body(note("x".repeat(70_000))).post(NOTES), 413, "too-large");
  }

  @Test
  void a_huge_body_is_refused_before_it_is_read() {
    problem(send("department").body(note("x".repeat(4_000_000))).post(NOTES), 413, "too-large");
  }

  @Test
  void a_path_for_lists_takes_more() {
    String body = "[\"" + "x".repeat(90_000) + "\"]";
    send("office")
        .body(body)
        .post(NOTES + "/bulk")
        .then()
        .statusCode(200)
        .body("count", equalTo(1));
  }

  @Test
  void the_wrong_kind_of_content_is_refused() {
    problem(
        as("office").contentType("text/plain").body("x").post(NOTES),
        415,
        "unsupported-media-type");
    problem(as("office").accept("image/png").get(NOTES + "/x"), 406, "not-acceptable");
    problem(as("office").delete(NOTES), 405, "method-not-allowed");
  }

  @Test
  void a_mistake_of_ours_is_told_without_its_cause() {
    Response response =
        send("office").body("{\"name\":\"王五\",\"staffNo\":\"1\"}").put(NOTES + "/x");

    problem(response, 500, "unexpected").body("correlationId", notNullValue());
    assertThat(response.asString()).doesNotContain("王五", "IllegalState", "Exception");
  }

  // Identity

  @ParameterizedTest
  @ValueSource(strings = {"expired", "other-audience"})
  void a_token_that_does_not_hold_is_refused(String token) {
    problem(as(token).get(NOTES + "/x"), 401, "unauthorized")
        .header("WWW-Authenticate", notNullValue());
  }

  @Test
  void nobody_is_refused() {
    problem(given().get(NOTES + "/x"), 401, "unauthorized")
        .header("WWW-Authenticate", notNullValue());
    problem(given().auth().oauth2("not.a.token").get(NOTES + "/x"), 401, "unauthorized");
  }

  @Test
  void a_role_that_is_not_named_is_refused() {
    problem(as("ops").get(NOTES + "/x"), 403, "forbidden");
    problem(as("unknown-role").get(NOTES + "/x"), 403, "forbidden");
    problem(as("office").get(NOTES + "/forgotten/"), 403, "forbidden");
  }

  @Test
  void a_department_acts_for_itself_only() {
    problem(send("department-YWS").body(note("张三")).post(NOTES), 403, "other-department");
    problem(send("no-department").body(note("张三")).post(NOTES), 403, "department-claim-missing");
  }

  // Around the calls

  @Test
  void a_correlation_id_is_kept() {
    String id = UUID.randomUUID().toString();
    as("office")
        .header("Vigil-Correlation-Id", id)
        .get(NOTES + "/x")
        .then()
        .header("Vigil-Correlation-Id", id)
        .body("correlationId", equalTo(id));
  }

  @Test
  void a_correlation_id_that_is_none_is_replaced() {
    String id =
        as("office")
            .header("Vigil-Correlation-Id", "13800005678")
            .get(NOTES + "/x")
            .header("Vigil-Correlation-Id");
    assertThat(UUID.fromString(id)).isNotNull();
  }

  @Test
  void answers_are_not_kept_and_not_guessed_at() {
    as("office")
        .get(NOTES + "/x")
        .then()
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store");
  }

  @Test
  void readiness_says_what_works() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.find { it.name == 'event log' }.data.position", notNullValue());
    given().get("/q/health/live").then().statusCode(200);
  }

  @Test
  void the_mechanism_is_measured() {
    opened();
    String metrics = given().get("/q/metrics").asString();
    assertThat(metrics)
        .contains(
            "vigil_appends_total",
            "vigil_append_seconds",
            "vigil_relay_lag",
            "vigil_intake_lag",
            "vigil_follower_lag{",
            "vigil_parked_streams");
  }

  @Test
  void the_operations_are_described() {
    Response document = given().get("/openapi");

    document
        .then()
        .log()
        .ifValidationFails()
        .statusCode(200)
        .contentType("application/json")
        .body("openapi", equalTo("3.1.0"))
        .body("paths.'/api/v1/notes'.post.x-roles", containsInAnyOrder("department", "office"))
        .body("paths.'/api/v1/notes/forgotten'.get.x-roles.size()", equalTo(0))
        .body("paths.'/api/v1/notes'.post.responses.'429'", notNullValue())
        .body("components.schemas.Problem.properties.code", notNullValue())
        .body("components.schemas", hasKey("RebuildState"))
        .body("components.schemas", hasKey("PageHistoricEvent"));
    given().get("/docs/").then().statusCode(200);
    assertThat(given().get("/openapi?format=yaml").asString()).startsWith("---");
  }

  @Test
  void the_events_are_described_as_others_see_them() {
    given()
        .get("/asyncapi")
        .then()
        .statusCode(200)
        .body("asyncapi", equalTo("3.0.0"))
        .body("channels.'example.events'.address", equalTo("example.events"))
        .body(
            "components.messages.'vigil.example.note-opened.v1'.payload.properties.name.description",
            notNullValue())
        .body("channels.'reporting.events'.address", equalTo("reporting.events"))
        .body("operations.receiveReporting.action", equalTo("receive"));
  }

  // Parameters

  @Test
  void a_parameter_that_nobody_has_decided_has_its_default() {
    Instant now = Wiring.START;
    assertThat(policies.duration("example.answer-within", now)).hasMinutes(15);
    assertThat(policies.minutesOfDay("example.closes-at", now)).isEqualTo(1440);
    assertThat(policies.inForce("example.answer-within", now)).isEmpty();
  }
}
