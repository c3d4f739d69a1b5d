package org.vigil.disinfection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.terminal.view.TerminalView;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Each operation on terminal disinfections (3.6-d). */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class TerminalDisinfectionsOverHttpTest {

  private static final String ORDERS = "/api/v1/terminal-disinfections";
  private static final String DEPARTMENT = "department-GWYC";
  private static final String CLEANERS = "department-ZHGL";
  private static final String STRANGER = "department-YWS";
  private static final String PERSON = "{\"name\":\"张三丰\",\"staffNo\":\"GW-017\",\"phone\":null}";

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

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private static String content(String person) {
    return "{\"zone\":null,\"place\":\"三楼 305\",\"person\":%s,\"note\":\"抗原阳性\"}".formatted(person);
  }

  private static String order(String person) {
    return "{\"department\":\"GWYC\",\"content\":%s}".formatted(content(person));
  }

  private static Response ordered(String token, String person) {
    Response response = send(token, order(person)).post(ORDERS);
    response.then().statusCode(201).header("ETag", notNullValue()).body("dueAt", notNullValue());
    return response;
  }

  private static String completion(Instant at) {
    return """
    {"doneAt":"%s","by":"ZH-008","agent":"含氯消毒剂","lot":"B1","dilution":"1:50"}
    """
        .formatted(at);
  }

  private static String at(Response order) {
    return ORDERS + "/" + order.path("id");
  }

  private static ValidatableResponse read(String token, String path, Response behind) {
    return as(token)
        .header("Vigil-At-Least", behind.header("Vigil-Position"))
        .get(path)
        .then()
        .statusCode(200);
  }

  @Test
  void obligation_3_6_d_what_a_department_asks_for_the_cleaners_see_masked_and_do() {
    Response order = ordered(DEPARTMENT, PERSON);
    String known = Instant.now().toString();
    String one = "items.find { it.id == '" + order.path("id") + "' }.";
    read(CLEANERS, ORDERS, order)
        .body(one + "maskedName", equalTo("张*"))
        .body(one + "place", equalTo("三楼 305"))
        .body(one + "status", equalTo("OPEN"));

    Response done = send(CLEANERS, completion(Instant.now())).post(at(order) + "/completions");

    done.then().statusCode(200);
    read(DEPARTMENT, ORDERS, done).body(one + "status", equalTo("DONE"));
    as("auditor")
        .get(at(order))
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("status", equalTo("DONE"))
        .body("agent", equalTo("含氯消毒剂"))
        .body("overdue", equalTo(false));
    as("auditor")
        .queryParam("asOf", known)
        .get(at(order))
        .then()
        .statusCode(200)
        .body("status", equalTo("OPEN"));
    problem(
        send(CLEANERS, completion(Instant.now())).post(at(order) + "/completions"),
        409,
        "terminal-disinfection-already-done");
  }

  @Test
  void a_department_asks_for_no_other_and_the_cleaners_for_any_at_its_word() {
    problem(send(STRANGER, order("null")).post(ORDERS), 403, "other-department");
    problem(send("no-department", order("null")).post(ORDERS), 403, "department-claim-missing");

    as("leader").get(at(ordered(CLEANERS, "null"))).then().body("orderedBy", equalTo("PROVIDER"));
  }

  @Test
  void only_the_cleaners_or_the_office_say_that_it_is_done() {
    Response order = ordered(DEPARTMENT, "null");
    String body = completion(Instant.now());

    problem(send(DEPARTMENT, body).post(at(order) + "/completions"), 403, "other-department");
    problem(send(STRANGER, body).post(at(order) + "/completions"), 404, "not-found");
    problem(as(STRANGER).get(at(order)), 404, "not-found");
    read(STRANGER, ORDERS, order).body("items.id", not(hasItem(order.<String>path("id"))));
    send("office", body).post(at(order) + "/completions").then().statusCode(200);
  }

  @Test
  void only_who_asked_or_the_office_names_somebody_cancels_and_sees_who_it_is() {
    Response order = ordered(DEPARTMENT, "null");
    String correction = "{\"content\":%s,\"reason\":\"补充姓名\"}".formatted(content(PERSON));
    String cancellation = "{\"mistaken\":true,\"reason\":\"误报\"}";
    String purpose = "{\"purpose\":\"流调\"}";
    as(DEPARTMENT).get(at(order)).then().body("maskedName", nullValue());

    problem(send(CLEANERS, correction).post(at(order) + "/corrections"), 403, "other-department");
    problem(
        send(CLEANERS, cancellation).post(at(order) + "/cancellations"), 403, "other-department");
    problem(send(CLEANERS, purpose).post(at(order) + "/reveals"), 403, "other-department");

    send(DEPARTMENT, correction).post(at(order) + "/corrections").then().statusCode(200);
    send("office", purpose)
        .post(at(order) + "/reveals")
        .then()
        .statusCode(200)
        .body("name", equalTo("张三丰"))
        .body("note", equalTo("抗原阳性"));
    send(DEPARTMENT, cancellation).post(at(order) + "/cancellations").then().statusCode(200);
    as(DEPARTMENT)
        .get(at(order))
        .then()
        .body("maskedName", equalTo("张*"))
        .body("status", equalTo("MISTAKEN"));
  }

  @Test
  void an_order_sent_twice_is_one_and_another_under_its_key_is_a_misuse() {
    String key = UUID.randomUUID().toString();
    String first = send(DEPARTMENT, key, order("null")).post(ORDERS).path("id");

    send(DEPARTMENT, key, order("null"))
        .post(ORDERS)
        .then()
        .statusCode(201)
        .body("id", equalTo(first));
    problem(send(DEPARTMENT, key, order(PERSON)).post(ORDERS), 422, "idempotency-key-reused");
  }

  @Test
  void a_step_at_a_version_that_has_passed_is_refused() {
    Response order = ordered(DEPARTMENT, "null");
    problem(
        send(CLEANERS, completion(Instant.now()))
            .header("If-Match", "\"2\"")
            .post(at(order) + "/completions"),
        412,
        "version-mismatch");
  }

  @Test
  void what_makes_no_sense_is_told_what_is_wrong() {
    send(DEPARTMENT, order("null").replace("\"三楼 305\"", "null"))
        .post(ORDERS)
        .then()
        .statusCode(400)
        .body("violations.code", contains("no-place-named"));
    send(DEPARTMENT, order("null").replace("\"zone\":null", "\"zone\":\"NO-SUCH\""))
        .post(ORDERS)
        .then()
        .statusCode(400)
        .body("violations.code", contains("no-such-zone"));
    send(DEPARTMENT, order(PERSON.replace("\"GW-017\"", "null")))
        .post(ORDERS)
        .then()
        .statusCode(400)
        .body("violations.code", contains("nobody-named"));
    String completions = at(ordered(DEPARTMENT, "null")) + "/completions";
    send(CLEANERS, completion(Instant.now().plusSeconds(3_600)))
        .post(completions)
        .then()
        .statusCode(400)
        .body("violations.code", contains("in-the-future"));
    send(CLEANERS, completion(Instant.parse("1900-01-01T00:00:00Z")))
        .post(completions)
        .then()
        .statusCode(400)
        .body("violations.code", contains("too-long-ago"));
  }

  @Test
  void nobody_is_let_in_without_a_token_and_an_unknown_one_is_not_found() {
    given().get(ORDERS).then().statusCode(401);
    problem(as("office").get(ORDERS + "/" + UUID.randomUUID()), 404, "not-found");
    problem(as("office").get(ORDERS + "/none"), 404, "not-found");
  }

  @Test
  void the_view_built_anew_from_the_log_is_the_live_one() throws SQLException {
    Response order = ordered(DEPARTMENT, "null");
    String id = order.path("id");
    send(DEPARTMENT, "{\"content\":%s,\"reason\":\"补充姓名\"}".formatted(content(PERSON)))
        .post(at(order) + "/corrections")
        .then()
        .statusCode(200);
    Response last = send(CLEANERS, completion(Instant.now())).post(at(order) + "/completions");
    read(DEPARTMENT, ORDERS, last);
    List<Recorded<Object>> log =
        mechanism.eventSourcing().own().after(0, 10_000).stream()
            .filter(event -> event.stream().key().equals(id))
            .toList();
    List<String> live = rows(id);

    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from terminal_disinfection where id = '" + id + "'");
      for (Recorded<Object> event : log) {
        new TerminalView().apply(List.of(event, event), connection);
      }
    }

    assertThat(rows(id)).isEqualTo(live).hasSize(1);
  }

  private List<String> rows(String id) {
    return Sql.list(
        dataSource,
        "select row_to_json(t)::text from terminal_disinfection t where id = ?",
        row -> row.getString(1),
        id);
  }
}
