package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.Contracts;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** The leading group's office asks what was known and what was true, and why. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class ReportingPastTest {

  /** Each report is of somebody else, as two of one illness are one matter. */
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private static final String ESCALATIONS = "/api/v1/escalations";
  private static final String GROUP = "/api/v1/leading-group";
  private static final String PARAMETERS = "/api/v1/policy-parameters";
  private static final String HISTORY = "/api/v1/history";

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static Response post(String token, String path, String body) {
    return as(token)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(path);
  }

  private static ValidatableResponse asked(String path, String... query) {
    RequestSpecification request = as("auditor");
    for (int i = 0; i < query.length; i += 2) {
      request.queryParam(query[i], query[i + 1]);
    }
    return request.get(path).then();
  }

  private static String now() {
    return Instant.now().toString();
  }

  private static String ago(int minutes) {
    return Instant.now().minus(Duration.ofMinutes(minutes)).toString();
  }

  private static Response report(String knownAt) {
    return post(
        "department",
        "/api/v1/symptom-reports",
        """
        {"department":"GWYC","person":{"name":"张三丰","staffNo":"A-%d"},"symptoms":["FEVER"],
         "temperatureCelsius":38.2,"onsetAt":"%s","knownAt":"%s"}
        """
            .formatted(PEOPLE.incrementAndGet(), knownAt, knownAt));
  }

  /** The escalation that a report has led to. */
  private static String raised(Response report) {
    String subject = report.then().statusCode(201).extract().path("id");
    return Awaitility.await()
        .until(
            () ->
                as("office")
                    .get(ESCALATIONS + "?limit=200")
                    .<String>path(
                        "items.find { it.subject.id == '"
                            + subject
                            + "' && it.kind == 'SYMPTOM_REPORTED' }?.id"),
            id -> id != null);
  }

  /** What was recorded so far can be asked about. */
  private RequestSpecification caughtUp(String token) {
    return as(token)
        .header("Vigil-At-Least", Long.toString(mechanism.eventSourcing().store().head()));
  }

  // Escalations

  @Test
  void what_open_matters_were_known_and_what_open_matters_there_were() {
    raised(report(ago(1)));
    String before = now();
    String id = raised(report(ago(30)));
    String raised = now();
    String meanwhile = ago(10);

    asked(ESCALATIONS, "asOf", before, "limit", "200")
        .statusCode(200)
        .body("items.id", not(hasItem(id)));
    caughtUp("auditor")
        .queryParam("validAt", meanwhile)
        .queryParam("limit", 200)
        .get(ESCALATIONS)
        .then()
        .statusCode(200)
        .body("items.id", hasItem(id));
    asked(ESCALATIONS, "validAt", meanwhile, "asOf", before, "limit", "200")
        .body("items.id", not(hasItem(id)));
    asked(ESCALATIONS, "validAt", ago(40), "limit", "200").body("items.id", not(hasItem(id)));
    asked(ESCALATIONS, "asOf", raised, "limit", "200").body("items.id", hasItem(id));
    asked(ESCALATIONS + "/" + id, "asOf", before).statusCode(404);
    asked(ESCALATIONS + "/" + id, "validAt", meanwhile)
        .statusCode(200)
        .body("status", equalTo("OPEN"));
  }

  @Test
  void an_escalation_is_shown_as_it_stood_at_each_step() {
    String id = raised(report(ago(1)));
    String raised = now();
    post("office", ESCALATIONS + "/" + id + "/acknowledgements", "{}").then().statusCode(200);
    String acknowledged = now();
    post("office", ESCALATIONS + "/" + id + "/resolutions", "{\"outcome\":\"HANDLED\"}")
        .then()
        .statusCode(200);
    String one = ESCALATIONS + "/" + id;
    caughtUp("office")
        .queryParam("asOf", now())
        .get(one)
        .then()
        .body("status", equalTo("RESOLVED"));

    asked(one, "asOf", raised).body("status", equalTo("OPEN")).body("dueAt", notNullValue());
    asked(one, "asOf", acknowledged).body("status", equalTo("ACKNOWLEDGED"));
    asked(ESCALATIONS, "asOf", acknowledged, "status", "ACKNOWLEDGED")
        .body("items.id", hasItem(id));
    asked(ESCALATIONS, "asOf", acknowledged, "status", "OPEN", "limit", "200")
        .body("items.id", not(hasItem(id)));
    asked(ESCALATIONS, "asOf", now(), "limit", "200").body("items.id", not(hasItem(id)));
  }

  @Test
  void the_open_matters_of_the_past_are_read_in_pages() {
    String first = raised(report(ago(1)));
    String second = raised(report(ago(1)));
    String then = now();

    String next =
        asked(ESCALATIONS, "asOf", then, "limit", "1")
            .body("items.id", contains(second))
            .extract()
            .path("next");

    asked(ESCALATIONS, "asOf", then, "limit", "1", "after", next)
        .statusCode(200)
        .body("items", hasSize(1));
    asked(ESCALATIONS, "asOf", then, "limit", "200", "after", next)
        .body("items.id", hasItem(first))
        .body("items.id", not(hasItem(second)));
  }

  @Test
  void another_department_is_not_shown_the_past_either() {
    String id = raised(report(ago(1)));
    String then = now();

    as("department-YWS")
        .queryParam("asOf", then)
        .get(ESCALATIONS + "/" + id)
        .then()
        .statusCode(404);
    as("department-YWS")
        .queryParam("asOf", then)
        .queryParam("department", "GWYC")
        .get(ESCALATIONS)
        .then()
        .statusCode(200)
        .body("items.id", not(hasItem(id)));
    as("department").queryParam("asOf", then).get(ESCALATIONS + "/" + id).then().statusCode(200);
    as("ops").queryParam("asOf", then).get(ESCALATIONS).then().statusCode(403);
  }

  @Test
  void what_held_ends_when_the_next_begins_and_a_fact_is_older_than_its_record() {
    String id = raised(report(ago(5)));
    post("office", ESCALATIONS + "/" + id + "/acknowledgements", "{}").then().statusCode(200);
    caughtUp("office").queryParam("asOf", now()).get(ESCALATIONS).then().statusCode(200);

    assertThat(
            Sql.list(
                dataSource,
                "select status, recorded_until is null, valid_from < recorded_from"
                    + " from escalation_past where id = ? order by version",
                row -> row.getString(1) + " " + row.getBoolean(2) + " " + row.getBoolean(3),
                id))
        .containsExactly("OPEN false true", "ACKNOWLEDGED true false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?asOf=x",
        "?asOf=",
        "?validAt=2999-01-01T00:00:00Z",
        "?asOf=1999-01-01T00:00:00Z"
      })
  void what_no_answer_can_be_given_to_is_told_so(String query) {
    report(ago(1));
    for (String path : List.of(ESCALATIONS, ESCALATIONS + "/x", GROUP, PARAMETERS)) {
      as("office")
          .get(path + query)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("code", not(equalTo("bad-request")));
    }
  }

  @Test
  void hostile_parameters_of_the_past_find_nothing() {
    report(ago(1));
    asked(ESCALATIONS, "asOf", now(), "after", "\u0000").statusCode(400);
    asked(ESCALATIONS, "asOf", now(), "status", "RESOLVED")
        .statusCode(400)
        .body("code", equalTo("past-resolved-not-listed"));
    asked(ESCALATIONS, "asOf", now(), "department", "\u0000").body("items", hasSize(0));
    as("office")
        .urlEncodingEnabled(false)
        .get(ESCALATIONS + "/a%00?asOf=" + now())
        .then()
        .statusCode(404);
  }

  // The leading group

  private static String constitute(String... leaders) {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < leaders.length; i += 3) {
      members.append(i == 0 ? "" : ",");
      members.append(
          "{\"role\":\"%s\",\"name\":\"%s\",\"staffNo\":\"%s\",\"supervises\":[],\"from\":\"%s\"}"
              .formatted(
                  leaders[i], leaders[i + 1], "L-" + leaders[i + 1].hashCode(), leaders[i + 2]));
    }
    as("office")
        .contentType("application/json")
        .body("{\"members\":[" + members + "]}")
        .put(GROUP)
        .then()
        .statusCode(200);
    return now();
  }

  @Test
  void who_was_known_to_lead_and_who_did() {
    String first = constitute("LEADER", "张远", ago(90), "MEMBER", "孙成", ago(90));
    constitute("LEADER", "李明", ago(60));

    asked(GROUP, "asOf", first).statusCode(200).body("members.name", contains("张远", "孙成"));
    asked(GROUP, "validAt", ago(30)).body("members.name", contains("李明", "孙成"));
    asked(GROUP, "validAt", ago(75)).body("members.name", contains("张远", "孙成"));
    asked(GROUP, "validAt", ago(30), "asOf", first).body("members.name", contains("张远", "孙成"));
    asked(GROUP, "validAt", now()).body("members.name", contains("李明"));
  }

  // The plan's parameters

  @Test
  void what_was_decided_then_and_what_was_decided_later_with_effect_from_before() {
    String name = "disinfection.at-risk-margin";
    report(ago(1));
    String before = now();
    as("office")
        .contentType("application/json")
        .body(
            "{\"members\":[{\"role\":\"LEADER\",\"name\":\"林建华\",\"staffNo\":\"LD-001\",\"from\":\"%s\"}]}"
                .formatted(ago(0)))
        .put(GROUP)
        .then()
        .statusCode(200);
    Response decided =
        post(
            "leader:LD-001",
            PARAMETERS + "/" + name + "/versions",
            "{\"value\":\"PT20M\",\"effectiveFrom\":\"%s\",\"source\":\"纪要\"}".formatted(ago(60)));
    decided.then().statusCode(201);
    String value = "find { it.name == '" + name + "' }.value";

    as("auditor")
        .header("Vigil-At-Least", decided.header("Vigil-Position"))
        .queryParam("validAt", ago(30))
        .get(PARAMETERS)
        .then()
        .body(value, equalTo("PT20M"));
    asked(PARAMETERS, "asOf", before)
        .body(value, equalTo("PT30M"))
        .body("find { it.name == '" + name + "' }.approved", equalTo(false));
    asked(PARAMETERS, "validAt", ago(30), "asOf", before).body(value, equalTo("PT30M"));
    asked(PARAMETERS, "validAt", ago(90)).body(value, equalTo("PT30M"));
  }

  // History

  @Test
  void an_escalation_is_explained_by_the_report_and_the_call_behind_it() {
    Response report = report(ago(1));
    String correlation = report.header("Vigil-Correlation-Id");
    raised(report);

    Response story = caughtUp("auditor").queryParam("correlationId", correlation).get(HISTORY);
    story
        .then()
        .statusCode(200)
        .body(
            "items.type",
            hasItems("vigil.reporting.symptom-reported.v3", "vigil.reporting.escalation-raised.v2"))
        .body("items.correlationId", everyItem(equalTo(correlation)));
    String reported = of("symptom-reported.v3", story);
    String raised = of("escalation-raised.v2", story);

    asked(HISTORY + "/" + raised)
        .statusCode(200)
        .body("event.actor", equalTo("when-signal-arrives-escalate"))
        .body("event.service", equalTo("reporting"))
        .body("causes.id", contains(reported))
        .body("causes[0].recordedAt", notNullValue())
        .body("effects", hasSize(0))
        .body("effectsTruncated", equalTo(false));
    Response root = as("leader").get(HISTORY + "/" + reported);
    root.then().body("effects.id", hasItem(raised)).body("causes", hasSize(0));
    assertThat(root.asString()).doesNotContain("张", "A0017", "FEVER", "38.2");
    asked(HISTORY, "causationId", reported).body("items.id", hasItem(raised));
  }

  private static String of(String type, Response story) {
    return story.path("items.find { it.type == 'vigil.reporting." + type + "' }.id");
  }

  @Test
  void every_contract_that_was_ever_published_reads() {
    Contracts.replay(mechanism.eventSourcing().catalog(), mechanism.eventSourcing().reads());
  }
}
