package org.vigil.reporting.accountability;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.intake.ResponsibilityHandoverAccepted;
import org.vigil.reporting.intake.VisitorAdmittedDespiteRefusal;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Who answers for what, what each level knew, and the file that shows it (4.2-a, section five). */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class MatrixStoryTest {

  private static final String MATRIX = "/api/v1/responsibility-matrix";
  private static final String CASES = "/api/v1/accountability-cases";
  private static final String HANDOVERS = "/api/v1/obligations/3.7-b/assignments/ZHGL/handovers";
  private static final String OFFICE = "office:BG-001";

  @Inject AgroalDataSource dataSource;
  @Inject SubjectIds ids;

  @BeforeEach
  void a_bureau_with_two_departments() throws SQLException {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[
             {"role":"LEADER","name":"林建华","staffNo":"LD-001","from":"2022-01-01T00:00:00Z"},
             {"role":"EXECUTIVE_DEPUTY","name":"高志远","staffNo":"LD-002","from":"2022-01-01T00:00:00Z"},
             {"role":"DEPUTY","name":"罗文","staffNo":"LD-003","supervises":["AQBW"],"from":"2022-01-01T00:00:00Z"},
             {"role":"OFFICE_DIRECTOR","name":"王静","staffNo":"BG-001","from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    department("AQBW", "安全保卫科", "赵*");
    department("ZHGL", "综合管理科", "周*");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> part("3.3-a").body("department", equalTo("AQBW")));
  }

  private void department(String code, String name, String head) throws SQLException {
    new Received(dataSource)
        .event(
            "duty",
            "department-defined",
            "department/" + UUID.randomUUID(),
            new DepartmentDefined(
                new DepartmentDefined.Definition(
                    code,
                    name,
                    List.of(),
                    true,
                    new DepartmentDefined.Head(ids.of(null, "H-" + code), head))));
  }

  private static RequestSpecification as(String who) {
    return given().auth().oauth2(VigilResource.token(who));
  }

  private static Response post(String who, String path, String body) {
    return as(who)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(path);
  }

  private static Response assign(String obligation, String department, String period) {
    return as("office")
        .contentType("application/json")
        .body("{\"name\":\"钱进\",\"staffNo\":\"Q-1\"," + period + "}")
        .put("/api/v1/obligations/" + obligation + "/assignments/" + department);
  }

  /** The first unit's part in an obligation, at present. */
  private static ValidatableResponse part(String obligation) {
    return as("office")
        .get(MATRIX)
        .then()
        .statusCode(200)
        .rootPath("rows.find { it.obligation == '" + obligation + "' }.parts[0]");
  }

  // The matrix (4.2-a)

  @Test
  void all_seventy_obligations_are_there_with_what_is_counted_of_them() {
    as("auditor")
        .get(MATRIX)
        .then()
        .statusCode(200)
        .body("rows", hasSize(70))
        .body("coverage.obligations", equalTo(70))
        .body("coverage.watched", greaterThan(5))
        .body(
            "rows.find { it.obligation == '2-b' }.parts[0].responsible[0].maskedName",
            equalTo("林*"))
        .body("rows.find { it.obligation == '3.1-a' }.parts.department", contains("AQBW", "ZHGL"))
        .body("rows.find { it.obligation == '4.3-c' }.status", equalTo("NOT_WATCHED"))
        .body("rows.find { it.obligation == '3.4-a' }.parts[0].department", nullValue())
        .body("rows.find { it.obligation == '3.4-a' }.status", equalTo("UNASSIGNED"));
  }

  @Test
  void an_obligation_that_the_plan_leaves_blank_hangs_in_the_air_and_the_office_is_told_at_once() {
    part("3.3-a")
        .body("status", equalTo("UNASSIGNED"))
        .body("head.maskedName", equalTo("赵*"))
        .body("deputies.maskedName", contains("罗*"))
        .body("responsible", empty());

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                as("office")
                    .queryParam("limit", 200)
                    .get("/api/v1/escalations")
                    .then()
                    .rootPath(
                        "items.find { it.kind == 'OBLIGATION_UNASSIGNED' && it.department == 'AQBW'"
                            + " }")
                    .body("obligation", equalTo("4.2-a"))
                    .body("level", equalTo("L2")));
    as("office")
        .get("/api/v1/escalation-feed?limit=500")
        .then()
        .body(
            "items.findAll { it.obligation == '4.2-a' && it.department == 'AQBW' }.level",
            hasItem("L4"));
  }

  @Test
  void who_is_named_answers_from_then_on_and_the_past_stays_as_it_was() {
    String before = Instant.now().toString();
    Response assigned = assign("3.3-b", "AQBW", "\"from\":\"2022-11-01T00:00:00Z\"");
    assigned.then().statusCode(200);

    as("office")
        .header("Vigil-At-Least", assigned.header("Vigil-Position"))
        .get(MATRIX)
        .then()
        .rootPath("rows.find { it.obligation == '3.3-b' }.parts[0]")
        .body("responsible.maskedName", contains("钱*"))
        .body("responsible.by", contains("ASSIGNED"))
        .body("status", not(equalTo("UNASSIGNED")));
    as("office")
        .queryParam("asOf", before)
        .get(MATRIX)
        .then()
        .body("rows.find { it.obligation == '3.3-b' }.status", equalTo("UNASSIGNED"));
  }

  @Test
  void where_an_assignment_ends_the_responsibility_hangs_again_by_itself() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(gaps("3.7-c")).isNotEmpty());

    assign(
            "3.7-c",
            "ZHGL",
            "\"from\":\"2022-11-01T00:00:00Z\",\"until\":\"" + Instant.now().plusSeconds(5) + "\"")
        .then()
        .statusCode(200);

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(gaps("3.7-c"))
                    .endsWith(
                        "obligation-assigned.v1",
                        "obligation-gap-closed.v1",
                        "obligation-unassigned-detected.v1"));
  }

  private List<String> gaps(String obligation) {
    return Sql.list(
        dataSource,
        "select type from event where stream = ? order by version",
        row -> row.getString("type"),
        "obligation/" + obligation);
  }

  @Test
  void a_department_sees_its_own_parts_only() {
    as("department-AQBW")
        .get(MATRIX)
        .then()
        .statusCode(200)
        .body("rows.parts.flatten().department", everyItem(equalTo("AQBW")))
        .body("rows", hasSize(greaterThan(10)));
    as("ops").get(MATRIX).then().statusCode(403);
  }

  @Test
  void a_week_says_what_it_is_counted_of() throws SQLException {
    breach("exit-1");

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                as("leader")
                    .get(MATRIX + "/weeks?weeks=2")
                    .then()
                    .statusCode(200)
                    .body("", hasSize(2))
                    .body("[0].over", equalTo(false))
                    .body("[1].over", equalTo(true))
                    .rootPath("[0].departments.find { it.department == 'AQBW' }")
                    .body("owed", greaterThan(10))
                    .body("watched", greaterThan(0))
                    .body("breaches.obligation", hasItem("3.3-d")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MATRIX + "?status=BAD",
        MATRIX + "?asOf=x",
        MATRIX + "/weeks?weeks=0",
        MATRIX + "/weeks?weeks=99",
        "/api/v1/replays",
        "/api/v1/replays?at=x&obligation=3.3-a",
        "/api/v1/replays?at=2999-01-01T00:00:00Z&obligation=3.3-a"
      })
  void what_cannot_be_asked_is_told_so(String path) {
    as("office").get(path).then().statusCode(400).body("code", not(equalTo("bad-request")));
  }

  @Test
  void an_assignment_that_cannot_be_is_refused() {
    assign("9.9-z", "AQBW", "\"from\":\"2022-11-01T00:00:00Z\"").then().statusCode(404);
    assign("2-b", "AQBW", "\"from\":\"2022-11-01T00:00:00Z\"").then().statusCode(404);
    assign("3.3-a", "AQBW", "\"from\":\"+999999999-01-01T00:00:00Z\"").then().statusCode(400);
    assign("3.3-a", "AQBW", "\"from\":\"2022-11-02T00:00:00Z\",\"until\":\"2022-11-01T00:00:00Z\"")
        .then()
        .statusCode(409)
        .body("code", equalTo("assignment-ends-before-it-begins"));
  }

  // Several departments, one of which leads (4.2-a)

  private static Response units(String who, String obligation, String body) {
    return as(who)
        .contentType("application/json")
        .body(body)
        .put("/api/v1/obligations/" + obligation + "/units");
  }

  @Test
  void several_departments_carry_an_obligation_and_one_leads_and_the_past_stays_as_it_was() {
    String before = Instant.now().toString();
    Response set =
        units(
            "office",
            "3.4-b",
            """
            {"units":[{"department":"AQBW","leads":false},{"department":"ZHGL","leads":true}],
             "from":"2022-11-01T00:00:00Z"}
            """);
    set.then().statusCode(200);

    as("auditor")
        .header("Vigil-At-Least", set.header("Vigil-Position"))
        .get(MATRIX)
        .then()
        .rootPath("rows.find { it.obligation == '3.4-b' }.parts")
        .body("department", contains("ZHGL", "AQBW"))
        .body("leads", contains(true, false))
        .body("unit", contains("综合管理科", "安全保卫科"));
    as("auditor")
        .queryParam("asOf", before)
        .get(MATRIX)
        .then()
        .body("rows.find { it.obligation == '3.4-b' }.parts.unit", contains("机关综合管理科"));
    as("auditor")
        .queryParam("at", Instant.now().toString())
        .queryParam("obligation", "3.4-b")
        .get("/api/v1/replays")
        .then()
        .statusCode(200)
        .body("parts.leads", contains(true, false));
    as("department-AQBW")
        .get("/api/v1/obligations/3.4-b/units")
        .then()
        .statusCode(200)
        .body("by", equalTo("DECIDED"))
        .body("units.find { it.leads }.department", equalTo("ZHGL"))
        .body("periods", hasSize(1));
    as("office")
        .queryParam("asOf", before)
        .get("/api/v1/obligations/3.4-b/units")
        .then()
        .body("by", equalTo("PLAN"))
        .body("periods", empty());
  }

  @Test
  void each_department_that_carries_it_needs_somebody_who_is_named() {
    units(
            "office",
            "3.8-a",
            """
            {"units":[{"department":"AQBW","leads":true},{"department":"ZHGL","leads":false}],
             "from":"2022-11-01T00:00:00Z"}
            """)
        .then()
        .statusCode(200);

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        Sql.list(
                            dataSource,
                            "select convert_from(data, 'UTF8')::jsonb ->> 'unit' as unit from event"
                                + " where stream = 'obligation/3.8-a' and type ="
                                + " 'obligation-unassigned-detected.v1'",
                            row -> row.getString("unit")))
                    .contains("AQBW", "ZHGL"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "3.4-a | {'department':'AQBW','leads':false} | 409 | not-exactly-one-unit-leads",
        "3.4-a | {'department':'AQBW','leads':true},{'department':'ZHGL','leads':true} | 409"
            + " | not-exactly-one-unit-leads",
        "3.4-a | {'department':'AQBW','leads':true},{'department':'AQBW','leads':false} | 409"
            + " | unit-named-twice",
        "3.1-a | {'department':'AQBW','leads':true} | 409 | units-are-the-plans",
        "2-f | {'department':'AQBW','leads':true} | 409 | units-are-the-plans",
        "9.9-z | {'department':'AQBW','leads':true} | 404 | not-found",
        "3.4-a | {'department':'NOBODY','leads':true} | 400 | invalid-body",
        "3.4-a | {'department':'aqbw','leads':true} | 400 | invalid-body",
        "3.4-a | {'department':'AQBW'} | 400 | invalid-body",
        "3.4-a | ~~ | 400 | invalid-body"
      })
  void units_that_cannot_be_are_refused_with_a_reason(
      String obligation, String carriers, int status, String code) {
    units(
            "office",
            obligation,
            ("{'units':[" + carriers + "],'from':'2022-11-01T00:00:00Z'}").replace('\'', '"'))
        .then()
        .statusCode(status)
        .body("code", equalTo(code));
  }

  @Test
  void units_end_after_they_begin_and_only_the_office_and_leaders_set_them() {
    String one = "{\"units\":[{\"department\":\"AQBW\",\"leads\":true}],";
    units(
            "office",
            "3.4-a",
            one + "\"from\":\"2022-11-02T00:00:00Z\",\"until\":\"2022-11-01T00:00:00Z\"}")
        .then()
        .statusCode(409)
        .body("code", equalTo("units-end-before-they-begin"));
    units("office", "3.4-a", one + "\"from\":\"+999999999-01-01T00:00:00Z\"}")
        .then()
        .statusCode(400);
    units("department-AQBW", "3.4-a", one + "\"from\":\"2022-11-02T00:00:00Z\"}")
        .then()
        .statusCode(403);
    as("department-AQBW").get("/api/v1/obligations/3.10-a/units").then().statusCode(404);
    as("office").get("/api/v1/obligations/9.9-z/units").then().statusCode(404);
    as("office").get("/api/v1/obligations/3.4-a/units?asOf=x").then().statusCode(400);
  }

  @Test
  void a_signed_hand_over_of_a_departments_lead_shows_in_the_matrix_and_the_replay()
      throws SQLException {
    String before = Instant.now().toString();
    new Received(dataSource)
        .event(
            "duty",
            "responsibility-handover-accepted",
            "department/" + UUID.randomUUID(),
            new ResponsibilityHandoverAccepted(
                UUID.randomUUID().toString(),
                "ZHGL",
                "HEAD",
                ids.of(null, "H-ZHGL"),
                new ResponsibilityHandoverAccepted.Receiver(ids.of(null, "Z-2"), "李*"),
                null,
                Instant.now(),
                null));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> part("3.7-a").body("head.maskedName", equalTo("李*")));
    String later = Instant.now().toString();
    headThen(before).body("parts[0].head.maskedName", equalTo("周*"));
    headThen(later).body("parts[0].head.maskedName", equalTo("李*"));
  }

  private static ValidatableResponse headThen(String at) {
    return as("auditor")
        .queryParam("at", at)
        .queryParam("obligation", "3.7-a")
        .get("/api/v1/replays")
        .then()
        .statusCode(200);
  }

  private void member(String staffNo, String department) throws SQLException {
    new Received(dataSource)
        .event(
            "duty",
            "person-registered",
            "person/" + UUID.randomUUID(),
            new PersonRegistered(
                new PersonRegistered.Particulars(ids.of(null, staffNo), department, "李*", null)));
  }

  private static Response offer(String who, String staffNo, String rest) {
    return post(
        who,
        HANDOVERS,
        "{\"giver\":\"Q-1\",\"receiver\":{\"name\":\"李明\",\"staffNo\":\""
            + staffNo
            + "\"},\"reason\":\"出差\""
            + rest
            + "}");
  }

  @Test
  void who_is_named_hands_an_obligation_to_a_member_of_the_department_who_signs()
      throws SQLException {
    assign("3.7-b", "ZHGL", "\"from\":\"2022-11-01T00:00:00Z\"").then().statusCode(200);
    member("Z-7", "ZHGL");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                offer("department-ZHGL", "Z-7", ",\"until\":\"2022-11-01T00:00:00Z\"")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("handover-ends-before-it-begins")));

    Response offered = offer("department-ZHGL", "Z-7", "");
    offered.then().statusCode(201);
    String id = offered.path("id");
    as("department-ZHGL")
        .get(HANDOVERS)
        .then()
        .statusCode(200)
        .body("items.find { it.id == '" + id + "' }.maskedReceiver", equalTo("李*"))
        .body("items.find { it.id == '" + id + "' }.signed", equalTo(false));
    post("department-ZHGL", HANDOVERS + "/" + id + "/acceptances", "{\"staffNo\":\"Z-8\"}")
        .then()
        .statusCode(409)
        .body("code", equalTo("handover-is-for-another"));
    Response signed =
        post("department-ZHGL", HANDOVERS + "/" + id + "/acceptances", "{\"staffNo\":\"Z-7\"}");
    signed.then().statusCode(200);

    as("office")
        .header("Vigil-At-Least", signed.header("Vigil-Position"))
        .get(MATRIX)
        .then()
        .body(
            "rows.find { it.obligation == '3.7-b' }.parts[0].responsible.maskedName",
            contains("李*"));
    offer("office", "Z-7", "")
        .then()
        .statusCode(409)
        .body("code", equalTo("not-theirs-to-hand-over"));
  }

  @Test
  void an_obligation_is_handed_over_within_the_department_and_may_be_declined_or_taken_back()
      throws SQLException {
    assign("3.7-b", "ZHGL", "\"from\":\"2022-11-02T00:00:00Z\"").then().statusCode(200);
    member("Z-9", "ZHGL");
    member("A-9", "AQBW");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> offer("department-ZHGL", "Z-9", "").then().statusCode(201));
    for (String end : List.of("refusals|Z-9", "withdrawals|Q-1")) {
      String id = offer("department-ZHGL", "Z-9", "").path("id");
      String[] how = end.split("\\|");
      post(
              "department-ZHGL",
              HANDOVERS + "/" + id + "/" + how[0],
              "{\"staffNo\":\"" + how[1] + "\",\"reason\":\"行程取消\"}")
          .then()
          .statusCode(200);
    }

    offer("department-ZHGL", "A-9", "")
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("not-a-member"));
    offer("department-ZHGL", "Z-9", ",\"from\":\"2022-11-02T00:00:00Z\"").then().statusCode(400);
    offer("department-AQBW", "Z-9", "").then().statusCode(403);
    as("department-AQBW").get(HANDOVERS).then().statusCode(404);
    as("office").get(HANDOVERS.replace("3.7-b", "9.9-z")).then().statusCode(404);
  }

  // What each level knew

  /** A breach at a visit; the escalation's id. */
  private String breach(String visit) throws SQLException {
    new Received(dataSource)
        .event(
            "duty",
            "visitor-admitted-despite-refusal",
            "visit/" + visit + UUID.randomUUID(),
            new VisitorAdmittedDespiteRefusal(visit, null, "AQBW", "4号门", null));
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                as("office")
                    .queryParam("limit", 200)
                    .get("/api/v1/escalations")
                    .<String>path("items.find { it.subject.id == '" + visit + "' }?.id"),
            found -> found != null);
  }

  @Test
  void who_was_responsible_at_exit_four_and_what_did_each_level_know_is_one_call()
      throws SQLException {
    String before = Instant.now().toString();
    String id = breach("exit-4");
    String told = Instant.now().toString();
    post("office", "/api/v1/escalations/" + id + "/acknowledgements", "{}").then().statusCode(200);
    String acknowledged = Instant.now().toString();

    replay(told)
        .body("parts.department", contains("AQBW"))
        .body("parts[0].head.maskedName", equalTo("赵*"))
        .body("parts[0].deputies.maskedName", contains("罗*"))
        .body("levels.level", contains("L0", "L1", "L2", "L3", "L4", "L5"))
        .body("levels[1].toldAt", notNullValue())
        .body("levels[2].toldAt", notNullValue())
        .body("levels[2].acknowledgedAt", nullValue())
        .body("levels[2].holders.maskedName", contains("王*"))
        .body("levels[5].toldAt", nullValue())
        .body("levels[5].holders.maskedName", contains("林*"))
        .body("matters[0].status", equalTo("OPEN"));
    replay(acknowledged)
        .body("levels[2].acknowledgedAt", notNullValue())
        .body("matters[0].status", equalTo("ACKNOWLEDGED"));
    replay(before).body("matters", empty()).body("levels.toldAt", everyItem(nullValue()));
    as("department").queryParam("at", told).get("/api/v1/replays").then().statusCode(403);
  }

  private static ValidatableResponse replay(String at) {
    return as("auditor")
        .queryParam("at", at)
        .queryParam("obligation", "3.3-d")
        .queryParam("subject", "exit-4")
        .get("/api/v1/replays")
        .then()
        .statusCode(200);
  }

  // The dossier

  /** A case that is sealed, on a breach whose escalation stands in the dossier. */
  private String sealedCase(String visit) throws SQLException {
    String escalation = breach(visit);
    String raised =
        Sql.list(
                dataSource,
                "select id::text as id from event where stream = ? and version = 1",
                row -> row.getString("id"),
                "escalation/" + escalation)
            .getFirst();
    String lead =
        """
        {"ground":"OTHER_BREACH","obligation":"3.3-d","department":"AQBW",
         "person":{"name":"赵刚","staffNo":"AB-001"},"suspicion":"疑似未执行入楼管理规定",
         "arisenAt":"%s","evidence":["%s"]}
        """
            .formatted(Instant.now(), raised);
    String id = post(OFFICE, CASES, lead).then().statusCode(201).extract().path("id");
    String evidence = "{\"evidence\":[\"" + raised + "\"]}";
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> post(OFFICE, CASES + "/" + id + "/evidence-seals", evidence).statusCode() == 200);
    return id;
  }

  @Test
  void a_dossier_tells_who_was_responsible_what_each_level_knew_and_what_was_done()
      throws SQLException {
    String id = sealedCase("exit-5");
    String then = Instant.now().toString();

    as("auditor")
        .queryParam("asOf", then)
        .get(CASES + "/" + id + "/dossier")
        .then()
        .statusCode(200)
        .body("story.steps.step", contains("LEAD_OPENED", "EVIDENCE_SEALED"))
        .body("story.maskedName", equalTo("赵*"))
        .body("replay.parts[0].head.maskedName", equalTo("赵*"))
        .body("replay.levels[2].toldAt", notNullValue())
        .body("replay.matters", hasSize(1))
        .body("proofs.findAll { it.evidence }.sameAsSealed", contains(true));
    as("department").get(CASES + "/" + id + "/dossier").then().statusCode(403);
    as("office").get(CASES + "/" + UUID.randomUUID() + "/dossier").then().statusCode(404);
  }

  @Test
  void the_proofs_attached_to_the_pdf_hold_for_the_offline_checker(@TempDir Path folder)
      throws Exception {
    String id = sealedCase("exit-6");
    String key = as("auditor").get("/api/v1/seals/keys").then().extract().path("[0].publicKey");
    Path pem = Files.writeString(folder.resolve("key.pem"), key);

    byte[] pdf =
        as("auditor")
            .get(CASES + "/" + id + "/dossier.pdf")
            .then()
            .statusCode(200)
            .contentType("application/pdf")
            .extract()
            .asByteArray();

    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document);
      assertThat(text)
          .contains("责任追究案卷", "疑似未执行入楼管理规定", "各级何时知悉", "分管副组长", "赵*", id)
          .doesNotContain("赵刚", "□");
      Map<String, PDComplexFileSpecification> files =
          document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
      assertThat(files).isNotEmpty();
      for (PDComplexFileSpecification file : files.values()) {
        Path proof = folder.resolve(file.getFile());
        Files.write(proof, file.getEmbeddedFile().toByteArray());
        assertThat(check(proof, pem)).as(file.getFile()).isZero();
      }
      look(document);
    }
  }

  /** A forged proof is not accepted, so that the test above could fail. */
  @Test
  void a_proof_of_another_event_does_not_hold(@TempDir Path folder) throws Exception {
    String id = sealedCase("exit-7");
    String key = as("auditor").get("/api/v1/seals/keys").then().extract().path("[0].publicKey");
    Path pem = Files.writeString(folder.resolve("key.pem"), key);
    String proof =
        as("auditor").get(CASES + "/" + id + "/dossier").then().extract().path("proofs[0].text");

    Path forged =
        Files.writeString(
            folder.resolve("forged.txt"),
            proof.replaceFirst("event [0-9a-f]{8}", "event 00000000"));

    assertThat(check(forged, pem)).isEqualTo(1);
  }

  private static int check(Path proof, Path key) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                Path.of("../deploy/verify/CheckInclusion.java").toAbsolutePath().toString(),
                proof.toString(),
                key.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    return process.exitValue();
  }

  /** The page as a person sees it, kept beside the test's report. */
  private static void look(PDDocument document) throws IOException {
    BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 80);
    Path image = Path.of("target", "dossier.png");
    assertThat(ImageIO.write(page, "png", image.toFile())).isTrue();
  }
}
