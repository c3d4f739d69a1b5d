package org.vigil.edge.example;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** What an operator sees and does over HTTP, in every service. */
@QuarkusTest
@OnRealInfrastructure
class OpsTest {

  private static final String PROJECTIONS = "/api/v1/ops/projections";
  private static final String REBUILDS = PROJECTIONS + "/notes-1/rebuilds";
  private static final String PARKED = "/api/v1/ops/parked-streams";

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  private static RequestSpecification ops() {
    return given().auth().oauth2(VigilResource.token("ops")).contentType("application/json");
  }

  private String note(String name) throws InterruptedException {
    Response response =
        given()
            .auth()
            .oauth2(VigilResource.token("department"))
            .contentType("application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(
                """
                {"department":"GWYC","person":{"name":"%s","staffNo":"A0017"},"urgency":3}
                """
                    .formatted(name))
            .post("/api/v1/notes");
    long position = Long.parseLong(response.header("Vigil-Position"));
    assertThat(mechanism.eventSourcing().awaitReached("notes-1", position, Duration.ofSeconds(20)))
        .isTrue();
    return response.path("id");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Response settled(String rebuild) {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !ops().get(rebuild).path("state").equals("BUILDING")
                    && !ops().get(rebuild).path("state").equals("CAUGHT_UP")
                    && !ops().get(rebuild).path("state").equals("EQUAL")
                    && !ops().get(rebuild).path("state").equals("ROLLING_BACK"));
    return ops().get(rebuild);
  }

  @Test
  void master_keys_are_told_by_what_they_wrap_and_never_themselves() throws Exception {
    note("李四");

    Response answer = ops().get("/api/v1/ops/master-keys");

    answer.then().statusCode(200).body("items", hasSize(1));
    assertThat(answer.<String>path("items[0].id")).matches("[0-9a-f]{16}");
    assertThat(answer.<Integer>path("items[0].dataKeys")).isPositive();
  }

  @Test
  void views_are_listed_with_position_lag_and_version() throws Exception {
    note("张三");

    ops()
        .get(PROJECTIONS)
        .then()
        .statusCode(200)
        .body("items.name", hasItems("notes-1", "policy-parameters-1@received"))
        .body("items.find { it.name == 'notes-1' }.version", notNullValue())
        .body("items.find { it.name == 'notes-1' }.lag", notNullValue())
        .body("items.find { it.name == 'notes-1' }.leading", equalTo(true));
  }

  @Test
  void a_view_is_rebuilt_switched_and_rolled_back_by_calls() throws Exception {
    note("张三");
    Response begun = ops().body("{\"switchWhenEqual\":true}").post(REBUILDS);
    begun.then().statusCode(201).body("state", equalTo("BUILDING"));
    String rebuild = begun.header("Location");
    settled(rebuild)
        .then()
        .body("state", equalTo("SWITCHED"))
        .body("differenceCount", equalTo(0))
        .body("previousKept", equalTo(true));
    ops().body("{}").post(rebuild + "/switches").then().statusCode(202);

    ops().post(rebuild + "/rollbacks").then().statusCode(202);

    settled(rebuild).then().body("state", equalTo("ROLLED_BACK"));
    ops().post(rebuild + "/rollbacks").then().statusCode(202);
    ops()
        .post(rebuild + "/abandonments")
        .then()
        .statusCode(409)
        .body("code", equalTo("rebuild-ended"));
  }

