package org.vigil.supplies;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.supplies.stock.domain.StockRefusal;
import org.vigil.supplies.stock.view.StockView;
import org.vigil.testing.edge.HostileInput;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.RefusalTexts;
import org.vigil.testing.edge.RolesByOperation;
import org.vigil.testing.edge.ViewTables;
import org.vigil.testing.edge.VigilResource;

/** Each operation of the store room (3.2-b). */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class SuppliesOverHttpTest {

  private static final String ITEMS = "/api/v1/items/";
  private static final String KEEPER = "department-BGS";

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

  private static Response define(String token, String code, int safetyLevel) {
    String body =
        "{\"name\":\"75%%酒精\",\"unit\":\"瓶\",\"department\":\"BGS\",\"safetyLevel\":%d}"
            .formatted(safetyLevel);
    return as(token).contentType("application/json").body(body).put(ITEMS + code);
  }

  /** An item of its own for each test. */
  private static String item(int safetyLevel) {
    String code = "T-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    define(KEEPER, code, safetyLevel).then().statusCode(200);
    return code;
  }

  private static String receipt(String lot, int quantity, LocalDate expiresOn) {
    return "{\"lot\":\"%s\",\"quantity\":%d,\"expiresOn\":\"%s\",\"at\":\"%s\"}"
        .formatted(lot, quantity, expiresOn, Instant.now());
  }

  private static String issue(int quantity) {
    return "{\"quantity\":%d,\"toDepartment\":\"ZHGL\",\"purpose\":\"消杀\",\"at\":\"%s\"}"
        .formatted(quantity, Instant.now());
  }

  private static Response receive(String code, String lot, int quantity, int daysLeft) {
    return send(KEEPER, receipt(lot, quantity, LocalDate.now().plusDays(daysLeft)))
        .post(ITEMS + code + "/receipts");
  }

  private static Response issue(String code, int quantity) {
    return send(KEEPER, issue(quantity)).post(ITEMS + code + "/issues");
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
        .get(ITEMS + path)
        .then()
        .statusCode(200);
  }

  @Test
  void what_expires_first_goes_out_first_and_the_answer_says_from_which_lots() {
    String code = item(0);
    receive(code, "LATER", 30, 400).then().statusCode(201).header("ETag", notNullValue());
    receive(code, "SOONER", 5, 30).then().statusCode(201);

    Response issued = issue(code, 12);

    issued
        .then()
        .statusCode(201)
        .body("portions.lot", contains("SOONER", "LATER"))
        .body("portions.quantity", contains(5, 7));
    read(code, issued).body("onHand", equalTo(23));
    read(code + "/lots", issued).body("quantity", contains(23));
    read(code + "/ledger", issued).body("items.quantity", contains(-12, 5, 30));
  }

  @Test
  void the_ledger_is_read_in_pages() {
    String code = item(0);
    receive(code, "A", 5, 30);
    Response last = receive(code, "B", 6, 30);

    String next =
        read(code + "/ledger?limit=1", last)
            .body("items.quantity", contains(6))
            .extract()
            .path("next");

    read(code + "/ledger?limit=1&after=" + next, last).body("items.quantity", contains(5));
  }

  @Test
  void an_item_that_runs_low_is_shown_so_until_it_is_replenished() {
    String code = item(10);
    receive(code, "A", 12, 30);
    Response issued = issue(code, 3);
    read(code, issued).body("low", equalTo(true));

    Response replenished = receive(code, "B", 1, 30);

    read(code, replenished).body("low", equalTo(false));
  }

  @Test
  void a_receipt_and_an_issue_are_reversed_not_edited() {
    String code = item(0);
    String receipt = receive(code, "A", 12, 30).then().extract().path("id");
    String issue = issue(code, 2).then().extract().path("id");
    String reason = "{\"reason\":\"重复登记\"}";
    problem(
        send(KEEPER, reason).post(ITEMS + code + "/receipts/" + receipt + "/reversals"),
        409,
        "lot-already-issued");
    send(KEEPER, reason)
        .post(ITEMS + code + "/issues/" + issue + "/reversals")
        .then()
        .statusCode(200);

    Response reversed =
        send(KEEPER, reason).post(ITEMS + code + "/receipts/" + receipt + "/reversals");

    reversed.then().statusCode(200);
    read(code, reversed).body("onHand", equalTo(0));
    read(code + "/ledger", reversed)
        .body("items.movement", contains("RECEIPT_REVERSED", "REVERSED", "ISSUED", "RECEIVED"));
  }

  @Test
  void an_issue_sent_twice_is_done_once() {
    String code = item(0);
    receive(code, "A", 12, 30);
    String key = UUID.randomUUID().toString();
    String body = issue(5);
    String first =
        send(KEEPER, key, body).post(ITEMS + code + "/issues").then().extract().path("id");

    Response again = send(KEEPER, key, body).post(ITEMS + code + "/issues");

    again.then().statusCode(201).body("id", equalTo(first));
    read(code, again).body("onHand", equalTo(7));
  }

  @Test
  void another_issue_under_the_same_key_is_a_misuse() {
    String code = item(0);
    receive(code, "A", 12, 30);
    String key = UUID.randomUUID().toString();
    send(KEEPER, key, issue(5)).post(ITEMS + code + "/issues").then().statusCode(201);
    problem(
        send(KEEPER, key, issue(6)).post(ITEMS + code + "/issues"), 422, "idempotency-key-reused");
  }

  @Test
  void an_issue_at_a_version_that_has_passed_is_refused() {
    String code = item(0);
    receive(code, "A", 12, 30);
    problem(
        send(KEEPER, issue(1)).header("If-Match", "\"1\"").post(ITEMS + code + "/issues"),
        412,
        "version-mismatch");
  }

  @Test
  void what_is_not_there_or_has_expired_cannot_be_issued() {
    String code = item(0);
    receive(code, "EXPIRED", 12, -2);
    problem(issue(code, 1), 409, "not-enough-on-hand");
  }

  @Test
  void another_department_can_read_but_not_issue() {
    String code = item(0);
    as("department-YWS").get(ITEMS + code + "/lots").then().statusCode(200);
    problem(
        send("department-YWS", issue(1)).post(ITEMS + code + "/issues"), 403, "other-department");
  }

  @Test
  void nobody_is_let_in_without_a_token() {
    given().get("/api/v1/items").then().statusCode(401);
  }

  @Test
  void an_item_that_is_not_in_the_catalogue_is_not_found() {
    problem(as("office").get(ITEMS + "NO-SUCH"), 404, "not-found");
    problem(as("office").get(ITEMS + "NO-SUCH/ledger"), 404, "not-found");
    problem(as("office").get(ITEMS + "a%00b/lots"), 404, "not-found");
    problem(issue("NO-SUCH", 1), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"lot\":\"A\",\"quantity\":0,\"expiresOn\":\"2030-01-01\",\"at\":\"2022-01-01T00:00:00Z\"}",
        "{\"lot\":\"A\",\"quantity\":1.5,\"expiresOn\":\"2030-01-01\",\"at\":\"2022-01-01T00:00:00Z\"}",
        "{\"lot\":\"A\\u0000\",\"quantity\":1,\"expiresOn\":\"2030-01-01\",\"at\":\"2022-01-01T00:00:00Z\"}"
      })
  void a_receipt_that_makes_no_sense_is_told_what_is_wrong(String body) {
    send(KEEPER, body).post(ITEMS + item(0) + "/receipts").then().statusCode(400);
  }

  @Test
  void an_expiry_or_a_time_that_no_database_holds_is_told_so() {
    String code = item(0);
    String far = receipt("A", 1, LocalDate.of(2030, 1, 1)).replace("2030-", "+99999999-");
    send(KEEPER, far).post(ITEMS + code + "/receipts").then().statusCode(400);
    String old =
        "{\"lot\":\"A\",\"quantity\":1,\"expiresOn\":\"2030-01-01\",\"at\":\"-9999-01-01T00:00:00Z\"}";
    send(KEEPER, old).post(ITEMS + code + "/receipts").then().statusCode(400);
  }

  @Test
  void sixty_four_callers_at_once_take_no_more_than_there_is()
      throws ExecutionException, InterruptedException {
    String code = item(10);
    receive(code, "A", 50, 30);
    receive(code, "B", 50, 60);
    List<Future<Response>> calls = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(64)) {
      for (int i = 0; i < 64; i++) {
        calls.add(callers.submit(() -> issued(code)));
      }
    }

    int done = 0;
    for (Future<Response> call : calls) {
      int status = call.get().statusCode();
      assertThat(status).isIn(201, 409);
      done += status == 201 ? 1 : 0;
    }

    assertThat(done).as("33 times 3 of 100").isEqualTo(33);
    read(code, define(KEEPER, code, 11)).body("onHand", equalTo(1));
    assertThat(
            Sql.list(
                dataSource,
                "select type from event where stream = ? and type like 'stock-ran-low%'",
                row -> row.getString(1),
                "stock/" + code))
        .hasSize(1);
  }

  /** Under such a crowd a caller may be asked to come again. */
  private static Response issued(String code) {
    String key = UUID.randomUUID().toString();
    String body = issue(3);
    Response response = send(KEEPER, key, body).post(ITEMS + code + "/issues");
    for (int again = 0; response.statusCode() == 503 && again < 50; again++) {
      response = send(KEEPER, key, body).post(ITEMS + code + "/issues");
    }
    return response;
  }

  @Test
  void the_view_built_anew_from_the_log_is_the_live_one() throws SQLException {
    String code = item(10);
    receive(code, "A", 12, 30);
    String issue = issue(code, 5).then().extract().path("id");
    read(
        code,
        send(KEEPER, "{\"reason\":\"领错\"}").post(ITEMS + code + "/issues/" + issue + "/reversals"));
    List<Recorded<Object>> log =
        mechanism.eventSourcing().own().after(0, 10_000).stream()
            .filter(event -> event.stream().key().equals(code))
            .toList();
    List<String> live = rows(code);

    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from ledger where item = '" + code + "'");
      statement.execute("delete from lot where item = '" + code + "'");
      statement.execute("delete from item where code = '" + code + "'");
      new StockView().apply(log, connection);
    }

    assertThat(rows(code)).isEqualTo(live).hasSize(5);
  }

  private List<String> rows(String code) {
    return Sql.list(
        dataSource,
        "select row_to_json(t)::text from item t where code = ? union all"
            + " select row_to_json(t)::text from lot t where item = ? union all"
            + " select row_to_json(t)::text from ledger t where item = ? order by 1",
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
    RolesByOperation.check(port(), VigilResource::token);
  }

  @Test
  void malformed_calls_do_nothing_and_repeat_nothing() throws IOException {
    HostileInput.check(
        port(),
        VigilResource::token,
        () -> HostileInput.byCallers(mechanism.eventSourcing().own()),
        20261123,
        2_500);
  }

  private static int port() {
    return RestAssured.port;
  }

  @Test
  void every_refusal_is_told_in_two_languages() {
    RefusalTexts.check(StockRefusal.class);
  }
}
