package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.duty.sheet.Sheet;
import org.vigil.edge.Mechanism;
import org.vigil.testing.edge.HostileInput;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Visitors who come again, who is inside, the evacuation list, and what the gates count. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class VisitorsOverHttpTest {

  private static final String GUARDS = "department-AQBW";

  @Inject Mechanism mechanism;

  @BeforeEach
  void register_the_west_exit() {
    as("office")
        .body(Map.of("name", "西门", "middleGate", false, "department", "AQBW", "open", true))
        .put("/api/v1/exits/WEST")
        .then()
        .statusCode(200);
  }

  @Test
  void who_comes_again_is_registered_by_the_phone_alone_and_seen_masked() {
    String phone = phone();
    String first = register(phone).path("id");

    Response again = post(GUARDS, "/api/v1/repeat-visits", repeat(phone), key());

    again
        .then()
        .statusCode(201)
        .body("status", equalTo("INSIDE"))
        .body("maskedName", equalTo("秦*"))
        .body("repeatOf", equalTo(first));
    assertThat(again.asString()).doesNotContain(phone);
    post(
            GUARDS,
            "/api/v1/visitors/" + again.path("id") + "/reveals",
            Map.of("purpose", "流调"),
            key())
        .then()
        .body("name", equalTo("秦女士"))
        .body("phone", equalTo(phone));
  }

  @Test
  void a_repeated_call_for_who_comes_again_is_one_visit() {
    String phone = phone();
    String first = register(phone).path("id");
    String key = key();
    Map<String, Object> body = repeat(phone);

    Response once = post(GUARDS, "/api/v1/repeat-visits", body, key);
    Response twice = post(GUARDS, "/api/v1/repeat-visits", body, key);

    assertThat(twice.<String>path("id")).isEqualTo(once.path("id"));
    assertThat(twice.<String>path("repeatOf")).isEqualTo(first);
  }

  @Test
  void who_has_not_been_here_or_is_forgotten_is_registered_in_full() {
    String phone = phone();
    post(GUARDS, "/api/v1/repeat-visits", repeat(phone), key())
        .then()
        .statusCode(404)
        .body("code", equalTo("no-earlier-visit"));
    register(phone);
    as("office")
        .header("Idempotency-Key", key())
        .body(Map.of("person", Map.of("phone", phone), "reason", "RECORDED_IN_ERROR"))
        .post("/api/v1/subject-erasures")
        .then()
        .statusCode(201);

    post(GUARDS, "/api/v1/repeat-visits", repeat(phone), key())
        .then()
        .statusCode(404)
        .body("code", equalTo("no-earlier-visit"));
  }

  @Test
  void another_department_learns_nothing_of_who_has_been_here() {
    String phone = phone();
    register(phone);

    post("department-GWYC", "/api/v1/repeat-visits", repeat(phone), key()).then().statusCode(403);
    post("department-GWYC", "/api/v1/repeat-visits", repeat(phone()), key()).then().statusCode(403);
  }

  @Test
  void who_comes_again_is_told_so_of_the_past_too() {
    String phone = phone();
    String first = register(phone).path("id");
    String again = post(GUARDS, "/api/v1/repeat-visits", repeat(phone), key()).path("id");
    String then = Instant.now().toString();
    post(GUARDS, "/api/v1/visitors/" + again + "/departures", Map.of("at", then), key())
        .then()
        .statusCode(200);

    as(GUARDS)
        .queryParam("asOf", then)
        .get("/api/v1/visitors/" + again)
        .then()
        .statusCode(200)
        .body("status", equalTo("INSIDE"))
        .body("repeatOf", equalTo(first));
    as(GUARDS)
        .queryParam("asOf", then)
        .get("/api/v1/visitors/" + first)
        .then()
        .body("repeatOf", nullValue());
  }

  @Test
  void who_was_inside_at_an_instant_by_what_is_known_and_was_known() {
    Instant in = Instant.now().minusSeconds(1200).truncatedTo(ChronoUnit.MILLIS);
    Map<String, Object> body = visitor(phone());
    body.put("at", in.toString());
    Response arrival = post(GUARDS, "/api/v1/visitors", body, key());
    String id = arrival.path("id");
    String known = Instant.now().toString();
    Response left =
        post(
            GUARDS,
            "/api/v1/visitors/" + id + "/departures",
            Map.of("at", in.plusSeconds(600).toString()),
            key());
    String position = left.header("Vigil-Position");

    assertThat(inside(position, "validAt", in.minusSeconds(1).toString())).doesNotContain(id);
    assertThat(inside(position, "validAt", in.toString())).contains(id);
    assertThat(inside(position, "validAt", in.plusSeconds(599).toString())).contains(id);
    assertThat(inside(position, "validAt", in.plusSeconds(600).toString())).doesNotContain(id);
    assertThat(inside(position, "asOf", known)).contains(id);
    as(GUARDS)
        .queryParam("validAt", in.plusSeconds(60).toString())
        .get("/api/v1/visitors/" + id)
        .then()
        .statusCode(200)
        .body("status", equalTo("INSIDE"))
        .body("maskedName", equalTo("秦*"));
    as("department-GWYC")
        .queryParam("asOf", known)
        .get("/api/v1/visitors/" + id)
        .then()
        .statusCode(404);
  }

  @Test
  void the_evacuation_list_is_masked_and_with_names_only_on_record() {
    Response arrival = register(phone());
    String id = arrival.path("id");

    as(GUARDS)
        .header("Vigil-At-Least", arrival.header("Vigil-Position"))
        .queryParam("by", "DEPARTMENT")
        .get("/api/v1/evacuation-lists/current")
        .then()
        .statusCode(200)
        .body("complete", equalTo(true))
        .body("people.id", hasItem(id))
        .body("people.maskedName", not(hasItem("秦女士")))
        .body("groups.find { it.code == 'BGS' }.inside", greaterThanOrEqualTo(1));
    as(GUARDS)
        .header("Idempotency-Key", key())
        .header("Vigil-At-Least", arrival.header("Vigil-Position"))
        .body(Map.of("occasion", "DRILL"))
        .post("/api/v1/evacuation-lists")
        .then()
        .statusCode(201)
        .body("people.find { it.id == '" + id + "' }.name", equalTo("秦女士"));
    as("leader")
        .header("Idempotency-Key", key())
        .body(Map.of("occasion", "DRILL"))
        .post("/api/v1/evacuation-lists")
        .then()
        .statusCode(403);
  }

  @Test
  void a_list_comes_as_a_workbook_with_chinese_headings_first() throws Exception {
    Response arrival = register(phone());
    String id = arrival.path("id");

    byte[] file =
        as(GUARDS)
            .accept(Sheet.XLSX)
            .header("Vigil-At-Least", arrival.header("Vigil-Position"))
            .queryParam("limit", 200)
            .queryParam("exit", "WEST")
            .get("/api/v1/visitors")
            .then()
            .statusCode(200)
            .contentType(Sheet.XLSX)
            .extract()
            .asByteArray();

    assertThat(Sheet.read(file).stream().map(line -> line.cell(0))).contains(id);
    as(GUARDS).get("/api/v1/visitors").then().contentType(ContentType.JSON);
  }

  @Test
  void a_gate_reports_a_period_once_and_within_a_day() {
    Instant until = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(3600);
    Map<String, Object> body = count("WEST", until.minusSeconds(60), until);
    post(GUARDS, "/api/v1/gate-counts", body, key()).then().statusCode(201);

    post(GUARDS, "/api/v1/gate-counts", body, key())
        .then()
        .statusCode(409)
        .body("code", equalTo("gate-period-already-counted"));
    post(GUARDS, "/api/v1/gate-counts", count("WEST", until, until), key())
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("period-not-within-a-day"));
    post(GUARDS, "/api/v1/gate-counts", count("NOWHERE", until.minusSeconds(60), until), key())
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("unknown-exit"));
    post("department-GWYC", "/api/v1/gate-counts", body, key()).then().statusCode(403);
  }

  @Test
  void sixty_four_guards_sign_one_visitor_out_and_one_of_them_does() throws Exception {
    String id = register(phone()).path("id");
    long before = recorded();

    List<Integer> answers =
        atOnce(
            _ ->
                post(
                    GUARDS,
                    "/api/v1/visitors/" + id + "/departures",
                    Map.of("at", Instant.now().plusSeconds(1).toString()),
                    key()));

    assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
    assertThat(recorded()).isEqualTo(before + 1);
  }

  @Test
  void sixty_four_counters_report_one_period_and_one_of_them_counts() throws Exception {
    Instant until = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(7200);
    long before = recorded();

    List<Integer> answers =
        atOnce(
            _ ->
                post(
                    GUARDS,
                    "/api/v1/gate-counts",
                    count("WEST", until.minusSeconds(60), until),
                    key()));

    assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
    assertThat(recorded()).isEqualTo(before + 1);
  }

  @Test
  void sixty_four_callers_post_one_guard_and_the_guard_is_there_once() throws Exception {
    as("office")
        .body(Map.of("name", "北门", "middleGate", false, "department", "AQBW", "open", true))
        .put("/api/v1/exits/NORTH")
        .then()
        .statusCode(200);
    Map<String, Object> guard = Map.of("department", "AQBW", "name", "吕建国", "staffNo", "AB-064");
    as("office").body(guard).put("/api/v1/people").then().statusCode(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> as(GUARDS).get("/api/v1/guard-posts/NORTH").statusCode() == 200);

    List<Integer> answers =
        atOnce(
            _ ->
                post(
                    GUARDS,
                    "/api/v1/guard-posts/NORTH/check-ins",
                    Map.of("staffNo", "AB-064"),
                    key()));

    assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
    as(GUARDS).get("/api/v1/guard-posts/NORTH").then().body("guards.size()", equalTo(1));
  }

  @Test
  void sixty_four_anomalies_at_once_are_sixty_four_and_each_is_handled_once() throws Exception {
    long before = recorded();

    List<String> ids = new ArrayList<>();
    for (Response answer :
        AtOnce.callers(i -> post(GUARDS, "/api/v1/anomalies", anomaly(i), key()))) {
      answer.then().statusCode(201);
      ids.add(answer.path("id"));
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(AtOnce.CALLERS);
    assertThat(recorded()).isEqualTo(before + AtOnce.CALLERS);

    String one = "/api/v1/anomalies/" + ids.getFirst() + "/handlings";
    List<Integer> answers = atOnce(_ -> post(GUARDS, one, Map.of("measures", "已关阀"), key()));
    assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
    assertThat(recorded()).isEqualTo(before + AtOnce.CALLERS + 1);
  }

  private static List<Integer> atOnce(IntFunction<Response> call) throws Exception {
    return AtOnce.callers(call).stream().map(Response::statusCode).toList();
  }

  private long recorded() {
    return HostileInput.byCallers(mechanism.eventSourcing().own());
  }

  private static List<String> inside(String position, String parameter, String instant) {
    return as(GUARDS)
        .header("Vigil-At-Least", position)
        .queryParam(parameter, instant)
        .queryParam("exit", "WEST")
        .queryParam("limit", 200)
        .get("/api/v1/visitors/inside")
        .then()
        .statusCode(200)
        .extract()
        .path("items.id");
  }

  private static Response register(String phone) {
    Response arrival = post(GUARDS, "/api/v1/visitors", visitor(phone), key());
    arrival.then().statusCode(201);
    return arrival;
  }

  private static Map<String, Object> visitor(String phone) {
    Map<String, Object> body = repeat(phone);
    body.put("name", "秦女士");
    return body;
  }

  private static Map<String, Object> repeat(String phone) {
    Map<String, Object> body = new HashMap<>();
    body.put("exit", "WEST");
    body.put("phone", phone);
    body.put("visits", Map.of("department", "BGS"));
    body.put("temperatureCelsius", 36.5);
    body.put("measuredBy", "AB-011");
    body.put("maskWorn", true);
    body.put("at", Instant.now().toString());
    return body;
  }

  private static Map<String, Object> count(String exit, Instant from, Instant until) {
    return Map.of(
        "exit",
        exit,
        "from",
        from.toString(),
        "until",
        until.toString(),
        "counted",
        3,
        "countedBy",
        "GATE-1");
  }

  private static Map<String, Object> anomaly(int number) {
    return Map.of(
        "department", "AQBW",
        "kind", "FACILITY",
        "place", "车库" + number,
        "description", "漏水",
        "seenAt", Instant.now().toString());
  }

  private static Response post(String caller, String path, Object body, String key) {
    return as(caller).header("Idempotency-Key", key).body(body).post(path);
  }

  private static RequestSpecification as(String caller) {
    return given().auth().oauth2(VigilResource.token(caller)).contentType(ContentType.JSON);
  }

  /** A visitor of whom no other test knows. */
  private static String phone() {
    return "139" + String.format("%08d", Math.floorMod(UUID.randomUUID().hashCode(), 100_000_000));
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
