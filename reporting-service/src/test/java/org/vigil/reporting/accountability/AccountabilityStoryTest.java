package org.vigil.reporting.accountability;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Policies;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.intake.DailyQuotaMissed;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.intake.VisitorAdmittedDespiteRefusal;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Section five, from the fact to the closed case (5-1 to 5-8). */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class AccountabilityStoryTest {

  private static final String CASES = "/api/v1/accountability-cases";
  private static final String GROUP = "/api/v1/leading-group";
  private static final String OFFICE = "office:BG-001";
  private static final String LEADER = "leader:LD-001";
  private static final String DEPUTY_OF_OWN_DEPARTMENT = "leader:LD-002";
  private static final String SUBJECT = "leader:GW-001";
  private static final String PERSON = "{\"person\":{\"name\":\"卫东\",\"staffNo\":\"GW-001\"}}";
  private static final String WITHIN = "reporting.exposure-report-within";
  private static final String REASONS = "{\"reasons\":\"查证属实\"}";

  @Inject AgroalDataSource dataSource;
  @Inject Mechanism mechanism;
  @Inject SubjectIds ids;
  @Inject Policies policies;

  @BeforeEach
  void the_leading_group_is_constituted() throws SQLException {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[
             {"role":"LEADER","name":"林建华","staffNo":"LD-001","from":"2022-01-01T00:00:00Z"},
             {"role":"EXECUTIVE_DEPUTY","name":"高志远","staffNo":"LD-002","from":"2022-01-01T00:00:00Z"},
             {"role":"DEPUTY","name":"卫东","staffNo":"GW-001","supervises":["GWYC"],"from":"2022-01-01T00:00:00Z"},
             {"role":"OFFICE_DIRECTOR","name":"王静","staffNo":"BG-001","from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    new Received(dataSource)
        .event(
            "duty",
            "person-registered",
            "person/" + UUID.randomUUID(),
            new PersonRegistered(
                new PersonRegistered.Particulars(ids.of(null, "LD-002"), "GWYC", "高*", null)));
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

  private static void refused(Response response, int status, String code) {
    response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  /** A report long after the department knew; its call's id. */
  private static String lateReport() {
    Instant known = Instant.now().minus(Duration.ofHours(2));
    return post(
            "department",
            "/api/v1/symptom-reports",
            """
            {"department":"GWYC","person":{"name":"张三丰","phone":"138%08d"},"symptoms":["FEVER"],
             "temperatureCelsius":38.2,"onsetAt":"%s","knownAt":"%s"}
            """
                .formatted(UUID.randomUUID().hashCode() & 0x1ffffff, known, known))
        .then()
        .statusCode(201)
        .extract()
        .header("Vigil-Correlation-Id");
  }

  /** Ids of what followed from one call. */
  private static List<String> events(String correlation) {
    return Awaitility.await()
        .until(
            () ->
                as("auditor")
                    .queryParam("correlationId", correlation)
                    .get("/api/v1/history")
                    .<List<String>>path("items.id"),
            found -> found != null && !found.isEmpty());
  }

  /** The case that came of a call by itself: the lead is among its effects. */
  private static String leadOf(String correlation) {
    String stream =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    as("auditor")
                        .queryParam("correlationId", correlation)
                        .get("/api/v1/history")
                        .<String>path(
                            "items.find { it.type.startsWith('vigil.reporting.lead-opened.')"
                                + " }?.stream"),
                found -> found != null);
    return stream.substring(stream.indexOf('/') + 1);
  }

  private static String opened(Ground ground) {
    return post(OFFICE, CASES, lead(ground, events(lateReport()).getFirst()))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String lead(Ground ground, String event) {
    return """
    {"ground":"%s","obligation":"3.1-b","department":"GWYC","suspicion":"疑似%s","arisenAt":"%s",
     "evidence":["%s"]}
    """
        .formatted(ground, ground.zh(), Instant.now().minusSeconds(60), event);
  }

  private static List<String> evidence(String id) {
    return as("office").get(CASES + "/" + id).then().statusCode(200).extract().path("evidence");
  }

  private static String listed(List<String> evidence) {
    return "{\"evidence\":[\"" + String.join("\",\"", evidence) + "\"]}";
  }

  /** The log is sealed a moment behind the events. */
  private static void seal(String id) {
    String all = listed(evidence(id));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> post(OFFICE, CASES + "/" + id + "/evidence-seals", all).statusCode() == 200);
  }

  private static void heard(String id) {
    seal(id);
    post(OFFICE, CASES + "/" + id + "/notifications", PERSON).then().statusCode(200);
    post("department", CASES + "/" + id + "/statements", "{\"statement\":\"当时在送同事就医\"}")
        .then()
        .statusCode(200);
  }

  private static String finding(String id, String finding, boolean serious) {
    return """
    {"finding":"%s","seriousConsequences":%s,"cited":["%s"],"reasons":"查证属实"}
    """
        .formatted(finding, serious, evidence(id).getFirst());
  }

  private static ValidatableResponse story(String id) {
    return as("office").get(CASES + "/" + id).then().statusCode(200);
  }

  // How leads come about

  @Test
  void a_late_report_is_a_lead_against_the_department_and_nobody_in_person() {
    String id = leadOf(lateReport());

    story(id)
        .body("ground", equalTo("REPORTING_BREACH"))
        .body("obligation", equalTo("5-6"))
        .body("department", equalTo("GWYC"))
        .body("suspected", equalTo(true))
        .body("suspicion", containsString("疑似"))
        .body("maskedName", nullValue())
        .body("steps.step", contains("LEAD_OPENED"))
        .body("steps[0].by", nullValue())
        .body("evidence", hasSize(2));
  }

  @Test
  void three_misses_of_one_obligation_in_the_window_are_a_lead_and_two_are_not()
      throws SQLException {
    Received received = new Received(dataSource);
    for (int day = 1; day <= 2; day++) {
      missedQuota(received, day);
    }
    Awaitility.await().untilAsserted(() -> assertThat(missesSeen()).isEqualTo(2));
    assertThat(neglect()).isEmpty();

    missedQuota(received, 3);

    String id =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(AccountabilityStoryTest::neglect, found -> !found.isEmpty())
            .getFirst();
    story(id)
        .body("obligation", equalTo("3.7-a"))
        .body("department", equalTo("ZHGL"))
        .body("evidence", hasSize(6));
    missedQuota(received, 4);
    Awaitility.await().untilAsserted(() -> story(id).body("evidence", hasSize(8)));
    assertThat(neglect()).hasSize(1);
  }

  private static void missedQuota(Received received, int day) throws SQLException {
    received.event(
        "disinfection",
        "daily-disinfection-quota-missed",
        "zone-day/LOBBY-" + day,
        new DailyQuotaMissed("LOBBY", "ZHGL", LocalDate.of(2022, 11, day), 1, 3));
  }

  private int missesSeen() {
    return Sql.list(
            dataSource,
            "select count(*) as n from obligation_breach where kind = 'QUOTA_MISSED'",
            row -> row.getInt("n"))
        .getFirst();
  }

  private static List<String> neglect() {
    return as("auditor").queryParam("ground", "NEGLECT").get(CASES).path("items.id");
  }

  @Test
  void a_visitor_let_in_against_the_rules_is_a_lead() throws SQLException {
    String visit = UUID.randomUUID().toString();
    new Received(dataSource)
        .event(
            "duty",
            "visitor-admitted-despite-refusal",
            "visit/" + visit,
            new VisitorAdmittedDespiteRefusal(visit, null, "AQBW", "东门", null));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                as("auditor")
                    .queryParam("ground", "OTHER_BREACH")
                    .get(CASES)
                    .then()
                    .body("items.department", hasItem("AQBW"))
                    .body("items.obligation", hasItem("3.3-d")));
  }

  @ParameterizedTest
  @EnumSource(Ground.class)
  void people_open_a_lead_for_every_ground_of_section_five_and_a_leader_may_find(Ground ground) {
    String id = opened(ground);
    heard(id);

    post(LEADER, CASES + "/" + id + "/findings", finding(id, "EXCUSABLE", false))
        .then()
        .statusCode(200);

    story(id)
        .body("ground", equalTo(ground.name()))
        .body("groundText", equalTo(ground.zh()))
        .body("suspected", equalTo(false))
        .body("finding", equalTo("EXCUSABLE"))
        .body("rules[0].value", equalTo(ground.obligation()));
    post(OFFICE, CASES + "/" + id + "/closures", REASONS).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.3-a", "4.3-c"})
  void obligation_4_3_a_and_4_3_c_are_found_by_people_and_only_by_people(String obligation) {
    String lead =
        lead(Ground.OTHER_BREACH, events(lateReport()).getFirst()).replace("3.1-b", obligation);
    String id = post(OFFICE, CASES, lead).then().statusCode(201).extract().path("id");
    heard(id);

    post(LEADER, CASES + "/" + id + "/findings", finding(id, "NOT_UPHELD", false))
        .then()
        .statusCode(200);

    story(id)
        .body("obligation", equalTo(obligation))
        .body("suspected", equalTo(false))
        .body("finding", equalTo("NOT_UPHELD"));
  }

  // The whole way

  @Test
  void a_late_report_goes_all_the_way_to_a_closed_case_and_is_reversed() throws SQLException {
    String id = leadOf(lateReport());
    heard(id);
    awaitHold(id, true);
    post(LEADER, CASES + "/" + id + "/findings", finding(id, "UPHELD", false))
        .then()
        .statusCode(200);
    refused(
        post(LEADER, CASES + "/" + id + "/measures", "{\"measure\":\"REFERRAL\"}"),
        409,
        "no-serious-consequences-found");
    post(LEADER, CASES + "/" + id + "/measures", "{\"measure\":\"WRITTEN_SELF_CRITICISM\"}")
        .then()
        .statusCode(200);
    refused(post(OFFICE, CASES + "/" + id + "/closures", REASONS), 409, "measure-not-executed");
    post(
            OFFICE,
            CASES + "/" + id + "/executions",
            "{\"measure\":\"WRITTEN_SELF_CRITICISM\",\"record\":\"检讨-17\"}")
        .then()
        .statusCode(200);
    post(OFFICE, CASES + "/" + id + "/closures", REASONS).then().statusCode(200);
    awaitHold(id, false);
    post(LEADER, CASES + "/" + id + "/reversals", REASONS).then().statusCode(200);

    story(id)
        .body(
            "steps.step",
            contains(
                "LEAD_OPENED",
                "EVIDENCE_SEALED",
                "SUBJECT_NOTIFIED",
                "STATEMENT_RECORDED",
                "FINDING_DECIDED",
                "WRITTEN_SELF_CRITICISM_ORDERED",
                "MEASURE_EXECUTED",
                "CLOSED",
                "REVERSED"))
        .body("maskedName", equalTo("卫*"))
        .body("sealed.sealRoot", everyItem(notNullValue()))
        .body("rules.parameter", hasItem("reporting.symptom-report-within"))
        .body("rules.value", hasItem("PT30M"))
        .body("steps[4].by.role", equalTo("LEADER"))
        .body("steps[4].by.maskedName", equalTo("林*"))
        .body(not(containsString("就医")))
        .body(not(containsString("卫东")));
    assertThat(mechanism.eventSourcing().parking().list()).isEmpty();
  }

  @Test
  void obligation_5_6_a_finding_cites_the_version_that_held_when_the_department_knew() {
    Instant now = Instant.now();
    decided("PT20M", now.minus(Duration.ofHours(6)), "会议纪要〔2022〕3号");
    decided("PT5H", now.minus(Duration.ofHours(1)), "会议纪要〔2022〕9号");
    Instant known = now.minus(Duration.ofHours(3));
    String call =
        post(
                "department",
                "/api/v1/contact-reports",
                """
                {"department":"GWYC","person":{"name":"张三丰","phone":"13800007701"},
                 "degree":"CLOSE","lastExposedAt":"%s","knownAt":"%s","channel":"SYSTEM"}
                """
                    .formatted(known, known))
            .then()
            .statusCode(201)
            .extract()
            .header("Vigil-Correlation-Id");
    String id = leadOf(call);
    heard(id);

    post(LEADER, CASES + "/" + id + "/findings", finding(id, "UPHELD", false))
        .then()
        .statusCode(200);

    story(id)
        .body("rules.parameter", contains("plan", WITHIN))
        .body("rules[1].value", equalTo("PT20M"))
        .body("rules[1].approver", equalTo("组长"))
        .body("rules[1].source", equalTo("会议纪要〔2022〕3号"))
        .body("rules[1].decidedFrom", notNullValue());
  }

  /** The leading group decides how soon a contact is to be reported, and this service knows. */
  private void decided(String value, Instant from, String source) {
    post(
            LEADER,
            "/api/v1/policy-parameters/" + WITHIN + "/versions",
            "{\"value\":\"%s\",\"effectiveFrom\":\"%s\",\"source\":\"%s\"}"
                .formatted(value, from, source))
        .then()
        .statusCode(201);
    Awaitility.await()
        .until(
            () -> {
              policies.refresh();
              return policies.value(WITHIN, from.plusSeconds(1)).equals(value);
            });
  }

  private static void awaitHold(String id, boolean held) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        as("auditor")
                            .queryParam("limit", 200)
                            .get("/api/v1/subject-holds")
                            .<List<String>>path("items.reference")
                            .contains(id))
                    .isEqualTo(held));
  }

  @Test
  void the_office_can_forget_nobody_whom_an_open_case_concerns() {
    String staffNo = "P" + UUID.randomUUID().toString().substring(0, 12);
    String body =
        lead(Ground.NEGLECT, events(lateReport()).getFirst())
            .replaceFirst(
                "\\{", "{\"person\":{\"name\":\"何某\",\"staffNo\":\"%s\"},".formatted(staffNo));
    String id = post(OFFICE, CASES, body).then().statusCode(201).extract().path("id");
    awaitHold(id, true);
    String release = "/api/v1/subject-holds/" + ids.of(null, staffNo) + "." + id + "/releases";
    String erasure =
        "{\"person\":{\"staffNo\":\"%s\"},\"reason\":\"NO_LONGER_NEEDED\"}".formatted(staffNo);

    Response released = post(OFFICE, release, "");

    refused(released, 409, "hold-ends-with-its-case");
    refused(post(LEADER, release, ""), 409, "hold-ends-with-its-case");
    refused(post(OFFICE, "/api/v1/subject-erasures", erasure), 409, "subject-held");
    post(LEADER, CASES + "/" + id + "/dismissals", REASONS).then().statusCode(200);
    awaitHold(id, false);
    post(OFFICE, "/api/v1/subject-erasures", erasure).then().statusCode(201);
  }

  @Test
  void a_self_criticism_that_does_not_come_is_overdue_by_itself() {
    String id = opened(Ground.NEGLECT);
    heard(id);
    post(LEADER, CASES + "/" + id + "/findings", finding(id, "UPHELD", true));
    post(
            LEADER,
            CASES + "/" + id + "/measures",
            "{\"measure\":\"WRITTEN_SELF_CRITICISM\",\"dueAt\":\"%s\"}"
                .formatted(Instant.now().plusSeconds(2)))
        .then()
        .statusCode(200);

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              story(id).body("steps.step", hasItem("WRITTEN_SELF_CRITICISM_OVERDUE"));
              as("office")
                  .queryParam("limit", 200)
                  .get("/api/v1/escalations")
                  .then()
                  .body(
                      "items.find { it.subject.id == '" + id + "' }.kind",
                      equalTo("SELF_CRITICISM_OVERDUE"))
                  .body("items.find { it.subject.id == '" + id + "' }.level", equalTo("L2"));
            });
  }

  @Test
  void a_case_is_shown_as_it_was_known_then() {
    String id = opened(Ground.MISINFORMATION);
    String then = Instant.now().toString();
    heard(id);

    as("auditor")
        .queryParam("asOf", then)
        .get(CASES + "/" + id)
        .then()
        .statusCode(200)
        .body("steps.step", contains("LEAD_OPENED"))
        .body("sealed", hasSize(0));
  }

  @Test
  void the_list_shows_each_case_as_it_stood_then_and_of_now_what_it_shows_now() {
    String before = Instant.now().toString();
    String id = opened(Ground.MISINFORMATION);
    String lead = Instant.now().toString();
    heard(id);
    post(LEADER, CASES + "/" + id + "/findings", finding(id, "UPHELD", true));
    post(LEADER, CASES + "/" + id + "/measures", "{\"measure\":\"WRITTEN_SELF_CRITICISM\"}");
    String owed = Instant.now().toString();
    assertThat(listed(id, owed)).isEqualTo(listed(id, null));
    post(
        OFFICE,
        CASES + "/" + id + "/executions",
        "{\"measure\":\"WRITTEN_SELF_CRITICISM\",\"record\":\"检讨-18\"}");

    assertThat(listed(id, before)).isNull();
    assertThat(listed(id, lead)).containsEntry("status", "LEAD").doesNotContainKey("maskedName");
    assertThat(listed(id, owed)).containsEntry("status", "MEASURE_DECIDED").containsKey("dueAt");
    assertThat(listed(id, Instant.now().toString())).isEqualTo(listed(id, null));
    as("auditor")
        .queryParam("asOf", lead)
        .queryParam("status", "LEAD")
        .queryParam("limit", 200)
        .get(CASES)
        .then()
        .statusCode(200)
        .body("items.id", hasItem(id))
        .body("items.status", everyItem(equalTo("LEAD")));
    as("department-YWS")
        .queryParam("asOf", owed)
        .queryParam("limit", 200)
        .get(CASES)
        .then()
        .body("items.department", everyItem(equalTo("YWS")));
  }

  private @Nullable Map<String, Object> listed(String id, @Nullable String asOf) {
    RequestSpecification request =
        as("auditor")
            .header("Vigil-At-Least", Long.toString(mechanism.eventSourcing().store().head()))
            .queryParam("limit", 200);
    if (asOf != null) {
      request.queryParam("asOf", asOf);
    }
    Map<String, Object> found = request.get(CASES).path("items.find { it.id == '" + id + "' }");
    if (found != null) {
      // A row rounds instants to microseconds.
      found.computeIfPresent(
          "dueAt",
          (_, at) -> Instant.parse(at.toString()).plusNanos(500).truncatedTo(ChronoUnit.MICROS));
    }
    return found;
  }

  // Who may do what

  @Test
  void nobody_decides_in_their_own_case() {
    String id = opened(Ground.ABANDONED_POST);
    heard(id);

    refused(
        post(SUBJECT, CASES + "/" + id + "/findings", finding(id, "NOT_UPHELD", false)),
        409,
        "own-case");
    refused(post(SUBJECT, CASES + "/" + id + "/reveals", "{\"purpose\":\"看看\"}"), 409, "own-case");
  }

  @Test
  void who_stands_in_for_a_leader_who_is_away_finds_and_nobody_in_their_own_case() {
    String id = opened(Ground.NEGLECT);
    heard(id);
    String findings = CASES + "/" + id + "/findings";
    String standIn = "leader:BG-001";
    refused(post(standIn, findings, finding(id, "UPHELD", false)), 409, "not-a-leader");
    String away =
        """
        {"role":"LEADER","staffNo":"LD-001","from":"%s",
         "standIn":{"name":"%s","staffNo":"%s"}}
        """;
    String from = Instant.now().minusSeconds(60).toString();
    post("office", GROUP + "/absences", away.formatted(from, "卫东", "GW-001"))
        .then()
        .statusCode(200);
    refused(post(SUBJECT, findings, finding(id, "NOT_UPHELD", false)), 409, "own-case");
    seen(post("office", GROUP + "/absences", away.formatted(from, "王静", "BG-001")));

    post(standIn, findings, finding(id, "EXCUSABLE", false)).then().statusCode(200);

    as("auditor")
        .get(CASES + "/" + id)
        .then()
        .body("finding", equalTo("EXCUSABLE"))
        .body("steps.find { it.step == 'FINDING_DECIDED' }.by.role", equalTo("LEADER"));
    seen(post("office", GROUP + "/returns", "{\"role\":\"LEADER\",\"staffNo\":\"LD-001\"}"));
    refused(post(standIn, CASES + "/" + id + "/reversals", REASONS), 409, "not-a-leader");
  }

  /** Who acts is read from a view, which is a moment behind. */
  private static void seen(Response said) {
    said.then().statusCode(200);
    as("auditor")
        .header("Vigil-At-Least", said.header("Vigil-Position"))
        .get("/api/v1/responsibility-matrix")
        .then()
        .statusCode(200);
  }

  @Test
  void nobody_judges_the_department_to_which_they_belong() {
    String id = opened(Ground.DERELICTION);
    heard(id);

    Awaitility.await()
        .untilAsserted(
            () ->
                refused(
                    post(
                        DEPUTY_OF_OWN_DEPARTMENT,
                        CASES + "/" + id + "/findings",
                        finding(id, "UPHELD", true)),
                    409,
                    "own-department"));
  }

  @Test
  void another_department_neither_sees_a_case_nor_speaks_in_it() {
    String id = opened(Ground.BUCK_PASSING);
    heard(id);

    as("department").get(CASES + "/" + id).then().statusCode(200);
    refused(as("department-YWS").get(CASES + "/" + id), 404, "not-found");
    refused(
        post("department-YWS", CASES + "/" + id + "/statements", "{\"statement\":\"x\"}"),
        403,
        "other-department");
    as("department-YWS")
        .queryParam("limit", "200")
        .get(CASES)
        .then()
        .body("items.department", everyItem(equalTo("YWS")));
  }

  @Test
  void a_department_sees_no_lead_about_itself_before_the_evidence_is_sealed() {
    String id = opened(Ground.REPORTING_BREACH);
    String one = CASES + "/" + id;
    String at = Instant.now().toString();
    String listed = CASES + "?limit=200&ground=REPORTING_BREACH";

    refused(as("department").get(one), 404, "not-found");
    refused(as("department").queryParam("asOf", at).get(one), 404, "not-found");
    refused(post("department", one + "/statements", "{\"statement\":\"x\"}"), 404, "not-found");
    as("department").get(listed).then().body("items.id", not(hasItem(id)));
    as("department").queryParam("asOf", at).get(listed).then().body("items.id", not(hasItem(id)));
    as("department").get(CASES + "?status=LEAD").then().body("items", hasSize(0));
    as("auditor").get(listed).then().body("items.id", hasItem(id));

    seal(id);

    as("department").get(one).then().statusCode(200);
    Awaitility.await()
        .untilAsserted(() -> as("department").get(listed).then().body("items.id", hasItem(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"department", "auditor", "ops", OFFICE})
  void only_a_leader_finds(String who) {
    String id = opened(Ground.REFUSED_DISPATCH);

    refused(
        post(who, CASES + "/" + id + "/findings", finding(id, "UPHELD", true)), 403, "forbidden");
  }

  @Test
  void a_system_without_a_person_carries_on_no_case() {
    String id = opened(Ground.OTHER_BREACH);

    refused(
        post("office", CASES + "/" + id + "/evidence-seals", listed(evidence(id))),
        403,
        "person-claim-missing");
  }

  @Test
  void no_step_is_skipped_over_http_either() {
    String id = opened(Ground.OTHER_BREACH);
    String path = CASES + "/" + id;

    refused(post(OFFICE, path + "/notifications", PERSON), 409, "evidence-not-sealed");
    refused(
        post(OFFICE, path + "/statements", "{\"statement\":\"x\"}"), 409, "subject-not-notified");
    refused(
        post(LEADER, path + "/findings", finding(id, "UPHELD", true)), 409, "evidence-not-sealed");
    refused(
        post(LEADER, path + "/measures", "{\"measure\":\"NOTICE_OF_CRITICISM\"}"),
        409,
        "finding-not-decided");
    refused(post(OFFICE, path + "/closures", REASONS), 409, "finding-not-decided");
  }

  @Test
  void names_and_words_are_shown_by_a_reveal_that_is_recorded() {
    String id = opened(Ground.OTHER_BREACH);
    heard(id);

    Response revealed = post(LEADER, CASES + "/" + id + "/reveals", "{\"purpose\":\"研判认定\"}");

    revealed
        .then()
        .statusCode(200)
        .body("name", equalTo("卫东"))
        .body("statement", equalTo("当时在送同事就医"));
    as("auditor")
        .header("Vigil-At-Least", revealed.header("Vigil-Position"))
        .get("/api/v1/reveals?limit=200")
        .then()
        .body("items.stream", hasItem("accountability-case/" + id));
  }

  // Bad input

  @Test
  void a_lead_on_an_event_that_nobody_knows_is_refused() {
    post(OFFICE, CASES, lead(Ground.NEGLECT, UUID.randomUUID().toString()))
        .then()
        .statusCode(400)
        .body("violations.code", contains("event-unknown"))
        .body("violations.pointer", contains("/evidence/0"));
  }

  @Test
  void what_cannot_be_is_refused() {
    post(OFFICE, CASES, "{\"ground\":\"GUILTY\",\"obligation\":\"9-z\",\"evidence\":[\"x\"]}")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-body"));
    as("office").get(CASES + "?status=GUILTY").then().statusCode(400);
    as("office").get(CASES + "/x").then().statusCode(404);
    post(OFFICE, CASES + "/" + UUID.randomUUID() + "/closures", REASONS).then().statusCode(404);
  }
}
