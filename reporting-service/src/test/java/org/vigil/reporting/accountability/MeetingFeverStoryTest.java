package org.vigil.reporting.accountability;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Policies;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.intake.AttendeeFeverDetected;
import org.vigil.reporting.intake.AttendeeFeverWithdrawn;
import org.vigil.reporting.intake.AttendeesMeasuredLate;
import org.vigil.reporting.intake.AttendeesNotAllMeasured;
import org.vigil.reporting.intake.MeetingRoomTurnRoundOverdue;
import org.vigil.reporting.intake.PpeChecksMissed;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** What meetings tell, from the fact as it arrives to the office's feed and to the lead. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class MeetingFeverStoryTest {

  private static final String CASES = "/api/v1/accountability-cases";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration WITHIN = Duration.ofSeconds(2);

  @Inject AgroalDataSource dataSource;
  @Inject Policies policies;

  private Received received;
  private final String meeting = UUID.randomUUID().toString();
  private final String signal = UUID.randomUUID() + ":fever-1";

  @BeforeEach
  void what_others_publish_is_received() {
    received = new Received(dataSource);
  }

  private static RequestSpecification as(String who) {
    return given().auth().oauth2(VigilResource.token(who));
  }

  private void reportsAreDueAtOnce() {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[{"role":"LEADER","name":"林建华","staffNo":"LD-001","from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    as("leader:LD-001")
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            "{\"value\":\"%s\",\"effectiveFrom\":\"%s\",\"source\":\"会议纪要\"}"
                .formatted(WITHIN, Instant.now().minusSeconds(1)))
        .post("/api/v1/policy-parameters/reporting.fever-report-within/versions")
        .then()
        .statusCode(201);
    Awaitility.await()
        .atMost(SOON)
        .until(
            () -> {
              policies.refresh();
              return policies
                  .duration("reporting.fever-report-within", Instant.now())
                  .equals(WITHIN);
            });
  }

  /** What the feed has told of a subject, in order. */
  private List<String> told(String subject) {
    return Sql.list(
        dataSource,
        "select e.kind || ' ' || f.change from feed_item f join escalation e on e.id ="
            + " f.escalation_id where f.subject_id = ? order by f.sequence",
        row -> row.getString(1),
        subject);
  }

  private List<String> weights() {
    return Sql.list(
        dataSource,
        "select weight from obligation_breach where kind = 'MEETING_FEVER_UNREPORTED'"
            + " and department = 'JYGL' order by position",
        row -> row.getString(1));
  }

  @Test
  void obligation_3_9_d_a_fever_at_a_meeting_that_nobody_reports_is_a_lead_until_it_was_none()
      throws SQLException {
    reportsAreDueAtOnce();
    received.event(
        "disinfection",
        "attendee-fever-detected",
        "meeting-attendance/" + meeting,
        new AttendeeFeverDetected(signal, subject(), "JYGL", "吕*", Instant.now()));

    String lead =
        Awaitility.await()
            .atMost(SOON)
            .until(
                () ->
                    as("auditor")
                        .queryParam("ground", "REPORTING_BREACH")
                        .queryParam("limit", 200)
                        .get(CASES)
                        .<String>path("items.find { it.department == 'JYGL' }?.id"),
                found -> found != null);

    as("auditor")
        .get(CASES + "/" + lead)
        .then()
        .body("obligation", equalTo("3.9-d"))
        .body("suspicion", equalTo("疑似漏报 / Missed report suspected"));
    assertThat(told(signal)).contains("MEETING_FEVER_UNREPORTED RAISED");

    received.event(
        "disinfection",
        "attendee-fever-withdrawn",
        "meeting-attendance/" + meeting,
        new AttendeeFeverWithdrawn(signal, subject(), "JYGL"));

    Awaitility.await()
        .atMost(SOON)
        .until(() -> told(signal).contains("MEETING_FEVER_UNREPORTED CORRECTED"));
    as("department-JYGL")
        .get("/api/v1/expected-reports/" + signal)
        .then()
        .statusCode(200)
        .body("status", equalTo("WITHDRAWN"))
        .body("occasion", equalTo("MEASURED_AT_MEETING"));
    as("department-JYGL")
        .get("/api/v1/expected-reports?status=WITHDRAWN&asOf=" + Instant.now())
        .then()
        .statusCode(200)
        .body("items.signal", hasItem(signal));
    Awaitility.await().atMost(SOON).until(() -> weights().contains("LIFTED"));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                as("auditor")
                    .get(CASES + "/" + lead)
                    .then()
                    .body("steps.step", contains("LEAD_OPENED", "LEAD_WITHDRAWN"))
                    .body("steps[1].zh", containsString("所依据的事实已更正或撤回"))
                    .body("steps[1].at", notNullValue())
                    .body("steps[1].by", nullValue()));
    as("auditor")
        .get(CASES + "?status=WITHDRAWN&limit=200")
        .then()
        .statusCode(200)
        .body("items.find { it.id == '" + lead + "' }.groundLostAt", notNullValue());
    as("auditor")
        .get(CASES + "?status=WITHDRAWN&limit=200&asOf=" + Instant.now())
        .then()
        .statusCode(200)
        .body("items.find { it.id == '" + lead + "' }.groundLostAt", notNullValue());
    as("department-JYGL").get(CASES).then().statusCode(200).body("items.id", not(hasItem(lead)));
  }

  @Test
  void obligation_3_9_c_a_room_that_is_not_disinfected_in_time_is_told_to_its_service()
      throws SQLException {
    received.event(
        "disinfection",
        "meeting-room-turn-round-overdue",
        "meeting-room/R1",
        new MeetingRoomTurnRoundOverdue(meeting, "HYFW", "DISINFECTION"));

    Awaitility.await()
        .atMost(SOON)
        .until(() -> told(meeting).contains("MEETING_ROOM_NOT_DISINFECTED RAISED"));
    as("office")
        .queryParam("limit", 200)
        .queryParam("department", "HYFW")
        .get("/api/v1/escalations")
        .then()
        .body("items.findAll { it.subject.id == '" + meeting + "' }", hasSize(1))
        .body("items.find { it.subject.id == '" + meeting + "' }.obligation", equalTo("3.9-c"));
  }

  @Test
  void obligation_3_8_c_a_shift_of_the_canteen_that_nobody_looked_at_is_told_to_its_head_once()
      throws SQLException {
    missed("CANTEEN", "JYGL", "CANTEEN_PPE_CHECK_MISSED", "3.8-c");
  }

  @Test
  void obligation_3_11_c_a_shift_that_nobody_looked_at_is_told_to_its_head_once()
      throws SQLException {
    missed("CLEANING", "HYFW", "PPE_CHECK_MISSED", "3.11-c");
  }

  private void missed(String kind, String department, String signalled, String obligation)
      throws SQLException {
    String unit = "U-" + meeting.substring(0, 8).toUpperCase(Locale.ROOT);
    PpeChecksMissed event =
        new PpeChecksMissed(
            unit, kind, department, LocalDate.of(2022, 11, 4), "EARLY", List.of(subject()));
    received.event(
        "disinfection", "ppe-checks-missed", "ppe-shift/" + unit + ":2022-11-04:EARLY", event);
    // Somebody's check was voided later: one more of the same shift.
    received.event(
        "disinfection", "ppe-checks-missed", "ppe-shift/" + unit + ":2022-11-04:EARLY", event);

    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        Sql.list(
                            dataSource,
                            "select weight from obligation_breach where kind = ? and"
                                + " department = ? order by position",
                            row -> row.getString(1),
                            signalled,
                            department))
                    .isNotEmpty()
                    .containsOnly("BREACH"));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(told(unit)).containsExactly(signalled + " RAISED"));
    as("department-" + department)
        .queryParam("limit", 200)
        .get("/api/v1/escalations")
        .then()
        .body("items.find { it.subject.id == '" + unit + "' }.level", equalTo("L1"))
        .body("items.find { it.subject.id == '" + unit + "' }.obligation", equalTo(obligation));
  }

  private static String subject() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  @Test
  void obligation_3_9_d_readings_that_are_written_down_late_are_told_and_the_breach_stays()
      throws SQLException {
    received.event(
        "disinfection",
        "attendees-not-all-measured",
        "meeting-attendance/" + meeting,
        new AttendeesNotAllMeasured(meeting, "HYFW"));
    Awaitility.await()
        .atMost(SOON)
        .until(() -> told(meeting).contains("MEETING_NOT_ALL_MEASURED RAISED"));

    received.event(
        "disinfection",
        "attendees-measured-late",
        "meeting-attendance/" + meeting,
        new AttendeesMeasuredLate(meeting, "HYFW"));

    Awaitility.await()
        .atMost(SOON)
        .until(() -> told(meeting).contains("MEETING_NOT_ALL_MEASURED CORRECTED"));
    assertThat(
            Sql.list(
                dataSource,
                "select weight from obligation_breach where subject_id = ? order by position",
                row -> row.getString(1),
                meeting))
        .containsExactly("BREACH");
  }
}
