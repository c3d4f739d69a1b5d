package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
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
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.edge.Mechanism;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.accountability.Received;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Lists of reports and of the group's own duties, as they stood at an instant. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class ListsOfThePastTest {

  private static final String CASES = "/api/v1/outbreak-cases";
  private static final String CONTACTS = "/api/v1/liaison-contacts";
  private static final String GUIDANCES = "/api/v1/guidances";
  private static final String REQUESTS = "/api/v1/external-requests";
  private static final String DIRECTIVES = "/api/v1/directives";
  private static final String RUMOURS = "/api/v1/rumours";
  private static final String ITEMS = "/api/v1/education-items";
  private static final String PERIODS = "/api/v1/education-periods";
  private static final String DIGESTS = "/api/v1/situation-digests";
  private static final String TASKS = "/api/v1/tasks";
  private static final String EXPOSURES = "/api/v1/exposure-reports";
  private static final String OBSERVATIONS = "/api/v1/observations";
  private static final String OWED = "/api/v1/expected-reports";
  private static final String OUTINGS = "/api/v1/outings";
  private static final String SYMPTOMS = "/api/v1/symptom-reports";
  private static final String DAILY = "/api/v1/daily-reports";
  private static final String ORDERS = "/api/v1/dispatch-orders";
  private static final String HEALTH = "/api/v1/departments/GWYC/health";

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;
  @Inject SubjectIds ids;

  /** The past begins with the first event of the log. */
  @BeforeEach
  void something_is_recorded() {
    task();
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static Response post(String token, String path, String body) {
    Response response =
        as(token)
            .contentType("application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(body)
            .post(path);
    assertThat(response.statusCode()).as(response.asString()).isIn(200, 201);
    return response;
  }

  private static String created(String token, String path, String body) {
    return post(token, path, body).path("id");
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
  }

  private ValidatableResponse then(String path, String asOf) {
    return caughtUp("office").queryParam("asOf", asOf).get(path).then();
  }

  private static String item(String id) {
    return "items.find { it.id == '" + id + "' }";
  }

  /** What the present shows is what the past shows that is asked of this instant. */
  private void theLastThatWasKnownIsThePresent(String path, String find) {
    Object present = caughtUp("office").get(path).path(find);
    Object past = caughtUp("office").queryParam("asOf", now()).get(path).path(find);
    assertThat(present).as(path).isNotNull();
    assertThat(comparable(past)).as(path).isEqualTo(comparable(present));
  }

  /** A row rounds instants to microseconds; and the age of what is still open goes on. */
  private static Object comparable(Object json) {
    return switch (json) {
      case Map<?, ?> fields -> {
        Map<Object, Object> all = new HashMap<>();
        fields.forEach((name, value) -> all.put(name, value == null ? "" : comparable(value)));
        all.remove("ageSeconds");
        yield all;
      }
      case List<?> items -> items.stream().map(ListsOfThePastTest::comparable).toList();
      case String text when text.matches("[0-9-]{10}T.*Z") ->
          Instant.parse(text).plusNanos(500).truncatedTo(ChronoUnit.MICROS);
      default -> json;
    };
  }

  private RequestSpecification caughtUp(String token) {
    return as(token)
        .header("Vigil-At-Least", Long.toString(mechanism.eventSourcing().store().head()))
        .queryParam("limit", 200);
  }

  private static String task() {
    return created(
        "leader",
        TASKS,
        "{\"title\":\"检查\",\"department\":\"ZHGL\",\"assignee\":{\"name\":\"孙成\",\"staffNo\":\"L5\"}}");
  }

  @Test
  void a_task_is_open_until_it_is_done_and_not_there_before_it_is_given() {
    String before = now();
    String id = task();
    String open = now();
    theLastThatWasKnownIsThePresent(TASKS, item(id));
    post("department-ZHGL", TASKS + "/" + id + "/completions", "{\"result\":\"合格\"}");

    then(TASKS, before).statusCode(200).body("items.id", not(hasItem(id)));
    then(TASKS, open)
        .body(item(id) + ".status", equalTo("OPEN"))
        .body(item(id) + ".endedAt", nullValue())
        .body(item(id) + ".maskedName", equalTo("孙*"));
    then(TASKS, now()).body(item(id) + ".status", equalTo("COMPLETED"));
    theLastThatWasKnownIsThePresent(TASKS, item(id));
  }

  @Test
  void the_past_is_read_in_pages_and_by_each_department_its_own() {
    String first = task();
    String second = task();
    String asOf = now();
    task();

    String next =
        as("office")
            .queryParam("asOf", asOf)
            .queryParam("limit", 1)
            .get(TASKS)
            .then()
            .body("items.id", contains(second))
            .extract()
            .path("next");

    as("office")
        .queryParam("asOf", asOf)
        .queryParam("limit", 1)
        .queryParam("after", next)
        .get(TASKS)
        .then()
        .body("items.id", contains(first));
    as("department-ZHGL")
        .queryParam("asOf", asOf)
        .get(TASKS)
        .then()
        .body("items.id[0]", equalTo(second))
        .body("items.id[1]", equalTo(first));
    as("department").queryParam("asOf", asOf).get(TASKS).then().body("items", hasSize(0));
  }

  @Test
  void a_case_is_shown_with_the_steps_that_had_been_taken() {
    String before = now();
    String id =
        created(
            "office",
            CASES,
            """
            {"department":"GWYC","person":{"name":"张三丰","phone":"13800005678"},
             "grounds":"SUSPECTED","knownAt":"%s"}
            """
                .formatted(before));
    String one = CASES + "/" + id;
    String opened = now();
    theLastThatWasKnownIsThePresent(CASES, item(id));
    post("office", one + "/isolations", "{\"at\":\"" + now() + "\",\"place\":\"定点医院\"}");
    String contact =
        """
        {"department":"GWYC","person":{"name":"李四","phone":"13900001111"},
         "lastContactAt":"2022-11-03T00:00:00Z"}
        """;
    post("office", one + "/contacts", contact);
    String isolated = now();
    post("office", one + "/contact-listings", "{}");
    post("office", one + "/disinfection-requests", "{\"zones\":[\"HALL-1\"]}");

    then(CASES, before).body("items.id", not(hasItem(id)));
    then(CASES, opened).body(item(id) + ".maskedName", equalTo("张*"));
    then(one, before).statusCode(404);
    then(one, opened)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("summary.status", equalTo("OPEN"))
        .body("steps.doneAt", hasSize(5))
        .body("steps.findAll { it.doneAt != null }", hasSize(0))
        .body("contacts", hasSize(0));
    then(one, isolated)
        .body("steps.findAll { it.doneAt != null }.step", contains("ISOLATION"))
        .body("contacts.maskedName", contains("李*"));
    as("department-YWS").queryParam("asOf", isolated).get(one).then().statusCode(403);
    theLastThatWasKnownIsThePresent(one, "$");

    post("office", one + "/authority-notices", "{\"at\":\"" + now() + "\",\"authority\":\"疾控\"}");
    post("office", one + "/disinfections", "{\"at\":\"" + now() + "\",\"by\":\"消杀组\"}");
    post("office", one + "/closures", "{\"result\":\"RULED_OUT\"}");
    then(CASES, isolated).body(item(id) + ".status", equalTo("OPEN"));
    theLastThatWasKnownIsThePresent(CASES, item(id));
    theLastThatWasKnownIsThePresent(one, "$");
  }

  @Test
  void what_the_authority_said_and_advised_and_what_was_asked_is_shown_as_it_stood() {
    String before = now();
    post(
        "office",
        CONTACTS,
        "{\"channel\":\"PHONE\",\"institution\":\"区卫健局\",\"topic\":\"形势\",\"at\":\"2022-11-03T00:00:00Z\"}");
    String guidance =
        created(
            "department-YWS",
            GUIDANCES,
            "{\"department\":\"YWS\",\"institution\":\"区疾控\",\"title\":\"通风\"}");
    String request =
        created(
            "office",
            REQUESTS,
            "{\"department\":\"GWYC\",\"institution\":\"区指挥部\",\"title\":\"协查\"}");
    String open = now();
    theLastThatWasKnownIsThePresent(GUIDANCES, item(guidance));
    constituted();
    post(
        "office",
        GUIDANCES + "/" + guidance + "/measure-revisions",
        "{\"measure\":\"会前通风\",\"effectiveFrom\":\"2022-11-03T00:00:00Z\"}");
    String proposed = now();
    theLastThatWasKnownIsThePresent(GUIDANCES, item(guidance));
    post("leader:LD-001", GUIDANCES + "/" + guidance + "/proposals/1/approvals", "");
    post("department", REQUESTS + "/" + request + "/acknowledgements", "{}");
    String acknowledged = now();
    theLastThatWasKnownIsThePresent(REQUESTS, item(request));
    post("department", REQUESTS + "/" + request + "/fulfilments", "{\"how\":\"已提供\"}");

    then(CONTACTS, before).statusCode(200).body("items", hasSize(0));
    then(CONTACTS, open).body("items.topic", contains("形势"));
    then(GUIDANCES, before).body("items", hasSize(0));
    then(GUIDANCES + "?open=true", open).body("items.id", contains(guidance));
    then(GUIDANCES, proposed)
        .body(item(guidance) + ".status", equalTo("OPEN"))
        .body(item(guidance) + ".proposal.text", equalTo("会前通风"));
    then(GUIDANCES + "?open=true", now()).body("items", hasSize(0));
    then(REQUESTS, open).body(item(request) + ".status", equalTo("OPEN"));
    then(REQUESTS, acknowledged)
        .body(item(request) + ".status", equalTo("ACKNOWLEDGED"))
        .body(item(request) + ".outcome", nullValue());
    as("department-YWS").queryParam("asOf", now()).get(REQUESTS).then().body("items", hasSize(0));
    theLastThatWasKnownIsThePresent(GUIDANCES, item(guidance));
    theLastThatWasKnownIsThePresent(REQUESTS, item(request));
  }

  @Test
  void documents_and_rumours_are_shown_as_they_stood_and_so_is_who_had_read() {
    String before = now();
    String directive =
        created(
            "department-JGDW",
            DIRECTIVES,
            "{\"department\":\"JGDW\",\"issuer\":\"市指挥部\",\"title\":\"通知\"}");
    String rumour =
        created(
            "department",
            RUMOURS,
            "{\"department\":\"GWYC\",\"content\":\"大楼封闭\",\"heardIn\":\"工作群\"}");
    String open = now();
    theLastThatWasKnownIsThePresent(DIRECTIVES, item(directive));
    theLastThatWasKnownIsThePresent(RUMOURS, item(rumour));
    post(
        "department-JGDW",
        DIRECTIVES + "/" + directive + "/publications",
        "{\"channels\":[\"WORK_GROUP\"],\"audience\":[\"GWYC\",\"YWS\"]}");
    post(
        "department-JGDW",
        RUMOURS + "/" + rumour + "/clarifications",
        "{\"clarification\":\"照常办公\",\"source\":\"通告\"}");

    then(DIRECTIVES, before).body("items.id", not(hasItem(directive)));
    then(DIRECTIVES, open)
        .body(item(directive) + ".status", equalTo("OPEN"))
        .body(item(directive) + ".readBy", nullValue());
    then(DIRECTIVES + "/" + directive + "/readers", before).statusCode(404);
    then(DIRECTIVES + "/" + directive + "/readers", open)
        .statusCode(200)
        .body("department", not(hasItem("YWS")));
    then(DIRECTIVES + "/" + directive + "/readers", now())
        .body("department", contains("GWYC", "YWS"));
    then(RUMOURS, before).body("items.id", not(hasItem(rumour)));
    then(RUMOURS, open).body(item(rumour) + ".status", equalTo("OPEN"));
    theLastThatWasKnownIsThePresent(DIRECTIVES, item(directive));
    theLastThatWasKnownIsThePresent(RUMOURS, item(rumour));
  }

  @Test
  void what_had_been_taught_and_told_is_shown() {
    as("office")
        .contentType("application/json")
        .body(
            "{\"members\":[{\"role\":\"LEADER\",\"name\":\"张远\",\"staffNo\":\"L1\","
                + "\"from\":\"2022-01-01T00:00:00Z\"}]}")
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    // The first period is opened by a policy.
    Awaitility.await().untilAsserted(() -> as("office").get(PERIODS).then().body("$", hasSize(1)));
    String before = now();
    post("office", ITEMS, "{\"topic\":\"MASKS\",\"title\":\"口罩\",\"channel\":\"WORK_GROUP\"}");
    String first = now();
    post("office", ITEMS, "{\"topic\":\"HANDS\",\"title\":\"洗手\",\"channel\":\"WORK_GROUP\"}");
    String day = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
    String untold = now();
    post("office", DIGESTS, "{\"day\":\"%s\",\"title\":\"形势\",\"summary\":\"无新增\"}".formatted(day));

    then(ITEMS, before).statusCode(200).body("items", hasSize(0));
    then(ITEMS, first).body("items.topic", contains("MASKS"));
    then(ITEMS, now()).body("items.topic[0]", equalTo("HANDS"));
    then(PERIODS, before).body("[0].published", equalTo(0)).body("[0].topics", hasSize(0));
    then(PERIODS, first).body("[0].published", equalTo(1)).body("[0].topics", contains("MASKS"));
    then(PERIODS, now()).body("[0].topics", contains("HANDS", "MASKS"));
    then(DIGESTS, untold).body("findAll { it.status == 'PUBLISHED' }", hasSize(0));
    then(DIGESTS, now()).body("find { it.day == '" + day + "' }.title", equalTo("形势"));
    for (String path : List.of(ITEMS, PERIODS, DIGESTS)) {
      theLastThatWasKnownIsThePresent(path, "$");
    }
  }

  @Test
  void how_the_members_were_is_by_what_had_been_said_then_and_the_look_back_is_recorded()
      throws SQLException {
    Received received = new Received(dataSource);
    received.event(
        "duty",
        "department-defined",
        "department/GWYC",
        new DepartmentDefined(
            new DepartmentDefined.Definition("GWYC", "公务员处", List.of(), true, null)));
    received.event(
        "duty",
        "person-registered",
        "person/" + UUID.randomUUID(),
        new PersonRegistered(
            new PersonRegistered.Particulars(ids.of(null, "GW-1"), "GWYC", "李*", null)));
    Awaitility.await()
        .untilAsserted(() -> as("office").get(HEALTH).then().body("members", equalTo(1)));
    String unsaid = now();
    said("WELL", Instant.now());
    String well = now();
    said("IN_ISOLATION", Instant.now());
    said("AWAY", Instant.now().minus(Duration.ofHours(1)));

    then(HEALTH, unsaid).statusCode(200).body("items[0].state", nullValue());
    then(HEALTH, well).body("items[0].state", equalTo("WELL")).body("stale", equalTo(0));
    then(HEALTH, now()).body("items[0].state", equalTo("IN_ISOLATION"));
    theLastThatWasKnownIsThePresent(HEALTH, "$");
    as("department-YWS").queryParam("asOf", well).get(HEALTH).then().statusCode(403);
    caughtUp("auditor")
        .get("/api/v1/departments/GWYC/leader-views")
        .then()
        .body("items.asOf", hasItem(well));
  }

  private static void said(String state, Instant observedAt) {
    post(
        "department",
        "/api/v1/departments/GWYC/health-states",
        """
        {"observedAt":"%s","members":[{"person":{"name":"李四","staffNo":"GW-1"},"state":"%s"}]}
        """
            .formatted(observedAt, state));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CASES,
        CASES + "/0190f2a0-1111-7222-8333-444455556666",
        CONTACTS,
        GUIDANCES,
        REQUESTS,
        DIRECTIVES,
        DIRECTIVES + "/0190f2a0-1111-7222-8333-444455556666/readers",
        DIRECTIVES + "/0190f2a0-1111-7222-8333-444455556666/readers/GWYC",
        RUMOURS,
        ITEMS,
        PERIODS,
        DIGESTS,
        TASKS,
        HEALTH,
        SYMPTOMS,
        SYMPTOMS + "/0190f2a0-1111-7222-8333-444455556666",
        DAILY,
        DAILY + "/GWYC:2022-11-03",
        ORDERS,
        ORDERS + "/0190f2a0-1111-7222-8333-444455556666",
        "/api/v1/accountability-cases",
        "/api/v1/accountability-cases/0190f2a0-1111-7222-8333-444455556666",
        "/api/v1/accountability-cases/0190f2a0-1111-7222-8333-444455556666/dossier"
      })
  void what_cannot_be_asked_of_the_past_is_told_so(String path) {
    refused(path, "asOf", "2999-01-01T00:00:00Z", "instant-out-of-bounds");
    refused(path, "asOf", "1999-01-01T00:00:00Z", "instant-out-of-bounds");
    refused(path, "asOf", "yesterday", "instant-malformed");
    refused(path, "asOf", "", "instant-malformed");
    refused(path, "validAt", now(), "no-past-here");
  }

  private static void refused(String path, String parameter, String value, String code) {
    as("leader")
        .queryParam(parameter, value)
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private static String contact(String phone) {
    Instant now = Instant.now();
    return created(
        "department",
        "/api/v1/contact-reports",
        """
        {"department":"GWYC","person":{"name":"张三","phone":"%s"},"degree":"CLOSE",
         "lastExposedAt":"%s","knownAt":"%s","channel":"SYSTEM"}
        """
            .formatted(phone, now.minusSeconds(60), now));
  }

  private static void itWas(String id, String name, String phone) {
    Instant now = Instant.now();
    post(
        "department",
        EXPOSURES + "/" + id + "/corrections",
        """
        {"person":{"name":"%s","phone":"%s"},"degree":"CLOSE","lastExposedAt":"%s","knownAt":"%s",
         "reason":"认错人"}
        """
            .formatted(name, phone, now.minusSeconds(60), now));
  }

  private String subject(String phone) {
    return ids.of(phone, null);
  }

  @Test
  void a_report_of_a_contact_is_shown_as_it_read_before_it_was_put_right() {
    String before = now();
    String id = contact("13700000001");
    String first = contact("13700000001");
    String observed =
        Awaitility.await()
            .until(
                ListsOfThePastTest::now,
                at ->
                    as("office").get(EXPOSURES + "/" + id).path("reportsOfPerson")
                            instanceof List<?> all
                        && all.size() == 2);
    post("office", EXPOSURES + "/" + id + "/acknowledgements", "{}");
    itWas(id, "李四", "13700000002");
    Awaitility.await()
        .untilAsserted(
            () ->
                caughtUp("office")
                    .get(EXPOSURES + "/" + id)
                    .then()
                    .body("reportsOfPerson", contains(id)));

    then(EXPOSURES, before).statusCode(200).body("items.id", not(hasItem(id)));
    then(EXPOSURES + "/" + id, before).statusCode(404);
    then(EXPOSURES, now()).body(item(id) + ".name", equalTo("李*"));
    then(EXPOSURES, observed)
        .body(item(id) + ".name", equalTo("张*"))
        .body(item(id) + ".status", equalTo("OPEN"))
        .body(item(id) + ".corrections", equalTo(0))
        .body(item(id) + ".subjectId", equalTo(subject("13700000001")));
    theLastThatWasKnownIsThePresent(EXPOSURES, item(id));
    theLastThatWasKnownIsThePresent(EXPOSURES + "/" + id, "$");
    theLastThatWasKnownIsThePresent(EXPOSURES + "/" + first, "$");
    as("department-YWS")
        .queryParam("asOf", observed)
        .get(EXPOSURES + "/" + id)
        .then()
        .statusCode(403);
    as("department-YWS")
        .queryParam("asOf", observed)
        .get(EXPOSURES)
        .then()
        .body("items.id", not(hasItem(id)));
    as("office").get(EXPOSURES + "?validAt=" + observed).then().statusCode(400);
  }

  @Test
  void whom_to_ask_after_is_shown_as_it_was_before_a_report_was_put_right() {
    String tomorrow = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1).toString();
    String path = OBSERVATIONS + "?day=" + tomorrow;
    String before = now();
    String id = contact("13700000003");
    awaitAskedAfter(path, subject("13700000003"));
    String asked = now();
    itWas(id, "王五", "13700000004");
    awaitAskedAfter(path, subject("13700000004"));
    Awaitility.await()
        .untilAsserted(
            () -> then(path, now()).body("items.subjectId", not(hasItem(subject("13700000003")))));

    then(path, before).body("items.subjectId", not(hasItem(subject("13700000003"))));
    then(path, asked)
        .body(of(subject("13700000003")) + ".status", equalTo("DUE"))
        .body(of(subject("13700000003")) + ".name", equalTo("张*"))
        .body("items.subjectId", not(hasItem(subject("13700000004"))));
    theLastThatWasKnownIsThePresent(path, of(subject("13700000004")));
    as("department-YWS")
        .queryParam("asOf", asked)
        .get(path)
        .then()
        .body("items.subjectId", not(hasItem(subject("13700000003"))));
  }

  private static String of(String subjectId) {
    return "items.find { it.subjectId == '" + subjectId + "' }";
  }

  private void awaitAskedAfter(String path, String subjectId) {
    Awaitility.await()
        .untilAsserted(
            () -> caughtUp("office").get(path).then().body("items.subjectId", hasItem(subjectId)));
  }

  @Test
  void what_was_owed_is_shown_as_it_stood_and_outings_before_they_had_returned() {
    Instant now = Instant.now();
    String before = now();
    String outing =
        created(
            "department",
            OUTINGS,
            """
            {"department":"GWYC","person":{"name":"赵六","phone":"13700000005"},
             "departsAt":"%s","returnsAt":"%s",
             "destination":{"areaCode":"150102","text":"某村"}}
            """
                .formatted(now.minusSeconds(7_200), now.plusSeconds(7_200)));
    as("office")
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            """
            {"effectiveFrom":"%s","source":"test","areas":[
              {"areaCode":"150102","text":"某村","level":"HIGH"}]}
            """
                .formatted(Instant.now()))
        .put("/api/v1/risk-areas")
        .then()
        .statusCode(200);
    Awaitility.await()
        .untilAsserted(
            () -> as("office").get(OUTINGS + "/" + outing).then().body("matches", hasSize(1)));
    post("office", OUTINGS + "/" + outing + "/matches/1/confirmations", "{\"reason\":\"到过\"}");
    String owed = outing + ":match-1";
    String of = "items.find { it.signal == '" + owed + "' }";
    Awaitility.await()
        .untilAsserted(
            () -> caughtUp("office").get(OWED).then().body(of + ".status", equalTo("OWED")));
    String open = now();
    post("department", OWED + "/" + owed + "/acknowledgements", "{}");
    created(
        "department",
        "/api/v1/returnee-reports",
        """
        {"department":"GWYC","person":{"name":"赵六","phone":"13700000005"},"areaCode":"150102",
         "leftAreaAt":"%s","knownAt":"%s","channel":"PERSON"}
        """
            .formatted(now.minusSeconds(60), Instant.now()));
    Awaitility.await()
        .untilAsserted(
            () -> caughtUp("office").get(OWED).then().body(of + ".status", equalTo("MET")));
    post(
        "department",
        OUTINGS + "/" + outing + "/returns",
        "{\"returnedAt\":\"%s\"}".formatted(Instant.now()));

    then(OWED, before).body("items.signal", not(hasItem(owed)));
    then(OWED + "/" + owed, before).statusCode(404);
    then(OWED, open)
        .body(of + ".status", equalTo("OWED"))
        .body(of + ".knownAt", nullValue())
        .body(of + ".reportId", nullValue());
    then(OWED + "?status=MET", open).body("items.signal", not(hasItem(owed)));
    theLastThatWasKnownIsThePresent(OWED, of);
    theLastThatWasKnownIsThePresent(OWED + "/" + owed, "$");
    then(OUTINGS, before).body("items.id", not(hasItem(outing)));
    then(OUTINGS, open).body(item(outing) + ".status", equalTo("OPEN"));
    then(OUTINGS, now()).body(item(outing) + ".status", equalTo("RETURNED"));
    theLastThatWasKnownIsThePresent(OUTINGS, item(outing));
    as("department-YWS")
        .queryParam("asOf", open)
        .get(OUTINGS)
        .then()
        .body("items.id", not(hasItem(outing)));
  }

  private static String symptoms(String phone, Instant knownAt) {
    return created(
        "department",
        SYMPTOMS,
        """
        {"department":"GWYC","person":{"name":"张三","phone":"%s"},"symptoms":["COUGH"],
         "temperatureCelsius":37.8,"onsetAt":"%s","knownAt":"%s"}
        """
            .formatted(phone, knownAt, knownAt));
  }

  @Test
  void a_report_of_symptoms_is_shown_as_it_read_to_whom_it_may_be_shown() {
    String before = now();
    Instant known = Instant.now().minus(Duration.ofHours(2));
    String id = symptoms("13700000006", known);
    String one = SYMPTOMS + "/" + id;
    String open = now();
    theLastThatWasKnownIsThePresent(SYMPTOMS, item(id));
    post("office", one + "/acknowledgements", "{}");
    String acknowledged = now();
    post(
        "department",
        one + "/corrections",
        """
        {"person":{"name":"李四","phone":"13700000007"},"symptoms":["FEVER"],"onsetAt":"%s",
         "knownAt":"%s","reason":"认错人"}
        """
            .formatted(known, known));
    post("office", one + "/reveals", "{\"purpose\":\"核实\"}");

    then(SYMPTOMS, before).statusCode(200).body("items.id", not(hasItem(id)));
    then(one, before).statusCode(404);
    then(SYMPTOMS, open)
        .body(item(id) + ".status", equalTo("OPEN"))
        .body(item(id) + ".late", equalTo(true))
        .body(item(id) + ".person.name", equalTo("张*"))
        .body(item(id) + ".person.phone", equalTo("*******0006"))
        .body(item(id) + ".symptoms", contains("COUGH"))
        .body(item(id) + ".temperatureCelsius", equalTo(37.8f));
    then(one, acknowledged)
        .header("ETag", "\"3\"")
        .body("status", equalTo("ACKNOWLEDGED"))
        .body("corrections", equalTo(0));
    then(one, now())
        .body("person.name", equalTo("李*"))
        .body("symptoms", contains("FEVER"))
        .body("corrections", equalTo(1));
    theLastThatWasKnownIsThePresent(SYMPTOMS, item(id));
    theLastThatWasKnownIsThePresent(one, "$");
    as("auditor")
        .queryParam("asOf", open)
        .get(one)
        .then()
        .statusCode(200)
        .body("person.name", equalTo("张*"))
        .body("symptoms", nullValue())
        .body("temperatureCelsius", nullValue());
    as("department-YWS").queryParam("asOf", open).get(one).then().statusCode(403);
    as("department-YWS")
        .queryParam("asOf", open)
        .get(SYMPTOMS)
        .then()
        .statusCode(200)
        .body("items.id", not(hasItem(id)));
    as("ops").queryParam("asOf", open).get(SYMPTOMS).then().statusCode(403);
  }

  @Test
  void a_daily_report_is_shown_with_what_was_known_and_said_of_the_day_by_then() {
    LocalDate day = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(300);
    String id = "GWYC:" + day;
    String one = DAILY + "/" + id;
    String ofDay = DAILY + "?day=" + day;
    Instant from = Instant.now();
    String before = now();
    post(
        "department",
        "/api/v1/daily-report-deputies",
        """
        {"department":"GWYC","person":{"name":"赵六","phone":"13700000008"},"from":"%s",
         "until":"%s","reason":"负责人出差"}
        """
            .formatted(from, from.plus(Duration.ofDays(1))));
    symptoms("13700000009", day.atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant());
    Awaitility.await()
        .untilAsserted(
            () -> caughtUp("office").get(one).then().statusCode(200).body("facts", hasSize(1)));
    String noted = now();
    theLastThatWasKnownIsThePresent(one, "$");
    String signed =
        "\"counts\":{\"present\":21,\"absent\":2,\"symptoms\":%d,\"contacts\":0,\"returnees\":0},"
            + "\"signedBy\":{\"name\":\"赵六\",\"phone\":\"13700000008\"}";
    post(
        "department",
        DAILY,
        "{\"department\":\"GWYC\",\"day\":\"" + day + "\"," + signed.formatted(0) + "}");
    String said = now();
    theLastThatWasKnownIsThePresent(one, "$");
    theLastThatWasKnownIsThePresent(ofDay, item(id));
    post("department", one + "/corrections", "{" + signed.formatted(1) + ",\"reason\":\"一人咳嗽\"}");

    then(ofDay, before).statusCode(200).body("items", hasSize(0));
    then(one, before).statusCode(404);
    then(one, noted)
        .body("status", equalTo("NOT_OWED"))
        .body("counts", nullValue())
        .body("facts.contradicts", contains(false));
    then(ofDay + "&status=SUBMITTED", noted).body("items", hasSize(0));
    then(ofDay + "&status=SUBMITTED", said)
        .body(item(id) + ".zero", equalTo(true))
        .body(item(id) + ".signedBy", equalTo("赵*"))
        .body(item(id) + ".facts", nullValue());
    then(one, said)
        .body("corrections", equalTo(0))
        .body("contradictedAt", not(nullValue()))
        .body("facts.contradicts", contains(true));
    then(one, now())
        .body("counts.symptoms", equalTo(1))
        .body("corrections", equalTo(1))
        .body("correctedAfterCutOff", equalTo(true));
    theLastThatWasKnownIsThePresent(one, "$");
    theLastThatWasKnownIsThePresent(ofDay, item(id));
    as("department-YWS").queryParam("asOf", said).get(one).then().statusCode(403);
    as("department-YWS").queryParam("asOf", said).get(ofDay).then().body("items", hasSize(0));
  }

  private static String ordered(String id) {
    return created(
        "leader:LD-002",
        ORDERS,
        """
        {"id":"%s","department":"GWYC","order":"今日内完成消杀","completeBy":"%s"}
        """
            .formatted(id, Instant.now().plus(Duration.ofDays(1))));
  }

  private static void constituted() {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[
             {"role":"LEADER","name":"林建华","staffNo":"LD-001","from":"2022-01-01T00:00:00Z"},
             {"role":"EXECUTIVE_DEPUTY","name":"高志远","staffNo":"LD-002","from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
  }

  @Test
  void an_order_is_shown_as_it_stood_in_pages_and_to_no_other_department() {
    constituted();
    String before = now();
    String first = ordered(UUID.randomUUID().toString());
    String issued = now();
    theLastThatWasKnownIsThePresent(ORDERS, item(first));
    post("department", ORDERS + "/" + first + "/acknowledgements", "{}");
    String second = ordered(UUID.randomUUID().toString());
    String acknowledged = now();
    theLastThatWasKnownIsThePresent(ORDERS + "/" + first, "$");
    post("department", ORDERS + "/" + first + "/completions", "{\"note\":\"已完成\"}");
    post("leader:LD-002", ORDERS + "/" + second + "/withdrawals", "{}");
    ordered(UUID.randomUUID().toString());

    then(ORDERS, before).statusCode(200).body("items.id", not(hasItem(first)));
    then(ORDERS + "/" + first, before).statusCode(404);
    then(ORDERS + "/" + first, issued)
        .header("ETag", "\"1\"")
        .body("status", equalTo("ISSUED"))
        .body("order", equalTo("今日内完成消杀"))
        .body("answeredAt", nullValue());
    then(ORDERS + "?status=ACKNOWLEDGED", issued).body("items.id", not(hasItem(first)));
    then(ORDERS + "?status=ACKNOWLEDGED", acknowledged).body("items.id", hasItem(first));
    theLastThatWasKnownIsThePresent(ORDERS, item(first));
    theLastThatWasKnownIsThePresent(ORDERS, item(second));
    String next =
        as("department")
            .queryParam("asOf", acknowledged)
            .queryParam("limit", 1)
            .get(ORDERS)
            .then()
            .body("items.id", contains(second))
            .body("items.status", contains("ISSUED"))
            .extract()
            .path("next");
    as("department")
        .queryParam("asOf", acknowledged)
        .queryParam("limit", 1)
        .queryParam("after", next)
        .get(ORDERS)
        .then()
        .body("items.id", contains(first));
    as("department-YWS")
        .queryParam("asOf", acknowledged)
        .get(ORDERS + "/" + first)
        .then()
        .statusCode(404);
    as("department-YWS")
        .queryParam("asOf", acknowledged)
        .queryParam("department", "GWYC")
        .get(ORDERS)
        .then()
        .body("items", hasSize(0));
    as("ops").queryParam("asOf", issued).get(ORDERS).then().statusCode(403);
  }

  @Test
  void the_text_of_an_order_about_nobody_is_gone_with_the_key_of_its_stream_now_and_then() {
    constituted();
    String id = ordered(UUID.randomUUID().toString());
    String issued = now();
    String owner = PersonalColumns.ofNobody(new StreamId(DispatchOrder.NAME, id));

    Retention.ended(mechanism.eventSourcing(), owner);

    Awaitility.await()
        .untilAsserted(
            () -> {
              caughtUp("office")
                  .get(ORDERS + "/" + id)
                  .then()
                  .body("order", equalTo(Personal.ERASED));
              then(ORDERS + "/" + id, issued).body("order", equalTo(Personal.ERASED));
            });
  }
}
