package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.edge.Policies;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Each operation on symptom reports, outings, risk areas and reports that are owed. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class ReportsOverHttpTest {

  /** Each report is of somebody else, as two of one illness are one matter. */
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private static final String REPORTS = "/api/v1/symptom-reports";
  private static final String OUTINGS = "/api/v1/outings";
  private static final String RISK_AREAS = "/api/v1/risk-areas";
  private static final String NUMBERS = "\"staffNo\":\"A0017\",\"phone\":\"13800005678\"";

  @Inject Policies policies;

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(VigilResource.token(role));
  }

  private static RequestSpecification send(String role, String body) {
    return as(role)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body);
  }

  private static String report(String symptoms, String temperature, Instant onset, Instant known) {
    return """
    {"department":"GWYC","person":{"name":"张三丰",%s},
     "symptoms":%s,"temperatureCelsius":%s,"onsetAt":"%s","knownAt":"%s","note":"家中休息"}
    """
        .formatted(
            NUMBERS.replace("A0017", "A-" + PEOPLE.incrementAndGet()),
            symptoms,
            temperature,
            onset,
            known);
  }

  private static String report() {
    Instant now = Instant.now();
    return report("[\"FEVER\",\"COUGH\"]", "38.2", now.minusSeconds(7200), now.minusSeconds(60));
  }

  private static String reportOf(String numbers) {
    return report().replaceFirst("\"staffNo\":.*\"13800005678\"", numbers);
  }

  private static String correction(String temperature) {
    Instant now = Instant.now();
    return """
    {"person":{"name":"李四","phone":"13900001111"},"symptoms":["COUGH"],
     "temperatureCelsius":%s,"onsetAt":"%s","knownAt":"%s","reason":"更正"}
    """
        .formatted(temperature, now.minusSeconds(7200), now.minusSeconds(60));
  }

  private static String reported() {
    return send("department", report()).post(REPORTS).then().statusCode(201).extract().path("id");
  }

  private static String outing(String destination) {
    Instant now = Instant.now();
    return """
    {"department":"GWYC","person":{"name":"李四","phone":"13900001111"},
     "departsAt":"%s","returnsAt":"%s","destination":%s,"purpose":"探亲","transport":"高铁"}
    """
        .formatted(now.plusSeconds(3600), now.plus(Duration.ofDays(2)), destination);
  }

  private static String registered(String areaCode) {
    return send("department", outing("{\"areaCode\":\"" + areaCode + "\",\"text\":\"某地\"}"))
        .post(OUTINGS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String list(Instant from, String areaCode, String level, String text) {
    return """
    {"effectiveFrom":"%s","source":"test","areas":[
      {"areaCode":"%s","text":"%s","level":"%s"}]}
    """
        .formatted(from, areaCode, text, level);
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  // Symptom reports

  @Test
  void a_report_is_answered_with_its_place_version_and_position() {
    Response response = send("department", report()).post(REPORTS);

    response.then().statusCode(201).body("department", equalTo("GWYC"));
    response.then().body("status", equalTo("OPEN")).body("late", equalTo(false));
    assertThat(response.header("Location")).endsWith(REPORTS + "/" + response.path("id"));
    assertThat(response.header("ETag")).isEqualTo("\"1\"");
    assertThat(Long.parseLong(response.header("Vigil-Position"))).isPositive();
  }

  @Test
  void a_report_repeated_under_its_key_is_the_same_report() {
    String body = report();
    RequestSpecification request =
        as("department")
            .contentType("application/json")
            .header("Idempotency-Key", "once-" + body.hashCode());
    String first = request.body(body).post(REPORTS).path("id");

    Response again = request.body(body).post(REPORTS);

    again.then().statusCode(201).body("id", equalTo(first));
  }

  @Test
  void another_report_under_the_same_key_is_a_mistake() {
    RequestSpecification request =
        as("department")
            .contentType("application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString());
    request.body(report()).post(REPORTS).then().statusCode(201);

    Response other = request.body(report().replace("家中休息", "已就医")).post(REPORTS);

    problem(other, 422, "idempotency-key-reused");
  }

  @Test
  void a_report_long_after_the_department_knew_is_late() {
    Instant known = Instant.now().minus(Duration.ofMinutes(45));

    Response response = send("department", report("[\"FEVER\"]", "38", known, known)).post(REPORTS);

    response.then().statusCode(201).body("late", equalTo(true)).header("ETag", "\"2\"");
  }

  @Test
  void a_report_without_a_temperature_is_a_report() {
    String body = report().replace("\"temperatureCelsius\":38.2,", "");
    send("department", body).post(REPORTS).then().statusCode(201);
  }

  @Test
  void the_written_report_can_be_read_at_once_and_is_masked() {
    Response written = send("department", report()).post(REPORTS);
    String id = written.path("id");

    as("office")
        .header("Vigil-At-Least", written.header("Vigil-Position"))
        .get(REPORTS + "/" + id)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("person.name", equalTo("张*"))
        .body("person.phone", equalTo("*******5678"))
        .body("symptoms", contains("FEVER", "COUGH"))
        .body("temperatureCelsius", equalTo(38.2f));
  }

  @Test
  void an_auditor_sees_no_health_details() {
    Response written = send("department", report()).post(REPORTS);

    as("auditor")
        .header("Vigil-At-Least", written.header("Vigil-Position"))
        .get(REPORTS + "/" + written.path("id"))
        .then()
        .statusCode(200)
        .body("symptoms", nullValue())
        .body("temperatureCelsius", nullValue());
  }

  @Test
  void a_department_lists_its_own_reports_page_by_page() {
    reported();
    reported();
    Response written = send("department", report()).post(REPORTS);
    RequestSpecification reader =
        as("department").header("Vigil-At-Least", written.header("Vigil-Position"));

    Response first = reader.queryParam("limit", "2").get(REPORTS);

    first.then().statusCode(200).body("items", hasSize(2));
    first.then().body("items.department", everyItem(equalTo("GWYC")));
    first.then().body("items[0].id", equalTo(written.path("id")));
    as("department")
        .queryParam("limit", "2")
        .queryParam("after", first.<String>path("next"))
        .get(REPORTS)
        .then()
        .statusCode(200)
        .body("items[0].id", not(equalTo(first.<String>path("items[1].id"))));
  }

  @Test
  void another_department_sees_none_of_them() {
    String id = reported();
    Awaitility.await()
        .untilAsserted(() -> as("office").get(REPORTS + "/" + id).then().statusCode(200));

    problem(as("department-YWS").get(REPORTS + "/" + id), 403, "other-department");
    as("department-YWS").get(REPORTS).then().body("items.department", everyItem(equalTo("YWS")));
  }

  @Test
  void a_stolen_department_is_refused() {
    problem(send("department-YWS", report()).post(REPORTS), 403, "other-department");
  }

  @ParameterizedTest
  @ValueSource(strings = {"leader", "auditor", "ops"})
  void who_only_reads_does_not_report(String role) {
    problem(send(role, report()).post(REPORTS), 403, "forbidden");
  }

  @Test
  void a_stranger_is_not_heard() {
    Response response =
        given()
            .contentType("application/json")
            .header("Idempotency-Key", "k")
            .body(report())
            .post(REPORTS);
    problem(response, 401, "unauthorized");
  }

  @Test
  void a_report_without_a_key_is_refused() {
    Response response =
        as("department").contentType("application/json").body(report()).post(REPORTS);
    problem(response, 400, "idempotency-key-missing");
  }

  @Test
  void all_mistakes_are_told_at_once_by_their_places() {
    String body =
        """
        {"department":"gwyc","person":{"name":"","phone":"call me"},"symptoms":["SNEEZE"],
         "temperatureCelsius":99.99,"onsetAt":"yesterday","unknown":1}
        """;

    Response response = send("department", body).post(REPORTS);

    problem(response, 400, "invalid-body")
        .body(
            "violations.pointer",
            hasItems(
                "/department",
                "/person/name",
                "/person/phone",
                "/symptoms/0",
                "/temperatureCelsius",
                "/onsetAt",
                "/knownAt"))
        .body("violations.code", hasItems("unknown-field"));
    assertThat(response.asString()).doesNotContain("SNEEZE", "call me", "yesterday");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"FEVER\",\"COUGH\" | \"OTHER\"                  | 家中休息 | ' '  | other-needs-note",
        "13800005678         | ''                         | A-       | A /  | wrong-format",
        "38.2                | 38.25                      | x        | x    | too-precise",
        "38.2                | 29.9                       | x        | x    | out-of-range",
        "38.2                | \"38.2\"                   | x        | x    | wrong-type",
        "张三丰              | 张\\u0000                  | x        | x    | wrong-format",
        "张三丰              | 张\\ud800                  | x        | x    | wrong-format"
      })
  void what_cannot_be_is_refused(
      String what, String by, String whatElse, String byElse, String code) {
    String body = report().replace(what, by).replace(whatElse, byElse);

    Response response = send("department", body).post(REPORTS);

    problem(response, 400, "invalid-body").body("violations.code", hasItems(code));
  }

  @Test
  void times_that_cannot_be_are_refused() {
    Instant now = Instant.now();

    Response future =
        send("department", report("[\"FEVER\"]", "38", now, now.plusSeconds(900))).post(REPORTS);
    Response ancient =
        send("department", report("[\"FEVER\"]", "38", Instant.EPOCH, now)).post(REPORTS);
    Response backwards =
        send("department", report("[\"FEVER\"]", "38", now, now.minusSeconds(9))).post(REPORTS);

    problem(future, 400, "invalid-body").body("violations.code", contains("time-too-late"));
    problem(ancient, 400, "invalid-body").body("violations.code", contains("time-too-early"));
    problem(backwards, 400, "invalid-body").body("violations.code", contains("onset-after-known"));
  }

  @Test
  void a_name_alone_is_kept_and_joined_with_the_persons_other_reports_once_known() {
    String own = NUMBERS.replace("A0017", "A0046").replace("5678", "0046");
    String known = send("department", reportOf(own)).post(REPORTS).then().extract().path("id");
    Response unknown = send("department", reportOf("\"phone\":null")).post(REPORTS);
    unknown.then().statusCode(201).body("identified", equalTo(false));
    String one = REPORTS + "/" + unknown.path("id");
    as("office")
        .header("Vigil-At-Least", unknown.header("Vigil-Position"))
        .get(one)
        .then()
        .statusCode(200)
        .body("identified", equalTo(false))
        .body("channel", equalTo("SYSTEM"))
        .body("reportsOfPerson", contains(unknown.<String>path("id")));
    String who = "{\"person\":{\"name\":\"张三丰\"," + own + "}}";
    problem(
            send("department", who.replace(own, "\"phone\":null")).post(one + "/identifications"),
            400,
            "invalid-body")
        .body("violations.code", contains("nobody-named"));
    send("department-YWS", who).post(one + "/identifications").then().statusCode(403);

    String before = Instant.now().toString();
    Response joined = send("department", who).post(one + "/identifications");

    joined.then().statusCode(200).body("status", equalTo("IDENTIFIED"));
    as("office")
        .header("Vigil-At-Least", joined.header("Vigil-Position"))
        .get(one)
        .then()
        .body("identified", equalTo(true))
        .body("person.phone", equalTo("*******0046"))
        .body("reportsOfPerson", contains(known, unknown.<String>path("id")));
    as("office")
        .header("Vigil-At-Least", joined.header("Vigil-Position"))
        .get(REPORTS + "/" + known)
        .then()
        .body("reportsOfPerson", contains(known, unknown.<String>path("id")));
    for (String id : List.of(known, unknown.<String>path("id"))) {
      as("office")
          .queryParam("asOf", before)
          .get(REPORTS + "/" + id)
          .then()
          .statusCode(200)
          .body("reportsOfPerson", contains(id));
    }
    problem(
        send("department", who).post(one + "/identifications"), 409, "person-already-identified");
    problem(send("department", who).post(REPORTS + "/none/identifications"), 404, "not-found");
  }

  @Test
  void only_the_office_takes_down_a_call_about_symptoms() {
    String call = report().replace("\"symptoms\"", "\"channel\":\"PHONE\",\"symptoms\"");
    problem(send("department", call).post(REPORTS), 400, "invalid-body")
        .body("violations.code", contains("only-the-office-takes-calls"));

    Response taken = send("office", call).post(REPORTS);

    taken.then().statusCode(201);
    as("office")
        .header("Vigil-At-Least", taken.header("Vigil-Position"))
        .get(REPORTS + "/" + taken.path("id"))
        .then()
        .body("channel", equalTo("PHONE"));
  }

  @Test
  void a_huge_body_is_too_large() {
    String body = report().replace("家中休息", "x".repeat(70_000));
    problem(send("department", body).post(REPORTS), 413, "too-large");
  }

  @Test
  void a_body_that_is_not_json_is_not_taken() {
    Response response =
        as("department")
            .contentType("text/plain")
            .header("Idempotency-Key", "k")
            .body("x")
            .post(REPORTS);
    problem(response, 415, "unsupported-media-type");
  }

  @Test
  void the_office_acknowledges_once() {
    String path = REPORTS + "/" + reported() + "/acknowledgements";
    send("office", "{}")
        .post(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("status", equalTo("ACKNOWLEDGED"));

    Response again = send("office", "{}").post(path);

    problem(again, 409, "report-already-acknowledged");
  }

  @Test
  void an_acknowledgement_of_what_has_changed_meanwhile_is_refused() {
    String id = reported();
    send("department", correction("37.5"))
        .post(REPORTS + "/" + id + "/corrections")
        .then()
        .statusCode(200);

    Response stale =
        send("office", "{}")
            .header("If-Match", "\"1\"")
            .post(REPORTS + "/" + id + "/acknowledgements");

    problem(stale, 412, "version-mismatch");
  }

  @Test
  void only_the_office_acknowledges_and_reveals() {
    String path = REPORTS + "/" + reported();
    problem(send("department", "{}").post(path + "/acknowledgements"), 403, "forbidden");
    problem(send("leader", "{\"purpose\":\"x\"}").post(path + "/reveals"), 403, "forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acknowledgements", "corrections", "reveals"})
  void what_was_never_reported_is_not_found(String what) {
    String body =
        switch (what) {
          case "corrections" -> correction("37.5");
          case "reveals" -> "{\"purpose\":\"联系\"}";
          default -> "{}";
        };
    problem(send("office", body).post(REPORTS + "/nothing/" + what), 404, "not-found");
    problem(
        send("office", body).post(REPORTS + "/" + "x".repeat(150) + "/" + what), 404, "not-found");
  }

  @Test
  void a_correction_that_changes_nothing_is_refused() {
    String path = REPORTS + "/" + reported() + "/corrections";
    String body = correction("37.5");
    send("department", body).post(path).then().statusCode(200).body("status", equalTo("CORRECTED"));

    Response again = send("department", body).post(path);

    problem(again, 409, "correction-changes-nothing");
  }

  @Test
  void a_reveal_shows_the_person_and_is_recorded() {
    String path = REPORTS + "/" + reported();

    Response revealed = send("office", "{\"purpose\":\"电话核实\"}").post(path + "/reveals");

    revealed
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("name", equalTo("张三丰"))
        .body("staffNo", startsWith("A-"))
        .body("phone", equalTo("13800005678"))
        .body("note", equalTo("家中休息"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=x", "after=-1", "after=%27"})
  void a_page_that_cannot_be_is_refused(String query) {
    problem(
        as("office").urlEncodingEnabled(false).get(REPORTS + "?" + query), 400, "page-malformed");
  }

  // Outings

  @Test
  void an_outing_is_registered_and_shown_with_the_name_of_its_county() {
    Response written =
        send("department", outing("{\"areaCode\":\"441900\",\"text\":\"东莞某镇\"}")).post(OUTINGS);

    written.then().statusCode(201).header("ETag", "\"1\"");
    as("department")
        .header("Vigil-At-Least", written.header("Vigil-Position"))
        .get(OUTINGS + "/" + written.path("id"))
        .then()
        .statusCode(200)
        .body("destination.areaName", equalTo("广东省东莞市"))
        .body("person.name", equalTo("李*"))
        .body("matches", hasSize(0));
    as("department").get(OUTINGS).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"areaCode\":\"130000\",\"text\":\"x\"}|/destination/areaCode|area-too-wide",
        "{\"areaCode\":\"130100\",\"text\":\"x\"}|/destination/areaCode|area-too-wide",
        "{\"areaCode\":\"999999\",\"text\":\"x\"}|/destination/areaCode|area-unknown",
        "{\"areaCode\":\"13\",\"text\":\"x\"}|/destination/areaCode|wrong-format",
        "{\"text\":\"x\"}|/destination|destination-missing",
        "{\"areaCode\":\"441900\",\"country\":\"JP\",\"text\":\"x\"}|/destination|destination-ambiguous",
        "{\"country\":\"XX\",\"text\":\"x\"}|/destination/country|country-unknown",
        "{\"country\":\"HK\",\"text\":\"x\"}|/destination/country|country-has-area-code"
      })
  void a_destination_that_cannot_be_found_is_refused_with_the_reason(
      String destination, String pointer, String code) {
    Response response = send("department", outing(destination)).post(OUTINGS);

    problem(response, 400, "invalid-body")
        .body("violations.pointer", contains(pointer))
        .body("violations.code", contains(code));
  }

  @Test
  void a_destination_abroad_is_accepted_when_it_says_so() {
    send("department", outing("{\"country\":\"JP\",\"text\":\"东京\"}"))
        .post(OUTINGS)
        .then()
        .statusCode(201);
  }

  @Test
  void an_outing_cannot_end_before_it_begins() {
    String body =
        outing("{\"areaCode\":\"441900\",\"text\":\"x\"}")
            .replace("departsAt", "tmp")
            .replace("returnsAt", "departsAt")
            .replace("tmp", "returnsAt");

    Response response = send("department", body).post(OUTINGS);

    problem(response, 400, "invalid-body")
        .body("violations.code", contains("return-not-after-departure"));
  }

  @Test
  void an_outing_is_prolonged_cancelled_and_then_over() {
    String path = OUTINGS + "/" + registered("441900");
    String later = Instant.now().plus(Duration.ofDays(5)).toString();
    send("department", "{\"returnsAt\":\"%s\",\"reason\":\"停运\"}".formatted(later))
        .post(path + "/prolongations")
        .then()
        .statusCode(200);
    send("department", "{\"reason\":\"不去了\"}").post(path + "/cancellations").then().statusCode(200);

    Response back =
        send("department", "{\"returnedAt\":\"%s\"}".formatted(Instant.now()))
            .post(path + "/returns");

    problem(back, 409, "outing-already-ended");
  }

  @Test
  void nobody_is_back_before_leaving() {
    String path = OUTINGS + "/" + registered("441900") + "/returns";

    Response back =
        send("department", "{\"returnedAt\":\"%s\"}".formatted(Instant.now())).post(path);

    problem(back, 409, "return-not-after-departure");
  }

  @Test
  void another_departments_outing_is_not_touched() {
    String path = OUTINGS + "/" + registered("441900");
    problem(
        send("department-YWS", "{\"reason\":\"x\"}").post(path + "/cancellations"),
        403,
        "other-department");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cancellations", "/matches/1/confirmations", "/matches/x/dismissals"})
  void an_outing_that_does_not_exist_is_not_found(String what) {
    problem(
        send("office", "{\"reason\":\"x\"}").post(OUTINGS + "/nothing" + what), 404, "not-found");
  }

  @Test
  void an_outing_to_an_area_that_becomes_a_risk_is_matched_and_dismissed_once() {
    String id = registered("130102");
    String path = OUTINGS + "/" + id;
    send("office", list(Instant.now(), "130102", "HIGH", "某小区" + id))
        .put(RISK_AREAS)
        .then()
        .statusCode(200);
    Awaitility.await()
        .untilAsserted(
            () ->
                as("office")
                    .get(path)
                    .then()
                    .body("matches", hasSize(1))
                    .body("matches[0].level", equalTo("HIGH"))
                    .body("matches[0].review", equalTo("PENDING")));
    send("office", "{\"reason\":\"未到过\"}")
        .post(path + "/matches/1/dismissals")
        .then()
        .statusCode(200)
        .body("status", equalTo("DISMISSED"));

    Response again = send("office", "{\"reason\":\"到过\"}").post(path + "/matches/1/confirmations");

    problem(again, 409, "match-already-reviewed");
    problem(
        send("office", "{\"reason\":\"x\"}").post(path + "/matches/2/confirmations"),
        404,
        "not-found");
  }

  @Test
  void obligation_3_4_b_a_confirmed_journey_that_is_not_reported_in_time_goes_to_l3() {
    send(
            "office",
            """
            {"members":[{"role":"LEADER","name":"林建华","staffNo":"LD-001",
              "from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    send(
            "leader:LD-001",
            """
            {"value":"PT1S","effectiveFrom":"2022-01-01T00:00:00Z","source":"测试"}
            """)
        .post("/api/v1/policy-parameters/reporting.risk-travel-report-within/versions")
        .then()
        .statusCode(201);
    Awaitility.await()
        .until(
            () -> {
              policies.refresh();
              return policies
                  .duration("reporting.risk-travel-report-within", Instant.now())
                  .equals(Duration.ofSeconds(1));
            });
    send(
            "office",
            """
            {"members":[{"role":"DEPUTY","name":"蒙政","staffNo":"LD-3","supervises":["GWYC"],
              "from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    String id = registered("130104");
    send("office", list(Instant.now(), "130104", "HIGH", "某楼栋" + id))
        .put(RISK_AREAS)
        .then()
        .statusCode(200);
    Awaitility.await()
        .untilAsserted(
            () -> as("office").get(OUTINGS + "/" + id).then().body("matches", hasSize(1)));

    send("office", "{\"reason\":\"住在该楼\"}")
        .post(OUTINGS + "/" + id + "/matches/1/confirmations")
        .then()
        .statusCode(200);

    String owed = id + ":match-1";
    String item = "items.find { it.subject.id == '" + owed + "' }";
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                as("office")
                    .get("/api/v1/escalations?level=L3&limit=200")
                    .then()
                    .body(item + ".obligation", equalTo("3.4-b"))
                    .body(item + ".subject.kind", equalTo("expected-report")));
    as("department")
        .get("/api/v1/expected-reports/" + owed)
        .then()
        .statusCode(200)
        .body("occasion", equalTo("RISK_TRAVEL"))
        .body("status", equalTo("OWED"));
    as("office").get("/api/v1/expected-reports/" + owed).then().body("status", equalTo("MISSED"));
  }

  @Test
  void a_traveller_is_revealed_to_the_office() {
    send("office", "{\"purpose\":\"核实\"}")
        .post(OUTINGS + "/" + registered("441900") + "/reveals")
        .then()
        .statusCode(200)
        .body("phone", equalTo("13900001111"));
  }

  // Risk areas

  @Test
  void a_list_is_replaced_and_read_back() {
    Instant from = Instant.parse("2022-10-05T00:00:00Z");
    Response written = send("office", list(from, "110105", "MEDIUM", "某街道")).put(RISK_AREAS);

    written.then().statusCode(200).body("areaCount", equalTo(1));
    String id = written.path("id");
    as("department")
        .header("Vigil-At-Least", written.header("Vigil-Position"))
        .get(RISK_AREAS + "/" + id + "/areas")
        .then()
        .statusCode(200)
        .body("items.areaName", contains("北京市朝阳区"));
    as("department").get(RISK_AREAS).then().statusCode(200).body("items.id", hasItems(id));
  }

  @Test
  void the_same_list_again_changes_nothing() {
    String body = list(Instant.parse("2022-10-06T00:00:00Z"), "110105", "MEDIUM", "某街道");
    String tag =
        as("office").contentType("application/json").body(body).put(RISK_AREAS).header("ETag");
    Awaitility.await()
        .untilAsserted(
            () ->
                as("office")
                    .get(RISK_AREAS)
                    .then()
                    .body("items.find { it.id == '20221006T000000Z' }.inForce", equalTo(true)));

    Response again = as("office").contentType("application/json").body(body).put(RISK_AREAS);

    assertThat(tag).isEqualTo("\"2\"");
    again.then().statusCode(200).header("ETag", "\"3\"");
  }

  @Test
  void a_list_that_somebody_else_has_replaced_is_refused() {
    Instant from = Instant.parse("2022-10-07T00:00:00Z");
    send("office", list(from, "110105", "MEDIUM", "某街道")).put(RISK_AREAS).then().statusCode(200);

    Response stale =
        send("office", list(from, "110105", "HIGH", "某街道"))
            .header("If-Match", "\"0\"")
            .put(RISK_AREAS);

    problem(stale, 412, "version-mismatch");
  }

  @Test
  void a_list_with_codes_that_are_no_county_is_refused_by_their_places() {
    String body =
        """
        {"effectiveFrom":"2022-10-05T00:00:00Z","source":"test","areas":[
          {"areaCode":"110105","text":"a","level":"HIGH"},
          {"areaCode":"110000","text":"b","level":"HIGH"},
          {"areaCode":"999999","text":"c","level":"HIGH"}]}
        """;

    Response response = send("office", body).put(RISK_AREAS);

    problem(response, 400, "invalid-body")
        .body("violations.pointer", contains("/areas/1/areaCode", "/areas/2/areaCode"))
        .body("violations.code", contains("area-too-wide", "area-unknown"));
  }

  @ParameterizedTest
  @CsvSource({"5000, 200", "5001, 400"})
  void a_list_of_5000_areas_is_taken_and_one_more_is_not(int size, int status) {
    String areas =
        IntStream.range(0, size)
            .mapToObj(i -> "{\"areaCode\":\"330102\",\"text\":\"第" + i + "处\",\"level\":\"LOW\"}")
            .collect(Collectors.joining(","));
    String body =
        "{\"effectiveFrom\":\"2022-09-01T00:00:00Z\",\"source\":\"test\",\"areas\":["
            + areas
            + "]}";

    send("office", body).put(RISK_AREAS).then().statusCode(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"department", "leader", "auditor", "ops"})
  void only_the_office_replaces_the_list(String role) {
    problem(
        send(role, list(Instant.now(), "110105", "HIGH", "x")).put(RISK_AREAS), 403, "forbidden");
  }

  @Test
  void a_list_that_was_never_given_is_not_found() {
    problem(as("office").get(RISK_AREAS + "/20000101T000000Z/areas"), 404, "not-found");
  }

  // Reports that are owed, and areas

  @Test
  void what_is_owed_can_be_listed_by_status() {
    as("office")
        .queryParam("status", "MISSED")
        .get("/api/v1/expected-reports")
        .then()
        .statusCode(200);
    problem(
        as("office").queryParam("status", "LATE").get("/api/v1/expected-reports"),
        400,
        "owed-status-unknown");
    problem(as("ops").get("/api/v1/expected-reports"), 403, "forbidden");
  }

  @Test
  void a_county_is_found_by_its_name() {
    as("department")
        .queryParam("name", "石家庄市长安")
        .get("/api/v1/areas")
        .then()
        .statusCode(200)
        .body("items.code", contains("130102"));
    problem(as("department").get("/api/v1/areas"), 400, "name-missing");
  }

  @Test
  void a_problem_speaks_the_callers_language() {
    problem(
            as("office").header("Accept-Language", "en").get(REPORTS + "/nothing"),
            404,
            "not-found")
        .body("title", containsString("Not found"));
    problem(as("office").get(REPORTS + "/nothing"), 404, "not-found")
        .body("title", containsString("未找到"));
  }

  @Test
  void a_person_in_two_places_at_once_is_flagged_on_both() {
    String one = registered("441900");
    String other = registered("130102");

    Awaitility.await()
        .untilAsserted(
            () -> {
              as("office").get(OUTINGS + "/" + one).then().body("elsewhere", hasItems(other));
              as("office").get(OUTINGS + "/" + other).then().body("elsewhere", hasItems(one));
            });
  }

  @Test
  void an_outing_with_a_name_alone_is_kept_and_joined_with_the_persons_other_outings() {
    String own = "\"phone\":\"13900005252\"";
    String known =
        outing("{\"areaCode\":\"441900\",\"text\":\"某镇\"}")
            .replace("\"phone\":\"13900001111\"", own);
    String other = send("department", known).post(OUTINGS).then().extract().path("id");
    Response unknown =
        send("department", known.replace(own, "\"staffNo\":null").replace("441900", "130102"))
            .post(OUTINGS);
    unknown.then().statusCode(201).body("identified", equalTo(false));
    String one = OUTINGS + "/" + unknown.path("id");
    as("office")
        .header("Vigil-At-Least", unknown.header("Vigil-Position"))
        .get(one)
        .then()
        .body("identified", equalTo(false))
        .body("elsewhere", hasSize(0));
    String who = "{\"person\":{\"name\":\"李四\"," + own + "}}";
    problem(
            send("department", who.replace(own, "\"phone\":null")).post(one + "/identifications"),
            400,
            "invalid-body")
        .body("violations.code", contains("nobody-named"));
    send("department-YWS", who).post(one + "/identifications").then().statusCode(403);
    String before = Instant.now().toString();

    Response joined = send("department", who).post(one + "/identifications");

    joined
        .then()
        .statusCode(200)
        .body("status", equalTo("IDENTIFIED"))
        .body("identified", equalTo(true));
    as("office")
        .header("Vigil-At-Least", joined.header("Vigil-Position"))
        .get(one)
        .then()
        .body("identified", equalTo(true))
        .body("person.phone", equalTo("*******5252"))
        .body("elsewhere", contains(other));
    as("office")
        .get(OUTINGS + "/" + other)
        .then()
        .body("elsewhere", contains(unknown.<String>path("id")));
    as("office")
        .queryParam("asOf", before)
        .get(one)
        .then()
        .body("identified", equalTo(false))
        .body("person.phone", nullValue());
    problem(
        send("department", who).post(one + "/identifications"), 409, "person-already-identified");
    problem(send("department", who).post(OUTINGS + "/none/identifications"), 404, "not-found");
  }

  @Test
  void obligation_3_4_a_an_outing_that_is_registered_after_the_departure_is_marked() {
    String place = "{\"areaCode\":\"441900\",\"text\":\"某镇\"}";
    String before = outing(place);
    String after =
        before.replaceFirst(
            "\"departsAt\":\"[^\"]+\"", "\"departsAt\":\"" + Instant.now().minusSeconds(60) + "\"");
    send("department", before)
        .post(OUTINGS)
        .then()
        .statusCode(201)
        .body("registeredAfterDeparture", equalTo(false));

    Response late = send("department", after).post(OUTINGS);

    late.then().statusCode(201).body("registeredAfterDeparture", equalTo(true));
    as("office")
        .header("Vigil-At-Least", late.header("Vigil-Position"))
        .get(OUTINGS)
        .then()
        .body(
            "items.find { it.id == '%s' }.registeredAfterDeparture"
                .formatted(late.<String>path("id")),
            equalTo(true));
    as("office")
        .queryParam("asOf", Instant.now().toString())
        .get(OUTINGS + "/" + late.path("id"))
        .then()
        .body("registeredAfterDeparture", equalTo(true));
  }

  @Test
  void a_file_is_kept_whole_its_unknown_codes_listed_and_the_same_file_twice_is_once() {
    String body =
        """
        {"effectiveFrom":"2021-03-01T00:00:00Z","source":"test",
         "csv":"代码,范围,等级\\n110105,某街道,高\\n999999,某地,中风险"}
        """;
    Response first = send("office", body).put(RISK_AREAS + "/file");

    first.then().statusCode(200).body("areaCount", equalTo(2));
    first.then().body("unknown[0].line", equalTo(3)).body("unknown[0].areaCode", equalTo("999999"));
    Awaitility.await()
        .untilAsserted(
            () -> {
              Response again = send("office", body).put(RISK_AREAS + "/file");
              Response still = send("office", body).put(RISK_AREAS + "/file");
              assertThat(still.header("ETag")).isEqualTo(again.header("ETag"));
            });
  }

  @Test
  void a_file_with_a_line_that_cannot_be_read_is_refused_with_the_line() {
    String body =
        """
        {"effectiveFrom":"2021-04-01T00:00:00Z","source":"test","csv":"110105,某街道,高\\n?,?"}
        """;
    problem(send("office", body).put(RISK_AREAS + "/file"), 400, "invalid-body")
        .body("violations.code", contains("risk-area-line-unreadable"));
  }

  @Test
  void nobody_acknowledges_or_sees_what_is_not_owed() {
    problem(as("office").get("/api/v1/expected-reports/nothing"), 404, "not-found");
    problem(
        send("department", "{}").post("/api/v1/expected-reports/nothing/acknowledgements"),
        404,
        "not-found");
    problem(
        send("office", "{}").post("/api/v1/expected-reports/nothing/acknowledgements"),
        403,
        "forbidden");
  }
}
