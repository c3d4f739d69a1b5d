package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Each operation on contacts, returnees and their observation. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class ExposureReportsOverHttpTest {

  private static final String CONTACTS = "/api/v1/contact-reports";
  private static final String RETURNEES = "/api/v1/returnee-reports";
  private static final String REPORTS = "/api/v1/exposure-reports";
  private static final String PHONE = "\"phone\":\"13800005678\"";

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(VigilResource.token(role));
  }

  private static RequestSpecification send(String role, String body) {
    return as(role)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body);
  }

  private static String contact(String person, String degree, String channel, Instant known) {
    return """
    {"department":"GWYC","person":{"name":"张三"%s},"degree":"%s","lastExposedAt":"%s",
     "knownAt":"%s","channel":"%s","circumstances":"同车"}
    """
        .formatted(
            person.isEmpty() ? "" : "," + person, degree, known.minusSeconds(3600), known, channel);
  }

  private static String contact(String person) {
    return contact(person, "CLOSE", "SYSTEM", Instant.now());
  }

  private static String returnee(String place) {
    Instant now = Instant.now();
    return """
    {"department":"GWYC","person":{"name":"李四",%s},%s,"leftAreaAt":"%s","knownAt":"%s",
     "channel":"PERSON"}
    """
        .formatted(PHONE, place, now.minusSeconds(3600), now);
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private static String reported(String person) {
    return send("department", contact(person))
        .post(CONTACTS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void a_contact_goes_to_the_office_masked_and_the_office_acknowledges_once() {
    Response written = send("department", contact(PHONE)).post(CONTACTS);
    written.then().statusCode(201).body("identified", equalTo(true)).body("late", equalTo(false));
    String id = written.path("id");

    as("office")
        .header("Vigil-At-Least", written.header("Vigil-Position"))
        .get(REPORTS + "/" + id)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("name", equalTo("张*"))
        .body("phone", equalTo("*******5678"));
    send("office", "{}").post(REPORTS + "/" + id + "/acknowledgements").then().statusCode(200);
    problem(
        send("office", "{}").post(REPORTS + "/" + id + "/acknowledgements"),
        409,
        "exposure-report-already-acknowledged");
  }

  @Test
  void a_name_alone_is_kept_flagged_and_identified_later() {
    String id = reported("");
    as("office").get(REPORTS + "?kind=CONTACT").then().statusCode(200);

    send("department", "{\"person\":{\"name\":\"张三\"," + PHONE + "}}")
        .post(REPORTS + "/" + id + "/identifications")
        .then()
        .statusCode(200)
        .body("identified", equalTo(true));
    problem(
        send("department", "{\"person\":{\"name\":\"张三\"," + PHONE + "}}")
            .post(REPORTS + "/" + id + "/identifications"),
        409,
        "person-already-identified");
  }

  @Test
  void a_returnee_names_a_county_or_a_country_and_not_both() {
    send("department", returnee("\"areaCode\":\"130102\""))
        .post(RETURNEES)
        .then()
        .statusCode(201)
        .body("observeDays", equalTo(7));
    problem(
            send("department", returnee("\"areaCode\":\"130102\",\"country\":\"FR\""))
                .post(RETURNEES),
            400,
            "invalid-body")
        .body("violations.code", hasItem("destination-ambiguous"));
    problem(
            send("department", returnee("\"areaCode\":\"999999\"")).post(RETURNEES),
            400,
            "invalid-body")
        .body("violations.code", hasItem("area-unknown"));
  }

  @Test
  void a_contact_of_a_contact_is_refused_by_the_rules_of_today() {
    problem(
        send("department", contact(PHONE, "SECONDARY", "SYSTEM", Instant.now())).post(CONTACTS),
        409,
        "contact-degree-not-in-force");
  }

  @Test
  void only_the_office_takes_calls_down() {
    String body = contact(PHONE, "CLOSE", "PHONE", Instant.now());
    problem(send("department", body).post(CONTACTS), 400, "invalid-body")
        .body("violations.code", hasItem("only-the-office-takes-calls"));
    send("office", body).post(CONTACTS).then().statusCode(201);
  }

  @Test
  void what_lies_before_the_outbreak_or_after_now_is_refused() {
    problem(
            send("department", contact(PHONE, "CLOSE", "SYSTEM", Instant.EPOCH)).post(CONTACTS),
            400,
            "invalid-body")
        .body("violations.pointer", hasItems("/knownAt", "/lastExposedAt"));
    problem(
            send("department", contact(PHONE, "CLOSE", "SYSTEM", Instant.now().plusSeconds(9000)))
                .post(CONTACTS),
            400,
            "invalid-body")
        .body("violations.code", hasItem("time-too-late"));
  }

  @Test
  void another_department_sees_and_changes_nothing() {
    String id = reported(PHONE);
    Awaitility.await()
        .untilAsserted(() -> as("office").get(REPORTS + "/" + id).then().statusCode(200));

    problem(as("department-YWS").get(REPORTS + "/" + id), 403, "other-department");
    problem(
        send("department-YWS", "{\"person\":{\"name\":\"张三\"," + PHONE + "}}")
            .post(REPORTS + "/" + id + "/identifications"),
        403,
        "other-department");
    as("department-YWS").get(REPORTS).then().body("items.department", everyItem(equalTo("YWS")));
  }

  @Test
  void a_reveal_says_why_and_shows_the_number() {
    String id = reported(PHONE);

    send("office", "{\"purpose\":\"电话流调\"}")
        .post(REPORTS + "/" + id + "/reveals")
        .then()
        .statusCode(200)
        .body("phone", equalTo("13800005678"))
        .body("circumstances", equalTo("同车"));
  }

  @Test
  void a_correction_of_what_has_changed_meanwhile_is_stale() {
    String id = reported(PHONE);
    Instant now = Instant.now();
    String body =
        """
        {"person":{"name":"张三",%s},"degree":"CLOSE","lastExposedAt":"%s","knownAt":"%s",
         "reason":"更正时间"}
        """
            .formatted(PHONE, now.minusSeconds(7200), now.minusSeconds(30));

    problem(
        send("department", body)
            .header("If-Match", "\"9\"")
            .post(REPORTS + "/" + id + "/corrections"),
        412,
        "version-mismatch");
    send("department", body).post(REPORTS + "/" + id + "/corrections").then().statusCode(200);
  }

  @Test
  void another_number_is_another_person_and_a_name_alone_somebody_unknown() {
    String id = reported("\"phone\":\"13922223333\"");
    Instant now = Instant.now();
    String body =
        """
        {"person":{"name":"王五"%s},"degree":"CLOSE","lastExposedAt":"%s","knownAt":"%s",
         "reason":"认错人"}
        """;
    String before =
        Awaitility.await()
            .until(
                () -> as("office").get(REPORTS + "/" + id).path("subjectId"),
                found -> found != null);

    send("department", body.formatted(",\"phone\":\"13944445555\"", now.minusSeconds(60), now))
        .post(REPORTS + "/" + id + "/corrections")
        .then()
        .statusCode(200)
        .body("identified", equalTo(true));
    Response unknown =
        send("department", body.formatted("", now.minusSeconds(60), now))
            .post(REPORTS + "/" + id + "/corrections");

    unknown.then().statusCode(200).body("identified", equalTo(false));
    as("office")
        .header("Vigil-At-Least", unknown.header("Vigil-Position"))
        .get(REPORTS + "/" + id)
        .then()
        .body("name", equalTo("王*"))
        .body("identified", equalTo(false))
        .body("corrections", equalTo(2))
        .body("subjectId", not(equalTo(before)));
  }

  @Test
  void somebody_under_observation_is_asked_after_on_the_day_itself() {
    LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);
    reported("\"phone\":\"13911112222\"");
    String subject =
        Awaitility.await()
            .until(
                () ->
                    as("department")
                        .get("/api/v1/observations?day=" + tomorrow)
                        .<String>path("items.find { it.status == 'DUE' }?.subjectId"),
                found -> found != null);
    String body = "{\"day\":\"" + tomorrow + "\",\"finding\":\"WELL\"}";

    problem(
        send("department", body).post("/api/v1/observations/" + subject + "/follow-ups"),
        409,
        "day-not-begun-yet");
    problem(
        send("department-YWS", body).post("/api/v1/observations/" + subject + "/follow-ups"),
        403,
        "other-department");
    problem(
        send("department", body).post("/api/v1/observations/" + "0".repeat(32) + "/follow-ups"),
        404,
        "not-found");
  }

  @Test
  void nothing_is_known_of_a_report_that_does_not_exist() {
    problem(as("office").get(REPORTS + "/nothing"), 404, "not-found");
    problem(send("office", "{}").post(REPORTS + "/nothing/acknowledgements"), 404, "not-found");
    assertThat(as("office").get(REPORTS + "?kind=NONE").statusCode()).isEqualTo(400);
  }
}
