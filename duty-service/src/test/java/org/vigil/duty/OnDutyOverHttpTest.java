package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.duty.presence.domain.DutyPlan;
import org.vigil.duty.presence.domain.PresenceCommand.ExpectPresence;
import org.vigil.duty.presence.domain.PresenceDecider;
import org.vigil.edge.Mechanism;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Guards, people on duty and anomalies over HTTP, rightly and wrongly. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class OnDutyOverHttpTest {

  @Inject Mechanism mechanism;
  @Inject SubjectIds subjects;

  @BeforeEach
  void an_exit_and_two_guards() {
    put(
        "/api/v1/exits/GATE-4",
        Map.of("name", "四号门", "middleGate", true, "department", "AQBW", "open", true));
    for (String guard : List.of("GD-1", "GD-2")) {
      put("/api/v1/people", Map.of("department", "AQBW", "name", "吕建国", "staffNo", guard));
    }
    await().until(() -> read("office", "/api/v1/guard-posts/GATE-4").statusCode(), equalTo(200));
  }

  @Test
  void a_guard_takes_up_a_post_is_seen_masked_and_leaves_it_unguarded() {
    String path = "/api/v1/guard-posts/GATE-4";
    post("AQBW", path + "/check-ins", Map.of("staffNo", "GD-1"))
        .then()
        .statusCode(200)
        .body("unguarded", equalTo(false));
    Instant guarded = Instant.now();
    read("department-AQBW", path)
        .then()
        .body("guards.maskedName", hasItem("吕*"))
        .body(not(containsString("建国")));
    post("AQBW", path + "/check-ins", Map.of("staffNo", "GD-1"))
        .then()
        .statusCode(409)
        .body("code", equalTo("guard-already-at-post"));
    post("AQBW", path + "/check-outs", Map.of("staffNo", "GD-1"))
        .then()
        .statusCode(200)
        .body("unguarded", equalTo(true));

    read("auditor", path + "?validAt=" + guarded).then().body("unguarded", equalTo(false));
    read("auditor", path).then().body("unguarded", equalTo(true));
    read("department-BGS", path).then().statusCode(404);
  }

  @Test
  void strangers_other_departments_and_unknown_posts_are_refused() {
    String path = "/api/v1/guard-posts/GATE-4/check-ins";
    post("BGS", path, Map.of("staffNo", "GD-1")).then().statusCode(403);
    post("AQBW", path, Map.of("staffNo", "NOBODY"))
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("unknown-person"));
    post("AQBW", "/api/v1/guard-posts/NOWHERE/check-ins", Map.of("staffNo", "GD-1"))
        .then()
        .statusCode(404);
    post("AQBW", "/api/v1/guard-posts/GATE-4/check-outs", Map.of("staffNo", "GD-2"))
        .then()
        .statusCode(409)
        .body("code", equalTo("guard-not-at-post"));
  }

  @Test
  void of_sixty_four_calls_for_one_shift_one_checks_in() throws Exception {
    String shift = expected("DU-1", "BGS.DUTY.1");
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> answers =
          callers
              .invokeAll(
                  IntStream.range(0, 64)
                      .<Callable<Integer>>mapToObj(
                          _ ->
                              () ->
                                  post("BGS", shift + "/check-ins", Map.of("staffNo", "DU-1"))
                                      .statusCode())
                      .toList())
              .stream()
              .map(OnDutyOverHttpTest::answer)
              .toList();
      assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
    }
  }

  @Test
  void the_holder_checks_in_hands_over_and_the_next_one_signs() {
    String day = expected("DU-1", "BGS.DUTY.2");
    String night = expected("DU-2", "BGS.DUTY.3");
    post("BGS", day + "/check-ins", Map.of("staffNo", "DU-1")).then().statusCode(200);
    post("BGS", day + "/handover-signatures", Map.of("staffNo", "DU-2"))
        .then()
        .statusCode(409)
        .body("code", equalTo("handover-not-prepared"));
    post(
            "BGS",
            day + "/handovers",
            Map.of("staffNo", "DU-1", "nextShift", "BGS.DUTY.3", "matters", List.of("灯未修")))
        .then()
        .statusCode(200);
    post("BGS", day + "/handover-signatures", Map.of("staffNo", "DU-9"))
        .then()
        .statusCode(409)
        .body("code", equalTo("duty-of-somebody-else"));
    post("BGS", day + "/handover-signatures", Map.of("staffNo", "DU-2")).then().statusCode(200);
    await()
        .until(
            () -> read("department-BGS", night + "/open-matters").path("text"),
            equalTo(List.of("灯未修")));
    post("BGS", day + "/check-outs", Map.of("staffNo", "DU-1")).then().statusCode(200);
    post("AQBW", day + "/check-outs", Map.of("staffNo", "DU-1")).then().statusCode(403);
    read("department-AQBW", night + "/open-matters").then().statusCode(404);
    post("BGS", "/api/v1/duty-shifts/BGS.DUTY.999/check-ins", Map.of("staffNo", "DU-1"))
        .then()
        .statusCode(404);
  }

  @Test
  void a_shift_is_told_now_as_it_was_known_and_as_it_was() {
    String shift = expected("DU-5", "BGS.DUTY.5");
    String before = Instant.now().toString();
    Response in = post("BGS", shift + "/check-ins", Map.of("staffNo", "DU-5"));
    String present = Instant.now().toString();
    post("BGS", shift + "/check-outs", Map.of("staffNo", "DU-5")).then().statusCode(200);

    in.then().statusCode(200);
    await()
        .untilAsserted(
            () ->
                read("department-BGS", shift)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("OVER"))
                    .body("leaving", equalTo("EARLY_WITHOUT_RELIEF"))
                    .body("maskedName", equalTo("王*")));
    read("auditor", shift + "?asOf=" + before).then().body("status", equalTo("AWAITED"));
    read("auditor", shift + "?validAt=" + present)
        .then()
        .statusCode(200)
        .body("status", equalTo("PRESENT"))
        .body("checkedOutAt", nullValue());
    read("department-BGS", shift + "/open-matters?asOf=" + present).then().statusCode(200);
    read("department-AQBW", shift).then().statusCode(404);
    read("department-AQBW", shift + "?asOf=" + present).then().statusCode(404);
    read("department-AQBW", shift + "/open-matters?asOf=" + present).then().statusCode(404);
    read("office", "/api/v1/duty-shifts/BGS.DUTY.998?asOf=" + present).then().statusCode(404);
    read("office", "/api/v1/duty-shifts/%00").then().statusCode(404);
  }

  @Test
  void an_anomaly_is_logged_corrected_handled_and_reported_and_nothing_is_overwritten() {
    Response logged = post("AQBW", "/api/v1/anomalies", anomaly());
    logged.then().statusCode(201);
    String path = "/api/v1/anomalies/" + logged.<String>path("id");
    Map<String, Object> correction = Map.of("description", "喷淋管漏水", "reason", "写错设备");
    post("AQBW", path + "/corrections", correction).then().statusCode(200);
    post("AQBW", path + "/handlings", Map.of("measures", "已关阀")).then().statusCode(200);
    post("AQBW", path + "/reports", Map.of("to", "OFFICE")).then().statusCode(200);
    post("AQBW", path + "/reports", Map.of("to", "OFFICE"))
        .then()
        .statusCode(409)
        .body("code", equalTo("anomaly-already-reported"));

    read("department-AQBW", path)
        .then()
        .statusCode(200)
        .body("written.description", equalTo(List.of("消防水管漏水", "喷淋管漏水")))
        .body("measures", equalTo("已关阀"));
    read("department-BGS", path).then().statusCode(404);
  }

  @Test
  void an_anomaly_of_another_department_from_the_future_or_without_words_is_refused() {
    post("BGS", "/api/v1/anomalies", anomaly()).then().statusCode(403);
    Map<String, Object> tomorrow = anomaly();
    tomorrow.put("seenAt", Instant.now().plus(Duration.ofDays(1)).toString());
    post("AQBW", "/api/v1/anomalies", tomorrow)
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("in-the-future"));
    Map<String, Object> silent = anomaly();
    silent.remove("description");
    post("AQBW", "/api/v1/anomalies", silent)
        .then()
        .statusCode(400)
        .body("violations.pointer", hasItem("/description"));
    post("AQBW", "/api/v1/anomalies/" + UUID.randomUUID() + "/reports", Map.of("to", "OFFICE"))
        .then()
        .statusCode(404);
  }

  /** A shift that has just begun, as a published roster would make one; its path. */
  private String expected(String staffNo, String shift) {
    Instant now = Instant.now();
    DutyPlan plan =
        new DutyPlan(
            shift,
            "BGS",
            subjects.of(null, staffNo),
            "王*",
            now.minusSeconds(3600),
            now,
            now.plus(Duration.ofHours(8)),
            now.plus(Duration.ofHours(1)),
            now.plus(Duration.ofHours(2)),
            now.plus(Duration.ofHours(9)),
            2);
    mechanism
        .eventSourcing()
        .handler(PresenceDecider.CATEGORY)
        .handle(shift, new ExpectPresence(plan), CommandContext.of("test", UUID.randomUUID()));
    return "/api/v1/duty-shifts/" + shift;
  }

  private static int answer(Future<Integer> call) {
    try {
      return call.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> anomaly() {
    Map<String, Object> body = new HashMap<>();
    body.put("department", "AQBW");
    body.put("kind", "FACILITY");
    body.put("place", "地下车库");
    body.put("description", "消防水管漏水");
    body.put("seenAt", Instant.now().toString());
    return body;
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
    return given()
        .auth()
        .oauth2(VigilResource.token("department-" + department))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  private static Response read(String who, String path) {
    return given().auth().oauth2(VigilResource.token(who)).get(path);
  }
}
