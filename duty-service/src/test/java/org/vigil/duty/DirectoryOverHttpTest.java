package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.duty.sheet.Sheet;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Departments come in as a list, and the directory is asked how it was. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class DirectoryOverHttpTest {

  private static final String IMPORT = "/api/v1/departments-import";

  private static Response put(String path, Object body) {
    Response answer =
        given()
            .auth()
            .oauth2(VigilResource.token("office"))
            .contentType(ContentType.JSON)
            .body(body)
            .put(path);
    answer.then().statusCode(200);
    return answer;
  }

  private static ValidatableResponse get(String who, String path) {
    return given().auth().oauth2(VigilResource.token(who)).get(path).then();
  }

  private static ValidatableResponse upload(String who, String path, byte[] file) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .contentType("application/octet-stream")
        .body(file)
        .put(path)
        .then();
  }

  private static ValidatableResponse upload(String path, String csv) {
    return upload("office", path, csv.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void departments_are_imported_from_the_template_and_keep_their_heads() throws Exception {
    Map<String, Object> head = Map.of("name", "王静", "staffNo", "IM-001");
    put("/api/v1/departments/IMA", Map.of("name", "甲", "active", true, "head", head));
    byte[] template = get("office", IMPORT + "/template").statusCode(200).extract().asByteArray();
    assertThat(template).startsWith('P', 'K');
    byte[] filled =
        Sheet.write(
            "x",
            List.of(
                List.of("代码", "名称", "别名", "上级", "有效"),
                List.of("IMA", "甲科", "甲处、甲组", "", "是"),
                List.of("IMB", "乙科", "", "甲组", "否")));

    upload("office", IMPORT + "?dryRun=true", filled)
        .statusCode(200)
        .body("departments", equalTo(2))
        .body("dryRun", equalTo(true));
    get("office", "/api/v1/departments").body("code", not(hasItem("IMB")));
    upload("office", IMPORT, filled).statusCode(200).body("dryRun", equalTo(false));
    upload("office", IMPORT, filled).statusCode(200);

    await()
        .untilAsserted(
            () ->
                get("office", "/api/v1/departments/IMB/arrangement")
                    .statusCode(200)
                    .body("name", equalTo("乙科"))
                    .body("parent", equalTo("IMA")));
    get("office", "/api/v1/departments")
        .body("find { it.code == 'IMA' }.name", equalTo("甲科"))
        .body("find { it.code == 'IMA' }.head", startsWith("王"))
        .body("find { it.code == 'IMB' }.active", equalTo(false));
    get("office", "/api/v1/departments/甲处/arrangement").body("code", equalTo("IMA"));
  }

  @Test
  void a_broken_list_of_departments_changes_nothing_and_names_every_bad_cell() {
    upload(IMPORT, "代码,名称,别名,上级,有效\nIMC,丙科,,,\nimd,,丙科,无此科室,也许\nIMC,丁科,,IMC,\n")
        .statusCode(400)
        .body("code", equalTo("invalid-body"))
        .body("violations.pointer", contains("/A3", "/B3", "/C3", "/D3", "/E3", "/A4", "/D4"));
    upload(IMPORT, "代码,名称,别名,上级,有效\nIMC,丙科,,,\nimd,,,,\n").statusCode(400);
    upload(IMPORT, "代码,名称\nIMC,丙科").statusCode(200);
    await().untilAsserted(() -> get("office", "/api/v1/departments").body("code", hasItem("IMC")));
    get("office", "/api/v1/departments").body("findAll { it.code.startsWith('im') }", hasSize(0));
  }

  @Test
  void what_is_no_list_of_departments_is_refused() {
    upload(IMPORT, "代码,名称,别名,上级,有效\n").statusCode(400).body("code", equalTo("sheet-empty"));
    upload("office", IMPORT, new byte[] {'P', 'K', 3, 4, 9})
        .statusCode(400)
        .body("code", equalTo("not-a-sheet"));
    upload(IMPORT, "h\n" + "IMX,名\n".repeat(501))
        .statusCode(400)
        .body("code", equalTo("sheet-too-large"));
    upload("department-BGS", IMPORT, new byte[] {'x'}).statusCode(403);
    get("department-BGS", IMPORT + "/template").statusCode(403);
  }

  private static ValidatableResponse then(String who, String path, Map<String, ?> when) {
    return given().auth().oauth2(VigilResource.token(who)).queryParams(when).get(path).then();
  }

  private static String person(String department, String staffNo, String name) {
    return put("/api/v1/people", Map.of("department", department, "name", name, "staffNo", staffNo))
        .path("id");
  }

  @Test
  void departments_and_their_heads_are_told_as_they_were_known_and_as_they_were() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    put(
        "/api/v1/departments/PASTA",
        Map.of("name", "旧名科", "aliases", List.of("旧科"), "active", true));
    String before = Instant.now().toString();
    put("/api/v1/departments/PASTA", Map.of("name", "新名科", "active", false));
    Map<String, Object> earlier = new HashMap<>();
    earlier.put("role", "HEAD");
    earlier.put("name", "王静");
    earlier.put("staffNo", "PA-001");
    earlier.put("from", today.minusDays(60).toString());
    earlier.put("last", today.minusDays(31).toString());
    Map<String, Object> later = new HashMap<>(earlier);
    later.put("name", "李明");
    later.put("staffNo", "PA-002");
    later.put("from", today.minusDays(30).toString());
    later.put("last", null);
    put(
        "/api/v1/departments/PASTA/arrangement",
        Map.of("parent", "BGS", "posts", List.of(earlier, later)));
    String code = "/api/v1/departments/PASTA/arrangement";
    String alias = "/api/v1/departments/旧科/arrangement";

    then("office", "/api/v1/departments", Map.of("asOf", before))
        .statusCode(200)
        .body("find { it.code == 'PASTA' }.name", equalTo("旧名科"))
        .body("find { it.code == 'PASTA' }.active", equalTo(true));
    then("department-BGS", alias, Map.of("asOf", before))
        .statusCode(200)
        .body("code", equalTo("PASTA"))
        .body("parent", nullValue())
        .body("posts", hasSize(0));
    get("office", alias).statusCode(404);
    then("office", code, Map.of("validAt", noon(today.minusDays(31))))
        .statusCode(200)
        .body("posts.maskedName", contains("王*"));
    then("office", code, Map.of("validAt", noon(today.minusDays(30))))
        .body("posts.maskedName", contains("李*"))
        .body("posts.until", hasSize(1));
    then("office", code, Map.of("validAt", noon(today.minusDays(61)))).body("posts", hasSize(0));
    then("office", code, Map.of("asOf", Instant.now().toString()))
        .body("posts.maskedName", contains("王*", "李*"))
        .body("parent", equalTo("BGS"));
  }

  private static String noon(LocalDate day) {
    return day.atTime(12, 0).atZone(ZoneId.of("Asia/Shanghai")).toInstant().toString();
  }

  @Test
  void people_are_told_where_they_belonged_then_and_only_to_whose_they_were() {
    String first = person("BGS", "PP-001", "王静");
    String second = person("BGS", "PP-002", "李明");
    String before = Instant.now().toString();
    Response moved =
        put("/api/v1/people", Map.of("department", "PASTB", "name", "王静", "staffNo", "PP-001"));
    String later = person("PASTB", "PP-003", "赵云");
    moved.then().body("id", equalTo(first));

    await()
        .untilAsserted(
            () ->
                then("office", "/api/v1/people", Map.of("department", "PASTB"))
                    .body("items.id", containsInAnyOrder(first, later)));
    await()
        .untilAsserted(
            () ->
                then("department-BGS", "/api/v1/people", Map.of("asOf", before, "limit", 200))
                    .statusCode(200)
                    .body("items.id", hasItems(first, second))
                    .body("items.id", not(hasItem(later)))
                    .body("items.department", everyItem(equalTo("BGS")))
                    .body("items.find { it.id == '" + first + "' }.maskedName", equalTo("王*")));
    then("office", "/api/v1/people", Map.of("asOf", before, "department", "PASTB"))
        .body("items", hasSize(0));
    then("department-GWYC", "/api/v1/people", Map.of("asOf", before))
        .body("items.id", not(hasItem(first)));
    Response page =
        then("office", "/api/v1/people", Map.of("asOf", before, "department", "BGS", "limit", 1))
            .body("items", hasSize(1))
            .extract()
            .response();
    then(
            "office",
            "/api/v1/people",
            Map.of("asOf", before, "department", "BGS", "limit", 1, "after", page.path("next")))
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].id", greaterThan(page.<String>path("items[0].id")));
  }

  @Test
  void who_left_is_still_there_the_day_before_and_gone_on_the_day() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    String id = person("PASTC", "PC-001", "钱进");
    given()
        .auth()
        .oauth2(VigilResource.token("office"))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(ContentType.JSON)
        .body(Map.of("on", today.minusDays(10).toString()))
        .post("/api/v1/people/" + id + "/departures")
        .then()
        .statusCode(200);

    await()
        .untilAsserted(
            () ->
                then(
                        "office",
                        "/api/v1/people",
                        Map.of("department", "PASTC", "validAt", noon(today.minusDays(11))))
                    .statusCode(200)
                    .body("items.id", contains(id))
                    .body("items[0].leftOn", nullValue()));
    then(
            "office",
            "/api/v1/people",
            Map.of("department", "PASTC", "validAt", noon(today.minusDays(10))))
        .body("items[0].leftOn", equalTo(today.minusDays(10).toString()));
  }

  @Test
  void an_exit_that_was_closed_is_open_before() {
    Map<String, Object> exit = new HashMap<>();
    exit.putAll(Map.of("name", "侧门", "middleGate", false, "department", "AQBW", "open", true));
    put("/api/v1/exits/PAST-1", exit);
    String before = Instant.now().toString();
    exit.put("open", false);
    put("/api/v1/exits/PAST-1", exit);

    then("office", "/api/v1/exits", Map.of("asOf", before))
        .statusCode(200)
        .body("find { it.code == 'PAST-1' }.open", equalTo(true));
    then("office", "/api/v1/exits", Map.of("asOf", Instant.now().toString()))
        .body("find { it.code == 'PAST-1' }.open", equalTo(false));
  }

  @Test
  void the_calendar_is_told_as_it_had_been_published() {
    put("/api/v1/departments/PASTD", Map.of("name", "日历科", "active", true));
    String before = Instant.now().toString();
    put(
        "/api/v1/calendar/years/2092",
        Map.of(
            "source",
            "国办通知",
            "days",
            List.of(Map.of("date", "2092-01-01", "kind", "HOLIDAY", "name", "元旦"))));
    String days = "/api/v1/calendar/days";
    String time = "/api/v1/calendar/working-time";
    Map<String, String> range = Map.of("from", "2092-01-01", "to", "2092-01-03");
    Map<String, String> noon = Map.of("at", "2092-01-02T04:00:00Z");

    then("auditor", days, and(range, "asOf", before))
        .statusCode(200)
        .body("kind", contains("UNKNOWN", "UNKNOWN"))
        .body("calendarMissing", contains(true, true));
    then("auditor", days, and(range, "asOf", Instant.now().toString()))
        .body("kind", contains("HOLIDAY", "WORKDAY"));
    then("auditor", time, and(noon, "asOf", before)).body("workingTime", equalTo("UNKNOWN"));
    then("auditor", time, and(noon, "asOf", Instant.now().toString()))
        .body("workingTime", equalTo("WORKING"));
    then("auditor", days, and(range, "validAt", before))
        .statusCode(400)
        .body("code", equalTo("no-past-here"));
    then("auditor", time, and(noon, "validAt", before))
        .statusCode(400)
        .body("code", equalTo("instant-malformed"));
    then("auditor", time, Map.of("validAt", before)).statusCode(200);
  }

  private static Map<String, String> and(Map<String, String> some, String name, String value) {
    Map<String, String> all = new HashMap<>(some);
    all.put(name, value);
    return all;
  }

  @Test
  void of_the_future_and_of_what_is_no_instant_nothing_is_told() {
    put("/api/v1/departments/PASTE", Map.of("name", "任一科", "active", true));
    for (String path :
        List.of(
            "/api/v1/departments",
            "/api/v1/departments/PASTE/arrangement",
            "/api/v1/exits",
            "/api/v1/people",
            "/api/v1/duty-shifts/BGS.DUTY.1",
            "/api/v1/calendar/working-time")) {
      then("office", path, Map.of("asOf", Instant.now().plusSeconds(3_600).toString()))
          .statusCode(400)
          .body("code", equalTo("instant-out-of-bounds"));
      then("office", path, Map.of("validAt", "yesterday"))
          .statusCode(400)
          .body("code", equalTo("instant-malformed"));
    }
    then(
            "office",
            "/api/v1/departments/NOBODY/arrangement",
            Map.of("asOf", Instant.now().toString()))
        .statusCode(404);
  }
}
