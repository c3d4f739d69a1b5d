package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.local.demo.Api;
import org.vigil.local.demo.Bureau;

/**
 * What becomes of a duty that nobody does, from the department's call to the office's feed, through
 * all processes and Kafka, on days of the autumn of 2022: Monday 3 October is a holiday, and
 * Saturday 8 October a working day in its place. The days are played once; each test reads what the
 * office was told.
 */
@Timeout(300)
class DutyStoriesIT {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration SOON = Duration.ofSeconds(60);

  /** How late the product may say what is due, on its own clock and on a busy machine. */
  private static final Duration PROMPTLY = Duration.ofSeconds(60);

  private static final String OFFICE = "office";
  private static final String GUARDS = "department AQBW";
  private static final String DRIVERS = "department GWYC";
  private static final int DUTY = 8081;
  private static final int REPORTING = 8084;

  private static final Api API = new Api(ForwardedVigil.OFFSET);
  private static ForwardedVigil vigil;
  private static Instant moved;
  private static List<JsonNode> told;

  @BeforeAll
  static void play_the_days() {
    moved = local("2022-10-03T07:00");
    vigil = ForwardedVigil.start(moved);
    at("2022-10-03T07:00");
    Bureau.load(Path.of("src/test/resources/stories.yaml"), API);
    guard("check-ins");
    publishARosterOfOneShift();
    until("COVERAGE_GAP_FORECAST");

    at("2022-10-03T09:00");
    visitor("13900000001", 36.5, true);
    visitor("13900000002", 38.1, true);
    String unmasked = visitor("13900000003", 36.5, false).path("id").asText();
    API.post(
        GUARDS,
        DUTY,
        "/api/v1/visitors/" + unmasked + "/admissions",
        Map.of("reason", "急事", "at", now()));
    API.post(
        GUARDS,
        DUTY,
        "/api/v1/anomalies",
        Map.of(
            "department", "AQBW",
            "kind", "FACILITY",
            "place", "地下车库",
            "description", "消防水管漏水",
            "seenAt", now()));
    drill();
    until("ADMITTED_DESPITE_REFUSAL");
    at("2022-10-03T09:11");
    until("DUTY_LINE_UNREACHABLE");
    until("MOBILE_UNREACHABLE");
    at("2022-10-03T09:30");
    guard("check-outs");
    at("2022-10-03T09:31");
    until("ANOMALY_NOT_REPORTED");
    until("REPORT_MISSED");
    at("2022-10-03T09:36");
    until("MIDDLE_GATE_UNGUARDED");
    at("2022-10-03T09:46");
    until("MIDDLE_GATE_STILL_UNGUARDED");
    guard("check-ins");
    at("2022-10-03T11:01");
    until("ANOMALY_NOT_HANDLED");

    at("2022-10-03T12:00");
    drill();
    at("2022-10-03T12:11");
    until("NO_ANSWER_REPEATED");
    at("2022-10-03T14:00");
    muster();
    until("MUSTER_CALLED");
    at("2022-10-03T14:16");
    until("MUSTER_UNACKNOWLEDGED");
    at("2022-10-03T14:31");
    until("MUSTER_STILL_UNACKNOWLEDGED");
    at("2022-10-03T15:01");
    until("MUSTER_SHORT");
    at("2022-10-03T20:00");
    until("VISITOR_NOT_SIGNED_OUT");

    at("2022-10-07T20:00");
    until("COVERAGE_GAP_IMMINENT");
    at("2022-10-08T07:59");
    guard("check-ins");
    assertThat(raised("EXIT_UNGUARDED")).isEmpty();
    at("2022-10-08T08:05");
    until("EXIT_UNGUARDED");
    at("2022-10-08T08:10");
    until("DUTY_CHECK_IN_MISSED");
    at("2022-10-08T08:15");
    until("EXIT_STILL_UNGUARDED");
    at("2022-10-08T08:20");
    until("DUTY_CHECK_IN_STILL_MISSED");
    until("DUTY_POST_EMPTY");
    at("2022-10-08T20:01");
    until("COVERAGE_GAP");
    told = feed();
  }

