package org.vigil.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code make demo}. Argument: the bureau's file. */
public final class Demo {

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String SOURCE = "演示用，非方案规定 / for the demonstration only";

  /** What the demonstration shortens, and what holds before and after it. */
  private static final Map<String, String[]> SHORTENED =
      Map.of(
          "reporting.escalation-ack-within", new String[] {"PT20S", "PT15M"},
          "reporting.remind-every", new String[] {"PT30S", "PT30M"},
          "reporting.fever-report-within", new String[] {"PT15S", "PT30M"},
          "disinfection.round-spacing", new String[] {"PT5S", "PT2H"},
          "disinfection.at-risk-margin", new String[] {"PT30S", "PT30M"});

  private final Api api;
  private final Path bureau;
  private long seen;

  private Demo(Api api, Path bureau) {
    this.api = api;
    this.bureau = bureau;
  }

  public static void main(String[] arguments) throws InterruptedException {
    int offset = Integer.parseInt(System.getenv().getOrDefault("VIGIL_PORT_OFFSET", "0"));
    try {
      new Demo(new Api(offset), Path.of(arguments[0])).play();
    } catch (IllegalStateException e) {
      OUT.println("The demonstration stopped: " + e.getMessage());
      System.exit(1);
    }
  }

  private void play() throws InterruptedException {
    seen = newest();
    say("加载单位 / loading the bureau: " + Bureau.load(bureau, api) + " entries");
    shorten(true);
    try {
      day();
    } finally {
      shorten(false);
      say("期限已恢复 / the deadlines are as before");
    }
    show();
    say("演示结束；信息流见 GET :8084/api/v1/escalation-feed / That was the day.");
  }

  private void day() throws InterruptedException {
    String run = Long.toString(Instant.now().getEpochSecond() % 100_000);
    say("08:10 物资入库发放 / supplies come in and go out, until alcohol runs low");
    supplies(run);
    say("08:20 大厅消杀三次，理发室无人消杀 / three rounds in the lobby, none at the barber's");
    rounds();
    say("09:00 东门来访：一人放行，一人发热被拒 / one visitor let in, one refused with a fever");
    visitors(run);
    say("09:30 车队上报发热 / the motor pool reports a driver with a fever");
    symptomReport(run);
    say("10:00 外出报备，随后目的地成为高风险 / an outing, then its destination becomes an area of risk");
    riskTravel(run);
    show();
    say("办公室签收一项，其余逾期逐级上升 / the office takes one on; the others climb");
    acknowledgeOne();
    for (int i = 0; i < 9; i++) {
      Thread.sleep(10_000);
      show();
    }
  }

  private void shorten(boolean shorter) {
    Map<String, String> values = new LinkedHashMap<>();
    SHORTENED.forEach((name, pair) -> values.put(name, pair[shorter ? 0 : 1]));
    ZonedDateTime closing = ZonedDateTime.now(ZONE).plusSeconds(100);
    boolean sameDay = closing.toLocalDate().equals(LocalDate.now(ZONE));
    values.put(
        "disinfection.day-closes-at",
        shorter && sameDay
            ? closing.plusMinutes(1).format(DateTimeFormatter.ofPattern("HH:mm"))
            : "24:00");
    values.forEach(
        (name, value) ->
            api.post(
                "leader - LD-001",
                Bureau.REPORTING,
                "/api/v1/policy-parameters/" + name + "/versions",
                Map.of("value", value, "effectiveFrom", now(), "source", SOURCE)));
    if (shorter) {
      say("缩短期限（公开的参数决定） / deadlines shortened by open decisions: " + values);
    }
  }

  private void supplies(String run) {
    api.post(
        "department BGS",
        Bureau.SUPPLIES,
        "/api/v1/items/ALCOHOL-75/receipts",
        Map.of(
            "lot",
            "D" + run,
            "quantity",
            60,
            "at",
            now(),
            "expiresOn",
            LocalDate.now(ZONE).plusYears(2).toString()));
    int left =
        api.get("office", Bureau.SUPPLIES, "/api/v1/items/ALCOHOL-75").path("onHand").asInt();
    for (int take = 0; take < 3 && left >= 40; take++) {
      int quantity = Math.min(left, take == 2 ? left - 30 : 10);
      api.post(
          "department BGS",
          Bureau.SUPPLIES,
          "/api/v1/items/ALCOHOL-75/issues",
          Map.of("quantity", quantity, "toDepartment", "ZHGL", "purpose", "消杀", "at", now()));
      left -= quantity;
    }
  }