  @Test
  void differences_are_shown_by_their_place_and_accepted_with_a_reason() throws Exception {
    String id = note("李四");
    execute("update note set department = '机密' where id = '" + id + "'");
    String rebuild = ops().body("{\"switchWhenEqual\":true}").post(REBUILDS).header("Location");
    Response different = settled(rebuild);
    different
        .then()
        .body("state", equalTo("DIFFERENT"))
        .body("differences.key", hasItem(id))
        .body("differences[0].columns", hasItem("department"));
    assertThat(different.asString()).doesNotContain("机密", "GWYC");
    ops()
        .body("{\"differencesAcceptedBecause\":\"no\"}")
        .post(rebuild + "/switches")
        .then()
        .statusCode(400);
    ops().body("{\"switchWhenEqual\":true}").post(REBUILDS).then().statusCode(200);

    ops()
        .body("{\"differencesAcceptedBecause\":\"changed by hand\"}")
        .post(rebuild + "/switches")
        .then()
        .statusCode(202);

    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ops().get(rebuild).path("state").equals("SWITCHED"));
    ops().get(rebuild).then().body("acceptedBecause", equalTo("changed by hand"));
  }

  @Test
  void what_is_not_there_is_not_found() {
    ops()
        .body("{\"switchWhenEqual\":true}")
        .post(PROJECTIONS + "/nothing/rebuilds")
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
    ops().get(REBUILDS + "/99999").then().statusCode(404);
    ops().get(REBUILDS + "/x").then().statusCode(404);
    ops().body("{}").post(REBUILDS).then().statusCode(400).body("code", equalTo("invalid-body"));
  }

  @Test
  void a_parked_stream_is_shown_tried_again_and_gone_past_with_a_reason() throws Exception {
    String id = UUID.randomUUID().toString();
    // The row is there already, so the event that would write it cannot be digested.
    execute(
        "insert into note values ('"
            + id
            + "', 'X'); insert into event (position, stream, version, id, type, recorded_at,"
            + " metadata, data) select position + 1, 'note/"
            + id
            + "', 1, gen_random_uuid(), 'note-opened.v1', now(), convert_to('{\"actor\":\"a\","
            + "\"correlationId\":\"01890000-0000-7000-8000-000000000000\","
            + "\"knownAt\":\"2026-11-23T00:00:00Z\",\"occurredAt\":\"2026-11-23T00:00:00Z\"}',"
            + " 'UTF8'), convert_to('{\"department\":\"GWYC\",\"name\":\"张三\",\"subjectId\":\"s\","
            + "\"urgency\":1}', 'UTF8') from log_head; update log_head set position = position"
            + " + 1");
    String stream = "note/" + id;
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ops().get(PARKED).jsonPath().getList("items.stream").contains(stream));
    Integer position =
        ops().get(PARKED).path("items.find { it.stream == '" + stream + "' }.position");
    String which = "\"follower\":\"notes-1\",\"stream\":\"" + stream + "\"";

    ops()
        .body("{" + which + "}")
        .post(PARKED + "/retries")
        .then()
        .statusCode(200)
        .body("goesOn", equalTo(false));
    ops()
        .body("{" + which + ",\"position\":1000000,\"reason\":\"wrong one\"}")
        .post(PARKED + "/skips")
        .then()
        .statusCode(409)
        .body("code", equalTo("not-waiting"));
    String skip = "{" + which + ",\"position\":" + position + ",\"reason\":\"entered by hand\"}";
    ops().body(skip).post(PARKED + "/skips").then().statusCode(200).body("goesOn", equalTo(true));
    ops().body(skip).post(PARKED + "/skips").then().statusCode(200);
    ops()
        .body("{" + which + "}")
        .post(PARKED + "/retries")
        .then()
        .statusCode(409)
        .body("code", equalTo("not-parked"));
    execute("delete from note where id = '" + id + "'");
  }

  @Test
  void a_gap_in_what_was_received_is_not_retried_but_gone_past_with_a_reason() throws Exception {
    execute(
        "insert into parked_stream values ('intake', 'reporting:policy/x', 'gap', now());"
            + " insert into parked_event values ('intake', 3, 'reporting:policy/x')");
    String which = "\"follower\":\"intake\",\"stream\":\"reporting:policy/x\"";

    ops()
        .body("{" + which + "}")
        .post(PARKED + "/retries")
        .then()
        .statusCode(409)
        .body("code", equalTo("gap-not-retried"));
    ops()
        .body("{" + which + ",\"position\":3,\"reason\":\"lost with the old cluster\"}")
        .post(PARKED + "/skips")
        .then()
        .statusCode(200)
        .body("goesOn", equalTo(true));
  }

  @Test
  void the_relay_and_the_leases_are_shown() throws Exception {
    note("王五");

    ops().get("/api/v1/ops/relay").then().statusCode(200).body("configured", equalTo(true));
    ops()
        .get("/api/v1/ops/leases")
        .then()
        .statusCode(200)
        .body("items.name", hasItem("notes-1"))
        .body("items.find { it.name == 'notes-1' }.epoch", notNullValue());
  }

  @Test
  void operators_calls_are_described_as_taking_no_key() {
    given()
        .get("/openapi")
        .then()
        .body(
            "paths.'" + PROJECTIONS + "/{name}/rebuilds'.post.parameters.name",
            org.hamcrest.Matchers.not(hasItem("Idempotency-Key")))
        .body("paths.'" + PARKED + "/skips'.post.x-roles", equalTo(java.util.List.of("ops")));
  }
}
