package org.vigil.disinfection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.disinfection.meal.domain.MealRefusal;
import org.vigil.disinfection.round.domain.ZoneRefusal;
import org.vigil.disinfection.round.view.RoundView;
import org.vigil.disinfection.terminal.domain.TerminalRefusal;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.edge.HostileInput;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.RefusalTexts;
import org.vigil.testing.edge.RolesByOperation;
import org.vigil.testing.edge.ViewTables;
import org.vigil.testing.edge.VigilResource;

/** Each operation on zones, rounds and the daily quota (3.7-a, 3.7-b). */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class DisinfectionOverHttpTest {

  private static final String ZONES = "/api/v1/zones/";
  private static final String CLEANERS = "department-ZHGL";

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static RequestSpecification send(String token, String key, String body) {
    return as(token).contentType("application/json").header("Idempotency-Key", key).body(body);
  }

  private static RequestSpecification send(String token, String body) {
    return send(token, UUID.randomUUID().toString(), body);
  }

  private static Response define(String token, String code) {
    return as(token)
        .contentType("application/json")
        .body(
            "{\"name\":\"电梯间\",\"kind\":\"PUBLIC\",\"department\":\"ZHGL\","
                + "\"touchPoints\":[\"按钮\",\"电梯扶手\"]}")
        .put(ZONES + code);
  }

  /** A zone of its own for each test. */
  private static String zone() {
    String code = "Z-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    define(CLEANERS, code).then().statusCode(200).header("ETag", notNullValue());
    return code;
  }

  private static String round(Instant finishedAt, String touchPoints) {
    return """
    {"startedAt":"%s","finishedAt":"%s","by":"ZH-008","agent":"84消毒液","lot":"B1",
     "dilution":"1:100","touchPoints":%s,"deviceId":"pad-3"}
    """
        .formatted(finishedAt.minusSeconds(600), finishedAt, touchPoints);
  }

  private static String round() {
    return round(Instant.now(), "[\"按钮\",\"电梯扶手\"]");
  }

  private static Response done(String code, String body) {
    return send(CLEANERS, body).post(ZONES + code + "/rounds");
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private static ValidatableResponse read(String path, Response behind) {
    return as("office")
        .header("Vigil-At-Least", behind.header("Vigil-Position"))
        .get(path)
        .then()
        .statusCode(200);
  }

  @Test
  void a_round_with_its_touch_points_counts_and_is_seen_in_the_quota() {
    String code = zone();

    Response round = done(code, round());

    round
        .then()
        .statusCode(201)
        .body("valid", equalTo(true))
        .body("validRounds", equalTo(1))
        .body("required", equalTo(3));
    read(ZONES + code + "/rounds", round).body("items.valid", contains(true));
    String day = round.path("day");
    read("/api/v1/quota?day=" + day, round)
        .body("find { it.zone == '" + code + "' }.validRounds", equalTo(1));
  }

  @Test
  void a_second_round_at_once_and_one_without_its_touch_points_do_not_count() {
    String code = zone();
    done(code, round()).then().statusCode(201);

    Response round = done(code, round(Instant.now(), "[]"));

    round
        .then()
        .statusCode(201)
        .body("valid", equalTo(false))
        .body("flaws", contains("TOO_SOON", "TOUCH_POINTS_MISSING"))
        .body("validRounds", equalTo(1));
  }

  @Test
  void a_round_from_before_the_zone_was_counted_is_marked_as_entered_late() {
    done(zone(), round(Instant.now().minus(Duration.ofDays(2)), "[\"按钮\",\"电梯扶手\"]"))
        .then()
        .statusCode(201)
        .body("flaws", contains("LATE_ENTERED"));
  }

  @Test
  void a_voided_round_does_not_count_and_is_voided_once() {
    String code = zone();
    String round = done(code, round()).then().extract().path("id");
    String voidings = ZONES + code + "/rounds/" + round + "/voidings";

    Response voided = send(CLEANERS, "{\"reason\":\"重复录入\"}").post(voidings);

    voided.then().statusCode(200);
    read(ZONES + code + "/rounds", voided).body("items.voided", contains(true));
    problem(send(CLEANERS, "{\"reason\":\"重复录入\"}").post(voidings), 409, "no-such-valid-round");
  }

  @Test
  void a_round_sent_twice_is_recorded_once() {
    String code = zone();
    String key = UUID.randomUUID().toString();
    String body = round();
    String first = send(CLEANERS, key, body).post(ZONES + code + "/rounds").path("id");

    Response again = send(CLEANERS, key, body).post(ZONES + code + "/rounds");

    again.then().statusCode(201).body("id", equalTo(first));
  }

  @Test
  void another_round_under_the_same_key_is_a_misuse() {
    String code = zone();
    String key = UUID.randomUUID().toString();
    send(CLEANERS, key, round()).post(ZONES + code + "/rounds").then().statusCode(201);
    problem(
        send(CLEANERS, key, round(Instant.now(), "[]")).post(ZONES + code + "/rounds"),
        422,
        "idempotency-key-reused");
  }

  @Test
  void a_round_at_a_version_that_has_passed_is_refused() {
    problem(
        send(CLEANERS, round()).header("If-Match", "\"1\"").post(ZONES + zone() + "/rounds"),
        412,
        "version-mismatch");
  }

  @Test
  void another_department_records_nothing() {
    problem(
        send("department-YWS", round()).post(ZONES + zone() + "/rounds"), 403, "other-department");
  }

  @Test
  void nobody_is_let_in_without_a_token() {
    given().get("/api/v1/quota").then().statusCode(401);
  }

  @Test
  void a_zone_that_nobody_registered_is_not_found() {
    problem(done("NO-SUCH", round()), 404, "not-found");
    problem(as("office").get(ZONES + "NO-SUCH/rounds"), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2022-13-01", "%2B999999999-01-01", "-9999-01-01"})
  void a_day_that_is_none_is_told_so(String day) {
    Response response = as("office").urlEncodingEnabled(false).get("/api/v1/quota?day=" + day);
    problem(response, 400, "day-malformed");
  }

  @Test
  void a_day_on_which_nothing_was_counted_is_empty() {
    as("office").get("/api/v1/quota?day=2001-01-01").then().statusCode(200).body("", empty());
  }

  @Test
  void a_round_that_makes_no_sense_is_told_what_is_wrong() {
    String code = zone();
    done(code, "{}").then().statusCode(400);
    done(code, round().replace("B1", "B\\u0000")).then().statusCode(400);
    done(code, round(Instant.now().plusSeconds(3_600), "[]")).then().statusCode(400);
    done(code, round(Instant.parse("1900-01-01T00:00:00Z"), "[]")).then().statusCode(400);
  }

  @Test
  void the_view_built_anew_from_the_log_is_the_live_one() throws SQLException {
    String code = zone();
    String round = done(code, round()).path("id");
    Response last =
        send(CLEANERS, "{\"reason\":\"重复录入\"}")
            .post(ZONES + code + "/rounds/" + round + "/voidings");
    read(ZONES + code + "/rounds", last);
    List<Recorded<Object>> log =
        mechanism.eventSourcing().own().after(0, 10_000).stream()
            .filter(event -> event.stream().key().equals(code))
            .toList();
    List<String> live = rows(code);

    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from round where zone = '" + code + "'");
      statement.execute("delete from quota_day where zone = '" + code + "'");
      statement.execute("delete from zone where code = '" + code + "'");
      new RoundView().apply(log, connection);
    }

    assertThat(rows(code)).isEqualTo(live).hasSize(3);
  }

  private List<String> rows(String code) {
    return Sql.list(
        dataSource,
        "select row_to_json(t)::text from zone t where code = ? union all"
            + " select row_to_json(t)::text from round t where zone = ? union all"
            + " select row_to_json(t)::text from quota_day t where zone = ? order by 1",
        row -> row.getString(1),
        code,
        code,
        code);
  }

  @Test
  void every_projection_declares_exactly_the_tables_that_it_writes() throws Exception {
    ViewTables.check(mechanism.eventSourcing().followers(), dataSource);
  }

  @Test
  void every_operation_lets_in_whom_it_declares() throws IOException {
    RolesByOperation.check(RestAssured.port, VigilResource::token);
  }

  /** Deadlines of zones may fall due meanwhile, so the calls' own client is what is counted. */
  @Test
  void malformed_calls_do_nothing_and_repeat_nothing() throws IOException {
    HostileInput.check(
        RestAssured.port,
        VigilResource::token,
        () -> HostileInput.byCallers(mechanism.eventSourcing().own()),
        20261123,
        2_500);
  }

  @Test
  void every_refusal_is_told_in_two_languages() {
    RefusalTexts.check(ZoneRefusal.class, MealRefusal.class, TerminalRefusal.class);
  }
}