  private void rounds() throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      api.post(
          "department ZHGL",
          Bureau.DISINFECTION,
          "/api/v1/zones/LOBBY/rounds",
          Map.of(
              "startedAt",
              now(),
              "finishedAt",
              now(),
              "by",
              "ZH-008",
              "agent",
              "84消毒液",
              "dilution",
              "1:100",
              "touchPoints",
              List.of("按钮", "门把手")));
      Thread.sleep(5_500);
    }
  }

  private void visitors(String run) {
    visitor("钱先生", "139" + run + "001", 36.5);
    visitor("秦女士", "139" + run + "002", 38.1);
  }

  private void visitor(String name, String phone, double temperature) {
    JsonNode verdict =
        api.post(
            "department AQBW",
            Bureau.DUTY,
            "/api/v1/visitors",
            Map.of(
                "exit",
                "EAST",
                "name",
                name,
                "phone",
                phone,
                "visits",
                Map.of("department", "BGS"),
                "temperatureCelsius",
                temperature,
                "measuredBy",
                "AB-011",
                "maskWorn",
                true,
                "at",
                now()));
    say("      " + temperature + " ℃ → " + verdict.path("status").asText());
  }

  private void symptomReport(String run) {
    api.post(
        "department GWYC",
        Bureau.REPORTING,
        "/api/v1/symptom-reports",
        Map.of(
            "department", "GWYC",
            "person", Map.of("name", "张小明", "staffNo", "GW-017", "phone", "138" + run + "017"),
            "symptoms", List.of("FEVER", "COUGH"),
            "temperatureCelsius", 38.2,
            "onsetAt", now(),
            "knownAt", now(),
            "note", "早班出车前测温"));
  }

  private void riskTravel(String run) {
    api.post(
        "department GWYC",
        Bureau.REPORTING,
        "/api/v1/outings",
        Map.of(
            "department", "GWYC",
            "person", Map.of("name", "李大勇", "staffNo", "GW-018", "phone", "138" + run + "018"),
            "departsAt", Instant.now().minusSeconds(86_400).toString(),
            "returnsAt", Instant.now().plusSeconds(86_400).toString(),
            "destination", Map.of("areaCode", "410105", "text", "金水区文化路"),
            "purpose", "探亲",
            "transport", "高铁"));
    api.put(
        "office",
        Bureau.REPORTING,
        "/api/v1/risk-areas",
        Map.of(
            "effectiveFrom", now(),
            "source", "演示名单 " + run,
            "areas", List.of(Map.of("areaCode", "410105", "text", "金水区某小区", "level", "HIGH"))));
  }

  private void acknowledgeOne() {
    JsonNode open =
        api.get("office", Bureau.REPORTING, "/api/v1/escalations?status=OPEN").path("items");
    for (JsonNode one : open) {
      if (one.path("kind").asText().equals("SYMPTOM_REPORTED")) {
        api.post(
            "office",
            Bureau.REPORTING,
            "/api/v1/escalations/" + one.path("id").asText() + "/acknowledgements",
            Map.of("note", "已联系医务室"));
        return;
      }
    }
  }

  private long newest() {
    long sequence = 0;
    while (true) {
      JsonNode part = feed(sequence);
      sequence = part.path("next").asLong();
      if (part.path("caughtUp").asBoolean()) {
        return sequence;
      }
    }
  }

  private JsonNode feed(long after) {
    return api.get("office", Bureau.REPORTING, "/api/v1/escalation-feed?limit=100&after=" + after);
  }

  private void show() {
    JsonNode part = feed(seen);
    for (JsonNode item : part.path("items")) {
      if (!Set.of("NOTIFIED").contains(item.path("change").asText())) {
        OUT.printf(
            "    #%-4d %-12s %s %-8s %-7s %s%n",
            item.path("sequence").asLong(),
            item.path("change").asText(),
            item.path("level").asText(),
            item.path("severity").asText(),
            item.path("obligation").asText(),
            item.path("summary").path("zh").asText());
      }
    }
    seen = part.path("next").asLong();
  }

  private static String now() {
    return Instant.now().toString();
  }

  private static void say(String line) {
    OUT.println(line);
  }
}
