package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.testing.edge.HostileInput;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** The office drills; departments answer for their own, rightly and wrongly. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class ReachabilityOverHttpTest {

  @Inject Mechanism mechanism;

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
    read("office", "/api/v1/reachability-drills", excused)
        .body("items.id", hasItem(id))
        .body(not(containsString("schedule")));
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

  @Test
  void sixty_four_answers_to_one_drill_half_of_them_twice_are_each_recorded_once()
      throws Exception {
    List<String> staffNos = IntStream.range(0, 32).mapToObj(i -> "GH-64-" + i).toList();
    for (String staffNo : staffNos) {
      put("/api/v1/people", Map.of("department", "GWYC", "name", "张小明", "staffNo", staffNo));
    }
    String id =
        as("office", "", Map.of("staffNos", staffNos)).then().statusCode(201).extract().path("id");
    long before = recorded();

    List<Response> answers = AtOnce.callers(i -> call("GWYC", id, mobile(staffNos.get(i / 2))));

    answers.forEach(answer -> answer.then().statusCode(200));
    assertThat(recorded()).isEqualTo(before + staffNos.size());
    read("office", "/api/v1/reachability-drills/" + id, newest(answers))
        .body("reached", equalTo(32))
        .body("open", equalTo(0));
  }

  @Test
  void sixty_four_starts_at_once_are_sixty_four_drills_and_one_that_is_repeated_is_one()
      throws Exception {
    Map<String, Object> drill = Map.of("lines", List.of("GWYC", "AQBW"));
    long before = recorded();

    List<Response> different = AtOnce.callers(_ -> as("office", "", drill));
    String key = UUID.randomUUID().toString();
    List<Response> same = AtOnce.callers(_ -> as("office", "", drill, key));

    assertThat(different).extracting(Response::statusCode).containsOnly(201);
    assertThat(different).extracting(answer -> answer.<String>path("id")).doesNotHaveDuplicates();
    assertThat(same).extracting(Response::statusCode).containsOnly(201);
    assertThat(same)
        .extracting(answer -> answer.<String>path("id"))
        .containsOnly(same.getFirst().<String>path("id"));
    assertThat(recorded()).isEqualTo(before + AtOnce.CALLERS + 1);
  }

  private long recorded() {
    return HostileInput.byCallers(mechanism.eventSourcing().own());
  }

  private static Response newest(List<Response> answers) {
    return Collections.max(
        answers, Comparator.comparing(answer -> Long.parseLong(answer.header("Vigil-Position"))));
  }

  private static String started() {
    Response started =
        as("office", "", Map.of("lines", List.of("GWYC", "AQBW"), "staffNos", List.of("GH-2")));
    started.then().statusCode(201).body("mobiles", equalTo(1));
    return started.path("id");
  }

  private static Map<String, Object> mobile(String staffNo) {
    Map<String, Object> body = new HashMap<>(line("GWYC"));
    body.put("staffNo", staffNo);
    return body;
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
    return as(who, path, body, UUID.randomUUID().toString());
  }

  private static Response as(String who, String path, Object body, String key) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .header("Idempotency-Key", key)
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
