package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.local.demo.Api;
import org.vigil.local.demo.Bureau;

/** One fact travels from a department to the leading group's office, through real processes. */
@Timeout(180)
class MainJobIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static Api api;

  @BeforeAll
  static void start_the_product_and_load_the_bureau_twice() {
    RunningVigil.get();
    api = new Api(RunningVigil.OFFSET);
    Path bureau = Path.of("../demo/bureau.yaml");
    int loaded = Bureau.load(bureau, api);
    assertThat(Bureau.load(bureau, api)).isEqualTo(loaded);
  }

  @Test
  void a_symptom_report_reaches_the_office_at_once_and_masked() {
    JsonNode report =
        api.post(
            "department GWYC",
            8084,
            "/api/v1/symptom-reports",
            Map.of(
                "department", "GWYC",
                "person", Map.of("name", "张小明", "staffNo", "GW-017", "phone", "13800000017"),
                "symptoms", List.of("FEVER", "COUGH"),
                "temperatureCelsius", 38.2,
                "onsetAt", Instant.now().minusSeconds(60).toString(),
                "knownAt", Instant.now().minusSeconds(30).toString()));

    JsonNode item = raised("3.11-b", report.path("id").asText());
    assertThat(item.path("level").asText()).isEqualTo("L2");
    assertThat(item.path("department").asText()).isEqualTo("GWYC");
    assertThat(item.path("subject").path("maskedName").asText()).isEqualTo("张*");
    assertThat(item.toString()).doesNotContain("张小明", "GW-017", "13800000017", "38.2");
  }

  @Test
  void a_fever_at_the_gate_that_nobody_reports_becomes_a_lead_for_the_office() {
    decide("reporting.fever-report-within", "PT2S");
    JsonNode visit =
        api.post(
            "department AQBW",
            8081,
            "/api/v1/visitors",
            Map.of(
                "exit",
                "EAST",
                "name",
                "秦女士",
                "phone",
                "13900000002",
                "visits",
                Map.of("department", "BGS"),
                "temperatureCelsius",
                38.1,
                "measuredBy",
                "AB-011",
                "maskWorn",
                true,
                "at",
                Instant.now().toString()));
    assertThat(visit.path("status").asText()).isEqualTo("TURNED_AWAY");

    JsonNode item = raised("3.3-d", visit.path("id").asText());
    assertThat(item.path("department").asText()).isEqualTo("AQBW");
    assertThat(item.path("summary").path("zh").asText()).contains("漏报");
    decide("reporting.fever-report-within", "PT30M");
  }

  @Test
  void an_outing_whose_destination_becomes_an_area_of_risk_reaches_the_office() {
    JsonNode outing =
        api.post(
            "department GWYC",
            8084,
            "/api/v1/outings",
            Map.of(
                "department", "GWYC",
                "person", Map.of("name", "李大勇", "staffNo", "GW-018", "phone", "13800000018"),
                "departsAt", Instant.now().minusSeconds(86_400).toString(),
                "returnsAt", Instant.now().plusSeconds(86_400).toString(),
                "destination", Map.of("areaCode", "410105", "text", "金水区文化路"),
                "purpose", "探亲",
                "transport", "高铁"));
    api.put(
        "office",
        8084,
        "/api/v1/risk-areas",
        Map.of(
            "effectiveFrom", Instant.now().toString(),
            "source", "测试",
            "areas", List.of(Map.of("areaCode", "410105", "text", "某小区", "level", "HIGH"))));

    assertThat(raised("3.4-b", outing.path("id").asText()).path("level").asText()).isEqualTo("L2");
  }

  @Test
  void a_supply_that_runs_low_is_said_once_to_the_department() {
    api.put(
        "office",
        8082,
        "/api/v1/items/GLOVES",
        Map.of("name", "手套", "unit", "双", "department", "BGS", "safetyLevel", 10));
    api.post(
        "department BGS",
        8082,
        "/api/v1/items/GLOVES/receipts",
        Map.of(
            "lot",
            "A1",
            "quantity",
            12,
            "expiresOn",
            LocalDate.now().plusYears(1).toString(),
            "at",
            Instant.now().toString()));
    for (int i = 0; i < 3; i++) {
      api.post(
          "department BGS",
          8082,
          "/api/v1/items/GLOVES/issues",
          Map.of(
              "quantity",
              2,
              "toDepartment",
              "ZHGL",
              "purpose",
              "消杀",
              "at",
              Instant.now().toString()));
    }

    assertThat(raised("3.2-b", "GLOVES").path("level").asText()).isEqualTo("L1");
    assertThat(items().stream().filter(i -> is(i, "RAISED", "3.2-b", "GLOVES"))).hasSize(1);
  }

  @Test
  void a_zone_without_its_rounds_warns_before_it_misses() {
    decide("disinfection.at-risk-margin", "PT24H");
    String zone = "Z" + UUID.randomUUID().toString().substring(0, 6).toUpperCase();
    api.put(
        "office",
        8083,
        "/api/v1/zones/" + zone,
        Map.of(
            "name", "走廊", "kind", "PUBLIC", "department", "ZHGL", "touchPoints", List.of("门把手")));

    JsonNode item = raised("3.7-a", zone);
    assertThat(item.path("level").asText()).isEqualTo("L1");
    decide("disinfection.at-risk-margin", "PT30M");
  }

  @Test
  void the_feed_read_twice_is_the_same_feed_without_a_gap() {
    List<JsonNode> first = items();
    List<JsonNode> again = items().subList(0, first.size());

    assertThat(again).isEqualTo(first);
    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i).path("sequence").asLong()).isEqualTo(i + 1L);
    }
  }

  private static void decide(String name, String value) {
    api.post(
        "leader - LD-001",
        8084,
        "/api/v1/policy-parameters/" + name + "/versions",
        Map.of(
            "value",
            value,
            "effectiveFrom",
            Instant.now().minusSeconds(1).toString(),
            "source",
            "测试"));
    await()
        .atMost(SOON)
        .until(
            () -> {
              for (JsonNode one : api.get("office", 8084, "/api/v1/policy-parameters")) {
                if (one.path("name").asText().equals(name)) {
                  return one.path("value").asText().equals(value);
                }
              }
              return false;
            });
  }

  private static JsonNode raised(String obligation, String subjectId) {
    await()
        .atMost(SOON)
        .until(() -> items().stream().anyMatch(i -> is(i, "RAISED", obligation, subjectId)));
    return items().stream()
        .filter(i -> is(i, "RAISED", obligation, subjectId))
        .findFirst()
        .orElseThrow();
  }

  private static boolean is(JsonNode item, String change, String obligation, String subjectId) {
    return item.path("change").asText().equals(change)
        && item.path("obligation").asText().equals(obligation)
        && item.path("subject").path("id").asText().equals(subjectId);
  }

  static List<JsonNode> items() {
    List<JsonNode> items = new java.util.ArrayList<>();
    long after = 0;
    while (true) {
      JsonNode part = api.get("office", 8084, "/api/v1/escalation-feed?limit=500&after=" + after);
      part.path("items").forEach(items::add);
      after = part.path("next").asLong();
      if (part.path("caughtUp").asBoolean()) {
        return items;
      }
    }
  }
}
