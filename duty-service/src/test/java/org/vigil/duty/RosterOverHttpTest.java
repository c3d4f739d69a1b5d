package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
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
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.duty.sheet.Sheet;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** A department makes its roster, and everybody asks who is on duty. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class RosterOverHttpTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final YearMonth NEXT = YearMonth.now(ZONE).plusMonths(1);

  private String first;
  private String second;
  private String third;
  private String position;

  @BeforeEach
  void define_the_office_and_its_people() {
    put(
        "/api/v1/departments/BGS",
        Map.of(
            "name",
            "办公室",
            "aliases",
            List.of("领导小组办公室"),
            "active",
            true,
            "head",
            Map.of("name", "王静", "staffNo", "BG-001")));
    first = person("BG-001", "王静");
    second = person("BG-002", "李明");
    third = person("BG-003", "赵云");
  }

  private String person(String staffNo, String name) {
    return person("BGS", staffNo, name);
  }

  private String person(String department, String staffNo, String name) {
    Response answer =
        put(
            "/api/v1/people",
            Map.of(
                "department",
                department,
                "name",
                name,
                "staffNo",
                staffNo,
                "phone",
                "13800000000"));
    position = answer.header("Vigil-Position");
    return answer.path("id");
  }

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

  private Response post(String who, String path, Object body) {
    var request =
        given()
            .auth()
            .oauth2(VigilResource.token(who))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Vigil-At-Least", position);
    return body == null
        ? request.post(path)
        : request.contentType(ContentType.JSON).body(body).post(path);
  }

  private static ValidatableResponse get(String who, String path, String position) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .header("Vigil-At-Least", position)
        .get(path)
        .then();
  }

  private static String roster(YearMonth month) {
    return "/api/v1/rosters/BGS/" + month;
  }

  private static final Map<String, Object> FULL_DAYS =
      Map.of("pattern", "FULL_DAY", "beginsAt", "08:00:00", "mode", "FAIR");

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(ZONE).toInstant();
  }

  @Test
  void a_month_is_proposed_published_swapped_and_asked_about() {
    YearMonth month = NEXT;
    put("/api/v1/departments/BGS/duty", Map.of("from", month.atDay(1).toString()));
    Response proposed = post("department-BGS", roster(month) + "/proposals", FULL_DAYS);
    proposed
        .then()
        .statusCode(200)
        .body("shifts", hasSize(month.lengthOfMonth()))
        .body("conflicts", empty())
        .body("open", empty());
    Response published = post("department-BGS", roster(month) + "/publications", null);
    published.then().statusCode(200);
    String there = published.header("Vigil-Position");

    get("department-BGS", "/api/v1/on-duty?department=BGS&at=" + noon(month.atDay(10)), there)
        .statusCode(200)
        .body("onDuty", hasSize(1))
        .body("onDuty[0].maskedName", not(equalTo("王静")));
    get(
            "office",
            "/api/v1/duty-coverage?department=BGS&from="
                + month.atDay(2)
                + "&to="
                + month.atEndOfMonth(),
            there)
        .statusCode(200)
        .body("departments[0].complete", equalTo(true));

    swapTheSecondAndFifthShift(month, proposed);
    get("department-BGS", "/api/v1/duty-fairness?department=BGS&year=" + month.getYear(), there)
        .statusCode(200)
        .body("people", hasSize(3));
  }

  private void swapTheSecondAndFifthShift(YearMonth month, Response proposed) {
    int one = 1;
    List<String> people = proposed.path("shifts.person");
    int other =
        IntStream.range(4, people.size())
            .filter(i -> !people.get(i).equals(people.get(one)))
            .filter(i -> freeAround(people, i, people.get(one)))
            .filter(i -> freeAround(people, one, people.get(i)))
            .findFirst()
            .orElse(-1);
    List<String> ids = proposed.path("shifts.id");
    if (other < 0) {
      // Three people on 24-hour shifts may leave no two that fit; then the rules say so.
      other = 4;
      while (people.get(other).equals(people.get(one))) {
        other++;
      }
    }
    Response asked =
        post(
            "department-BGS",
            roster(month) + "/swaps",
            Map.of("shift", ids.get(one), "otherShift", ids.get(other), "reason", "家事"));
    asked.then().statusCode(201);
    String swap = roster(month) + "/swaps/" + asked.<String>path("id");
    post("department-BGS", swap + "/approvals", Map.of("person", first))
        .then()
        .statusCode(409)
        .body("code", equalTo("swap-not-accepted"));
    post("department-BGS", swap + "/acceptances", Map.of("person", people.get(other)))
        .then()
        .statusCode(200);
    post("department-BGS", swap + "/approvals", Map.of("person", second))
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("not-a-head"));
    int status = post("department-BGS", swap + "/approvals", Map.of("person", first)).statusCode();
    assertThat(status)
        .isEqualTo(
            freeAround(people, other, people.get(one)) && freeAround(people, one, people.get(other))
                ? 200
                : 409);
  }

  private static Instant at(LocalDate day) {
    return day.atTime(8, 0).atZone(ZONE).toInstant();
  }

  /** Publishes a month with one shift of a day, on the tenth. */
  private String published(YearMonth month, String person) {
    LocalDate day = month.atDay(10);
    given()
        .auth()
        .oauth2(VigilResource.token("department-BGS"))
        .header("Vigil-At-Least", position)
        .contentType(ContentType.JSON)
        .body(Map.of("shifts", List.of(shift(person, at(day), at(day.plusDays(1))))))
        .put(roster(month) + "/draft")
        .then()
        .statusCode(200);
    Response published = post("department-BGS", roster(month) + "/publications", null);
    published.then().statusCode(200);
    position = published.header("Vigil-Position");
    return get("department-BGS", roster(month), position).extract().path("shifts[0].id");
  }

  private Response swap(YearMonth month, String shift, Object otherMonth, String otherShift) {
    return post(
        "department-BGS",
        roster(month) + "/swaps",
        Map.of("shift", shift, "otherMonth", otherMonth, "otherShift", otherShift, "reason", "家事"));
  }

  @Test
  void shifts_of_two_months_are_swapped_or_neither_is() {
    YearMonth month = NEXT.plusMonths(8);
    YearMonth next = NEXT.plusMonths(9);
    String mine = published(month, second);
    String theirs = published(next, third);

    swap(month, mine, "2090-13", theirs).then().statusCode(400);
    swap(month, mine, next.toString(), "none")
        .then()
        .statusCode(409)
        .body("code", equalTo("no-such-shift"));
    swap(month, mine, month.toString(), mine)
        .then()
        .statusCode(409)
        .body("code", equalTo("swap-within-one-month"));
    String stale = swap(month, mine, next.toString(), theirs).path("id");
    Response asked = swap(month, mine, next.toString(), theirs);
    asked.then().statusCode(201);
    String swap = roster(month) + "/swaps/" + asked.path("id");
    post("department-BGS", swap + "/approvals", Map.of("person", first))
        .then()
        .statusCode(409)
        .body("code", equalTo("swap-not-accepted"));
    post("department-BGS", swap + "/acceptances", Map.of("person", second))
        .then()
        .statusCode(409)
        .body("code", equalTo("swap-is-for-another"));
    post("department-GWYC", swap + "/acceptances", Map.of("person", third)).then().statusCode(403);
    post("department-BGS", swap + "/acceptances", Map.of("person", third)).then().statusCode(200);
    post("department-BGS", swap + "/approvals", Map.of("person", third))
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("not-a-head"));
    post("department-BGS", swap + "/approvals", Map.of("person", first)).then().statusCode(200);

    await()
        .untilAsserted(
            () -> {
              get("department-BGS", roster(month), position)
                  .body("shifts.person", contains(third))
                  .body("swaps.id", contains(stale));
              get("department-BGS", roster(next), position).body("shifts.person", contains(second));
            });
    String old = roster(month) + "/swaps/" + stale;
    post("department-BGS", old + "/acceptances", Map.of("person", third)).then().statusCode(200);
    post("department-BGS", old + "/approvals", Map.of("person", first))
        .then()
        .statusCode(409)
        .body("code", equalTo("swap-outdated"));
    get("department-BGS", roster(next), position).body("shifts.person", contains(second));
  }

  /** Whether a person has neither the shift before nor the one after. */
  private static boolean freeAround(List<String> people, int shift, String person) {
    return (shift == 0 || !people.get(shift - 1).equals(person))
        && (shift == people.size() - 1 || !people.get(shift + 1).equals(person));
  }

  @Test
  void a_draft_with_conflicts_says_them_all_and_is_not_published() {
    YearMonth month = NEXT.plusMonths(2);
    Instant day = month.atDay(3).atTime(8, 0).atZone(ZONE).toInstant();
    Response draft =
        given()
            .auth()
            .oauth2(VigilResource.token("department-BGS"))
            .header("Vigil-At-Least", position)
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "shifts",
                    List.of(
                        shift(first, day, day.plusSeconds(86_400)),
                        shift(first, day.plusSeconds(86_400), day.plusSeconds(172_800)),
                        shift(
                            "00000000000000000000000000000000",
                            day.plusSeconds(259_200),
                            day.plusSeconds(345_600)))))
            .put(roster(month) + "/draft");
    draft
        .then()
        .statusCode(200)
        .body("conflicts.kind", hasSize(2))
        .body("conflicts.kind", hasItem("TOO_LITTLE_REST"))
        .body("conflicts.kind", hasItem("NOT_A_MEMBER"));
    post("department-BGS", roster(month) + "/publications", null)
        .then()
        .statusCode(409)
        .body("code", equalTo("roster-has-conflicts"))
        .body("detail", containsString("TOO_LITTLE_REST"))
        .body("detail", containsString("NOT_A_MEMBER"));
    get("department-BGS", roster(month), position).statusCode(200).body("revision", equalTo(0));
  }

  private static Map<String, String> shift(String person, Instant from, Instant until) {
    return Map.of("person", person, "from", from.toString(), "until", until.toString());
  }

  @Test
  void nobody_is_proposed_who_is_on_leave() {
    YearMonth month = NEXT.plusMonths(3);
    Response leave =
        post(
            "department-BGS",
            "/api/v1/people/" + third + "/leaves",
            Map.of("first", month.atDay(1).toString(), "last", month.atEndOfMonth().toString()));
    leave.then().statusCode(201);
    position = leave.header("Vigil-Position");

    post("department-BGS", roster(month) + "/proposals", FULL_DAYS)
        .then()
        .statusCode(200)
        .body("shifts.person", not(hasItem(third)));
  }

  @Test
  void another_department_plans_and_sees_nothing() {
    post("department-GWYC", roster(NEXT) + "/proposals", FULL_DAYS).then().statusCode(403);
    get("department-GWYC", roster(NEXT), position).statusCode(404);
    get("department-GWYC", "/api/v1/on-duty?department=BGS", position).statusCode(403);
    post(
            "department-GWYC",
            "/api/v1/people/" + first + "/contact-verifications",
            Map.of("how", "CALL", "at", Instant.now().toString()))
        .then()
        .statusCode(403);
  }

  @Test
  void what_is_malformed_is_said() {
    get("office", "/api/v1/on-duty?at=yesterday", position).statusCode(400);
    get("office", "/api/v1/on-duty?post=%00", position).statusCode(400);
    get("office", "/api/v1/duty-coverage?from=2022-01-01&to=2029-01-01", position).statusCode(400);
    get("office", "/api/v1/calendar/days?from=2022-10-01&to=1", position).statusCode(400);
    get("office", "/api/v1/rosters/BGS/2022-13", position).statusCode(404);
    get("office", "/api/v1/on-duty/outlook", position)
        .statusCode(400)
        .body("code", equalTo("department-missing"));
    post(
            "department-BGS",
            roster(NEXT) + "/proposals",
            Map.of("pattern", "DAY_NIGHT", "beginsAt", "08:00:00", "mode", "FAIR"))
        .then()
        .statusCode(400)
        .body("violations.pointer", hasItem("/nightAt"));
  }

  @Test
  void the_calendar_says_which_days_are_worked_and_what_is_missing() {
    get("department-BGS", "/api/v1/calendar/days?from=2022-10-03&to=2022-10-09", position)
        .statusCode(200)
        .body("find { it.date == '2022-10-03' }.kind", equalTo("HOLIDAY"))
        .body("find { it.date == '2022-10-08' }.kind", equalTo("MAKE_UP_WORKDAY"));
    get("department-BGS", "/api/v1/calendar/days?from=2091-01-01&to=2091-01-02", position)
        .statusCode(200)
        .body("kind", contains("UNKNOWN"))
        .body("calendarMissing", contains(true));
    Response published =
        put(
            "/api/v1/calendar/years/2091",
            Map.of(
                "source",
                "国办通知",
                "days",
                List.of(Map.of("date", "2091-01-01", "kind", "HOLIDAY", "name", "元旦"))));
    get(
            "department-BGS",
            "/api/v1/calendar/days?from=2091-01-01&to=2091-01-03",
            published.header("Vigil-Position"))
        .statusCode(200)
        .body("kind", contains("HOLIDAY", "WORKDAY"));
  }

  @Test
  void a_department_is_found_by_its_alias_with_who_leads_it() {
    Response arranged =
        put(
            "/api/v1/departments/BGS/arrangement",
            Map.of(
                "posts",
                List.of(
                    Map.of(
                        "role", "DEPUTY",
                        "name", "李明",
                        "staffNo", "BG-002",
                        "from", "2026-01-01"))));
    get("office", "/api/v1/departments/领导小组办公室/arrangement", arranged.header("Vigil-Position"))
        .statusCode(200)
        .body("code", equalTo("BGS"))
        .body("posts.maskedName", contains(startsWith("李")));
    put("/api/v1/departments/BGS/arrangement", Map.of("posts", List.of()));
  }

  @Test
  void sixty_four_drafts_and_publications_at_once_publish_each_shift_once() throws Exception {
    YearMonth month = NEXT.plusMonths(5);
    post("department-BGS", roster(month) + "/proposals", FULL_DAYS).then().statusCode(200);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          callers.invokeAll(
              IntStream.range(0, 64)
                  .<Callable<Integer>>mapToObj(_ -> () -> published(month))
                  .toList());
      int published = 0;
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(200, 409);
        published += answer.get() == 200 ? 1 : 0;
      }
      assertThat(published).isEqualTo(1);
    }
    get("department-BGS", roster(month), position)
        .statusCode(200)
        .body("revision", equalTo(1))
        .body("shifts", hasSize(month.lengthOfMonth()));
  }

  /** Whoever is told to try again does so. */
  private int published(YearMonth month) {
    int status = 503;
    for (int attempt = 0; status == 503 && attempt < 50; attempt++) {
      status = post("department-BGS", roster(month) + "/publications", null).statusCode();
    }
    return status;
  }

  private Response upload(String who, String path, byte[] file) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .header("Vigil-At-Least", position)
        .contentType("application/octet-stream")
        .body(file)
        .put(path);
  }

  @Test
  void a_broken_workbook_changes_nothing_and_every_bad_cell_is_named() {
    YearMonth month = NEXT.plusMonths(6);
    byte[] broken =
        Sheet.write(
            "x",
            List.of(
                List.of("日期", "开始", "结束", "工号", "岗位"),
                List.of(month.atDay(1).toString(), "08:00", "08:00", "BG-001", ""),
                List.of("yesterday", "25:00", "08:00", "", "duty?"),
                List.of(month.plusMonths(1).atDay(1).toString(), "08:00", "08:00", "BG-002", ""),
                List.of(month.atDay(3).toString(), "08:00", "18:00", "NOBODY", ""),
                List.of(month.atDay(2).toString(), "10:00", "18:00", "BG-001", "")));
    upload("department-BGS", roster(month) + "/import", broken)
        .then()
        .statusCode(400)
        .body("violations.pointer", contains("/A3", "/A4", "/B3", "/D3", "/D5", "/D6", "/E3"))
        .body("violations.code", hasItem("not-a-member"))
        .body("violations.code", hasItem("too-little-rest"));
    get("department-BGS", roster(month), position)
        .statusCode(200)
        .body("draft", nullValue())
        .body("revision", equalTo(0));
  }

  @Test
  void a_month_comes_back_from_its_template_dry_first_and_then_as_the_draft() throws Exception {
    YearMonth month = NEXT.plusMonths(7);
    byte[] template =
        given()
            .auth()
            .oauth2(VigilResource.token("department-BGS"))
            .get(roster(month) + "/template")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("日期", "开始", "结束", "工号", "岗位"));
    for (Sheet.Line line : Sheet.read(template)) {
      String staffNo = "BG-00" + (1 + line.number() % 3);
      lines.add(List.of(line.cell(0), line.cell(1), line.cell(2), staffNo, line.cell(4)));
    }
    byte[] filled = Sheet.write("x", lines);

    upload("department-BGS", roster(month) + "/import?dryRun=true", filled)
        .then()
        .statusCode(200)
        .body("shifts", equalTo(month.lengthOfMonth()));
    get("department-BGS", roster(month), position).body("draft", nullValue());
    upload("department-BGS", roster(month) + "/import", filled).then().statusCode(200);
    get("department-BGS", roster(month), position).body("draft", hasSize(month.lengthOfMonth()));
    upload("department-GWYC", roster(month) + "/import", filled).then().statusCode(403);
  }

  @Test
  void people_are_imported_all_or_none() {
    byte[] wrong =
        "科室,姓名,工号,手机\n办公室,甲,IM-1,13800000001\n无此科室,,IM-1,abc\n".getBytes(StandardCharsets.UTF_8);
    upload("office", "/api/v1/people-import", wrong)
        .then()
        .statusCode(400)
        .body("violations.pointer", contains("/A3", "/B3", "/C3", "/D3"));
    byte[] right =
        "科室,姓名,工号,手机\n领导小组办公室,甲,IM-1,13800000001\nBGS,乙,IM-2,\n".getBytes(StandardCharsets.UTF_8);
    upload("office", "/api/v1/people-import?dryRun=true", right)
        .then()
        .statusCode(200)
        .body("people", equalTo(2));
    upload("office", "/api/v1/people-import", right).then().statusCode(200);
    await()
        .untilAsserted(
            () ->
                get("office", "/api/v1/people?department=BGS&limit=200", position)
                    .statusCode(200)
                    .body("items.maskedName", hasItem("甲*"))
                    .body("items.maskedName", hasItem("乙*")));
    // Others of this class count on three people.
    put("/api/v1/departments/IMPORTED", Map.of("name", "导入科", "active", true));
    person("IMPORTED", "IM-1", "甲");
    person("IMPORTED", "IM-2", "乙");
  }

  @Test
  void a_calendar_is_read_by_its_address_until_it_is_revoked_and_names_nobody() {
    YearMonth month = NEXT.plusMonths(1);
    post("department-BGS", roster(month) + "/proposals", FULL_DAYS).then().statusCode(200);
    Response published = post("department-BGS", roster(month) + "/publications", null);
    published.then().statusCode(200);
    Response issued =
        post(
            "department-BGS",
            "/api/v1/duty-feeds",
            Map.of("kind", "PERSON", "department", "BGS", "person", second));
    issued.then().statusCode(201);
    String path = issued.path("path");

    await()
        .untilAsserted(
            () ->
                given()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Content-Type", startsWith("text/calendar"))
                    .body(startsWith("BEGIN:VCALENDAR\r\n"))
                    .body(containsString("SUMMARY:值班 BGS DUTY\r\n"))
                    .body(not(containsString("李"))));
    String other = path.endsWith("0.ics") ? "1.ics" : "0.ics";
    given().get(path.substring(0, path.length() - 5) + other).then().statusCode(404);
    post("department-GWYC", "/api/v1/duty-feeds/" + issued.path("id") + "/revocations", null)
        .then()
        .statusCode(403);
    post("department-BGS", "/api/v1/duty-feeds/" + issued.path("id") + "/revocations", null)
        .then()
        .statusCode(200);
    given().get(path).then().statusCode(404);
  }
}
