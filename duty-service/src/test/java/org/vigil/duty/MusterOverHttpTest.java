package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
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
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Departments and gates answer a muster, rightly and wrongly. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class MusterOverHttpTest {

  private static final int PEOPLE = 8;

  @Inject AgroalDataSource dataSource;

  @BeforeEach
  void two_departments_an_exit_and_their_people() {
    put("/api/v1/departments/GWYC", Map.of("name", "公务用车管理科", "active", true));
    put("/api/v1/departments/AQBW", Map.of("name", "安全保卫科", "active", true));
    put(
        "/api/v1/exits/EAST",
        Map.of("name", "东门", "middleGate", false, "department", "AQBW", "open", true));
    for (int i = 0; i < PEOPLE; i++) {
      put("/api/v1/people", Map.of("department", "GWYC", "name", "张小明", "staffNo", "GM-" + i));
    }
  }

  @Test
  void a_department_acknowledges_arrives_and_is_counted_masked() {
    String id = called("DRILL").path("id");
    acknowledge(id, List.of("GM-0", "GM-1", "GM-2"), "HEAD").then().body("noted", equalTo(3));
    Map<String, Object> there =
        Map.of(
            "department",
            "GWYC",
            "staffNos",
            List.of("GM-0"),
            "by",
            "SELF",
            "at",
            now().toString());
    post("GWYC", "/api/v1/musters/" + id + "/arrivals", there).then().statusCode(200);
    Map<String, Object> gate = Map.of("exit", "EAST", "staffNo", "GM-1", "at", now().toString());
    post("AQBW", "/api/v1/musters/" + id + "/gate-arrivals", gate).then().statusCode(200);
    Response excuse =
        post(
            "GWYC",
            "/api/v1/musters/" + id + "/excuses",
            Map.of("department", "GWYC", "staffNo", "GM-3", "excuse", "LEAVE"));

    read("office", "/api/v1/musters/" + id, excuse)
        .statusCode(200)
        .body("kind", equalTo("DRILL"))
        .body("summoned", equalTo(PEOPLE))
        .body("arrived", equalTo(2))
        .body("coming", equalTo(1))
        .body("excused", equalTo(1))
        .body("silent", equalTo(PEOPLE - 4));
    // The past is folded from the log by other code than the present's view: they agree.
    read("office", "/api/v1/musters/" + id + "?asOf=" + Instant.now(), excuse)
        .statusCode(200)
        .body("summoned", equalTo(PEOPLE))
        .body("arrived", equalTo(2))
        .body("coming", equalTo(1))
        .body("excused", equalTo(1))
        .body("silent", equalTo(PEOPLE - 4));
    read("department-AQBW", "/api/v1/musters/" + id + "?asOf=" + Instant.now(), excuse)
        .statusCode(404);
    read("department-GWYC", "/api/v1/musters/" + id + "/people?standing=SILENT", excuse)
        .statusCode(200)
        .body("items.size()", equalTo(PEOPLE - 4))
        .body("items.maskedName", hasItem("张*"))
        .body(not(containsString("小明")));
  }

  @Test
  void a_department_speaks_for_its_own_people_only_and_reads_no_other() {
    Response called = called("DRILL");
    String id = called.path("id");
    post(
            "AQBW",
            "/api/v1/musters/" + id + "/acknowledgements",
            Map.of("department", "GWYC", "staffNos", List.of("GM-0"), "by", "SELF"))
        .then()
        .statusCode(403);
    acknowledge(id, List.of("GM-0", "AB-999"), "HEAD")
        .then()
        .statusCode(409)
        .body("code", equalTo("person-not-summoned"));
    acknowledge(id, List.of("GM-0", "GM-1"), "SELF")
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("one-speaks-for-oneself"));
    read("department-AQBW", "/api/v1/musters/" + id, called).statusCode(404);
  }

  @Test
  void the_unknown_department_the_future_and_the_other_muster_are_refused() {
    String id = called("DRILL").path("id");
    given()
        .auth()
        .oauth2(VigilResource.token("office"))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(ContentType.JSON)
        .body(call("REAL", List.of("GWYC", "NOBODY")))
        .post("/api/v1/musters")
        .then()
        .statusCode(400)
        .body("violations.pointer", hasItem("/departments/1"));
    Map<String, Object> tomorrow =
        Map.of(
            "department",
            "GWYC",
            "staffNos",
            List.of("GM-0"),
            "by",
            "SELF",
            "at",
            now().plus(Duration.ofDays(1)).toString());
    post("GWYC", "/api/v1/musters/" + id + "/arrivals", tomorrow)
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("in-the-future"));
    post("GWYC", "/api/v1/musters/" + UUID.randomUUID() + "/arrivals", tomorrow)
        .then()
        .statusCode(400);
    acknowledge(UUID.randomUUID().toString(), List.of("GM-0"), "SELF").then().statusCode(404);
  }

  @Test
  void a_closed_muster_takes_no_more_arrivals_and_is_closed_once() {
    String id = called("DRILL").path("id");
    Map<String, Object> end = Map.of("at", now().toString());
    Response closed = as("office", "/api/v1/musters/" + id + "/closings", end);
    closed.then().statusCode(200);
    as("office", "/api/v1/musters/" + id + "/closings", end)
        .then()
        .statusCode(409)
        .body("code", equalTo("muster-closed"));
    read("office", "/api/v1/musters/" + id, closed).body("closedAt", not(equalTo(null)));
  }

  @Test
  void sixty_four_callers_at_once_acknowledge_eight_people_once_each() throws Exception {
    String id = called("DRILL").path("id");
    acknowledge(id, List.of("GM-7"), "SELF").then().statusCode(200);
    long before = eventsOf(id);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          callers.invokeAll(
              IntStream.range(0, 64)
                  .<Callable<Integer>>mapToObj(
                      i -> () -> acknowledge(id, List.of("GM-" + i % PEOPLE), "SELF").statusCode())
                  .toList());
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(eventsOf(id)).isEqualTo(before + PEOPLE - 1);
  }

  private long eventsOf(String id) {
    return Sql.list(
            dataSource,
            "select count(*) from event where stream = ?",
            row -> row.getLong(1),
            "muster-unit/" + id + ".GWYC")
        .getFirst();
  }

  /** A muster whose departments have been summoned. */
  private Response called(String kind) {
    Response called = as("office", "/api/v1/musters", call(kind, List.of("GWYC")));
    called.then().statusCode(201);
    String id = called.path("id");
    await()
        .until(
            () -> read("office", "/api/v1/musters/" + id, called).extract().path("summoned"),
            equalTo(PEOPLE));
    return called;
  }

  private static Map<String, Object> call(String kind, List<String> departments) {
    return Map.of(
        "kind",
        kind,
        "occasion",
        "大楼封控应急",
        "place",
        "一楼大厅",
        "department",
        "AQBW",
        "departments",
        departments);
  }

  private static Response acknowledge(String id, List<String> staffNos, String by) {
    return post(
        "GWYC",
        "/api/v1/musters/" + id + "/acknowledgements",
        Map.of("department", "GWYC", "staffNos", staffNos, "by", by));
  }

  private static Instant now() {
    return Instant.now();
  }

  private static void put(String path, Object body) {
    given()
        .auth()
        .oauth2(VigilResource.token("office"))
        .contentType(ContentType.JSON)
        .body(body)
        .put(path)
        .then()
        .statusCode(200);
  }

  private static Response post(String department, String path, Object body) {
    return as("department-" + department, path, body);
  }

  private static Response as(String who, String path, Object body) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  private static ValidatableResponse read(String who, String path, Response after) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .header("Vigil-At-Least", after.header("Vigil-Position"))
        .get(path)
        .then();
  }
}
