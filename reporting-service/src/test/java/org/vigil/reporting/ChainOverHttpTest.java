package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.edge.SubjectIds;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** The leading group at work: passing on, resting, deciding, ordering, ruling, being measured. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class ChainOverHttpTest {

  /** Each report is of somebody else, as two of one illness are one matter. */
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private static final String ESCALATIONS = "/api/v1/escalations";
  private static final String ORDERS = "/api/v1/dispatch-orders";
  private static final String RULES = "/api/v1/signal-rules";

  private static final String GROUP = "/api/v1/leading-group";
  private static final String LEADER = "leader:LD-001";
  private static final String EXECUTIVE = "leader:LD-002";
  private static final String DEPUTY = "leader:GW-001";

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;
  @Inject SubjectIds subjectIds;

  @BeforeEach
  void the_leading_group_is_constituted() {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[
             {"role":"LEADER","name":"林建华","staffNo":"LD-001","from":"2022-01-01T00:00:00Z"},
             {"role":"EXECUTIVE_DEPUTY","name":"高志远","staffNo":"LD-002","from":"2022-01-01T00:00:00Z"},
             {"role":"DEPUTY","name":"卫东","staffNo":"GW-001","supervises":["GWYC"],"from":"2022-01-01T00:00:00Z"}]}
            """)
        .put(GROUP)
        .then()
        .statusCode(200);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  /** What was recorded so far is to be seen. */
  private RequestSpecification caughtUp(String token) {
    return as(token)
        .header("Vigil-At-Least", Long.toString(mechanism.eventSourcing().store().head()));
  }

  private static Response post(String token, String path, String body) {
    return as(token)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(path);
  }

  private static void refused(String who, String path, String body, String code) {
    post(who, path, body).then().statusCode(403).body("code", equalTo(code));
  }

  /** While a holder is away somebody else of the group stands in. */
  private static void whileAway(String role, String staffNo, String standIn, Runnable then) {
    post(
            "office",
            GROUP + "/absences",
            """
            {"role":"%s","staffNo":"%s","from":"%s","standIn":{"name":"卫东","staffNo":"%s"}}
            """
                .formatted(role, staffNo, in(Duration.ofSeconds(-60)), standIn))
        .then()
        .statusCode(200);
    then.run();
    post(
            "office",
            GROUP + "/returns",
            "{\"role\":\"%s\",\"staffNo\":\"%s\"}".formatted(role, staffNo))
        .then()
        .statusCode(200);
  }

  private static String in(Duration time) {
    return Instant.now().plus(time).toString();
  }

  /** The escalation of a new symptom report of a department. */
  private static String raised() {
    String at = Instant.now().minusSeconds(60).toString();
    String report =
        post(
                "department",
                "/api/v1/symptom-reports",
                """
                {"department":"GWYC","person":{"name":"张三丰","staffNo":"A-%d"},
                 "symptoms":["FEVER"],"temperatureCelsius":38.2,"onsetAt":"%s","knownAt":"%s"}
                """
                    .formatted(PEOPLE.incrementAndGet(), at, at))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return Awaitility.await()
        .until(
            () ->
                as("office")
                    .get(ESCALATIONS + "?limit=200")
                    .<String>path("items.find { it.subject.id == '" + report + "' }?.id"),
            id -> id != null);
  }

  // Transfers (5-5)

  @Test
  void a_matter_changes_hands_only_with_the_others_word() {
    String one = ESCALATIONS + "/" + raised();
    String offer = "{\"to\":\"YWS\",\"reason\":\"不属本科室职责\"}";

    post("department-ZHGL", one + "/transfers", offer).then().statusCode(403);
    post("department", one + "/transfers", offer).then().statusCode(200);
    caughtUp("department-YWS")
        .get(one)
        .then()
        .statusCode(200)
        .body("department", equalTo("GWYC"))
        .body("offeredTo", equalTo("YWS"));
    post("department", one + "/transfers/1/acceptances", "").then().statusCode(403);
    post("office", one + "/transfers/1/acceptances", "").then().statusCode(403);
    post("office", one + "/transfers/1/refusals", "{\"reason\":\"代答\"}").then().statusCode(403);
    post("department-YWS", one + "/transfers/2/acceptances", "").then().statusCode(409);
    post("department-YWS", one + "/transfers/1/acceptances", "").then().statusCode(200);

    caughtUp("department-YWS").get(one).then().body("department", equalTo("YWS"));
    caughtUp("department").get(one).then().statusCode(404);
  }

  @Test
  void a_matter_that_goes_from_hand_to_hand_becomes_a_lead() {
    String id = raised();
    String one = ESCALATIONS + "/" + id;
    for (String to : new String[] {"YWS", "JGH", "ZHGL"}) {
      post("department", one + "/transfers", "{\"to\":\"" + to + "\",\"reason\":\"不属\"}")
          .then()
          .statusCode(200);
      int number = caughtUp("office").get(one).path("offer");
      post("department-" + to, one + "/transfers/" + number + "/refusals", "{\"reason\":\"也不属\"}")
          .then()
          .statusCode(200);
    }

    Awaitility.await()
        .untilAsserted(
            () ->
                as("leader")
                    .get(ESCALATIONS + "?limit=200")
                    .then()
                    .body(
                        "items.find { it.kind == 'BUCK_PASSING_SUSPECTED' && it.subject.id == '"
                            + id
                            + "' }.obligation",
                        equalTo("5-5")));
    caughtUp("office")
        .get("/api/v1/escalation-times?limit=200")
        .then()
        .body("items.find { it.id == '" + id + "' }.offers", equalTo(3));
  }

  // Rest

  @Test
  void the_office_asks_for_a_rest_and_a_leader_grants_it() {
    String one = ESCALATIONS + "/" + raised();
    String rest = "{\"until\":\"" + in(Duration.ofHours(4)) + "\",\"reason\":\"等待检测结果\"}";

    post("office", one + "/snoozes", "{\"until\":\"" + in(Duration.ofHours(4)) + "\"}")
        .then()
        .statusCode(400);
    post("leader", one + "/snoozes/approvals", "").then().statusCode(409);
    post("office", one + "/snoozes", rest).then().statusCode(200);
    caughtUp("office").get(one).then().body("status", equalTo("OPEN"));
    post("office", one + "/snoozes/approvals", "").then().statusCode(403);
    post("leader", one + "/snoozes/approvals", "").then().statusCode(200);

    caughtUp("office").get(one).then().body("status", equalTo("SNOOZED"));
    post("office", one + "/snoozes", rest).then().statusCode(409);
  }

  // 2-b

  @Test
  void what_the_leader_decides_is_recorded_and_what_is_undecided_is_listed() {
    String id = raised();
    String other = raised();

    post("office", ESCALATIONS + "/" + id + "/decisions", "{\"decision\":\"封控三层\"}")
        .then()
        .statusCode(403);
    post(LEADER, ESCALATIONS + "/" + id + "/decisions", "{\"decision\":\"封控三层\"}")
        .then()
        .statusCode(200);

    caughtUp("leader")
        .get(ESCALATIONS + "?decided=true&limit=200")
        .then()
        .body("items.id", hasItem(id))
        .body("items.id", not(hasItem(other)));
    caughtUp("leader")
        .get(ESCALATIONS + "?decided=false&level=L2&limit=200")
        .then()
        .body("items.id", hasItem(other))
        .body("items.level", everyItem(equalTo("L2")));
    caughtUp("auditor")
        .get("/api/v1/escalation-times?limit=200")
        .then()
        .body("items.find { it.id == '" + id + "' }.decidedAt", notNullValue());
  }

  @Test
  void only_the_leader_decides_or_who_stands_in() {
    String decisions = ESCALATIONS + "/" + raised() + "/decisions";
    String decision = "{\"decision\":\"封控三层\"}";

    refused("leader", decisions, decision, "person-claim-missing");
    refused(EXECUTIVE, decisions, decision, "only-the-leader-decides");
    refused(DEPUTY, decisions, decision, "only-the-leader-decides");
    whileAway(
        "LEADER",
        "LD-001",
        "LD-002",
        () -> {
          post(EXECUTIVE, decisions, decision).then().statusCode(200);
          refused(DEPUTY, decisions, decision, "only-the-leader-decides");
        });
    refused(EXECUTIVE, decisions, decision, "only-the-leader-decides");
    post(LEADER, decisions, decision).then().statusCode(200);
  }

  // 2-c

  private static String order(String id, Duration answer) {
    return """
    {"id":"%s","department":"YWS","order":"派两名医务人员到东门","answerBy":"%s",
     "completeBy":"%s"}
    """
        .formatted(id, in(answer), in(Duration.ofHours(4)));
  }

  @Test
  void an_order_is_given_signed_for_and_carried_out_by_whom_it_was_given_to() {
    post("office", ORDERS, order("d-1", Duration.ofMinutes(30))).then().statusCode(403);
    post(EXECUTIVE, ORDERS, order("d-1", Duration.ofMinutes(30))).then().statusCode(201);
    post(EXECUTIVE, ORDERS, order("d-1", Duration.ofMinutes(30))).then().statusCode(409);
    post("department", ORDERS + "/d-1/acknowledgements", "").then().statusCode(404);
    post("department-YWS", ORDERS + "/d-1/completions", "{}").then().statusCode(409);
    post("department-YWS", ORDERS + "/d-1/acknowledgements", "").then().statusCode(200);
    post("department-YWS", ORDERS + "/d-1/completions", "{\"note\":\"已到岗\"}")
        .then()
        .statusCode(200);

    caughtUp("department-YWS")
        .get(ORDERS + "/d-1")
        .then()
        .statusCode(200)
        .body("status", equalTo("COMPLETED"));
    caughtUp("department").get(ORDERS + "/d-1").then().statusCode(404);
    caughtUp("department").get(ORDERS).then().body("items", empty());
    as("auditor").get(ORDERS + "?status=LOST").then().statusCode(400);
  }

  @Test
  void only_the_executive_deputy_leader_orders_or_the_leader_or_who_stands_in() {
    String foreign = "only-the-executive-deputy-orders";
    refused("leader", ORDERS, order("d-4", Duration.ofMinutes(30)), "person-claim-missing");
    refused(DEPUTY, ORDERS, order("d-4", Duration.ofMinutes(30)), foreign);
    post(LEADER, ORDERS, order("d-4", Duration.ofMinutes(30))).then().statusCode(201);
    whileAway(
        "EXECUTIVE_DEPUTY",
        "LD-002",
        "GW-001",
        () -> post(DEPUTY, ORDERS, order("d-5", Duration.ofMinutes(30))).then().statusCode(201));

    refused("leader", ORDERS + "/d-4/withdrawals", "", "person-claim-missing");
    refused(DEPUTY, ORDERS + "/d-4/withdrawals", "", foreign);
    post(EXECUTIVE, ORDERS + "/d-4/withdrawals", "").then().statusCode(200);
    post(LEADER, ORDERS + "/d-5/withdrawals", "").then().statusCode(200);
    post(EXECUTIVE, ORDERS + "/d-6/withdrawals", "").then().statusCode(404);
  }

  @Test
  void the_office_answers_an_order_only_as_a_member_of_the_department_has_told_it()
      throws SQLException {
    for (String id : List.of("d-7", "d-8")) {
      post(EXECUTIVE, ORDERS, order(id, Duration.ofMinutes(30))).then().statusCode(201);
    }
    for (String answer : List.of("acknowledgements", "refusals", "completions")) {
      post("office", ORDERS + "/d-7/" + answer, "{}").then().statusCode(403);
    }
    String call = ORDERS + "/d-7/calls";
    String said = "{\"answer\":\"%s\",\"calledBy\":{\"name\":\"冯洁\",\"staffNo\":\"%s\"}}";
    post("department-YWS", call, said.formatted("ACKNOWLEDGED", "YW-9")).then().statusCode(403);
    post("office", call, said.formatted("ACKNOWLEDGED", "YW-9"))
        .then()
        .statusCode(409)
        .body("code", equalTo("caller-of-another-department"));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into staff_member (subject_id, department, name, recorded_from)"
                    + " values (?, 'YWS', '冯*', timestamptz '2020-01-01Z')")) {
      insert.setString(1, subjectIds.of(null, "YW-9"));
      insert.executeUpdate();
    }

    post("office", call, said.formatted("ACKNOWLEDGED", "YW-9")).then().statusCode(200);

    caughtUp("department-YWS")
        .get(ORDERS + "/d-7")
        .then()
        .body("status", equalTo("ACKNOWLEDGED"))
        .body("byPhone", equalTo(true));
    post("office", ORDERS + "/d-8/calls", said.formatted("REFUSED", "YW-9")).then().statusCode(400);
    post("department-YWS", ORDERS + "/d-7/completions", "{}").then().statusCode(200);
    caughtUp("office").get(ORDERS + "/d-7").then().body("byPhone", equalTo(false));
  }

  @Test
  void silence_and_refusal_of_an_order_reach_the_leader() {
    post(EXECUTIVE, ORDERS, order("d-2", Duration.ofSeconds(1))).then().statusCode(201);
    post(EXECUTIVE, ORDERS, order("d-3", Duration.ofMinutes(30))).then().statusCode(201);
    post("department-YWS", ORDERS + "/d-3/refusals", "{\"reason\":\"人手不足\"}")
        .then()
        .statusCode(200);

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                as("leader")
                    .get(ESCALATIONS + "?level=L5&limit=200")
                    .then()
                    .body("items.find { it.subject.id == 'd-2' }.obligation", equalTo("2-c"))
                    .body("items.find { it.subject.id == 'd-3' }.obligation", equalTo("5-4")));
  }

  // 4.2-c

  @Test
  void how_long_it_took_from_known_to_taken_on_to_done_can_be_asked() {
    String id = raised();
    post("office", ESCALATIONS + "/" + id + "/acknowledgements", "{}").then().statusCode(200);
    post("office", ESCALATIONS + "/" + id + "/resolutions", "{\"outcome\":\"HANDLED\"}")
        .then()
        .statusCode(200);
    raised();

    caughtUp("office")
        .get("/api/v1/escalation-times?obligation=3.11-b&limit=200")
        .then()
        .statusCode(200)
        .body("items.find { it.id == '" + id + "' }.acknowledgedLevel", equalTo("L2"))
        .body("items.find { it.id == '" + id + "' }.resolvedAt", notNullValue());
    caughtUp("office")
        .get("/api/v1/escalation-times/summary?obligation=3.11-b")
        .then()
        .statusCode(200)
        .body("[0].raised", greaterThan(1))
        .body("[0].acknowledged", greaterThan(0))
        .body("[0].acknowledgedMedian", notNullValue());
    as("office").get("/api/v1/escalation-times?from=yesterday").then().statusCode(400);
    caughtUp("department-YWS").get("/api/v1/escalation-times").then().body("items", empty());
  }

  // Rules

  @Test
  void the_office_changes_the_rules_only_after_a_trial_and_with_a_second_person() {
    String withOffice = raised();
    as("office")
        .get(RULES)
        .then()
        .statusCode(200)
        .body("find { it.kind == 'STOCK_LOW' }.version", equalTo(0))
        .body("find { it.kind == 'STOCK_LOW' }.approved", equalTo(false));
    String draft =
        """
        {"rules":[{"kind":"SYMPTOM_REPORTED","severity":"WARNING","entry":"L1","copies":["L2"],
         "ackWithin":"PT5M"}],"effectiveFrom":"%s","reason":"试行一个月"}
        """;

    post("office", RULES + "/drafts", draft.formatted("2022-01-01T00:00:00Z"))
        .then()
        .statusCode(409);
    int version =
        post("office", RULES + "/drafts", draft.formatted(in(Duration.ofMillis(1_500))))
            .then()
            .statusCode(201)
            .extract()
            .path("version");
    String path = RULES + "/drafts/" + version;
    post(DEPUTY, path + "/approvals", "").then().statusCode(409);
    caughtUp("office")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .post(path + "/dry-runs")
        .then()
        .statusCode(200)
        .body("find { it.kind == 'SYMPTOM_REPORTED' }.raised", greaterThan(0))
        .body("find { it.kind == 'SYMPTOM_REPORTED' }.wouldEnter", equalTo("L1"));
    post("office", path + "/approvals", "").then().statusCode(403);
    refused("leader", path + "/approvals", "", "person-claim-missing");
    post(DEPUTY, path + "/approvals", "").then().statusCode(200);

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                caughtUp("auditor")
                    .get(RULES)
                    .then()
                    .body("find { it.kind == 'SYMPTOM_REPORTED' }.version", equalTo(version))
                    .body("find { it.kind == 'STOCK_LOW' }.version", equalTo(0)));
    // What was decided a moment ago is noticed within a quarter of a second.
    String withHead =
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .until(
                ChainOverHttpTest::raised,
                id -> as("office").get(ESCALATIONS + "/" + id).path("level").equals("L1"));
    String taken = "/acknowledgements";
    post("department-YWS", ESCALATIONS + "/" + withHead + taken, "{}").then().statusCode(404);
    post("department", ESCALATIONS + "/" + withOffice + taken, "{}")
        .then()
        .statusCode(403)
        .body("code", equalTo("level-above-department"));
    post("department", ESCALATIONS + "/" + withHead + taken, "{}").then().statusCode(200);
    caughtUp("auditor")
        .get(RULES + "/versions")
        .then()
        .body("find { it.version == " + version + " }.approver", equalTo("leader"));
  }
}
