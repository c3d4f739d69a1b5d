package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.vigil.reporting.CitedRules.CUT_OFF;
import static org.vigil.reporting.CitedRules.MISSED_AFTER;

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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.dailyreport.domain.Counts;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExpectDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.SubmitDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.Schedule;
import org.vigil.reporting.dailyreport.domain.Signature;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Each operation on daily reports. Every test takes a day of its own. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class DailyReportsOverHttpTest {

  private static final String REPORTS = "/api/v1/daily-reports";
  private static final String HEAD = "13700002222";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final AtomicInteger DAYS = new AtomicInteger(2);

  @Inject AgroalDataSource dataSource;
  @Inject Mechanism mechanism;
  @Inject SubjectIds subjectIds;

  private final LocalDate day = today().minusDays(DAYS.getAndIncrement());

  private static LocalDate today() {
    return LocalDate.now(ZONE);
  }

  /** Without Kafka nothing tells this service of a department, so the row is there already. */
  @BeforeEach
  void a_department_has_a_head() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into staff_department (code, name, aliases, active, head_id, recorded_from)"
                    + " select 'GWYC', '科室', '{}', true, ?, timestamptz '2020-01-01Z'"
                    + " where not exists (select from staff_department where code = 'GWYC')")) {
      insert.setString(1, subjectIds.of(HEAD, null));
      insert.executeUpdate();
    }
  }

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(VigilResource.token(role));
  }

  private static RequestSpecification send(String role, String body) {
    return as(role)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body);
  }

  private static String counts(int symptoms) {
    return "{\"present\":21,\"absent\":2,\"symptoms\":"
        + symptoms
        + ",\"contacts\":0,\"returnees\":0}";
  }

  private String report(String phone) {
    return """
    {"department":"GWYC","day":"%s","counts":%s,"signedBy":{"name":"王五","phone":"%s"}}
    """
        .formatted(day, counts(0), phone);
  }

  private static String correction(int symptoms, String phone) {
    return """
    {"counts":%s,"signedBy":{"name":"王五","phone":"%s"},"reason":"一人发热"}
    """
        .formatted(counts(symptoms), phone);
  }

  private static String exemption(LocalDate from, LocalDate until) {
    return """
    {"departments":["GWYC"],"from":"%s","until":"%s","kind":"HOLIDAY","reason":"放假"}
    """
        .formatted(from, until);
  }

  private static String deputy(String phone, Instant from, Instant until) {
    return """
    {"department":"GWYC","person":{"name":"赵六","phone":"%s"},"from":"%s","until":"%s",
     "reason":"负责人出差"}
    """
        .formatted(phone, from, until);
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private String submitted() {
    return send("department", report(HEAD)).post(REPORTS).then().extract().path("id");
  }

  @Test
  void a_zero_report_signed_by_the_head_is_taken_and_one_of_a_day_past_is_late() {
    Response response = send("department", report(HEAD)).post(REPORTS);

    response.then().statusCode(201).body("late", equalTo(true)).header("ETag", "\"1\"");
    assertThat(response.header("Location")).endsWith(REPORTS + "/GWYC:" + day);
    as("office")
        .header("Vigil-At-Least", response.header("Vigil-Position"))
        .get(REPORTS + "/GWYC:" + day)
        .then()
        .statusCode(200)
        .body("status", equalTo("SUBMITTED"))
        .body("zero", equalTo(true))
        .body("signedBy", equalTo("王*"))
        .body("signedAs", equalTo("HEAD"));
  }

  @Test
  void who_is_neither_head_nor_deputy_cannot_sign() {
    problem(
        send("department", report("13611110000")).post(REPORTS), 409, "neither-head-nor-deputy");
  }

  @Test
  void a_deputy_signs_as_deputy() {
    Instant now = Instant.now();
    String position =
        send("department", deputy("13600003333", now, now.plus(1, ChronoUnit.DAYS)))
            .post("/api/v1/daily-report-deputies")
            .then()
            .statusCode(201)
            .extract()
            .header("Vigil-Position");
    as("office").header("Vigil-At-Least", position).get(REPORTS).then().statusCode(200);

    Response response = send("department", report("13600003333")).post(REPORTS);

    response.then().statusCode(201);
  }

  @Test
  void the_office_speaks_for_no_department_but_takes_down_what_its_head_says_on_the_phone() {
    String byPhone = report(HEAD).replace("\"signedBy\"", "\"channel\":\"PHONE\",\"signedBy\"");
    problem(send("office", report(HEAD)).post(REPORTS), 403, "department-speaks-for-itself");
    problem(send("department", byPhone).post(REPORTS), 400, "invalid-body")
        .body("violations.code", hasItem("only-the-office-takes-calls"));
    problem(
        send("office", byPhone.replace(HEAD, "13611110000")).post(REPORTS),
        409,
        "neither-head-nor-deputy");

    Response taken = send("office", byPhone).post(REPORTS);

    taken.then().statusCode(201);
    String one = REPORTS + "/GWYC:" + day;
    as("department")
        .header("Vigil-At-Least", taken.header("Vigil-Position"))
        .get(one)
        .then()
        .body("signedBy", equalTo("王*"))
        .body("takenByPhone", equalTo(true));
    problem(
        send("office", correction(1, HEAD)).post(one + "/corrections"),
        403,
        "department-speaks-for-itself");
    Response corrected = send("department", correction(1, HEAD)).post(one + "/corrections");
    as("office")
        .header("Vigil-At-Least", corrected.header("Vigil-Position"))
        .get(one)
        .then()
        .body("takenByPhone", equalTo(false));
  }

  @Test
  void who_has_signed_in_signs_for_nobody_else() {
    problem(send("department:GW-001", report(HEAD)).post(REPORTS), 403, "signs-for-another");
  }

  @Test
  void the_office_names_no_deputy_where_a_head_can() {
    Instant now = Instant.now();
    problem(
        send("office", deputy("13600003333", now, now.plus(1, ChronoUnit.DAYS)))
            .post("/api/v1/daily-report-deputies"),
        403,
        "department-names-its-deputies");
  }

  @Test
  void a_deputy_is_not_named_for_the_past() {
    Instant now = Instant.now();
    problem(
            send("department", deputy("13600003333", now.minusSeconds(86_400), now))
                .post("/api/v1/daily-report-deputies"),
            400,
            "invalid-body")
        .body("violations.code", hasItem("lies-in-the-past"));
  }

  @Test
  void a_second_report_of_the_day_is_refused_and_a_correction_is_taken() {
    String id = submitted();

    problem(send("department", report(HEAD)).post(REPORTS), 409, "daily-report-already-submitted");
    send("department", correction(1, HEAD))
        .post(REPORTS + "/" + id + "/corrections")
        .then()
        .statusCode(200)
        .body("late", equalTo(true));
  }

  @Test
  void a_correction_of_a_report_that_has_changed_meanwhile_is_stale() {
    String id = submitted();

    Response response =
        send("department", correction(1, HEAD))
            .header("If-Match", "\"7\"")
            .post(REPORTS + "/" + id + "/corrections");

    problem(response, 412, "version-mismatch");
  }

  @Test
  void what_was_never_reported_cannot_be_corrected() {
    problem(
        send("department", correction(1, HEAD)).post(REPORTS + "/GWYC:2020-01-01/corrections"),
        404,
        "not-found");
  }

  @Test
  void another_department_neither_reports_nor_reads() {
    String id = submitted();

    problem(send("department-YWS", report(HEAD)).post(REPORTS), 403, "other-department");
    as("department-YWS")
        .get(REPORTS)
        .then()
        .statusCode(200)
        .body("items.department", everyItem(equalTo("YWS")));
    problem(
        send("department-YWS", correction(1, HEAD)).post(REPORTS + "/" + id + "/corrections"),
        403,
        "other-department");
  }

  @Test
  void all_that_is_missing_is_said_at_once() {
    problem(
            send("department", "{\"department\":\"GWYC\",\"counts\":{\"present\":1}}")
                .post(REPORTS),
            400,
            "invalid-body")
        .body(
            "violations.pointer",
            hasItems("/day", "/signedBy", "/counts/absent", "/counts/symptoms"));
  }

  @Test
  void nobody_reports_of_tomorrow() {
    String body = report(HEAD).replace(day.toString(), today().plusDays(1).toString());
    problem(send("department", body).post(REPORTS), 400, "invalid-body")
        .body("violations.code", hasItem("day-not-begun"));
  }

  @Test
  void one_key_is_for_one_report() {
    RequestSpecification request =
        as("department").contentType("application/json").header("Idempotency-Key", "day-" + day);
    request.body(report(HEAD)).post(REPORTS).then().statusCode(201);

    problem(
        request.body(report(HEAD).replace("21", "20")).post(REPORTS),
        422,
        "idempotency-key-reused");
  }

  @Test
  void the_office_exempts_beforehand_and_says_why() {
    LocalDate from = today().plusDays(1);
    String position =
        send("office", exemption(from, from.plusDays(1)))
            .post("/api/v1/daily-report-exemptions")
            .then()
            .statusCode(201)
            .body("departments", equalTo(1))
            .extract()
            .header("Vigil-Position");

    as("auditor")
        .header("Vigil-At-Least", position)
        .get("/api/v1/daily-report-exemptions")
        .then()
        .statusCode(200)
        .body("items[0].kind", equalTo("HOLIDAY"))
        .body("items[0].reason", equalTo("放假"));
  }

  @Test
  void yesterday_is_not_exempted() {
    problem(
            send("office", exemption(today().minusDays(1), today()))
                .post("/api/v1/daily-report-exemptions"),
            400,
            "invalid-body")
        .body("violations.code", hasItem("lies-in-the-past"));
  }

  @Test
  void rates_want_two_days_in_order() {
    problem(
        as("office").get("/api/v1/daily-report-rates?from=2022-11-03&until=2022-11-02"),
        400,
        "day-range-malformed");
    problem(as("office").get("/api/v1/daily-report-rates?from=2022-13-03"), 400, "day-malformed");
  }

  @Test
  void a_report_that_nobody_owed_counts_for_no_rate() {
    submitted();

    as("leader")
        .get("/api/v1/daily-report-rates?from=" + day + "&until=" + day)
        .then()
        .statusCode(200)
        .body("items.findAll { it.department == 'GWYC' }.owed", everyItem(equalTo(0)));
  }

  @Test
  void rates_say_how_much_has_come_and_how_much_in_time_as_shares_of_what_was_owed() {
    LocalDate first = today().minusDays(300);
    owed(first, Duration.ofMinutes(-1));
    owed(first.plusDays(1), Duration.ofMinutes(1));
    owed(first.plusDays(2), null);

    Awaitility.await()
        .untilAsserted(
            () ->
                as("office")
                    .queryParam("from", first.toString())
                    .queryParam("until", first.plusDays(2).toString())
                    .get("/api/v1/daily-report-rates")
                    .then()
                    .statusCode(200)
                    .body("items.find { it.department == 'GWYC' }.owed", equalTo(3))
                    .body("items.find { it.department == 'GWYC' }.onTime", equalTo(1))
                    .body("items.find { it.department == 'GWYC' }.late", equalTo(1))
                    .body("items.find { it.department == 'GWYC' }.never", equalTo(1))
                    .body("items.find { it.department == 'GWYC' }.completeness", equalTo(0.6666f))
                    .body("items.find { it.department == 'GWYC' }.onTimeRate", equalTo(0.3333f)));
  }

  /** A report of a day was owed by five, and came so long after, or never. */
  private void owed(LocalDate of, @Nullable Duration after) {
    Instant due = of.atTime(17, 0).atZone(ZONE).toInstant();
    Schedule schedule =
        new Schedule(
            of,
            due.minus(1, ChronoUnit.HOURS),
            due,
            due.plus(30, ChronoUnit.MINUTES),
            CUT_OFF,
            MISSED_AFTER);
    handle(of, new ExpectDailyReport("GWYC", schedule));
    if (after != null) {
      handle(
          of,
          new SubmitDailyReport(
              "GWYC",
              schedule,
              new Counts(21, 2, 0, 0, 0),
              new Signature(subjectIds.of(HEAD, null), "王五", Signature.As.HEAD),
              due.plus(after),
              null));
    }
  }

  private void handle(LocalDate of, DailyReportCommand command) {
    mechanism
        .eventSourcing()
        .handler(DailyReportDecider.CATEGORY)
        .handle(
            DailyReportDecider.key("GWYC", of),
            command,
            CommandContext.of("test", UUID.randomUUID()));
  }

  private String symptoms(String symptoms) {
    Instant known = day.atTime(9, 0).atZone(ZONE).toInstant();
    return """
    {"person":{"name":"张三","phone":"13800005678"},"symptoms":%s,
     "onsetAt":"%s","knownAt":"%s"
    """
        .formatted(symptoms, known, known);
  }

  private void theDepartmentSeesNothingOfIt() {
    as("department")
        .get(REPORTS + "/GWYC:" + day)
        .then()
        .statusCode(200)
        .body("contradictedAt", nullValue())
        .body("facts", nullValue());
    as("department")
        .queryParam("from", day.toString())
        .queryParam("until", day.toString())
        .get("/api/v1/daily-report-rates")
        .then()
        .statusCode(200)
        .body("items[0].contradicted", nullValue());
  }

  private void contradictedIs(boolean contradicted) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        as("office").get(REPORTS + "/GWYC:" + day).<String>path("contradictedAt")
                            != null)
                    .isEqualTo(contradicted));
  }

  /** Reports a cough; where it is put right. */
  private String correctionsOfACough() {
    return "/api/v1/symptom-reports/"
        + send("department", symptoms("[\"COUGH\"]") + ",\"department\":\"GWYC\"}")
            .post("/api/v1/symptom-reports")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("id")
        + "/corrections";
  }

  @Test
  void obligation_5_6_a_symptom_report_that_is_put_right_lifts_and_makes_a_contradiction() {
    String corrections = correctionsOfACough();
    submitted();
    contradictedIs(true);
    theDepartmentSeesNothingOfIt();

    send("department", symptoms("[]") + ",\"reason\":\"误报，复查无症状\"}")
        .post(corrections)
        .then()
        .statusCode(200)
        .body("status", equalTo("CORRECTED"));
    contradictedIs(false);
    send("department", symptoms("[\"FEVER\"]") + ",\"reason\":\"次日复查发热\"}")
        .post(corrections)
        .then()
        .statusCode(200);

    contradictedIs(true);
    theDepartmentSeesNothingOfIt();
  }

  @Test
  void obligation_5_6_a_contradicted_zero_is_a_matter_of_the_office_and_a_lead_until_it_agrees() {
    String corrections = correctionsOfACough();

    submitted();

    Awaitility.await().until(() -> told().contains("RAISED"));
    String matter =
        "items.find { it.kind == 'DAILY_REPORT_CONTRADICTED' && it.subject.id == 'GWYC:"
            + day
            + "' }";
    as("office")
        .queryParam("limit", 200)
        .get(ESCALATIONS)
        .then()
        .body(matter + ".level", equalTo("L2"))
        .body(matter + ".obligation", equalTo("5-6"));
    String lead =
        "/api/v1/accountability-cases/" + Awaitility.await().until(this::lead, notNullValue());
    as("auditor")
        .get(lead)
        .then()
        .statusCode(200)
        .body("ground", equalTo("REPORTING_BREACH"))
        .body("department", equalTo("GWYC"))
        .body("suspected", equalTo(true))
        .body("suspicion", containsString("疑似谎报"))
        .body("finding", nullValue());
    as("department").get(lead).then().statusCode(404);

    send("department", symptoms("[]") + ",\"reason\":\"误报，复查无症状\"}")
        .post(corrections)
        .then()
        .statusCode(200);

    Awaitility.await().until(() -> told().contains("CORRECTED"));
    Awaitility.await().until(() -> weights().contains("LIFTED"));
    Awaitility.await()
        .untilAsserted(
            () ->
                as("auditor")
                    .get(lead)
                    .then()
                    .body("steps.step", contains("LEAD_OPENED", "LEAD_WITHDRAWN")));
  }

  /** What the feed has told of the contradiction of this test's day, in order. */
  private List<String> told() {
    return Sql.list(
        dataSource,
        "select f.change from feed_item f join escalation e on e.id = f.escalation_id where e.kind"
            + " = 'DAILY_REPORT_CONTRADICTED' and f.subject_id = ? order by f.sequence",
        row -> row.getString(1),
        "GWYC:" + day);
  }

  private List<String> weights() {
    return Sql.list(
        dataSource,
        "select weight from obligation_breach where kind = 'DAILY_REPORT_CONTRADICTED' and"
            + " subject_id = ? order by position",
        row -> row.getString(1),
        "GWYC:" + day);
  }

  /** The lead that the contradiction of this test's day is evidence of; null for none yet. */
  private @Nullable String lead() {
    return Sql.list(
            dataSource,
            "select substring(l.stream from position('/' in l.stream) + 1) from event l join event"
                + " c on c.stream = ? and c.type like 'daily-report-contradicted.%' where l.type"
                + " like 'lead-opened.%' and convert_from(l.data, 'UTF8') like '%' || c.id || '%'",
            row -> row.getString(1),
            "daily-report/GWYC:" + day)
        .stream()
        .findFirst()
        .orElse(null);
  }

  @Test
  void only_a_correction_says_that_there_are_no_symptoms_and_it_says_so_outright() {
    problem(
            send("department", symptoms("[]") + ",\"department\":\"GWYC\"}")
                .post("/api/v1/symptom-reports"),
            400,
            "invalid-body")
        .body("violations.pointer", contains("/symptoms"));
    String path =
        "/api/v1/symptom-reports/"
            + send("department", symptoms("[\"COUGH\"]") + ",\"department\":\"GWYC\"}")
                .post("/api/v1/symptom-reports")
                .<String>path("id")
            + "/corrections";
    problem(
            send("department", symptoms("null") + ",\"reason\":\"更正\"}").post(path),
            400,
            "invalid-body")
        .body("violations.pointer", contains("/symptoms"));
    problem(
            send("department", symptoms("[null]") + ",\"reason\":\"更正\"}").post(path),
            400,
            "invalid-body")
        .body("violations.pointer", contains("/symptoms/0"));
  }

  private static final String ESCALATIONS = "/api/v1/escalations";

  /** The reminder of this test's day, as a department or the office lists it. */
  private String reminder(String token) {
    return as(token)
        .queryParam("limit", 200)
        .get(ESCALATIONS)
        .path(
            "items.find { it.kind == 'DAILY_REPORT_REMINDED' && it.subject.id == 'GWYC:"
                + day
                + "' }?.id");
  }

  private List<String> changes() {
    return as("office")
        .queryParam("severity", "REMINDER")
        .queryParam("department", "GWYC")
        .queryParam("limit", 200)
        .queryParam("after", 0)
        .get("/api/v1/escalation-feed")
        .path("items.findAll { it.subject.id == 'GWYC:" + day + "' }.change");
  }

  @Test
  void
      obligation_3_11_a_the_department_reads_the_reminder_among_its_matters_until_it_has_reported() {
    Instant now = Instant.now();
    handle(
        day,
        new ExpectDailyReport(
            "GWYC",
            new Schedule(
                day,
                now,
                now.plus(1, ChronoUnit.HOURS),
                now.plus(2, ChronoUnit.HOURS),
                CUT_OFF,
                MISSED_AFTER)));
    String id = Awaitility.await().until(() -> reminder("department"), found -> found != null);
    as("department")
        .get(ESCALATIONS + "/" + id)
        .then()
        .statusCode(200)
        .body("status", equalTo("OPEN"))
        .body("level", equalTo("L1"));

    send("department", report(HEAD)).post(REPORTS).then().statusCode(201);

    Awaitility.await()
        .untilAsserted(
            () ->
                as("department")
                    .get(ESCALATIONS + "/" + id)
                    .then()
                    .body("status", equalTo("RESOLVED"))
                    .body("level", equalTo("L1")));
    assertThat(changes()).containsExactly("RAISED", "RESOLVED");
    assertThat(reminder("department-YWS")).isNull();
  }

  @Test
  void a_feed_of_a_severity_that_does_not_exist_and_a_rule_that_sends_reminders_on_are_refused() {
    problem(
        as("office").queryParam("severity", "NOTICE").get("/api/v1/escalation-feed"),
        400,
        "feed-filter-malformed");
    problem(
        send(
                "office",
                """
                {"rules":[{"kind":"DAILY_REPORT_REMINDED","severity":"REMINDER","entry":"L2",
                 "copies":[]}],"effectiveFrom":"%s","reason":"试行"}
                """
                    .formatted(Instant.now().plus(1, ChronoUnit.DAYS)))
            .post("/api/v1/signal-rules/drafts"),
        409,
        "reminder-stays-with-department");
  }
}
