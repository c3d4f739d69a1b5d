package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.testing.edge.VigilResource;

/** The office drills; departments answer for their own, rightly and wrongly. */
@QuarkusTest
@QuarkusTestResource(
    value = VigilResource.class,
    initArgs = @ResourceArg(name = "kafka", value = "false"))
class ReachabilityOverHttpTest {

  @BeforeEach
  void two_departments_and_their_people() {
    Map<String, Object> head = Map.of("name", "赵刚", "staffNo", "GH-1");
    put("/api/v1/departments/GWYC", Map.of("name", "公务用车管理科", "active", true, "head", head));
    put("/api/v1/departments/AQBW", Map.of("name", "安全保卫科", "active", true));
    for (String staffNo : List.of("GH-1", "GH-2")) {
      put("/api/v1/people", Map.of("department", "GWYC", "name", "张小明", "staffNo", staffNo));
    }
  }

  @Test
  void a_line_answers_a_mobile_is_excused_and_the_result_is_live_and_masked() {
    String id = started();
    call("GWYC", id, line("GWYC")).then().statusCode(200);
    Response excused = excuse(id, "GH-1");
    excused.then().statusCode(200);

    read("office", "/api/v1/reachability-drills/" + id, excused)
        .statusCode(200)
        .body("targets", equalTo(3))
        .body("reached", equalTo(1))
        .body("excused", equalTo(1))
        .body("open", equalTo(1))
        .body("results.maskedName", hasItem("张*"))
        .body(not(containsString("小明")));
    read("department-GWYC", "/api/v1/reachability-drills/" + id, excused)
        .statusCode(200)
        .body("targets", equalTo(2));
    read("office", "/api/v1/reachability-drills/results?department=GWYC&limit=1", excused)
        .statusCode(200)
        .body("items.department", hasItem("GWYC"));
    read("office", "/api/v1/reachability-drills", excused).body("items.id", hasItem(id));
  }

  @Test
  void what_is_wrong_in_a_drill_is_said_all_at_once() {
    as("office", "", Map.of("lines", List.of("GWYC", "NOBODY"), "staffNos", List.of("ZZ-9")))
        .then()
        .statusCode(400)
        .body("violations.pointer", hasItems("/lines/1", "/staffNos/0"));
    as("office", "", Map.of()).then().statusCode(400);
    as("department-GWYC", "", Map.of("lines", List.of("GWYC"))).then().statusCode(403);
  }

  @Test
  void nobody_answers_for_another_department_in_the_future_or_excuses_themselves() {
    String id = started();
    call("AQBW", id, line("GWYC")).then().statusCode(403);
    call(
            "GWYC",
            id,
            Map.of(
                "department",
                "GWYC",
                "outcome",
                "ANSWERED",
                "by",
                "SELF",
                "at",
                Instant.now().plus(Duration.ofDays(1)).toString()))
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("in-the-future"));
    excuse(id, "GH-2").then().statusCode(400).body("violations.code", hasItem("excuses-oneself"));
    call("GWYC", UUID.randomUUID().toString(), line("GWYC")).then().statusCode(404);
  }

  private static String started() {
    Response started =
        as("office", "", Map.of("lines", List.of("GWYC", "AQBW"), "staffNos", List.of("GH-2")));
    started.then().statusCode(201).body("mobiles", equalTo(1));
    return started.path("id");
  }

  private static Map<String, Object> line(String department) {
    return Map.of(
        "department",
        department,
        "outcome",
        "ANSWERED",
        "by",
        "SYSTEM",
        "at",
        Instant.now().toString());
  }

  private static Response call(String department, String id, Map<String, Object> body) {
    return as("department-" + department, "/" + id + "/calls", body);
  }

  private static Response excuse(String id, String head) {
    return as(
        "department-GWYC",
        "/" + id + "/excuses",
        Map.of("department", "GWYC", "staffNo", "GH-2", "head", head, "reason", "NO_SIGNAL"));
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

  private static Response as(String who, String path, Object body) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/reachability-drills" + path);
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
