package org.vigil.reporting.accountability;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Policies;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.EntriesUnregisteredSuspected;
import org.vigil.reporting.intake.FeverMeasured;
import org.vigil.reporting.intake.MusterAbsenceFound;
import org.vigil.reporting.intake.PostAbandonmentSuspected;
import org.vigil.reporting.intake.UnregisteredEntriesAccountedFor;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/**
 * The leads that open by themselves, from the fact as it arrives to the open lead: one for each
 * matter, with its evidence, against a department and in words that judge nobody. Each test has a
 * department of its own.
 */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class SuspicionStoryTest {

  private static final String CASES = "/api/v1/accountability-cases";
  private static final String ESCALATIONS = "/api/v1/escalations";
  private static final String ORDERS = "/api/v1/dispatch-orders";
  private static final Duration SOON = Duration.ofSeconds(30);

  @Inject AgroalDataSource dataSource;
  @Inject Policies policies;
  @Inject SubjectIds ids;

  private Received received;

  @BeforeEach
  void what_others_publish_is_received() {
    received = new Received(dataSource);
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

  /** The leads of a ground against a department whose words begin so. */
  private static List<String> leads(Ground ground, String department, String words) {
    List<String> ids =
        as("auditor")
            .queryParam("ground", ground.name())
            .queryParam("limit", 200)
            .get(CASES)
            .then()
            .statusCode(200)
            .extract()
            .path("items.findAll { it.department == '" + department + "' }.id");
    return ids.stream()
        .filter(id -> as("auditor").get(CASES + "/" + id).<String>path("suspicion").contains(words))
        .toList();
  }

  private static String lead(Ground ground, String department, String words) {
    return Awaitility.await()
        .atMost(SOON)
        .until(() -> leads(ground, department, words), found -> !found.isEmpty())
        .getFirst();
  }

  private static ValidatableResponse story(String id) {
    return as("auditor").get(CASES + "/" + id).then().statusCode(200);
  }

  /** What every lead has that nobody opened. */
  private static ValidatableResponse suspectedOnly(String id) {
    return story(id)
        .body("suspected", equalTo(true))
        .body("finding", nullValue())
        .body("suspicion", allOf(containsString("疑似"), containsString("suspected")))
        .body("maskedName", nullValue())
        .body("steps[0].step", equalTo("LEAD_OPENED"))
        .body("steps[0].by", nullValue())
        .body(not(containsString("吕")));
  }

  @Test
  void obligation_5_2_a_suspected_abandonment_of_a_post_is_one_lead_also_when_told_twice()
      throws SQLException {
    PostAbandonmentSuspected fact =
        new PostAbandonmentSuspected("JGDW.DUTY.1667455200", "JGDW", subject(), "吕*");
    UUID told = received.event("duty", "post-abandonment-suspected", "duty-shift/J1", fact);
    String id = lead(Ground.ABANDONED_POST, "JGDW", "疑似擅离职守");
    suspectedOnly(id)
        .body("obligation", equalTo("3.1-b"))
        .body("steps.step", contains("LEAD_OPENED"))
        .body("evidence", hasSize(2))
        .body("evidence", hasItem(told.toString()));

    UUID again = received.event("duty", "post-abandonment-suspected", "duty-shift/J2", fact);

    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                story(id).body("evidence", hasSize(4)).body("evidence", hasItem(again.toString())));
    assertThat(leads(Ground.ABANDONED_POST, "JGDW", "疑似")).containsExactly(id);
  }

  @Test
  void obligation_5_4_an_absence_from_a_real_muster_is_a_lead_and_an_excused_one_or_a_drill_is_not()
      throws SQLException {
    absence("DRILL", "JGH", null);
    absence("REAL", "JGH", "LEAVE");

    UUID real = absence("REAL", "JGH", null);

    String id = lead(Ground.REFUSED_DISPATCH, "JGH", "疑似无故未集结");
    suspectedOnly(id)
        .body("obligation", equalTo("3.1-e"))
        .body("evidence", hasSize(2))
        .body("evidence", hasItem(real.toString()));
    assertThat(leads(Ground.REFUSED_DISPATCH, "JGH", "疑似")).containsExactly(id);
  }

  private UUID absence(String kind, String department, String excuse) throws SQLException {
    return absence(UUID.randomUUID().toString(), kind, department, subject(), excuse);
  }

  private UUID absence(String muster, String kind, String department, String who, String excuse)
      throws SQLException {
    return received.event(
        "duty",
        "muster-absence-found",
        "muster-unit/" + muster + "." + who,
        new MusterAbsenceFound(muster, kind, department, who, "吕*", excuse));
  }

  @Test
  void obligation_5_4_the_absent_of_a_department_ring_once_are_listed_and_are_a_lead_each()
      throws SQLException {
    String muster = UUID.randomUUID().toString();
    String first = subject();
    String second = subject();
    UUID one = absence(muster, "REAL", "YWS", first, null);
    UUID two = absence(muster, "REAL", "YWS", second, null);
    absence(muster, "REAL", "YWS", subject(), "LEAVE");
    absence(muster, "REAL", "ZHGL", subject(), null);

    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(matters(muster, "YWS"))
                    .singleElement()
                    .extracting("signals")
                    .isEqualTo(2));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(leads(Ground.REFUSED_DISPATCH, "YWS", "疑似无故未集结")).hasSize(2));
    assertThat(matters(muster, "ZHGL")).hasSize(1);
    for (String lead : leads(Ground.REFUSED_DISPATCH, "YWS", "疑似无故未集结")) {
      suspectedOnly(lead).body("evidence", hasSize(2));
    }
    String matter = ESCALATIONS + "/" + matters(muster, "YWS").getFirst().get("id");
    as("office").get(matter).then().body("subject.maskedName", nullValue());
    String list = matter + "/absentees";
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                as("department-YWS")
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("items.evidence", containsInAnyOrder(one.toString(), two.toString()))
                    .body("items.person", containsInAnyOrder(first, second))
                    .body("items.maskedName", contains("吕*", "吕*")));
    as("leader").get(list).then().body("items.person", containsInAnyOrder(first, second));
    as("auditor")
        .get(list)
        .then()
        .statusCode(200)
        .body("items.maskedName", contains("吕*", "吕*"))
        .body(not(containsString(first)))
        .body(not(containsString(second)));
    String next =
        as("office").get(list + "?limit=1").then().body("items", hasSize(1)).extract().path("next");
    as("office")
        .get(list + "?limit=1&after=" + next)
        .then()
        .body("items", hasSize(1))
        .body("next", nullValue());
    as("department-ZHGL").get(list).then().statusCode(404);
    as("office")
        .get(list + "?after=1")
        .then()
        .statusCode(400)
        .body("code", equalTo("page-malformed"));
    as("office").get(ESCALATIONS + "/nobody/absentees").then().statusCode(404);
  }

  /** The matters of absence of a department at a muster. */
  private static List<Map<String, Object>> matters(String muster, String department) {
    return as("office")
        .queryParam("limit", 200)
        .queryParam("department", department)
        .get(ESCALATIONS)
        .then()
        .statusCode(200)
        .extract()
        .path("items.findAll { it.kind == 'MUSTER_ABSENT' && it.subject.id == '" + muster + "' }");
  }

  @Test
  void obligation_3_3_c_a_suspicion_that_lost_its_ground_is_told_as_corrected_and_left_to_people()
      throws SQLException {
    Instant from = Instant.parse("2022-11-03T06:00:00Z");
    received.event(
        "duty",
        "entries-unregistered-suspected",
        "gate-day/LOST-1",
        new EntriesUnregisteredSuspected("LOST-1", "AQBW", from, 3));
    Awaitility.await().atMost(SOON).until(() -> told("LOST-1").contains("RAISED"));

    received.event(
        "duty",
        "unregistered-entries-accounted-for",
        "gate-day/LOST-1.later",
        new UnregisteredEntriesAccountedFor("LOST-1", "AQBW", from));

    Awaitility.await().atMost(SOON).until(() -> told("LOST-1").contains("CORRECTED"));
    as("office")
        .queryParam("limit", 200)
        .queryParam("department", "AQBW")
        .get(ESCALATIONS)
        .then()
        .body("items.find { it.subject.id == 'LOST-1' }.status", equalTo("OPEN"));
  }

  @Test
  void obligation_3_3_c_a_correction_that_comes_together_with_its_suspicion_is_never_lost()
      throws SQLException {
    Instant from = Instant.parse("2022-11-03T06:00:00Z");
    List<String> exits = IntStream.range(0, 30).mapToObj(i -> "BOTH-" + i).toList();
    for (String exit : exits) {
      received.event(
          "duty",
          "entries-unregistered-suspected",
          "gate-day/" + exit,
          new EntriesUnregisteredSuspected(exit, "AQBW", from, 3));
      received.event(
          "duty",
          "unregistered-entries-accounted-for",
          "gate-day/" + exit,
          new UnregisteredEntriesAccountedFor(exit, "AQBW", from));
    }

    for (String exit : exits) {
      Awaitility.await().atMost(SOON).until(() -> told(exit).contains("CORRECTED"));
      assertThat(told(exit)).containsOnlyOnce("CORRECTED").first().isEqualTo("RAISED");
    }
  }

  /** What the feed has told of a subject, in order. */
  private List<String> told(String subject) {
    return Sql.list(
        dataSource,
        "select change from feed_item where subject_id = ? order by sequence",
        row -> row.getString("change"),
        subject);
  }

  @Test
  void obligation_5_4_a_refused_order_is_a_lead_and_one_that_was_signed_for_is_not() {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[{"role":"EXECUTIVE_DEPUTY","name":"高志远","staffNo":"LD-002",
              "from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    order("s-signed");
    order("s-refused");
    post("department-JYGL", ORDERS + "/s-signed/acknowledgements", "").then().statusCode(200);

    post("department-JYGL", ORDERS + "/s-refused/refusals", "{\"reason\":\"人手不足\"}")
        .then()
        .statusCode(200);

    String id = lead(Ground.REFUSED_DISPATCH, "JYGL", "疑似不服从调度");
    suspectedOnly(id).body("obligation", equalTo("5-4")).body("evidence", hasSize(2));
    assertThat(leads(Ground.REFUSED_DISPATCH, "JYGL", "疑似")).containsExactly(id);
  }

  private static void order(String id) {
    post(
            "leader:LD-002",
            ORDERS,
            """
            {"id":"%s","department":"JYGL","order":"派两人到东门","answerBy":"%s","completeBy":"%s"}
            """
                .formatted(id, Instant.now().plusSeconds(1_800), Instant.now().plusSeconds(14_400)))
        .then()
        .statusCode(201);
  }

  @Test
  void obligation_5_5_a_matter_that_went_from_hand_to_hand_is_one_lead() {
    String at = Instant.now().minusSeconds(60).toString();
    String report =
        post(
                "department-JGZH",
                "/api/v1/symptom-reports",
                """
                {"department":"JGZH","person":{"name":"张三丰","staffNo":"J0017"},
                 "symptoms":["FEVER"],"temperatureCelsius":38.2,"onsetAt":"%s","knownAt":"%s"}
                """
                    .formatted(at, at))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String one =
        ESCALATIONS
            + "/"
            + Awaitility.await()
                .atMost(SOON)
                .until(
                    () ->
                        as("office")
                            .get(ESCALATIONS + "?limit=200")
                            .<String>path("items.find { it.subject.id == '" + report + "' }?.id"),
                    found -> found != null);
    List<String> others = List.of("YWS", "HYFW", "ZHGL", "AQBW");
    for (int number = 1; number <= others.size(); number++) {
      String to = others.get(number - 1);
      post("department-JGZH", one + "/transfers", "{\"to\":\"" + to + "\",\"reason\":\"不属\"}")
          .then()
          .statusCode(200);
      post("department-" + to, one + "/transfers/" + number + "/refusals", "{\"reason\":\"也不属\"}")
          .then()
          .statusCode(200);
    }

    String id = lead(Ground.BUCK_PASSING, "JGZH", "疑似推诿扯皮");

    suspectedOnly(id).body("obligation", equalTo("5-5")).body("evidence", hasSize(2));
    assertThat(leads(Ground.BUCK_PASSING, "JGZH", "疑似")).containsExactly(id);
  }

  @Test
  void obligation_5_6_who_acknowledged_and_did_not_report_is_suspected_of_concealment_once()
      throws SQLException {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[{"role":"LEADER","name":"林建华","staffNo":"LD-001",
              "from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    post(
            "leader:LD-001",
            "/api/v1/policy-parameters/reporting.fever-report-within/versions",
            """
            {"value":"PT2S","effectiveFrom":"%s","source":"会议纪要"}
            """
                .formatted(Instant.now().minusSeconds(1)))
        .then()
        .statusCode(201);
    Awaitility.await()
        .atMost(SOON)
        .until(
            () -> {
              policies.refresh();
              return policies
                  .duration("reporting.fever-report-within", Instant.now())
                  .equals(Duration.ofSeconds(2));
            });
    String visit = UUID.randomUUID().toString();
    received.event(
        "duty",
        "fever-measured",
        "visit/" + visit,
        new FeverMeasured(visit, subject(), "AQBW", null, "EAST", "吕*", Instant.now()));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                as("department-AQBW")
                    .get("/api/v1/expected-reports/" + visit)
                    .then()
                    .statusCode(200));

    post("department-AQBW", "/api/v1/expected-reports/" + visit + "/acknowledgements", "{}")
        .then()
        .statusCode(200);

    String id = lead(Ground.REPORTING_BREACH, "AQBW", "疑似瞒报");
    suspectedOnly(id).body("obligation", equalTo("5-6")).body("evidence", not(hasSize(0)));
    assertThat(leads(Ground.REPORTING_BREACH, "AQBW", "疑似瞒报")).containsExactly(id);

    // The department sees what it owes, and nothing of what is suspected of it.
    as("department-AQBW")
        .get("/api/v1/expected-reports/" + visit)
        .then()
        .statusCode(200)
        .body("status", equalTo("OWED"))
        .body("dueAt", notNullValue())
        .body("missedAt", nullValue())
        .body("suspectedAt", nullValue())
        .body("knownAt", nullValue())
        .body("evidence", nullValue());
    String owed = "/api/v1/expected-reports?limit=200&status=";
    as("department-AQBW").get(owed + "OWED").then().body("items.signal", hasItem(visit));
    as("department-AQBW")
        .get(owed + "CONCEALMENT_SUSPECTED")
        .then()
        .body("items.signal", not(hasItem(visit)));
    as("office").get(owed + "CONCEALMENT_SUSPECTED").then().body("items.signal", hasItem(visit));
    String suspicion = "items.findAll { it.kind == 'CONCEALMENT_SUSPECTED' }.id";
    List<String> matters =
        as("office").get("/api/v1/escalations?department=AQBW&limit=200").path(suspicion);
    assertThat(matters).isNotEmpty();
    for (String list : List.of("escalations", "escalation-times")) {
      as("department-AQBW")
          .get("/api/v1/" + list + "?limit=200")
          .then()
          .statusCode(200)
          .body(suspicion, hasSize(0));
    }
    String one = "/api/v1/escalations/" + matters.getFirst();
    for (String path : List.of(one, one + "/absentees")) {
      as("department-AQBW").get(path).then().statusCode(404);
    }
    String now = Instant.now().toString();
    as("department-AQBW").queryParam("asOf", now).get(one).then().statusCode(404);
    as("department-AQBW")
        .queryParam("asOf", now)
        .get("/api/v1/escalations?limit=200")
        .then()
        .body(suspicion, hasSize(0));
    post("department-AQBW", one + "/acknowledgements", "{}").then().statusCode(404);
    post("department-AQBW", one + "/transfers", "{\"to\":\"YWS\",\"reason\":\"x\"}")
        .then()
        .statusCode(404);
    as("department-AQBW")
        .get("/api/v1/responsibility-matrix")
        .then()
        .statusCode(200)
        .body(
            "rows.findAll { it.obligation == '5-6' }.parts.openEscalations.flatten().sum() ?: 0",
            equalTo(0));
  }

  @Test
  void obligation_5_6_a_head_who_looks_at_what_is_owed_is_shown_to_know_and_a_system_is_not()
      throws SQLException {
    DepartmentDefined.Head head = new DepartmentDefined.Head(ids.of(null, "GW-001"), "卫*");
    // The other tests pass matters on, which only known departments can take once one is known.
    for (String code : List.of("YWS", "HYFW", "ZHGL", "AQBW", "JGZH", "GWYC")) {
      received.event(
          "duty",
          "department-defined",
          "department/" + code,
          new DepartmentDefined(
              new DepartmentDefined.Definition(
                  code, code, List.of(), true, code.equals("GWYC") ? head : null)));
    }
    String visit = UUID.randomUUID().toString();
    received.event(
        "duty",
        "fever-measured",
        "visit/" + visit,
        new FeverMeasured(visit, subject(), "GWYC", null, "EAST", "吕*", Instant.now()));
    String owed = "/api/v1/expected-reports/" + visit;
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> as("department").get(owed).then().statusCode(200));
    as("leader:GW-001").get(owed).then().statusCode(200).body("evidence", hasSize(0));

    as("department:GW-001").get(owed).then().statusCode(200).body("evidence", nullValue());
    as("department:GW-001").get(owed).then().statusCode(200);

    as("office")
        .get(owed)
        .then()
        .statusCode(200)
        .body("evidence.kind", contains("VIEWED_BY_HEAD"))
        .body("knownAt", notNullValue());
  }

  @Test
  void obligation_5_6_a_report_that_contradicts_the_thermometer_is_a_lead_with_both_facts()
      throws SQLException {
    String visit = UUID.randomUUID().toString();
    String person = ids.of("13800004711", null);
    Instant measured = Instant.now();
    UUID fever =
        received.event(
            "duty",
            "fever-measured",
            "visit/" + visit,
            new FeverMeasured(visit, person, "ZHGL", null, "EAST", "吕*", measured));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                as("department-ZHGL")
                    .get("/api/v1/expected-reports/" + visit)
                    .then()
                    .statusCode(200));

    String report =
        post(
                "department-ZHGL",
                "/api/v1/symptom-reports",
                """
                {"department":"ZHGL","person":{"name":"吕某","phone":"13800004711"},
                 "symptoms":["COUGH"],"temperatureCelsius":36.6,"onsetAt":"%s","knownAt":"%s",
                 "signal":"%s"}
                """
                    .formatted(measured, measured, visit))
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    String id = lead(Ground.REPORTING_BREACH, "ZHGL", "疑似谎报：上报与测温记录不符");
    UUID said =
        Sql.list(
                dataSource,
                "select id from event where stream = ? and version = 1",
                row -> row.getObject("id", UUID.class),
                "symptom-report/" + report)
            .getFirst();
    suspectedOnly(id).body("obligation", equalTo("5-6"));
    // The lead is opened by one fact, and gathers the others as they come.
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                story(id)
                    .body("evidence", hasSize(4))
                    .body("evidence", hasItems(fever.toString(), said.toString())));
    as("department-ZHGL").get(CASES + "/" + id).then().statusCode(404);
  }

  private static String subject() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
