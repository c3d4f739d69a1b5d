package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Each operation of the leading group's own duties. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class GroupOverHttpTest {

  private static final String GROUP = "/api/v1/leading-group";
  private static final String DUTY = "/api/v1/office-duty";
  private static final String GAPS = "/api/v1/policy-gaps";
  private static final String CASES = "/api/v1/outbreak-cases";

  @Inject AgroalDataSource dataSource;

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(VigilResource.token(role));
  }

  private static Response post(String role, String path, String body) {
    return as(role)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(path);
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private static RequestSpecification seeing(Response written, String role) {
    return as(role).header("Vigil-At-Least", written.header("Vigil-Position"));
  }

  private static Instant ago(int minutes) {
    return Instant.now().minus(Duration.ofMinutes(minutes));
  }

  // The leading group and its office

  @Test
  void a_leave_without_a_stand_in_is_answered_with_the_gap_and_a_return_without() {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[{"role":"LEADER","name":"张远","staffNo":"LD-1","from":"%s"}]}
            """
                .formatted(ago(60)))
        .put(GROUP)
        .then()
        .statusCode(200);
    String away =
        """
        {"role":"LEADER","staffNo":"LD-1","from":"%s"}
        """
            .formatted(ago(1));

    post("office", GROUP + "/absences", away)
        .then()
        .statusCode(200)
        .body("vacant", hasItem("LEADER"));
    post("office", GROUP + "/returns", "{\"role\":\"LEADER\",\"staffNo\":\"LD-1\"}")
        .then()
        .statusCode(200)
        .body("vacant", not(hasItem("LEADER")));
    problem(post("office", GROUP + "/absences", away.replace("LD-1", "LD-2")), 409, "not-a-holder");
    problem(
        post("office", GROUP + "/returns", "{\"role\":\"LEADER\",\"staffNo\":\"LD-1\"}"),
        409,
        "not-away");
    as("office")
        .get(GROUP)
        .then()
        .body("vacant", hasItems("DEPUTY", "MEMBER"))
        .body("members.name", contains("张远"));
  }

  @Test
  void who_is_on_duty_in_the_office_now_and_who_was() {
    String plan =
        """
        {"shifts":[{"name":"王静","staffNo":"BG-1","from":"%s","until":"%s"}]}
        """;
    Instant same = ago(10);
    as("office")
        .contentType("application/json")
        .body(plan.formatted(same, ago(-10)))
        .put(DUTY)
        .then()
        .statusCode(200);

    as("leader")
        .get(DUTY)
        .then()
        .statusCode(200)
        .body("onDuty.name", contains("王静"))
        .body("unheldSince", nullValue());
    as("leader").queryParam("validAt", ago(20).toString()).get(DUTY).then().body("onDuty", empty());
    problem(
        as("office").contentType("application/json").body(plan.formatted(same, same)).put(DUTY),
        409,
        "shift-ends-before-it-begins");
    as("department").get(DUTY).then().statusCode(403);
  }

  @Test
  void a_parameter_that_is_decided_is_no_gap_any_more() {
    String name = "reporting.case-close-within";
    as("leader").get(GAPS).then().statusCode(200).body("name", hasItem(name));
    String before = Instant.now().toString();

    group("DEPUTY", "LD-001");
    Response decided = post("leader:LD-001", versions(name), version("P14D"));

    decided
        .then()
        .statusCode(201)
        .body("status", equalTo("DECIDED"))
        .body("approver", equalTo("副组长"));
    seeing(decided, "leader").get(GAPS).then().body("name", not(hasItem(name)));
    as("auditor").queryParam("asOf", before).get(GAPS).then().body("name", hasItem(name));
    as("leader")
        .get(GAPS)
        .then()
        .body("findAll { it.kind == 'UNWATCHED' }.name", contains("3.2-a", "3.8-e", "3.10-a"))
        .body("find { it.name == '3.2-a' }.article", equalTo("3.2"))
        .body("find { it.name == '3.2-a' }.words", equalTo("及时采购"))
        .body("find { it.name == '3.2-a' }.worksWith", nullValue());
    as("department").get(GAPS).then().statusCode(403);
  }

  @Test
  void what_the_office_says_of_a_parameter_waits_until_a_leader_approves_it_in_person() {
    String name = "reporting.case-isolate-within";
    group("EXECUTIVE_DEPUTY", "LD-002");
    String one = "find { it.name == '" + name + "' }.";
    String withOldField = version("PT1H").replace("{", "{\"approver\":\"组长\",");

    post("office", versions(name), version("PT3H")).then().statusCode(201);
    Response proposed = post("office", versions(name), withOldField);

    proposed
        .then()
        .statusCode(201)
        .body("status", equalTo("PROPOSED"))
        .body("number", equalTo(2))
        .body("approver", nullValue());
    seeing(proposed, "leader")
        .get("/api/v1/policy-parameters")
        .then()
        .body(one + "approved", equalTo(false))
        .body(one + "proposal.number", equalTo(2))
        .body(one + "proposal.value", equalTo("PT1H"));
    String approvals = versions(name) + "/2/approvals";
    problem(post("leader", approvals, ""), 403, "person-claim-missing");
    problem(post("leader:LD-001", approvals, ""), 403, "only-a-leader-approves");
    post("office", approvals, "").then().statusCode(403);
    problem(post("leader:LD-002", versions(name) + "/1/approvals", ""), 409, "no-such-proposal");
    problem(post("leader", versions(name), version("PT1H")), 403, "person-claim-missing");

    Response approved = post("leader:LD-002", approvals, "");

    approved.then().statusCode(200).body("approver", equalTo("常务副组长"));
    seeing(approved, "office")
        .get("/api/v1/policy-parameters")
        .then()
        .body(one + "approved", equalTo(true))
        .body(one + "value", equalTo("PT1H"))
        .body(one + "approver", equalTo("常务副组长"))
        .body(one + "proposal", nullValue());
    problem(post("leader:LD-002", approvals, ""), 409, "no-such-proposal");
    problem(post("leader:LD-002", versions("no.such") + "/1/approvals", ""), 404, "not-found");
  }

  private static void group(String role, String staffNo) {
    as("office")
        .contentType("application/json")
        .body(
            "{\"members\":[{\"role\":\"%s\",\"name\":\"林建华\",\"staffNo\":\"%s\",\"from\":\"%s\"}]}"
                .formatted(role, staffNo, ago(60)))
        .put(GROUP)
        .then()
        .statusCode(200);
  }

  private static String versions(String parameter) {
    return "/api/v1/policy-parameters/" + parameter + "/versions";
  }

  private static String version(String value) {
    return "{\"value\":\"%s\",\"effectiveFrom\":\"%s\",\"source\":\"纪要\"}"
        .formatted(value, ago(60));
  }

  // Cases

  private static Response open(String phone) {
    return post(
        "office",
        CASES,
        """
        {"department":"GWYC","person":{"name":"张三丰","phone":"%s"},"grounds":"SUSPECTED",
         "knownAt":"%s"}
        """
            .formatted(phone, ago(5)));
  }

  @Test
  void a_case_is_worked_through_and_does_not_close_before() {
    Response opened = open("13800005678");
    opened
        .then()
        .statusCode(201)
        .body("status", equalTo("OPEN"))
        .body(
            "stepsLeft",
            contains(
                "ISOLATION",
                "AUTHORITY_NOTICE",
                "CONTACT_LISTING",
                "DISINFECTION_REQUEST",
                "DISINFECTION"));
    String one = CASES + "/" + opened.path("id");
    String at = Instant.now().toString();
    post("office", one + "/isolations", "{\"at\":\"" + at + "\",\"place\":\"定点医院\"}")
        .then()
        .statusCode(200);
    post("office", one + "/authority-notices", "{\"at\":\"" + at + "\",\"authority\":\"区疾控\"}")
        .then()
        .statusCode(200);
    post(
            "office",
            one + "/contacts",
            """
            {"department":"GWYC","person":{"name":"李四","phone":"13900001111"},
             "lastContactAt":"%s"}
            """
                .formatted(ago(600)))
        .then()
        .statusCode(200);
    post("office", one + "/contact-listings", "{}").then().statusCode(200);
    problem(post("office", one + "/closures", "{\"result\":\"RULED_OUT\"}"), 409, "steps-left-out")
        .body("detail", containsString("DISINFECTION_REQUEST, DISINFECTION"));
    post("office", one + "/disinfection-requests", "{\"zones\":[\"HALL-1\"]}")
        .then()
        .statusCode(200);
    post("office", one + "/disinfections", "{\"at\":\"" + Instant.now() + "\",\"by\":\"消杀组\"}")
        .then()
        .statusCode(200)
        .body("stepsLeft", empty());

    Response closed = post("office", one + "/closures", "{\"result\":\"RULED_OUT\"}");

    closed.then().statusCode(200).body("status", equalTo("CLOSED"));
    seeing(closed, "leader")
        .get(one)
        .then()
        .statusCode(200)
        .body("summary.maskedName", equalTo("张*"))
        .body("steps", hasSize(6))
        .body("steps.find { it.step == 'AUTHORITY_NOTICE' }.ruleValue", equalTo("PT2H"))
        .body("steps.find { it.step == 'AUTHORITY_NOTICE' }.lateBySeconds", equalTo(0))
        .body("contacts.maskedName", contains("李*"))
        .body("contacts.maskedPhone", contains("*******1111"));
    assertThat(as("leader").get(one).asString()).doesNotContain("三丰", "13800005678", "李四");
    problem(post("office", one + "/contact-listings", "{}"), 409, "case-closed");
  }

  @Test
  void a_case_is_seen_by_its_own_department_and_named_only_by_a_reveal() {
    Response opened = open("13800005679");
    String one = CASES + "/" + opened.path("id");

    seeing(opened, "department").get(one).then().statusCode(200);
    seeing(opened, "department-YWS").get(one).then().statusCode(403);
    seeing(opened, "department-YWS")
        .get(CASES)
        .then()
        .statusCode(200)
        .body("items.id", not(hasItem(opened.<String>path("id"))));
    seeing(opened, "leader").get(CASES).then().body("items.id", hasItem(opened.<String>path("id")));
    post("office", one + "/reveals", "{\"purpose\":\"电话核实\"}")
        .then()
        .statusCode(200)
        .body("name", equalTo("张三丰"));
    post("leader", one + "/reveals", "{\"purpose\":\"电话核实\"}").then().statusCode(403);
    post("department", CASES, "{}").then().statusCode(403);
  }

  @Test
  void what_cannot_be_is_refused() {
    String one = CASES + "/" + open("13800005680").path("id");
    String future = Instant.now().plusSeconds(3_600).toString();

    problem(
        post("office", one + "/isolations", "{\"at\":\"" + future + "\",\"place\":\"医院\"}"),
        400,
        "invalid-body");
    problem(
        post("office", one + "/isolations", "{\"at\":\"" + ago(60) + "\",\"place\":\"医院\"}"),
        409,
        "step-before-case-was-known");
    problem(post("office", CASES + "/none/contact-listings", "{}"), 404, "not-found");
    problem(as("office").get(CASES + "/none"), 404, "not-found");
    problem(as("office").get(CASES + "?limit=x"), 400, "page-malformed");
    problem(
        as("office")
            .contentType("application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("If-Match", "\"7\"")
            .body("{}")
            .post(one + "/contact-listings"),
        412,
        "version-mismatch");
  }

  private static String contact(String numbers) {
    return """
    {"department":"GWYC","person":{"name":"李四"%s},"lastContactAt":"%s"}
    """
        .formatted(numbers, ago(600));
  }

  @Test
  void people_of_a_case_with_a_name_alone_are_kept_and_identified_later() {
    Response opened =
        post(
            "office",
            CASES,
            """
            {"department":"GWYC","person":{"name":"张三丰"},"grounds":"SUSPECTED","knownAt":"%s"}
            """
                .formatted(ago(5)));
    opened.then().statusCode(201).body("identified", equalTo(false));
    String one = CASES + "/" + opened.path("id");
    post("office", one + "/contacts", contact("")).then().statusCode(200);
    Response listed = post("office", one + "/contacts", contact(",\"phone\":\"13900005252\""));
    String before = Instant.now().toString();
    Response shown = seeing(listed, "office").get(one);
    shown
        .then()
        .body("summary.identified", equalTo(false))
        .body("contacts.identified", contains(false, true));
    String contact = shown.path("contacts[0].contactId");
    String who = "{\"person\":{\"name\":\"李四\",\"phone\":\"13900005252\"}}";

    post("office", one + "/contacts/" + contact + "/identifications", who).then().statusCode(200);
    Response known =
        post("office", one + "/identifications", who.replace("李四", "张三丰").replace("5252", "5253"));

    known.then().statusCode(200).body("identified", equalTo(true));
    seeing(known, "leader")
        .get(one)
        .then()
        .body("summary.identified", equalTo(true))
        .body("summary.maskedPhone", equalTo("*******5253"))
        .body("contacts.maskedPhone", contains("*******5252"));
    as("office")
        .queryParam("asOf", before)
        .get(one)
        .then()
        .body("summary.identified", equalTo(false))
        .body("contacts", hasSize(2));
    as("office")
        .queryParam("asOf", Instant.now().toString())
        .get(one)
        .then()
        .body("summary.identified", equalTo(true))
        .body("contacts.identified", contains(true));
    problem(post("office", one + "/identifications", who), 409, "person-already-identified");
    problem(
        post("office", one + "/contacts/" + contact + "/identifications", who),
        409,
        "person-already-identified");
    problem(post("office", one + "/contacts/none/identifications", who), 404, "not-found");
    problem(
        post("office", one + "/identifications", "{\"person\":{\"name\":\"李四\"}}"),
        400,
        "invalid-body");
    post("department", one + "/identifications", who).then().statusCode(403);
  }

  // Liaison

  @Test
  void a_contact_with_the_authority_is_logged_and_read() {
    Response logged =
        post(
            "department-YWS",
            "/api/v1/liaison-contacts",
            "{\"channel\":\"PHONE\",\"institution\":\"区卫健局\",\"topic\":\"形势\",\"at\":\""
                + ago(5)
                + "\"}");

    logged.then().statusCode(201);
    seeing(logged, "leader")
        .get("/api/v1/liaison-contacts")
        .then()
        .statusCode(200)
        .body("items[0].institution", equalTo("区卫健局"));
    problem(
        post(
            "office",
            "/api/v1/liaison-contacts",
            "{\"channel\":\"PHONE\",\"institution\":\"区卫健局\",\"topic\":\"形势\",\"at\":\""
                + ago(-60)
                + "\"}"),
        400,
        "invalid-body");
  }

  @Test
  void guidance_ages_until_it_is_decided() {
    String path = "/api/v1/guidances";
    String body = "{\"department\":\"YWS\",\"institution\":\"区疾控\",\"title\":\"通风\"}";
    post("department", path, body).then().statusCode(403);
    Response received = post("department-YWS", path, body);
    received.then().statusCode(201).body("status", equalTo("OPEN"));
    String id = received.path("id");
    String found = "items.find { it.id == '" + id + "' }";
    seeing(received, "office")
        .get(path + "?open=true")
        .then()
        .body(found + ".ruleValue", equalTo("PT24H"))
        .body(found + ".doneAt", nullValue());
    threeHoursOld(id);
    as("office")
        .get(path + "?open=true")
        .then()
        .body(found + ".ageSeconds", greaterThanOrEqualTo(10_800));
    String revisions = path + "/" + id + "/measure-revisions";
    String revision = "{\"measure\":\"会前通风\",\"effectiveFrom\":\"" + ago(0) + "\"}";
    group("DEPUTY", "LD-001");
    post("department-YWS", revisions, revision).then().statusCode(403);
    problem(post("leader", revisions, revision), 403, "person-claim-missing");
    problem(post("leader:LD-002", revisions, revision), 403, "only-a-leader-approves");

    Response revised = post("leader:LD-001", revisions, revision);

    revised
        .then()
        .statusCode(200)
        .body("status", equalTo("REVISED"))
        .body("approver", equalTo("副组长"));
    seeing(revised, "office").get(path + "?open=true").then().body("items.id", not(hasItem(id)));
    problem(
        post("office", path + "/" + id + "/settings-aside", "{\"reason\":\"无\"}"),
        409,
        "guidance-already-decided");
    problem(post("office", path + "/none/measure-revisions", revision), 404, "not-found");
  }

  /** As if it had come three hours earlier. */
  private void threeHoursOld(String guidance) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement older =
            connection.prepareStatement(
                "update liaison_item set received_at = received_at - interval '3 hours'"
                    + " where id = ?")) {
      older.setString(1, guidance);
      older.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void obligation_3_6_b_what_the_office_says_of_guidance_waits_until_a_leader_approves_in_person() {
    String path = "/api/v1/guidances";
    String id =
        post(
                "department-YWS",
                path,
                "{\"department\":\"YWS\",\"institution\":\"区疾控\",\"title\":\"食堂\"}")
            .path("id");
    String one = path + "/" + id;
    String found = "items.find { it.id == '" + id + "' }.";
    group("EXECUTIVE_DEPUTY", "LD-002");
    String aside = "{\"reason\":\"无此场所\",\"approver\":\"组长\"}";

    post(
            "office",
            one + "/measure-revisions",
            "{\"measure\":\"分餐\",\"effectiveFrom\":\"" + ago(0) + "\"}")
        .then()
        .body("status", equalTo("PROPOSED"))
        .body("proposal", equalTo(1));
    Response proposed = post("office", one + "/settings-aside", aside);

    proposed
        .then()
        .statusCode(200)
        .body("status", equalTo("PROPOSED"))
        .body("proposal", equalTo(2))
        .body("approver", nullValue());
    seeing(proposed, "leader")
        .get(path)
        .then()
        .body(found + "status", equalTo("OPEN"))
        .body(found + "proposal.number", equalTo(2))
        .body(found + "proposal.kind", equalTo("SET_ASIDE"))
        .body(found + "proposal.text", equalTo("无此场所"));
    String approvals = one + "/proposals/2/approvals";
    post("office", approvals, "").then().statusCode(403);
    problem(post("leader", approvals, ""), 403, "person-claim-missing");
    problem(post("leader:LD-001", approvals, ""), 403, "only-a-leader-approves");
    problem(post("leader:LD-002", one + "/proposals/1/approvals", ""), 409, "no-such-proposal");
    problem(post("leader:LD-002", path + "/none/proposals/1/approvals", ""), 404, "not-found");

    Response approved = post("leader:LD-002", approvals, "");

    approved
        .then()
        .statusCode(200)
        .body("status", equalTo("SET_ASIDE"))
        .body("approver", equalTo("常务副组长"));
    seeing(approved, "office")
        .get(path)
        .then()
        .body(found + "status", equalTo("SET_ASIDE"))
        .body(found + "approver", equalTo("常务副组长"))
        .body(found + "proposal", nullValue());
  }

  @Test
  void a_request_from_outside_is_acknowledged_and_fulfilled_by_its_department() {
    String path = "/api/v1/external-requests";
    Response received =
        post("office", path, "{\"department\":\"GWYC\",\"institution\":\"区指挥部\",\"title\":\"协查\"}");
    received.then().statusCode(201);
    String one = path + "/" + received.path("id");
    post("department-YWS", one + "/acknowledgements", "{}").then().statusCode(403);
    post("department", one + "/acknowledgements", "{}").then().statusCode(200);
    problem(
        post("department", one + "/acknowledgements", "{}"),
        409,
        "external-request-already-acknowledged");

    Response done = post("department", one + "/fulfilments", "{\"how\":\"已提供\"}");

    done.then().statusCode(200).body("status", equalTo("FULFILLED"));
    seeing(done, "department")
        .get(path)
        .then()
        .body("items[0].status", equalTo("FULFILLED"))
        .body("items[0].lateBySeconds", equalTo(0));
    seeing(done, "department-YWS").get(path).then().body("items", empty());
    problem(
        post("office", one + "/fulfilments", "{\"how\":\"x\"}"),
        409,
        "external-request-already-fulfilled");
    problem(post("office", path + "/none/acknowledgements", "{}"), 404, "not-found");
  }

  // Notices

  @Test
  void a_document_is_conveyed_by_its_department_and_read_by_the_members_of_others() {
    String path = "/api/v1/directives";
    String body = "{\"department\":\"JGDW\",\"issuer\":\"市指挥部\",\"title\":\"通知\"}";
    post("department", path, body).then().statusCode(403);
    Response received = post("department-JGDW", path, body);
    received.then().statusCode(201);
    String one = path + "/" + received.path("id");
    String reading = "{\"department\":\"GWYC\",\"person\":{\"name\":\"李四\",\"staffNo\":\"GW-1\"}}";
    String publication = "{\"channels\":[\"WORK_GROUP\"],\"audience\":[\"GWYC\",\"YWS\"]}";
    problem(post("department", one + "/readings", reading), 409, "notice-not-published");
    post("department", one + "/publications", publication).then().statusCode(403);
    post("department-JGDW", one + "/publications", publication).then().statusCode(200);
    problem(post("office", one + "/publications", publication), 409, "notice-already-published");
    post("department-YWS", one + "/readings", reading).then().statusCode(403);

    Response read = post("department", one + "/readings", reading);

    read.then().statusCode(200).body("status", equalTo("READ"));
    seeing(read, "leader")
        .get(one + "/readers")
        .then()
        .statusCode(200)
        .body("department", contains("GWYC", "YWS"));
    seeing(read, "department").get(one + "/readers").then().body("department", contains("GWYC"));
    seeing(read, "office").get(path).then().body("items[0].ruleValue", equalTo("PT4H"));
    problem(as("office").get(path + "/none/readers"), 404, "not-found");
    seeing(read, "department").get(one + "/readers/GWYC").then().statusCode(200);
    problem(as("department").get(one + "/readers/YWS"), 404, "not-found");
    problem(as("office").get(path + "/none/readers/GWYC"), 404, "not-found");
  }

  @Test
  void what_is_taught_is_counted_by_topic_and_a_day_is_told_once() {
    String item = "{\"topic\":\"MASKS\",\"title\":\"口罩\",\"channel\":\"WORK_GROUP\"}";
    Response taught = post("department-JGDW", "/api/v1/education-items", item);
    taught.then().statusCode(201);
    seeing(taught, "leader")
        .get("/api/v1/education-items")
        .then()
        .statusCode(200)
        .body("items.topic", hasItem("MASKS"));
    as("leader").get("/api/v1/education-periods").then().statusCode(200);
    String day = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
    String digest = "{\"day\":\"%s\",\"title\":\"形势\",\"summary\":\"无新增\"}";

    Response told = post("office", "/api/v1/situation-digests", digest.formatted(day));

    told.then().statusCode(201);
    seeing(told, "leader")
        .get("/api/v1/situation-digests")
        .then()
        .statusCode(200)
        .body("find { it.day == '" + day + "' }.status", equalTo("PUBLISHED"));
    problem(
        post("office", "/api/v1/situation-digests", digest.formatted(day)),
        409,
        "digest-already-published");
    problem(
        post("office", "/api/v1/situation-digests", digest.formatted("2999-01-01")),
        400,
        "invalid-body");
    problem(
        post("office", "/api/v1/situation-digests", digest.formatted("2020-01-01")),
        400,
        "invalid-body");
  }

  @Test
  void a_rumour_is_reported_by_one_department_and_answered_by_another() {
    String path = "/api/v1/rumours";
    String body = "{\"department\":\"GWYC\",\"content\":\"大楼封闭\",\"heardIn\":\"工作群\"}";
    post("department-YWS", path, body).then().statusCode(403);
    Response reported = post("department", path, body);
    reported.then().statusCode(201);
    String answer = "{\"clarification\":\"照常办公\",\"source\":\"通告\"}";
    String one = path + "/" + reported.path("id") + "/clarifications";

    Response answered = post("department-JGDW", one, answer);

    answered.then().statusCode(200).body("status", equalTo("CLARIFIED"));
    seeing(answered, "leader").get(path).then().body("items[0].outcome", equalTo("照常办公"));
    problem(post("office", one, answer), 409, "rumour-already-clarified");
    problem(post("office", path + "/none/clarifications", answer), 404, "not-found");
  }

  // Departments' health

  @Test
  void the_members_are_said_to_be_well_and_a_look_at_them_is_recorded() {
    String department = "/api/v1/departments/GWYC";
    String round =
        "{\"observedAt\":\"%s\",\"members\":[{\"person\":{\"name\":\"李四\",\"staffNo\":\"GW-1\"},"
            + "\"state\":\"WELL\"}]}";
    post("department-YWS", department + "/health-states", round.formatted(ago(1)))
        .then()
        .statusCode(403);
    Response recorded = post("department", department + "/health-states", round.formatted(ago(1)));
    recorded.then().statusCode(201).body("members", equalTo(1));
    problem(
        post("department", department + "/health-states", round.formatted(ago(-60))),
        400,
        "invalid-body");

    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[{"role":"DEPUTY","name":"卫东","staffNo":"LD-001","supervises":["GWYC"],
              "from":"%s"}]}
            """
                .formatted(ago(60)))
        .put(GROUP)
        .then()
        .statusCode(200);
    seeing(recorded, "leader:LD-001")
        .get(department + "/health")
        .then()
        .statusCode(200)
        .body("department", equalTo("GWYC"))
        .body("validFor", equalTo("P1D"))
        .body("items", empty());

    as("department-YWS").get(department + "/health").then().statusCode(403);
    as("auditor").get(department + "/health").then().statusCode(403);
    Awaitility.await()
        .untilAsserted(
            () ->
                as("auditor")
                    .get(department + "/leader-views")
                    .then()
                    .statusCode(200)
                    .body("items[0].leader", equalTo(true))
                    .body("items[0].title", equalTo("副组长"))
                    .body("items[0].person", nullValue()));
    as("office")
        .get(department + "/leader-views")
        .then()
        .body("items[0].person", matchesPattern("[0-9a-f]{32}"));
    problem(as("leader").get("/api/v1/departments/x/health"), 404, "not-found");
  }

  @Test
  void obligation_4_3_b_outings_are_shown_by_month_and_department() {
    Response registered =
        post(
            "department-HYFW",
            "/api/v1/outings",
            """
            {"department":"HYFW","person":{"name":"李四","phone":"13900001111"},
             "departsAt":"2026-10-31T17:00:00Z","returnsAt":"2026-11-02T00:00:00Z",
             "destination":{"areaCode":"130102","text":"某地"}}
            """);
    registered.then().statusCode(201);

    seeing(registered, "department-HYFW")
        .get("/api/v1/outing-trends")
        .then()
        .statusCode(200)
        .body("month", contains("2026-11"))
        .body("outings", contains(1))
        .body("people", contains(1))
        .body("registeredAfterDeparture", contains(1));
    seeing(registered, "leader")
        .get("/api/v1/outing-trends")
        .then()
        .body("department", hasItem("HYFW"));
  }

  // Tasks

  @Test
  void obligation_4_1_c_what_leaders_were_given_is_shown_to_the_group_then_and_now() {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[{"role":"LEADER","name":"林建华","staffNo":"LD-001","from":"%s"}]}
            """
                .formatted(ago(60)))
        .put(GROUP)
        .then()
        .statusCode(200);
    String before = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    Response assigned =
        post(
            "leader",
            "/api/v1/tasks",
            "{\"title\":\"检查\",\"department\":\"ZHGL\",\"assignee\":{\"name\":\"林建华\",\"staffNo\":\"LD-001\"}}");
    assigned.then().statusCode(201);
    String leaders =
        "findAll { it.role == 'LEADER' && it.kind == 'TASK' && it.maskedName == '林*' }";
    String open = leaders.replace("findAll", "find") + ".open";

    int given =
        seeing(assigned, "auditor")
            .get("/api/v1/leader-tasks")
            .then()
            .statusCode(200)
            .body(leaders, hasSize(1))
            .extract()
            .path(open);

    assertThat(given).isPositive();
    Object then =
        as("office")
            .queryParam("asOf", before)
            .get("/api/v1/leader-tasks")
            .then()
            .statusCode(200)
            .extract()
            .path(open.replace("}.open", "}?.open"));
    assertThat(then == null ? 0 : then).isEqualTo(given - 1);
    as("department").get("/api/v1/leader-tasks").then().statusCode(403);
    problem(
        as("office").queryParam("from", "gestern").get("/api/v1/leader-tasks"),
        400,
        "time-malformed");
  }

  @Test
  void a_task_is_given_by_the_group_and_done_by_a_department() {
    String path = "/api/v1/tasks";
    String body =
        "{\"title\":\"检查\",\"department\":\"ZHGL\",\"assignee\":{\"name\":\"孙成\",\"staffNo\":\"L5\"}}";
    post("department", path, body).then().statusCode(403);
    Response assigned = post("leader", path, body);
    assigned.then().statusCode(201);
    String one = path + "/" + assigned.path("id");
    post("department", one + "/completions", "{\"result\":\"合格\"}").then().statusCode(403);

    Response done = post("department-ZHGL", one + "/completions", "{\"result\":\"合格\"}");

    done.then().statusCode(200).body("status", equalTo("COMPLETED"));
    seeing(done, "department-ZHGL")
        .get(path)
        .then()
        .body("items[0].maskedName", equalTo("孙*"))
        .body("items[0].lateBySeconds", equalTo(0));
    seeing(done, "department").get(path).then().body("items", empty());
    problem(post("office", one + "/withdrawals", "{\"reason\":\"x\"}"), 409, "task-already-ended");
    problem(post("office", path + "/none/withdrawals", "{\"reason\":\"x\"}"), 404, "not-found");
  }
}