  @AfterAll
  static void stop() {
    if (vigil != null) {
      vigil.close();
    }
  }

  @Test
  void obligation_3_1_a_a_gap_in_a_roster_is_forecast_then_urgent_then_a_fact() {
    only("COVERAGE_GAP_FORECAST", "2022-10-03T07:00", "L1");
    only("COVERAGE_GAP_IMMINENT", "2022-10-07T20:00", "L2");
    JsonNode gap = only("COVERAGE_GAP", "2022-10-08T20:01", "L2");
    assertThat(gap.path("department").asText()).isEqualTo("GWYC");
  }

  @Test
  void obligation_3_1_b_nobody_checks_in_and_it_climbs_to_the_deputy_leader() {
    only("DUTY_CHECK_IN_MISSED", "2022-10-08T08:10", "L1");
    only("DUTY_CHECK_IN_STILL_MISSED", "2022-10-08T08:20", "L2");
    only("DUTY_POST_EMPTY", "2022-10-08T08:20", "L3");
  }

  @Test
  void obligation_3_1_c_a_duty_line_that_nobody_answers_in_ten_minutes() {
    assertThat(raised("DUTY_LINE_UNREACHABLE"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.path("department").asText()).isEqualTo("GWYC"));
  }

  @Test
  void obligation_3_1_d_an_anomaly_that_is_neither_reported_up_nor_handled() {
    only("ANOMALY_NOT_REPORTED", "2022-10-03T09:31", "L2");
    only("ANOMALY_NOT_HANDLED", "2022-10-03T11:01", "L1");
  }

  @Test
  void obligation_3_1_e_from_the_call_to_the_verdict_in_an_hour() {
    only("MUSTER_CALLED", "2022-10-03T14:00", "L2");
    only("MUSTER_UNACKNOWLEDGED", "2022-10-03T14:16", "L1");
    only("MUSTER_STILL_UNACKNOWLEDGED", "2022-10-03T14:31", "L2");
    only("MUSTER_SHORT", "2022-10-03T15:01", "L3");
  }

  @Test
  void obligation_3_1_f_a_mobile_that_is_not_answered() {
    JsonNode mobile = raised("MOBILE_UNREACHABLE").getFirst();
    assertThat(mobile.path("level").asText()).isEqualTo("L1");
    assertThat(mobile.path("subject").path("maskedName").asText()).isEqualTo("李*");
  }

  @Test
  void obligation_3_1_g_the_second_time_is_a_suspicion_for_the_office() {
    JsonNode repeated = only("NO_ANSWER_REPEATED", "2022-10-03T12:11", "L2");
    assertThat(repeated.path("summary").path("zh").asText()).contains("疑似");
  }

  @Test
  void obligation_3_3_a_nobody_at_exit_4_at_eight_on_a_saturday_that_is_worked() {
    JsonNode first = only("EXIT_UNGUARDED", "2022-10-08T08:05", "L1");
    only("EXIT_STILL_UNGUARDED", "2022-10-08T08:15", "L2");
    assertThat(first.path("subject").path("id").asText()).isEqualTo("EXIT-4");
    assertThat(first.path("dedupeKey").asText()).endsWith(local("2022-10-08T08:00").toString());
  }

  @Test
  void obligation_3_3_b_on_a_monday_that_is_a_holiday_it_is_the_middle_gate() {
    JsonNode gate = only("MIDDLE_GATE_UNGUARDED", "2022-10-03T09:36", "L1");
    only("MIDDLE_GATE_STILL_UNGUARDED", "2022-10-03T09:46", "L2");
    assertThat(gate.path("subject").path("id").asText()).isEqualTo("MIDDLE");
  }

  @Test
  void obligation_3_3_c_a_visitor_whom_nobody_signs_out_by_the_evening() {
    assertThat(raised("VISITOR_NOT_SIGNED_OUT"))
        .hasSize(2)
        .allSatisfy(visitor -> assertThat(visitor.path("level").asText()).isEqualTo("L1"));
  }

