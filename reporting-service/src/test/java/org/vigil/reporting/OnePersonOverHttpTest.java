package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.edge.Mechanism;
import org.vigil.edge.SubjectIds;
import org.vigil.reporting.accountability.Received;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.FeverMeasured;
import org.vigil.reporting.intake.MusterAbsenceExcused;
import org.vigil.reporting.intake.MusterAbsenceFound;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/**
 * A member of the staff is one person to all that counts members, by whichever numbers a caller
 * names them. The directory tells of each by staff number, as duty-service does.
 */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class OnePersonOverHttpTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject AgroalDataSource dataSource;
  @Inject Mechanism mechanism;
  @Inject SubjectIds ids;

  /** A department of its own for each test, so that no other's members count. */
  private final String department = "P" + random(6).toUpperCase(Locale.ROOT);

  private final Numbers member = new Numbers("GW-" + random(8), phone());
  private final Instant now = Instant.now();

  /** How callers name somebody. */
  enum Named {
    BY_BOTH_NUMBERS,
    BY_PHONE_ALONE
  }

  private record Numbers(String staffNo, String phone) {

    String as(Named named) {
      return switch (named) {
        case BY_BOTH_NUMBERS ->
            "{\"name\":\"张小明\",\"staffNo\":\"%s\",\"phone\":\"%s\"}".formatted(staffNo, phone);
        case BY_PHONE_ALONE -> "{\"name\":\"张小明\",\"phone\":\"%s\"}".formatted(phone);
      };
    }
  }

  private static String random(int length) {
    return UUID.randomUUID().toString().replace("-", "").substring(0, length);
  }

  private static String phone() {
    return "139" + (10_000_000 + Math.floorMod(UUID.randomUUID().hashCode(), 90_000_000));
  }

  @BeforeEach
  void the_directory_knows_the_member_who_heads_the_department() throws SQLException {
    receive(
        "department-defined",
        new DepartmentDefined(
            new DepartmentDefined.Definition(
                department,
                department,
                List.of(),
                true,
                new DepartmentDefined.Head(subject(), "张*"))));
    register(member.staffNo(), member.phone());
  }

  private void register(String staffNo, @Nullable String phone) throws SQLException {
    receive(
        "person-registered",
        new PersonRegistered(
            new PersonRegistered.Particulars(
                ids.of(null, staffNo), department, "张*", ids.ofPhone(phone).orElse(null))));
    Staff staff = new Staff(dataSource);
    soon(
        () ->
            assertThat(staff.members(department, Instant.now()))
                .extracting(Staff.Member::subjectId)
                .contains(ids.of(null, staffNo)));
  }

  private String subject() {
    return ids.of(null, member.staffNo());
  }

  private void receive(String type, Object event) throws SQLException {
    new Received(dataSource).event("duty", type, "any/" + UUID.randomUUID(), event);
  }

  private static void soon(ThrowingRunnable assertion) {
    Awaitility.await().atMost(SOON).untilAsserted(assertion);
  }

  private RequestSpecification as(String who) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .header("Vigil-At-Least", Long.toString(mechanism.eventSourcing().store().head()));
  }

  private Response post(String path, String body) {
    return as("office")
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post("/api/v1/" + path);
  }

  private @Nullable String owed(String signal) {
    return as("office")
        .queryParam("limit", 200)
        .get("/api/v1/expected-reports")
        .path("items.find { it.signal == '%s' }?.status".formatted(signal));
  }

  private void reportSymptoms(String person) {
    post(
            "symptom-reports",
            """
            {"department":"%s","person":%s,"symptoms":["FEVER"],"onsetAt":"%s","knownAt":"%s"}
            """
                .formatted(department, person, now.minusSeconds(600), now.minusSeconds(60)))
        .then()
        .statusCode(201);
  }

  @ParameterizedTest
  @EnumSource
  void a_reported_illness_is_the_one_for_which_somebody_is_absent(Named named) throws SQLException {
    String muster = "M-" + random(12);
    receive(
        "muster-absence-excused",
        new MusterAbsenceExcused(muster, department, subject(), "ILLNESS"));
    String signal = muster + ":ill-" + subject();
    soon(() -> assertThat(owed(signal)).isEqualTo("OWED"));

    reportSymptoms(member.as(named));

    soon(() -> assertThat(owed(signal)).isEqualTo("MET"));
  }

  /** At the gate a member of the staff is a visitor with a phone. */
  @ParameterizedTest
  @EnumSource
  void a_fever_at_the_gate_is_answered_by_a_report_of_the_member(Named named) throws SQLException {
    String visit = UUID.randomUUID().toString();
    receive(
        "fever-measured",
        new FeverMeasured(
            visit, ids.of(member.phone(), null), department, null, "EAST", "张*", Instant.now()));
    soon(() -> assertThat(owed(visit)).isEqualTo("OWED"));

    reportSymptoms(member.as(named));

    soon(() -> assertThat(owed(visit)).isEqualTo("MET"));
  }

  @ParameterizedTest
  @EnumSource
  void a_state_of_health_counts_at_the_glance(Named named) {
    String states =
        "{\"observedAt\":\"%s\",\"members\":[{\"person\":%s,\"state\":\"WELL\"}]}"
            .formatted(now, member.as(named));

    post("departments/" + department + "/health-states", states).then().statusCode(201);

    as("leader")
        .get("/api/v1/departments/" + department + "/health")
        .then()
        .statusCode(200)
        .body("members", equalTo(1))
        .body("stale", equalTo(0))
        .body("items[0].state", equalTo("WELL"));
  }

  @ParameterizedTest
  @EnumSource
  void an_outing_explains_an_absence(Named named) throws SQLException {
    Numbers other = new Numbers("GW-" + random(8), phone());
    register(other.staffNo(), other.phone());
    post(
            "outings",
            """
            {"department":"%s","person":%s,"departsAt":"%s","returnsAt":"%s",
             "destination":{"areaCode":"441900","text":"东莞某镇"}}
            """
                .formatted(
                    department, member.as(named), now.minusSeconds(3_600), now.plusSeconds(86_400)))
        .then()
        .statusCode(201);
    String muster = "M-" + random(12);
    for (Numbers absent : List.of(member, other)) {
      receive(
          "muster-absence-found",
          new MusterAbsenceFound(
              muster, "REAL", department, ids.of(null, absent.staffNo()), "张*", null));
    }

    soon(
        () ->
            as("office")
                .queryParam("limit", 200)
                .get("/api/v1/escalations")
                .then()
                .body(
                    "items.findAll { it.kind == 'OUTING_UNREGISTERED' }.subject.id",
                    hasItem(muster + ":" + ids.of(null, other.staffNo()))));
    as("office")
        .queryParam("limit", 200)
        .get("/api/v1/escalations")
        .then()
        .body("items.subject.id", not(hasItem(muster + ":" + subject())));
  }

  @ParameterizedTest
  @EnumSource
  void a_contact_of_a_case_is_a_member_of_whom_a_report_is_owed(Named named) {
    String id =
        post(
                "outbreak-cases",
                """
                {"department":"%s","person":{"name":"李四","phone":"%s"},"grounds":"SUSPECTED",
                 "knownAt":"%s"}
                """
                    .formatted(department, phone(), now.minusSeconds(300)))
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    post(
            "outbreak-cases/" + id + "/contacts",
            "{\"department\":\"%s\",\"person\":%s,\"lastContactAt\":\"%s\"}"
                .formatted(department, member.as(named), now.minusSeconds(3_600)))
        .then()
        .statusCode(200);

    soon(() -> assertThat(owed(id + ":contact-" + subject())).isEqualTo("OWED"));
  }

  /** The gates keep what they know of a member under the phone: a case holds both. */
  @Test
  void a_case_holds_what_is_kept_of_its_people_under_the_phone_too() {
    String id =
        post(
                "outbreak-cases",
                """
                {"department":"%s","person":%s,"grounds":"SUSPECTED","knownAt":"%s"}
                """
                    .formatted(department, member.as(Named.BY_BOTH_NUMBERS), now.minusSeconds(300)))
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    for (String kept : List.of(subject(), ids.of(member.phone(), null))) {
      soon(
          () ->
              as("auditor")
                  .queryParam("limit", 200)
                  .get("/api/v1/subject-holds")
                  .then()
                  .body(
                      "items.findAll { it.reference == '%s' }.subjectId".formatted(id),
                      hasItem(kept)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_head_signs(Named named) {
    post(
            "daily-reports",
            """
            {"department":"%s","day":"%s","signedBy":%s,"channel":"PHONE",
             "counts":{"present":21,"absent":2,"symptoms":0,"contacts":0,"returnees":0}}
            """
                .formatted(department, LocalDate.now(ZoneId.of("Asia/Shanghai")), member.as(named)))
        .then()
        .statusCode(201);
  }

  /** A phone on a desk names nobody. */
  @Test
  void a_phone_that_several_members_have_is_none_of_theirs() throws SQLException {
    register("GW-" + random(8), member.phone());
    String states =
        "{\"observedAt\":\"%s\",\"members\":[{\"person\":%s,\"state\":\"WELL\"}]}"
            .formatted(now, member.as(Named.BY_PHONE_ALONE));

    post("departments/" + department + "/health-states", states).then().statusCode(201);

    as("leader")
        .get("/api/v1/departments/" + department + "/health")
        .then()
        .body("members", equalTo(2))
        .body("items.findAll { it.state != null }", hasSize(0));
  }

  /** Whoever has the phone by then, a correction with the same numbers is about the same person. */
  @Test
  void a_correction_by_the_same_phone_is_about_the_person_of_before() throws SQLException {
    String muster = "M-" + random(12);
    String report =
        """
        {"department":"%s","person":%s,"symptoms":["FEVER"],"onsetAt":"%s","knownAt":"%s"}
        """
            .formatted(
                department,
                member.as(Named.BY_PHONE_ALONE),
                now.minusSeconds(600),
                now.minusSeconds(60));
    String id = post("symptom-reports", report).path("id");
    register(member.staffNo(), phone());
    receive(
        "muster-absence-excused",
        new MusterAbsenceExcused(muster, department, subject(), "ILLNESS"));
    String signal = muster + ":ill-" + subject();
    soon(() -> assertThat(owed(signal)).isEqualTo("MET"));

    post(
            "symptom-reports/" + id + "/corrections",
            report
                .replace("{\"department\":\"" + department + "\",", "{\"reason\":\"更正\",")
                .replace("FEVER", "COUGH"))
        .then()
        .statusCode(200);

    as("leader")
        .get("/api/v1/departments/" + department + "/health")
        .then()
        .body("items[0].state", equalTo("SYMPTOMS"));
    assertThat(owed(signal)).isEqualTo("MET");
  }
}
