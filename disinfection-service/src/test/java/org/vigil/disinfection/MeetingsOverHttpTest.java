package org.vigil.disinfection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.disinfection.meeting.domain.MeetingRefusal;
import org.vigil.disinfection.meeting.view.MeetingView;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.RefusalTexts;
import org.vigil.testing.edge.VigilResource;

/** Meetings, who may do what with them, and the state of their rooms (3.9). */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class MeetingsOverHttpTest {

  private static final String ROOMS = "/api/v1/meeting-rooms/";
  private static final String SERVICE = "department-HYFW";

  /** Acts for GWYC. */
  private static final String HOST = "department";

  private static final String APPROVAL = "{\"approvedBy\":\"HY-001\"}";

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  private final String code =
      "M-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

  @BeforeEach
  void a_room_is_there() {
    define(SERVICE, "HYFW").then().statusCode(200).header("ETag", notNullValue());
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static Response send(String token, String path, String body) {
    return send(token, UUID.randomUUID().toString(), path, body);
  }

  private static Response send(String token, String key, String path, String body) {
    return as(token)
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(body)
        .post(ROOMS + path);
  }

  private Response define(String token, String department) {
    return as(token)
        .contentType("application/json")
        .body("{\"name\":\"第一会议室\",\"department\":\"%s\"}".formatted(department))
        .put(ROOMS + code);
  }

  private static String request(Instant startsAt, int attendees) {
    return """
    {"department":"GWYC","requestedBy":"GW-018","attendees":%d,"startsAt":"%s","endsAt":"%s"}
    """
        .formatted(attendees, startsAt, startsAt.plusSeconds(3_600));
  }

  private String meeting(int attendees) {
    return code
        + "/meetings/"
        + send(HOST, code + "/meetings", request(Instant.now(), attendees))
            .then()
            .statusCode(201)
            .body("status", equalTo("REQUESTED"))
            .extract()
            .path("id");
  }

  private static String now() {
    return "{\"at\":\"%s\"}".formatted(Instant.now());
  }

  /** Approved and begun. */
  private String running(int attendees) {
    String meeting = meeting(attendees);
    send(SERVICE, meeting + "/approvals", APPROVAL).then().statusCode(200);
    send(SERVICE, meeting + "/starts", now())
        .then()
        .statusCode(200)
        .body("approved", equalTo(true));
    return meeting;
  }

  private static String reading(String staffNo, String celsius, boolean mask) {
    return """
    {"attendee":{"name":"张三","staffNo":"%s"},"department":"GWYC","temperatureCelsius":%s,
     "measuredBy":"HY-008","device":"T1","maskWorn":%s,"measuredAt":"%s"}
    """
        .formatted(staffNo, celsius, mask, Instant.now());
  }

  private static String disinfection(String cupware) {
    Instant now = Instant.now();
    return """
    {"startedAt":"%s","finishedAt":"%s","by":"HY-008","agent":"84消毒液","dilution":"1:100",
     "cupware":"%s"}
    """
        .formatted(now, now, cupware);
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private ValidatableResponse read(String token, String path, Response behind) {
    return as(token)
        .header("Vigil-At-Least", behind.header("Vigil-Position"))
        .get(ROOMS + path)
        .then()
        .statusCode(200);
  }

  private List<String> facts(String stream) {
    return Sql.list(
        dataSource,
        "select type from event where stream = ? order by version",
        row -> row.getString(1).substring(0, row.getString(1).lastIndexOf('.')),
        stream);
  }

  private static String id(String meeting) {
    return meeting.substring(meeting.lastIndexOf('/') + 1);
  }

  @Test
  void obligation_3_9_a_a_meeting_is_asked_for_by_one_and_approved_by_another() {
    String meeting = meeting(2);
    problem(
        send(SERVICE, meeting + "/approvals", "{\"approvedBy\":\"GW-018\"}"),
        409,
        "approver-is-requester");

    Response approved = send(SERVICE, meeting + "/approvals", APPROVAL);

    approved.then().statusCode(200).body("status", equalTo("APPROVED"));
    read(HOST, code + "/meetings", approved)
        .body("items.status", contains("APPROVED"))
        .body("items.approved", contains(true));
    problem(
        send(
            SERVICE,
            meeting + "/rejections",
            "{\"rejectedBy\":\"HY-001\",\"reason\":\"TOO_MANY_PEOPLE\"}"),
        409,
        "meeting-already-decided");
  }

  @Test
  void obligation_3_9_a_a_rejected_meeting_that_is_held_all_the_same_is_a_breach() {
    String meeting = meeting(2);
    send(
            SERVICE,
            meeting + "/rejections",
            "{\"rejectedBy\":\"HY-001\",\"reason\":\"EPIDEMIC_CONTROL\"}")
        .then()
        .statusCode(200);

    Response started = send(SERVICE, meeting + "/starts", now());

    started.then().statusCode(200).body("approved", equalTo(false));
    assertThat(facts("meeting-room/" + code))
        .containsExactly(
            "meeting-room-defined",
            "meeting-room-requested",
            "meeting-room-rejected",
            "meeting-started",
            "unapproved-meeting-detected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"approvals", "rejections", "starts", "ends", "readings"})
  void nobody_but_the_rooms_service_decides_measures_or_moves_a_meeting(String operation) {
    String meeting = meeting(2);
    String body =
        switch (operation) {
          case "approvals" -> APPROVAL;
          case "rejections" -> "{\"rejectedBy\":\"GW-001\",\"reason\":\"TOO_MANY_PEOPLE\"}";
          case "readings" -> reading("GW-018", "36.5", true);
          default -> now();
        };
    problem(send(HOST, meeting + "/" + operation, body), 403, "other-department");
    send("leader", meeting + "/" + operation, body).then().statusCode(403);
    send("auditor", meeting + "/" + operation, body).then().statusCode(403);
  }

  @Test
  void nobody_else_disinfects_corrects_or_redefines() {
    String meeting = meeting(2);
    String reading =
        send(SERVICE, meeting + "/readings", reading("GW-018", "36.5", true)).path("id");
    String readings = meeting + "/readings/" + reading;
    problem(send(HOST, code + "/disinfections", disinfection("CLEANED")), 403, "other-department");
    problem(
        send(HOST, code + "/disinfections/x/voidings", "{\"reason\":\"NOT_DONE\"}"),
        403,
        "other-department");
    problem(
        send(
            HOST,
            readings + "/corrections",
            "{\"temperatureCelsius\":36.1,\"reason\":\"MISTYPED\"}"),
        403,
        "other-department");
    problem(
        send(HOST, readings + "/voidings", "{\"reason\":\"MISTYPED\"}"), 403, "other-department");
    problem(as(HOST).get(ROOMS + meeting + "/readings"), 403, "other-department");
    problem(define(HOST, "GWYC"), 403, "other-department");
  }

  @Test
  void a_department_asks_and_cancels_for_itself_only() {
    problem(
        send("department-YWS", code + "/meetings", request(Instant.now(), 2)),
        403,
        "other-department");
    String meeting = meeting(2);
    problem(send("department-YWS", meeting + "/cancellations", "{}"), 403, "other-department");
    send(HOST, meeting + "/cancellations", "{}").then().statusCode(200);
    problem(send(SERVICE, meeting + "/starts", now()), 409, "meeting-cancelled");
  }

  @Test
  void a_person_asks_and_approves_in_the_own_name_only() {
    problem(
        send("office:BG-001", code + "/meetings", request(Instant.now(), 2)),
        403,
        "signs-for-another");
    problem(send("office:BG-001", meeting(2) + "/approvals", APPROVAL), 403, "signs-for-another");
  }

  @Test
  void a_department_sees_its_own_meetings_and_the_rooms_service_all() {
    String meeting = meeting(2);
    Response last = send(SERVICE, meeting + "/approvals", APPROVAL);

    read("department-YWS", code + "/meetings", last).body("items", empty());
    read(HOST, code + "/meetings", last).body("items.id", contains(id(meeting)));
    read(SERVICE, code + "/meetings", last).body("items.id", contains(id(meeting)));
  }

  @Test
  void obligation_3_9_c_the_next_meeting_waits_for_the_disinfection_and_its_cupware() {
    String first = running(1);
    String second = meeting(1);
    problem(send(SERVICE, second + "/starts", now()), 409, "room-in-use");
    send(SERVICE, first + "/ends", now())
        .then()
        .statusCode(200)
        .body("disinfectBy", notNullValue());
    problem(send(SERVICE, second + "/starts", now()), 409, "room-not-disinfected");
    Response left = send(SERVICE, code + "/disinfections", disinfection("NOT_CLEANED"));
    left.then().statusCode(201).body("released", equalTo(false));
    problem(send(SERVICE, second + "/starts", now()), 409, "room-not-disinfected");
    read("leader", "", left).body("find { it.code == '" + code + "' }.status", equalTo("DIRTY"));

    Response clean = send(SERVICE, code + "/disinfections", disinfection("CLEANED"));

    clean.then().statusCode(201).body("released", equalTo(true));
    read(SERVICE, code + "/meetings", clean).body("items.cupware", hasItem("CLEANED"));
    send(SERVICE, second + "/starts", now()).then().statusCode(200);
  }

  @Test
  void a_voided_disinfection_locks_the_room_again() {
    String first = running(1);
    send(SERVICE, first + "/ends", now()).then().statusCode(200);
    String done = send(SERVICE, code + "/disinfections", disinfection("NOT_USED")).path("id");
    String voidings = code + "/disinfections/" + done + "/voidings";

    Response voided = send(SERVICE, voidings, "{\"reason\":\"NOT_DONE\"}");

    voided.then().statusCode(200);
    problem(send(SERVICE, meeting(1) + "/starts", now()), 409, "room-not-disinfected");
    problem(send(SERVICE, voidings, "{\"reason\":\"NOT_DONE\"}"), 409, "no-such-disinfection");
  }

  @Test
  void obligation_3_9_d_a_fever_is_told_at_once_and_withdrawn_with_its_correction() {
    String meeting = running(1);
    Response measured = send(SERVICE, meeting + "/readings", reading("GW-018", "37.3", true));
    measured.then().statusCode(201).body("fever", equalTo(true));
    String reading = measured.path("id");
    read(SERVICE, meeting + "/readings", measured)
        .body("items.maskedName", contains("张*"))
        .body("items.fever", contains(true));

    Response corrected =
        send(
            SERVICE,
            meeting + "/readings/" + reading + "/corrections",
            "{\"temperatureCelsius\":36.6,\"reason\":\"MEASURED_AGAIN\"}");

    corrected.then().statusCode(200).body("fever", equalTo(false));
    read(SERVICE, meeting + "/readings", corrected)
        .body("items.fever", contains(false))
        .body("items.corrected", contains(true));
    assertThat(facts("meeting-attendance/" + id(meeting)))
        .containsExactly(
            "attendee-temperature-measured",
            "attendee-fever-detected",
            "attendee-temperature-corrected",
            "attendee-fever-withdrawn");
  }

  @Test
  void what_is_stored_shows_neither_name_nor_temperature() {
    String meeting = running(1);
    send(SERVICE, meeting + "/readings", reading("GW-018", "38.7", true)).then().statusCode(201);

    List<String> stored =
        Sql.list(
            dataSource,
            "select convert_from(data, 'UTF8') from event where stream = ?",
            row -> row.getString(1),
            "meeting-attendance/" + id(meeting));

    assertThat(stored)
        .isNotEmpty()
        .noneMatch(event -> event.contains("张三") || event.contains("387"));
  }

  @Test
  void a_voided_reading_does_not_count_and_is_voided_once() {
    String meeting = running(1);
    String reading =
        send(SERVICE, meeting + "/readings", reading("GW-018", "38.0", true)).path("id");
    String voidings = meeting + "/readings/" + reading + "/voidings";

    Response voided = send(SERVICE, voidings, "{\"reason\":\"WRONG_PERSON\"}");

    voided.then().statusCode(200);
    read(SERVICE, code + "/meetings", voided).body("items.measured", contains(0));
    problem(send(SERVICE, voidings, "{\"reason\":\"WRONG_PERSON\"}"), 409, "no-such-reading");
  }

  @Test
  void obligation_3_9_d_a_meeting_that_ends_with_too_few_readings_is_a_breach() {
    String meeting = running(2);
    send(SERVICE, meeting + "/readings", reading("GW-018", "36.5", false)).then().statusCode(201);
    send(SERVICE, meeting + "/ends", now()).then().statusCode(200);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(facts("meeting-attendance/" + id(meeting)))
                    .containsExactly(
                        "attendee-temperature-measured",
                        "attendee-mask-missing",
                        "attendees-not-all-measured"));
  }

  @Test
  void a_reading_sent_twice_is_recorded_once_and_another_under_its_key_is_a_misuse() {
    String meeting = running(2);
    String key = UUID.randomUUID().toString();
    String body = reading("GW-018", "36.5", true);
    String first = send(SERVICE, key, meeting + "/readings", body).path("id");

    Response again = send(SERVICE, key, meeting + "/readings", body);

    again.then().statusCode(201).body("id", equalTo(first));
    problem(
        send(SERVICE, key, meeting + "/readings", reading("GW-019", "36.5", true)),
        422,
        "idempotency-key-reused");
  }

  @Test
  void a_start_at_a_version_that_has_passed_is_refused() {
    problem(
        as(SERVICE)
            .contentType("application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("If-Match", "\"1\"")
            .body(now())
            .post(ROOMS + meeting(2) + "/starts"),
        412,
        "version-mismatch");
  }

  @Test
  void what_makes_no_sense_is_told_what_is_wrong() {
    String meeting = meeting(2);
    String good = reading("GW-018", "36.5", true);
    for (String bad :
        List.of(
            "{}",
            good.replace("36.5", "52.0"),
            good.replace("36.5", "36.55"),
            good.replace("\"staffNo\":\"GW-018\"", "\"staffNo\":null"),
            good.replace("张三", "张\\u0000"))) {
      send(SERVICE, meeting + "/readings", bad).then().statusCode(400);
    }
    Instant now = Instant.now();
    send(HOST, code + "/meetings", request(now.minus(Duration.ofDays(40)), 2))
        .then()
        .statusCode(400);
    send(HOST, code + "/meetings", request(now.plus(Duration.ofDays(400)), 2))
        .then()
        .statusCode(400);
    send(HOST, code + "/meetings", request(now, 0)).then().statusCode(400);
    send(SERVICE, meeting + "/starts", "{\"at\":\"%s\"}".formatted(now.plusSeconds(3_600)))
        .then()
        .statusCode(400);
  }

  @Test
  void what_nobody_registered_is_not_found() {
    problem(send(HOST, "NO-SUCH/meetings", request(Instant.now(), 2)), 404, "not-found");
    problem(as(SERVICE).get(ROOMS + "NO-SUCH/meetings"), 404, "not-found");
    problem(
        send(SERVICE, code + "/meetings/" + UUID.randomUUID() + "/starts", now()),
        404,
        "not-found");
    problem(as(SERVICE).get(ROOMS + code + "/meetings/x/readings"), 404, "not-found");
    problem(
        send(
            SERVICE,
            meeting(1) + "/readings/" + UUID.randomUUID() + "/voidings",
            "{\"reason\":\"MISTYPED\"}"),
        409,
        "no-such-reading");
  }

  @Test
  void nobody_is_let_in_without_a_token() {
    given().get(ROOMS).then().statusCode(401);
    as("ops").get(ROOMS).then().statusCode(403);
  }

  @Test
  void the_view_built_anew_from_the_log_is_the_live_one() throws SQLException {
    String meeting = running(1);
    send(SERVICE, meeting + "/readings", reading("GW-018", "38.0", false)).then().statusCode(201);
    send(SERVICE, meeting + "/ends", now()).then().statusCode(200);
    Response last = send(SERVICE, code + "/disinfections", disinfection("CLEANED"));
    Awaitility.await()
        .untilAsserted(
            () ->
                read(SERVICE, code + "/meetings", last)
                    .body("items.allMeasured", contains(true))
                    .body("items.id", not(empty())));
    List<Recorded<Object>> log =
        mechanism.eventSourcing().own().after(0, 10_000).stream()
            .filter(event -> List.of(code, id(meeting)).contains(event.stream().key()))
            .toList();
    List<String> live = rows(id(meeting));

    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from meeting_room where code = '" + code + "'");
      statement.execute("delete from meeting where room = '" + code + "'");
      statement.execute("delete from meeting_reading where meeting = '" + id(meeting) + "'");
      new MeetingView().apply(log, connection);
      new MeetingView().apply(log, connection);
    }

    assertThat(rows(id(meeting))).isEqualTo(live).hasSize(3);
  }

  private List<String> rows(String meeting) {
    return Sql.list(
        dataSource,
        "select row_to_json(t)::text from meeting_room t where code = ? union all"
            + " select row_to_json(t)::text from meeting t where id = ? union all"
            + " select row_to_json(t)::text from meeting_reading t where meeting = ? order by 1",
        row -> row.getString(1),
        code,
        meeting,
        meeting);
  }

  @Test
  void every_refusal_is_told_in_two_languages() {
    RefusalTexts.check(MeetingRefusal.class);
  }

  private static String corrected(Instant at) {
    return "{\"at\":\"%s\",\"reason\":\"MISTYPED\"}".formatted(at);
  }

  @Test
  void the_times_of_a_meeting_are_put_right_and_what_was_said_is_shown_as_of_then() {
    String meeting = running(1);
    Response ended = send(SERVICE, meeting + "/ends", now());
    String before = Instant.now().toString();
    Instant earlier = Instant.now().minusSeconds(1_800).truncatedTo(ChronoUnit.MICROS);
    problem(
        send(SERVICE, meeting + "/end-corrections", corrected(earlier)),
        409,
        "meeting-ends-before-it-starts");

    send(SERVICE, meeting + "/start-corrections", corrected(earlier.minusSeconds(60)))
        .then()
        .statusCode(200)
        .body("status", equalTo("ENDED"));
    Response last = send(SERVICE, meeting + "/end-corrections", corrected(earlier));

    last.then().statusCode(200);
    read(SERVICE, code + "/meetings", last)
        .body("items.startedAt", contains(earlier.minusSeconds(60).toString()))
        .body("items.endedAt", contains(earlier.toString()))
        .body("items.timesCorrected", contains(true));
    as(SERVICE)
        .queryParam("asOf", before)
        .get(ROOMS + code + "/meetings")
        .then()
        .statusCode(200)
        .body("items.status", contains("ENDED"))
        .body("items.endedAt", not(contains(earlier.toString())))
        .body("items.timesCorrected", contains(false));
    read(HOST, "", ended);
    problem(send(HOST, meeting + "/end-corrections", corrected(earlier)), 403, "other-department");
    problem(
        send(SERVICE, meeting + "/start-corrections", corrected(Instant.now().plusSeconds(3_600))),
        400,
        "invalid-body");
    problem(
        send(SERVICE, meeting(1) + "/end-corrections", corrected(earlier)),
        409,
        "meeting-not-running");
  }

  @Test
  void the_last_that_was_known_of_a_rooms_meetings_is_the_present() {
    String meeting = running(2);
    send(SERVICE, meeting + "/readings", reading("GW-018", "36.5", true)).then().statusCode(201);
    send(SERVICE, meeting + "/ends", now()).then().statusCode(200);
    Awaitility.await().until(() -> facts("meeting-attendance/" + id(meeting)).size() == 2);
    Response late = send(SERVICE, meeting + "/readings", reading("GW-019", "36.5", true));
    send(SERVICE, code + "/disinfections", disinfection("CLEANED")).then().statusCode(201);
    Response last = send(HOST, code + "/meetings", request(Instant.now(), 3));
    Object now = read("auditor", code + "/meetings", last).extract().path("items");

    assertThat(facts("meeting-attendance/" + id(meeting))).endsWith("attendees-measured-late");
    read(SERVICE, code + "/meetings", late)
        .body("items.find { it.id == '" + id(meeting) + "' }.allMeasured", equalTo(false))
        .body("items.find { it.id == '" + id(meeting) + "' }.measuredLate", equalTo(true));
    assertThat(
            as("auditor")
                .queryParam("asOf", Instant.now().toString())
                .get(ROOMS + code + "/meetings")
                .<Object>path("items"))
        .isEqualTo(now);
    as("department-YWS")
        .queryParam("asOf", Instant.now().toString())
        .get(ROOMS + code + "/meetings")
        .then()
        .statusCode(200)
        .body("items", empty());
    assertThat(
            as("auditor")
                .queryParam("asOf", Instant.now().toString())
                .queryParam("limit", 1)
                .get(ROOMS + code + "/meetings")
                .<List<Object>>path("items"))
        .hasSize(1);
  }
}