  @Test
  void obligation_3_3_d_a_fever_at_the_gate_that_nobody_reports_in_half_an_hour() {
    JsonNode lead = only("REPORT_MISSED", "2022-10-03T09:31", "L2");
    assertThat(lead.path("summary").path("zh").asText()).contains("漏报");
  }

  @Test
  void obligation_3_3_e_a_visitor_without_a_mask_who_was_let_in() {
    only("ADMITTED_DESPITE_REFUSAL", "2022-10-03T09:00", "L2");
  }

  private static void publishARosterOfOneShift() {
    String person =
        API.put(
                OFFICE,
                DUTY,
                "/api/v1/people",
                Map.of(
                    "department", "GWYC",
                    "name", "张小明",
                    "staffNo", "GW-017",
                    "phone", "13800000017"))
            .path("id")
            .asText();
    String roster = "/api/v1/rosters/GWYC/2022-10";
    API.put(
        DRIVERS,
        DUTY,
        roster + "/draft",
        Map.of(
            "shifts",
            List.of(
                Map.of(
                    "person", person,
                    "from", local("2022-10-08T08:00").toString(),
                    "until", local("2022-10-08T20:00").toString()))));
    API.post(DRIVERS, DUTY, roster + "/publications", Map.of());
  }

  private static void guard(String what) {
    API.post(GUARDS, DUTY, "/api/v1/guard-posts/MIDDLE/" + what, Map.of("staffNo", "AB-011"));
  }

  private static JsonNode visitor(String phone, double temperature, boolean mask) {
    return API.post(
        GUARDS,
        DUTY,
        "/api/v1/visitors",
        Map.of(
            "exit",
            "MIDDLE",
            "name",
            "秦女士",
            "phone",
            phone,
            "visits",
            Map.of("department", "BGS"),
            "temperatureCelsius",
            temperature,
            "measuredBy",
            "AB-011",
            "maskWorn",
            mask,
            "at",
            now()));
  }

  private static void drill() {
    API.post(
        OFFICE,
        DUTY,
        "/api/v1/reachability-drills",
        Map.of("lines", List.of("GWYC"), "staffNos", List.of("GW-018")));
  }

  private static void muster() {
    API.post(
        OFFICE,
        DUTY,
        "/api/v1/musters",
        Map.of(
            "kind", "REAL",
            "occasion", "大楼封控应急",
            "place", "一楼大厅",
            "department", "BGS",
            "departments", List.of("GWYC")));
  }

  private static void at(String time) {
    moved = local(time);
    vigil.at(moved);
  }

  /** What the callers' own clocks say. */
  private static String now() {
    return moved.toString();
  }

  private static Instant local(String time) {
    return LocalDateTime.parse(time).atZone(ZONE).toInstant();
  }

  /** Waits until the office has been told. */
  private static void until(String kind) {
    await(kind)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> !of(feed(), kind).isEmpty());
  }

  /** The one time that something was told, when and to whom. */
  private static JsonNode only(String kind, String at, String level) {
    List<JsonNode> then =
        raised(kind).stream()
            .filter(item -> !Instant.parse(item.path("at").asText()).isBefore(local(at)))
            .filter(
                item -> Instant.parse(item.path("at").asText()).isBefore(local(at).plus(PROMPTLY)))
            .toList();
    assertThat(then).as(kind).hasSize(1);
    assertThat(then.getFirst().path("level").asText()).as(kind).isEqualTo(level);
    return then.getFirst();
  }

  private static List<JsonNode> raised(String kind) {
    return of(told == null ? feed() : told, kind);
  }

  private static List<JsonNode> of(List<JsonNode> items, String kind) {
    return items.stream()
        .filter(item -> item.path("change").asText().equals("RAISED"))
        .filter(item -> item.path("dedupeKey").asText().contains("/" + kind + "/"))
        .toList();
  }

  private static List<JsonNode> feed() {
    List<JsonNode> items = new ArrayList<>();
    long after = 0;
    while (true) {
      JsonNode part =
          API.get(OFFICE, REPORTING, "/api/v1/escalation-feed?limit=500&after=" + after);
      part.path("items").forEach(items::add);
      after = part.path("next").asLong();
      if (part.path("caughtUp").asBoolean()) {
        return items;
      }
    }
  }
}
