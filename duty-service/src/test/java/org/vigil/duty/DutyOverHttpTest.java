package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.duty.anomaly.domain.AnomalyRefusal;
import org.vigil.duty.calendar.domain.Calendar.CalendarRefusal;
import org.vigil.duty.directory.domain.Department.DepartmentRefusal;
import org.vigil.duty.directory.domain.Person.PersonRefusal;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.gate.domain.GateRefusal;
import org.vigil.duty.muster.domain.MusterRefusal;
import org.vigil.duty.post.domain.PostRefusal;
import org.vigil.duty.presence.domain.PresenceRefusal;
import org.vigil.duty.roster.domain.DutyFeed.DutyFeedRefusal;
import org.vigil.duty.roster.domain.RosterRefusal;
import org.vigil.duty.visitor.domain.EvacuationList.EvacuationListRefusal;
import org.vigil.duty.visitor.domain.VisitRefusal;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.Personal;
import org.vigil.testing.edge.HostileInput;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.RefusalTexts;
import org.vigil.testing.edge.RolesByOperation;
import org.vigil.testing.edge.ViewTables;
import org.vigil.testing.edge.VigilResource;

/** The gate's system calls the service, rightly and wrongly. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class DutyOverHttpTest {

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void register_the_east_exit() {
    Map<String, Object> exit =
        Map.of("name", "东门", "middleGate", false, "department", "AQBW", "open", true);
    given()
        .auth()
        .oauth2(VigilResource.token("office"))
        .contentType(ContentType.JSON)
        .body(exit)
        .put("/api/v1/exits/EAST")
        .then()
        .statusCode(200);
  }

  @Test
  void a_visitor_is_let_in_seen_masked_and_leaves() {
    Response arrival = post("AQBW", "/api/v1/visitors", visitor(36.5), key());
    arrival.then().statusCode(201).body("status", equalTo("INSIDE"));
    String id = arrival.path("id");

    read("BGS", "/api/v1/visitors/" + id, arrival.header("Vigil-Position"))
        .statusCode(200)
        .body("maskedName", equalTo("秦*"))
        .body(not(containsString("13900000002")));
    Map<String, Object> left = Map.of("at", Instant.now().toString());
    post("AQBW", "/api/v1/visitors/" + id + "/departures", left, key()).then().statusCode(200);
    post("AQBW", "/api/v1/visitors/" + id + "/departures", left, key())
        .then()
        .statusCode(409)
        .body("code", equalTo("visitor-not-inside"));
  }

  @Test
  void who_is_forgotten_is_scrubbed_from_the_views() throws Exception {
    Map<String, Object> body = visitor(36.5);
    body.put("phone", "13611113333");
    String id = post("AQBW", "/api/v1/visitors", body, key()).path("id");

    Response erased =
        given()
            .auth()
            .oauth2(VigilResource.token("office"))
            .contentType(ContentType.JSON)
            .header("Idempotency-Key", key())
            .body("{\"person\":{\"phone\":\"13611113333\"},\"reason\":\"RECORDED_IN_ERROR\"}")
            .post("/api/v1/subject-erasures");

    erased.then().statusCode(201);
    read("BGS", "/api/v1/visitors/" + id, erased.header("Vigil-Position"))
        .statusCode(200)
        .body("maskedName", equalTo(Personal.ERASED));
    assertThat(
            mechanism
                .eventSourcing()
                .awaitReached(
                    DirectoryView.NAME,
                    Long.parseLong(erased.header("Vigil-Position")),
                    Duration.ofSeconds(20)))
        .isTrue();
    assertThat(mechanism.eventSourcing().parking().list()).isEmpty();
  }

  @Test
  void a_fever_turns_away_and_is_a_fact_of_its_own() {
    post("AQBW", "/api/v1/visitors", visitor(37.3), key())
        .then()
        .statusCode(201)
        .body("status", equalTo("TURNED_AWAY"))
        .body("reasons", hasItem("FEVER"));
  }

  @Test
  void a_repeated_arrival_is_one_visit_and_another_body_a_misuse() {
    String key = key();
    Map<String, Object> body = visitor(36.6);
    String first = post("AQBW", "/api/v1/visitors", body, key).path("id");
    assertThat(post("AQBW", "/api/v1/visitors", body, key).<String>path("id")).isEqualTo(first);

    body.put("temperatureCelsius", 36.7);
    post("AQBW", "/api/v1/visitors", body, key).then().statusCode(422);
  }

  @Test
  void everything_that_is_wrong_with_a_body_is_said_at_once() {
    Map<String, Object> body = visitor(36.5);
    body.put("temperatureCelsius", 99);
    body.put("at", "yesterday");
    body.put("colour", "red");
    body.remove("name");
    post("AQBW", "/api/v1/visitors", body, key())
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("violations.pointer", hasItems("/temperatureCelsius", "/at", "/name"));
  }

  @Test
  void the_future_the_unknown_exit_and_the_missing_key_are_refused() {
    Map<String, Object> body = visitor(36.5);
    body.put("at", Instant.now().plusSeconds(86_400).toString());
    post("AQBW", "/api/v1/visitors", body, key())
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("in-the-future"));
    body = visitor(36.5);
    body.put("exit", "NOWHERE");
    post("AQBW", "/api/v1/visitors", body, key()).then().statusCode(400);
    given()
        .auth()
        .oauth2(VigilResource.token("department-AQBW"))
        .contentType(ContentType.JSON)
        .body(visitor(36.5))
        .post("/api/v1/visitors")
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency-key-missing"));
  }

  @Test
  void another_department_registers_reveals_and_reads_nothing() {
    post("GWYC", "/api/v1/visitors", visitor(36.5), key()).then().statusCode(403);
    Response arrival = post("AQBW", "/api/v1/visitors", visitor(36.5), key());
    String id = arrival.path("id");
    read("GWYC", "/api/v1/visitors/" + id, arrival.header("Vigil-Position")).statusCode(404);
    Map<String, Object> purpose = Map.of("purpose", "好奇");
    post("GWYC", "/api/v1/visitors/" + id + "/reveals", purpose, key()).then().statusCode(403);
    post("AQBW", "/api/v1/visitors/" + id + "/reveals", Map.of("purpose", "流调"), key())
        .then()
        .statusCode(200)
        .body("phone", equalTo("13900000002"));
  }

  @Test
  void an_expected_version_that_has_passed_is_told() {
    String id = post("AQBW", "/api/v1/visitors", visitor(36.5), key()).path("id");
    given()
        .auth()
        .oauth2(VigilResource.token("department-AQBW"))
        .header("Idempotency-Key", key())
        .header("If-Match", "\"1\"")
        .contentType(ContentType.JSON)
        .body(Map.of("at", Instant.now().toString()))
        .post("/api/v1/visitors/" + id + "/departures")
        .then()
        .statusCode(412);
  }

  @Test
  void sixty_four_gates_at_once_lose_and_double_nothing() throws Exception {
    long before = recordedByCallers();
    try (ExecutorService gates = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          gates.invokeAll(
              IntStream.range(0, 64)
                  .<Callable<Integer>>mapToObj(
                      _ ->
                          () -> post("AQBW", "/api/v1/visitors", visitor(36.5), key()).statusCode())
                  .toList());
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(201);
      }
    }
    assertThat(recordedByCallers()).isEqualTo(before + 192);
  }

  @Test
  void every_projection_declares_exactly_the_tables_that_it_writes() throws Exception {
    ViewTables.check(mechanism.eventSourcing().followers(), dataSource);
  }

  @Test
  void every_operation_lets_in_who_it_declares_and_nobody_else() throws IOException {
    RolesByOperation.check(port, VigilResource::token);
  }

  @Test
  void two_thousand_five_hundred_malformed_calls_do_nothing_and_repeat_nothing()
      throws IOException {
    HostileInput.check(port, VigilResource::token, this::recordedByCallers, 20261124, 2500);
  }

  @Test
  void every_refusal_is_told_in_two_languages() {
    RefusalTexts.check(
        VisitRefusal.class,
        EvacuationListRefusal.class,
        GateRefusal.class,
        CalendarRefusal.class,
        DepartmentRefusal.class,
        PersonRefusal.class,
        RosterRefusal.class,
        MusterRefusal.class,
        PostRefusal.class,
        PresenceRefusal.class,
        AnomalyRefusal.class,
        DutyFeedRefusal.class);
  }

  private long recordedByCallers() {
    return HostileInput.byCallers(mechanism.eventSourcing().own());
  }

  private static Map<String, Object> visitor(double temperature) {
    Map<String, Object> body = new HashMap<>();
    body.put("exit", "EAST");
    body.put("name", "秦女士");
    body.put("phone", "13900000002");
    body.put("visits", Map.of("department", "BGS"));
    body.put("temperatureCelsius", temperature);
    body.put("measuredBy", "AB-011");
    body.put("maskWorn", true);
    body.put("at", Instant.now().toString());
    return body;
  }

  private static Response post(String department, String path, Object body, String key) {
    return given()
        .auth()
        .oauth2(VigilResource.token("department-" + department))
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  private static ValidatableResponse read(String department, String path, String position) {
    return given()
        .auth()
        .oauth2(VigilResource.token("department-" + department))
        .header("Vigil-At-Least", position)
        .get(path)
        .then();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
