package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Responsibility for a department is handed over, and everybody asks who leads. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class HandoversOverHttpTest {

  private static final String HANDOVERS = "/api/v1/departments/BGS/handovers";
  private static final String LEADERS = "/api/v1/departments/BGS/leaders";

  private String head;
  private String other;
  private String outsider;

  @BeforeEach
  void a_department_with_a_head() {
    put("/api/v1/departments/GWYC", Map.of("name", "公务用车管理科", "active", true));
    put(
        "/api/v1/departments/BGS",
        Map.of("name", "办公室", "active", true, "head", Map.of("name", "王静", "staffNo", "BG-001")));
    head = person("BGS", "BG-001", "王静");
    other = person("BGS", "BG-002", "李明");
    outsider = person("GWYC", "GW-001", "赵云");
  }

  private static String person(String department, String staffNo, String name) {
    return put("/api/v1/people", Map.of("department", department, "name", name, "staffNo", staffNo))
        .path("id");
  }

  private static Response put(String path, Object body) {
    Response answer =
        given()
            .auth()
            .oauth2(VigilResource.token("office"))
            .contentType(ContentType.JSON)
            .body(body)
            .put(path);
    answer.then().statusCode(200);
    return answer;
  }

  private static Response post(String who, String path, Object body) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  private static ValidatableResponse get(String who, String path, String position) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .header("Vigil-At-Least", position)
        .get(path)
        .then();
  }

  private Map<String, Object> offer(String receiver) {
    Map<String, Object> body = new HashMap<>();
    body.put("role", "HEAD");
    body.put("giver", head);
    body.put("receiver", receiver);
    body.put("reason", "出差");
    body.put("until", Instant.now().plus(Duration.ofDays(2)).toString());
    return body;
  }

  private Map<String, Object> offer(String field, Object value) {
    Map<String, Object> body = offer(other);
    body.put(field, value);
    return body;
  }

  @Test
  void the_receiver_signs_and_leads_and_the_past_stays_as_it_was() {
    Response offered = post("department-BGS", HANDOVERS, offer(other));
    offered.then().statusCode(201);
    String handover = HANDOVERS + "/" + offered.path("id");
    String before = Instant.now().toString();
    get("office", LEADERS, offered.header("Vigil-Position"))
        .statusCode(200)
        .body("leaders.person", contains(head));

    Response signed = post("department-BGS", handover + "/acceptances", Map.of("person", other));
    signed.then().statusCode(200);

    get("department-BGS", LEADERS, signed.header("Vigil-Position"))
        .statusCode(200)
        .body("leaders.person", contains(other))
        .body("leaders.maskedName", contains("李*"))
        .body("leaders[0].handover", notNullValue());
    get("auditor", LEADERS + "?validAt=" + before, signed.header("Vigil-Position"))
        .statusCode(200)
        .body("leaders.person", contains(head));
    get("auditor", LEADERS + "?asOf=" + before, signed.header("Vigil-Position"))
        .statusCode(200)
        .body("leaders.person", contains(head));
    get("office", HANDOVERS, signed.header("Vigil-Position"))
        .statusCode(200)
        .body("items.status", hasItem("ACCEPTED"))
        .body("items.maskedReceiver", hasItem("李*"));
    post("department-BGS", HANDOVERS, offer(other))
        .then()
        .statusCode(409)
        .body("code", equalTo("not-theirs-to-hand-over"));
    Map<String, Object> back = offer(head);
    back.put("giver", other);
    back.remove("until");
    String returned = post("department-BGS", HANDOVERS, back).path("id");
    post("department-BGS", HANDOVERS + "/" + returned + "/acceptances", Map.of("person", head))
        .then()
        .statusCode(200);
  }

  @Test
  void who_may_approve_a_swap_changes_with_the_signature() {
    String month = "/api/v1/rosters/BGS/2090-01";
    Map<String, String> substitution =
        Map.of("shift", "none", "person", head, "reason", "家事", "approver", other);
    post("department-BGS", month + "/substitutions", substitution)
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("not-a-head"));
    String handover = post("department-BGS", HANDOVERS, offer(other)).path("id");
    Response signed =
        post(
            "department-BGS", HANDOVERS + "/" + handover + "/acceptances", Map.of("person", other));
    signed.then().statusCode(200);

    given()
        .auth()
        .oauth2(VigilResource.token("department-BGS"))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .header("Vigil-At-Least", signed.header("Vigil-Position"))
        .contentType(ContentType.JSON)
        .body(substitution)
        .post(month + "/substitutions")
        .then()
        .statusCode(409)
        .body("code", equalTo("no-such-shift"));
    Map<String, Object> back = offer(head);
    back.put("giver", other);
    back.remove("until");
    String returned = post("department-BGS", HANDOVERS, back).path("id");
    post("department-BGS", HANDOVERS + "/" + returned + "/acceptances", Map.of("person", head))
        .then()
        .statusCode(200);
  }

  @Test
  void what_cannot_be_handed_over_is_refused_with_a_reason() {
    refused(offer(outsider), 400, "invalid-body");
    refused(offer("00000000000000000000000000000000"), 400, "invalid-body");
    refused(offer(head), 409, "handover-to-oneself");
    refused(offer("giver", outsider), 409, "not-theirs-to-hand-over");
    refused(offer("role", "DEPUTY"), 409, "not-theirs-to-hand-over");
    refused(offer("role", "KING"), 400, null);
    refused(offer("reason", ""), 400, "invalid-body");
    refused(offer("giver", "wang"), 400, "invalid-body");
    refused(offer("from", "2022-11-01T00:00:00Z"), 400, "invalid-body");
    refused(offer("from", "2999-11-01T00:00:00Z"), 400, "invalid-body");
    refused(
        offer("from", Instant.now().plus(Duration.ofDays(9)).toString()),
        409,
        "handover-ends-before-it-begins");
    refused(offer("from", "tomorrow"), 400, null);
  }

  private void refused(Map<String, Object> body, int status, String code) {
    ValidatableResponse answer = post("department-BGS", HANDOVERS, body).then().statusCode(status);
    if (code != null) {
      answer.body("code", equalTo(code));
    }
  }

  @Test
  void others_neither_sign_nor_see() {
    String id = post("department-BGS", HANDOVERS, offer(other)).path("id");
    String handover = HANDOVERS + "/" + id;
    post("department-GWYC", handover + "/acceptances", Map.of("person", other))
        .then()
        .statusCode(403);
    post("department-GWYC", HANDOVERS, offer(other)).then().statusCode(403);
    get("department-GWYC", HANDOVERS, "0").statusCode(404);
    get("department-GWYC", LEADERS, "0").statusCode(404);
    post("department-BGS", handover + "/acceptances", Map.of("person", head))
        .then()
        .statusCode(409)
        .body("code", equalTo("handover-is-for-another"));
    post("office:BG-001", handover + "/acceptances", Map.of("person", other))
        .then()
        .statusCode(403)
        .body("code", equalTo("signs-for-another"));
    post("department-BGS", HANDOVERS + "/none/acceptances", Map.of("person", other))
        .then()
        .statusCode(409)
        .body("code", equalTo("no-such-handover"));
    post("leader", handover + "/acceptances", Map.of("person", other)).then().statusCode(403);
    post("department-BGS", handover + "/refusals", Map.of("person", other, "reason", "休假"))
        .then()
        .statusCode(200);
    post("department-BGS", handover + "/acceptances", Map.of("person", other))
        .then()
        .statusCode(409)
        .body("code", equalTo("no-such-handover"));
    String taken = post("office:BG-001", HANDOVERS, offer(other)).path("id");
    post(
            "office:BG-001",
            HANDOVERS + "/" + taken + "/withdrawals",
            Map.of("person", head, "reason", "行程取消"))
        .then()
        .statusCode(200);
    get("office", "/api/v1/departments/NONE/leaders", "0").statusCode(404);
    get("office", LEADERS + "?asOf=x", "0").statusCode(400);
    get("office", HANDOVERS + "?after=x", "0").statusCode(400);
  }
}
