package org.vigil.supplies;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.supplies.stock.view.IssueView;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** For whom something is issued who is ill, a contact or kept apart (3.11-b). */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class StockRecipientsOverHttpTest {

  private static final String KEEPER = "department-BGS";
  private static final String OWN = "department-GWYC";
  private static final String STRANGER = "department-YWS";
  private static final String NAME = "张三丰";
  private static final String PHONE = "13800000017";
  private static final String LOOK = "{\"purpose\":\"流调\"}";

  private final String code =
      "R-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
  private final String issues = "/api/v1/items/" + code + "/issues";

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static RequestSpecification send(String token, String body) {
    return as(token)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body);
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  @BeforeEach
  void a_lot_of_fifty() {
    kept("BGS", KEEPER);
    send(
            KEEPER,
            "{\"lot\":\"A\",\"quantity\":50,\"expiresOn\":\"%s\",\"at\":\"%s\"}"
                .formatted(LocalDate.now().plusDays(90), Instant.now()))
        .post("/api/v1/items/" + code + "/receipts")
        .then()
        .statusCode(201);
  }

  private void kept(String department, String by) {
    String body =
        "{\"name\":\"抗原\",\"unit\":\"盒\",\"department\":\"%s\",\"safetyLevel\":0}"
            .formatted(department);
    as(by)
        .contentType("application/json")
        .body(body)
        .put("/api/v1/items/" + code)
        .then()
        .statusCode(200);
  }

  private static String person(String staffNo) {
    return "{\"name\":\"%s\",\"staffNo\":\"%s\",\"phone\":\"%s\",\"department\":\"GWYC\"}"
        .formatted(NAME, staffNo, PHONE);
  }

  /** With what follows the quantity. */
  private static String issue(String rest) {
    return "{\"quantity\":1,\"toDepartment\":\"GWYC\",\"at\":\"%s\",%s}"
        .formatted(Instant.now(), rest);
  }

  private static String forSomebody() {
    return "\"purpose\":\"抗原检测\",\"use\":\"SYMPTOMS\",\"person\":" + person("GW-017");
  }

  private Response issued(String token) {
    Response response = send(token, issue(forSomebody())).post(issues);
    response.then().statusCode(201);
    return response;
  }

  private ValidatableResponse read(String token, Response behind) {
    return as(token)
        .header("Vigil-At-Least", behind.header("Vigil-Position"))
        .get(issues)
        .then()
        .statusCode(200);
  }

  private Response corrected(String token, Response issue, String rest) {
    return send(token, "{%s,\"reason\":\"张三丰不是此人\"}".formatted(rest))
        .post(issues + "/" + issue.path("id") + "/corrections");
  }

  @Test
  void for_whom_it_was_is_shown_masked_to_who_keeps_the_item_and_to_the_persons_department() {
    Response issue = issued(KEEPER);

    for (String reader : List.of(KEEPER, OWN, "office", "leader", "auditor")) {
      read(reader, issue)
          .body("items[0].recipient.maskedName", equalTo("张*"))
          .body("items[0].recipient.department", equalTo("GWYC"))
          .body("items[0].recipient.enteredBy", equalTo("KEEPER"))
          .body("items[0].use", nullValue())
          .body("items[0].purpose", nullValue())
          .body(not(containsString(NAME)));
    }
    read(STRANGER, issue)
        .body("items.id", contains(issue.<String>path("id")))
        .body("items[0].recipient", nullValue());
    as("ops").get(issues).then().statusCode(403);
    given().get(issues).then().statusCode(401);
  }

  @Test
  void only_the_persons_own_department_shows_by_its_account_that_it_knew() {
    read("auditor", issued("office")).body("items[0].recipient.enteredBy", equalTo("OFFICE"));
    kept("GWYC", "office");

    read("auditor", issued(OWN)).body("items[0].recipient.enteredBy", equalTo("DEPARTMENT"));
  }

  @Test
  void an_issue_of_which_nothing_is_said_or_an_ordinary_use_is_nobodys() {
    send(KEEPER, issue("\"purpose\":\"消杀\"")).post(issues).then().statusCode(201);
    Response rounds = send(KEEPER, issue("\"purpose\":\"消杀\",\"use\":\"ROUNDS\"")).post(issues);

    read(STRANGER, rounds)
        .body("items.use", contains("ROUNDS", null))
        .body("items.purpose", contains("消杀", "消杀"))
        .body("items[0].recipient", nullValue());
    problem(
        send(KEEPER, LOOK).post(issues + "/" + rounds.path("id") + "/reveals"), 404, "not-found");
  }

  @Test
  void a_use_that_does_not_fit_the_person_is_told_so() {
    String ordinary = forSomebody().replace("SYMPTOMS", "DUTY");
    problem(send(KEEPER, issue(ordinary)).post(issues), 400, "invalid-body")
        .body("violations.code", contains("use-is-for-nobody"))
        .body("violations.pointer", contains("/person"));
    String unsaid = forSomebody().replace("\"use\":\"SYMPTOMS\",", "");
    problem(send(KEEPER, issue(unsaid)).post(issues), 400, "invalid-body")
        .body("violations.code", contains("use-is-for-nobody"));
    problem(
            send(KEEPER, issue("\"purpose\":\"隔离\",\"use\":\"ISOLATION\"")).post(issues),
            400,
            "invalid-body")
        .body("violations.code", contains("use-needs-person"));
    String nobody =
        forSomebody().replace("\"GW-017\"", "null").replace("\"" + PHONE + "\"", "null");
    problem(send(KEEPER, issue(nobody)).post(issues), 400, "invalid-body")
        .body("violations.code", contains("nobody-named"));
    send(KEEPER, issue(forSomebody().replace("SYMPTOMS", "GIFT")))
        .post(issues)
        .then()
        .statusCode(400);
    send(KEEPER, issue(forSomebody().replace(NAME, "\\ud83d"))).post(issues).then().statusCode(400);
  }

  @Test
  void what_is_stored_is_encrypted_and_what_is_published_is_masked() {
    Response issue = issued(KEEPER);
    corrected(KEEPER, issue, "\"purpose\":\"消杀\"").then().statusCode(200);

    var log = mechanism.eventSourcing().store().read(new StreamId("stock", code));
    List<String> stored =
        log.stream().map(event -> new String(event.data(), StandardCharsets.UTF_8)).toList();
    List<String> published =
        log.stream()
            .map(mechanism.eventSourcing().catalog()::published)
            .map(data -> new String(data, StandardCharsets.UTF_8))
            .toList();

    assertThat(log.getLast().type()).isEqualTo("issue-corrected.v1");
    for (String text : List.of(NAME, PHONE, "GW-017", "SYMPTOMS", "抗原检测")) {
      assertThat(stored).noneMatch(data -> data.contains(text));
      assertThat(published).noneMatch(data -> data.contains(text));
    }
    assertThat(published).anyMatch(data -> data.contains("张*") && data.contains("KEEPER"));
  }

  @Test
  void the_persons_department_the_keeper_and_the_office_see_who_it_was_and_each_look_is_recorded() {
    Response issue = issued(KEEPER);
    String reveals = issues + "/" + issue.path("id") + "/reveals";

    problem(send(STRANGER, LOOK).post(reveals), 404, "not-found");
    send(KEEPER, LOOK).post(reveals).then().statusCode(200);
    send("office", LOOK).post(reveals).then().statusCode(200);
    Response last = send(OWN, LOOK).post(reveals);

    last.then()
        .statusCode(200)
        .body("name", equalTo(NAME))
        .body("staffNo", equalTo("GW-017"))
        .body("phone", equalTo(PHONE))
        .body("use", equalTo("SYMPTOMS"))
        .body("purpose", equalTo("抗原检测"));
    as("auditor")
        .header("Vigil-At-Least", last.header("Vigil-Position"))
        .get("/api/v1/reveals")
        .then()
        .statusCode(200)
        .body("items.findAll { it.stream == 'stock/" + code + "' }", hasSize(3));
  }

  @Test
  void only_who_keeps_the_item_or_the_office_puts_an_issue_right() {
    Response issue = issued(KEEPER);
    String rounds = "\"purpose\":\"消杀\",\"use\":\"ROUNDS\"";
    problem(corrected(OWN, issue, rounds), 403, "other-department");
    problem(
        send(KEEPER, "{%s,\"reason\":\"填错\"}".formatted(rounds)).post(issues + "/none/corrections"),
        409,
        "no-such-issue");

    Response corrected = corrected(KEEPER, issue, rounds);

    corrected.then().statusCode(200).body("id", equalTo(issue.path("id")));
    read(KEEPER, corrected)
        .body("items[0].use", equalTo("ROUNDS"))
        .body("items[0].recipient", nullValue());
    corrected("office", issue, forSomebody()).then().statusCode(200);
  }

  @Test
  void what_is_reversed_was_for_nobody() {
    Response issue = issued(KEEPER);

    Response reversed =
        send(KEEPER, "{\"reason\":\"重复登记\"}").post(issues + "/" + issue.path("id") + "/reversals");

    reversed.then().statusCode(200);
    read(KEEPER, reversed)
        .body("items[0].reversed", equalTo(true))
        .body("items[0].recipient", nullValue());
    problem(corrected(KEEPER, issue, "\"purpose\":\"消杀\""), 409, "no-such-issue");
  }

  @Test
  void who_is_forgotten_is_gone_from_the_issue_too() throws Exception {
    String rest = forSomebody().replace("GW-017", "GW-018");
    Response issue = send(KEEPER, issue(rest)).post(issues);
    read(KEEPER, issue).body("items[0].recipient.maskedName", equalTo("张*"));

    Response erased =
        send("office", "{\"person\":{\"staffNo\":\"GW-018\"},\"reason\":\"NO_LONGER_NEEDED\"}")
            .post("/api/v1/subject-erasures");

    erased.then().statusCode(201);
    long position = Long.parseLong(erased.header("Vigil-Position"));
    assertThat(
            mechanism
                .eventSourcing()
                .awaitReached(IssueView.NAME, position, Duration.ofSeconds(20)))
        .isTrue();
    read(KEEPER, erased).body("items[0].recipient.maskedName", equalTo(Personal.ERASED));
    send(KEEPER, LOOK)
        .post(issues + "/" + issue.path("id") + "/reveals")
        .then()
        .statusCode(200)
        .body("name", equalTo(Personal.ERASED))
        .body("use", nullValue());
    assertThat(mechanism.eventSourcing().parking().list()).isEmpty();
  }

  @Test
  void the_view_built_anew_from_the_log_is_the_live_one() throws SQLException {
    Response first = issued(KEEPER);
    corrected(KEEPER, first, forSomebody().replace("GW-017", "GW-019")).then().statusCode(200);
    Response second = issued(KEEPER);
    read(
        KEEPER,
        send(KEEPER, "{\"reason\":\"重复登记\"}")
            .post(issues + "/" + second.path("id") + "/reversals"));
    List<Recorded<Object>> log =
        mechanism.eventSourcing().own().after(0, 10_000).stream()
            .filter(event -> event.stream().key().equals(code))
            .toList();
    List<String> live = rows();

    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from issue where item = '" + code + "'");
      for (Recorded<Object> event : log) {
        new IssueView().apply(List.of(event, event), connection);
      }
    }

    assertThat(rows()).isEqualTo(live).hasSize(2);
  }

  private List<String> rows() {
    return Sql.list(
        dataSource,
        "select row_to_json(t)::text from issue t where item = ? order by position",
        row -> row.getString(1),
        code);
  }
}
