package org.vigil.disinfection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.disinfection.ppe.domain.PpeRefusal;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.ExpectChecks;
import org.vigil.disinfection.ppe.domain.PpeShiftDecider;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.disinfection.ppe.domain.UnitKind;
import org.vigil.disinfection.ppe.domain.Worker;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.RefusalTexts;
import org.vigil.testing.edge.VigilResource;

/** Units, their shifts and who is looked at, over HTTP (3.8-c, 3.11-c). */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class PpeOverHttpTest {

  private static final String UNITS = "/api/v1/service-units/";
  private static final String OWN = "department-HYFW";
  private static final String RIGHT = "{\"right\":true}";

  @Inject AgroalDataSource dataSource;
  @Inject Mechanism mechanism;

  private final String code =
      "U-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

  /** Where the shift that runs now is. */
  private String shift = "";

  @BeforeEach
  void a_shift_is_running() {
    define(OWN, "HYFW", "ALL").then().statusCode(200).header("ETag", notNullValue());
    Awaitility.await().untilAsserted(() -> assertThat(days()).isNotEmpty());
    shift = code + "/shifts/" + days().getFirst() + "/ALL";
  }

  private List<String> days() {
    return Sql.list(
        dataSource,
        "select split_part(stream, ':', 2) from event where stream like ? and type like"
            + " 'ppe-checks-expected.%' order by position",
        row -> row.getString(1),
        "ppe-shift/" + code + ":%");
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token)).contentType("application/json");
  }

  private Response define(String token, String department, String... shifts) {
    return as(token)
        .body(
            """
            {"name":"会议服务班","kind":"MEETING_SERVICE","department":"%s","shifts":[%s]}
            """
                .formatted(
                    department,
                    String.join(
                        ",", List.of(shifts).stream().map(PpeOverHttpTest::planned).toList())))
        .put(UNITS + code);
  }

  private static String planned(String name) {
    return """
    {"code":"%s","startsAt":"00:00","endsAt":"24:00","days":["MONDAY","TUESDAY","WEDNESDAY",
     "THURSDAY","FRIDAY","SATURDAY","SUNDAY"],"people":[{"name":"张三","staffNo":"HY-008"},
     {"name":"李四","staffNo":"HY-009"}]}
    """
        .formatted(name);
  }

  private static Response send(String token, String path, String body) {
    return send(token, UUID.randomUUID().toString(), path, body);
  }

  private static Response send(String token, String key, String path, String body) {
    return as(token).header("Idempotency-Key", key).body(body).post(UNITS + path);
  }

  private static String findings(String mask, String action) {
    return """
    {"workClothes":%s,"mask":%s,"appearance":%s%s}
    """
        .formatted(RIGHT, mask, RIGHT, action);
  }

  private static String check(String who, String by, String findings) {
    return """
    {"staffNo":"%s","checkedBy":"%s","findings":%s,"checkedAt":"%s"}
    """
        .formatted(who, by, findings, Instant.now());
  }

  private static String well(String who) {
    return check(who, "HY-001", findings(RIGHT, ""));
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private static ValidatableResponse read(String token, String path, Response behind) {
    return as(token)
        .header("Vigil-At-Least", behind.header("Vigil-Position"))
        .get(UNITS + path)
        .then()
        .statusCode(200);
  }

  @Test
  void obligation_3_11_c_each_person_on_a_shift_is_looked_at_by_another() {
    problem(
        send(OWN, shift + "/checks", check("HY-008", "HY-008", findings(RIGHT, ""))),
        409,
        "checks-themselves");

    Response checked = send(OWN, shift + "/checks", well("HY-008"));

    checked.then().statusCode(201).body("late", equalTo(false));
    read("leader", code + "/shifts", checked)
        .body("items.people", contains(2))
        .body("items.checked", contains(1))
        .body("items.judged", contains(false));
    read(OWN, shift, checked)
        .body("people.maskedName", contains("张*", "李*"))
        .body("people.mask", hasItem(true))
        .body("people.missed", contains(false, false));
  }

  @Test
  void obligation_3_11_c_what_is_not_right_needs_its_reason_and_what_was_done() {
    problem(
            send(
                OWN,
                shift + "/checks",
                check("HY-008", "HY-001", findings("{\"right\":false}", ""))),
            400,
            "invalid-body")
        .body(
            "violations.code", hasItems("failed-check-needs-reason", "failed-check-needs-action"));

    Response checked =
        send(
            OWN,
            shift + "/checks",
            check(
                "HY-008",
                "HY-001",
                findings("{\"right\":false,\"reason\":\"口罩破损\"}", ",\"action\":\"当场更换\"")));

    checked.then().statusCode(201);
    read(OWN, code + "/shifts", checked).body("items.notRight", contains(1));
  }

  @Test
  void a_check_is_corrected_and_the_first_record_stays() {
    Response checked = send(OWN, shift + "/checks", well("HY-008"));
    String checks = shift + "/checks/" + checked.path("id");

    Response corrected =
        send(
            OWN,
            checks + "/corrections",
            """
            {"correctedBy":"HY-001","reason":"看错","findings":%s}
            """
                .formatted(
                    findings("{\"right\":false,\"reason\":\"口罩破损\"}", ",\"action\":\"更换\"")));

    corrected.then().statusCode(200);
    read(OWN, shift, corrected).body("people.find { it.check != null }.mask", equalTo(false));
    assertThat(facts())
        .containsExactly("ppe-checks-expected", "ppe-checked", "ppe-check-corrected");
  }

  private List<String> facts() {
    return Sql.list(
        dataSource,
        "select split_part(type, '.', 1) from event where stream like ? order by version",
        row -> row.getString(1),
        "ppe-shift/" + code + ":" + days().getFirst() + ":%");
  }

  @Test
  void a_check_of_somebody_else_is_voided_and_owed_again() {
    String check = send(OWN, shift + "/checks", well("HY-008")).path("id");
    String voidings = shift + "/checks/" + check + "/voidings";
    String body = "{\"voidedBy\":\"HY-001\",\"reason\":\"WRONG_PERSON\"}";

    send(OWN, voidings, body).then().statusCode(200);

    problem(send(OWN, voidings, body), 409, "no-such-check");
    send(OWN, shift + "/checks", well("HY-008")).then().statusCode(201);
    problem(send(OWN, shift + "/checks", well("HY-008")), 409, "already-checked");
  }

  @Test
  void who_stands_in_is_looked_at_instead_of_who_is_not_there() {
    Response absent =
        send(
            OWN,
            shift + "/absences",
            """
            {"staffNo":"HY-009","reason":"ON_LEAVE","saidBy":"HY-001",
             "standIn":{"name":"王五","staffNo":"HY-010"}}
            """);

    absent.then().statusCode(200);
    read(OWN, shift, absent).body("people.maskedName", contains("张*", "王*"));
    problem(send(OWN, shift + "/checks", well("HY-009")), 409, "not-on-shift");
    send(OWN, shift + "/checks", well("HY-010")).then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checks", "checks/x/corrections", "checks/x/voidings", "absences"})
  void nobody_but_the_units_own_department_says_anything_of_a_shift(String operation) {
    String body =
        switch (operation) {
          case "checks" -> well("HY-008");
          case "absences" ->
              "{\"staffNo\":\"HY-008\",\"reason\":\"ON_LEAVE\",\"saidBy\":\"HY-001\"}";
          case "checks/x/voidings" -> "{\"voidedBy\":\"HY-001\",\"reason\":\"DUPLICATE\"}";
          default ->
              "{\"correctedBy\":\"HY-001\",\"reason\":\"看错\",\"findings\":"
                  + findings(RIGHT, "")
                  + "}";
        };
    problem(send("department", shift + "/" + operation, body), 404, "not-found");
    send("leader", shift + "/" + operation, body).then().statusCode(403);
    send("auditor", shift + "/" + operation, body).then().statusCode(403);
    given()
        .contentType("application/json")
        .body(body)
        .post(UNITS + shift + "/" + operation)
        .then()
        .statusCode(401);
  }

  @Test
  void another_department_neither_sees_a_unit_nor_takes_it() {
    problem(as("department").get(UNITS + shift), 404, "not-found");
    problem(as("department").get(UNITS + code + "/shifts"), 404, "not-found");
    as("department").get(UNITS).then().statusCode(200).body("code", not(hasItem(code)));
    problem(define("department", "GWYC", "ALL"), 403, "other-department");
    problem(define("department", "HYFW", "ALL"), 403, "other-department");
  }

  @Test
  void a_person_signs_for_nobody_else() {
    problem(send("office:BG-001", shift + "/checks", well("HY-008")), 403, "signs-for-another");
  }

  @Test
  void a_shift_or_somebody_named_twice_is_told_of() {
    problem(define(OWN, "HYFW", "ALL", "ALL"), 400, "invalid-body")
        .body("violations.code", contains("named-twice"));
  }

  @Test
  void what_is_no_shift_is_not_found() {
    problem(as(OWN).get(UNITS + code + "/shifts/2022-02-30/ALL"), 404, "not-found");
    problem(as(OWN).get(UNITS + code + "/shifts/2022-11-04/ALL"), 404, "not-found");
    problem(as(OWN).get(UNITS + "X-UNKNOWN/shifts"), 404, "not-found");
  }

  @Test
  void a_check_sent_twice_is_recorded_once_and_another_under_its_key_is_a_misuse() {
    String key = UUID.randomUUID().toString();
    String body = well("HY-008");
    String first = send(OWN, key, shift + "/checks", body).path("id");

    Response again = send(OWN, key, shift + "/checks", body);

    again.then().statusCode(201).body("id", equalTo(first));
    problem(send(OWN, key, shift + "/checks", well("HY-009")), 422, "idempotency-key-reused");
  }

  @Test
  void a_check_at_a_version_that_has_passed_is_refused() {
    send(OWN, shift + "/checks", well("HY-008")).then().statusCode(201);
    problem(
        as(OWN)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("If-Match", "\"1\"")
            .body(well("HY-009"))
            .post(UNITS + shift + "/checks"),
        412,
        "version-mismatch");
  }

  @Test
  void a_check_from_the_future_is_none() {
    problem(
        send(
            OWN,
            shift + "/checks",
            well("HY-008")
                .replaceAll("\"checkedAt\":\"[^\"]*\"", "\"checkedAt\":\"2999-01-01T00:00:00Z\"")),
        400,
        "invalid-body");
  }

  @Test
  void what_is_stored_shows_no_name_number_or_reason() {
    send(
            OWN,
            shift + "/checks",
            check(
                "HY-008",
                "HY-001",
                findings("{\"right\":false,\"reason\":\"口罩破损\"}", ",\"action\":\"当场更换\"")))
        .then()
        .statusCode(201);

    List<String> stored =
        Sql.list(
            dataSource,
            "select convert_from(data, 'UTF8') from event where stream like ? or stream = ?",
            row -> row.getString(1),
            "ppe-shift/" + code + ":%",
            "service-unit/" + code);

    assertThat(stored)
        .hasSizeGreaterThan(3)
        .noneMatch(
            event ->
                event.contains("张三")
                    || event.contains("HY-008")
                    || event.contains("HY-001")
                    || event.contains("口罩破损")
                    || event.contains("当场更换"));
  }

  @Test
  void obligation_4_3_a_checks_are_shown_by_month_and_department_once_their_time_is_over() {
    Instant opens = Instant.parse("2022-11-03T21:00:00Z");
    String key = Shift.key(code, LocalDate.of(2022, 11, 4), "EARLY");
    mechanism
        .eventSourcing()
        .handler(PpeShiftDecider.CATEGORY)
        .handle(
            key,
            new ExpectChecks(
                new Shift(
                    code,
                    UnitKind.CLEANING,
                    code.substring(2),
                    LocalDate.of(2022, 11, 4),
                    "EARLY",
                    opens,
                    opens,
                    opens,
                    List.of(new Worker("s1", "张三", "ZH-008"), new Worker("s2", "李四", "ZH-009"))),
                opens),
            CommandContext.of("test", UUID.randomUUID()));
    String path = "find { it.department == '" + code.substring(2) + "' }.";

    Awaitility.await()
        .untilAsserted(
            () ->
                as("leader")
                    .get("/api/v1/ppe-trends")
                    .then()
                    .statusCode(200)
                    .body(path + "month", equalTo("2022-11"))
                    .body(path + "owed", equalTo(2))
                    .body(path + "missed", equalTo(2))
                    .body(path + "checked", equalTo(0)));

    as(OWN).get("/api/v1/ppe-trends").then().body("department", not(hasItem(code.substring(2))));
  }

  @Test
  void every_refusal_says_in_both_languages_what_is_wrong() {
    RefusalTexts.check(PpeRefusal.class);
  }
}
