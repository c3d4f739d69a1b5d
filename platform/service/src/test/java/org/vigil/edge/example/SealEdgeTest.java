package org.vigil.edge.example;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.seal.Sealing;
import org.vigil.testing.edge.OnRealInfrastructure;

/** The sealed log over HTTP. */
@QuarkusTest
@OnRealInfrastructure
class SealEdgeTest {

  private static final long PATIENCE_NANOS = 10_000_000_000L;

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  @BeforeEach
  void open_a_note_and_wait_for_its_seal() {
    EdgeTest.as("department")
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            """
            {"department":"GWYC","person":{"name":"张三","staffNo":"A0017"},"urgency":3}
            """)
        .post("/api/v1/notes")
        .then()
        .statusCode(201);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (sealing().unsealed() > 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private Sealing sealing() {
    return Objects.requireNonNull(mechanism.eventSourcing().sealing());
  }

  private static Response verify(Object body) {
    return EdgeTest.as("auditor")
        .contentType("application/json")
        .body(body)
        .post("/api/v1/log-verifications");
  }

  private static Map<String, Object> newestSeal() {
    return EdgeTest.as("auditor").get("/api/v1/seals?limit=1").jsonPath().getMap("items[0]");
  }

  @Test
  void an_untouched_log_is_intact() {
    Map<String, Object> witness = Map.of("witness", "another", "seal", newestSeal());

    Response found = verify(Map.of("witnesses", List.of(witness)));

    found
        .then()
        .log()
        .ifValidationFails()
        .statusCode(200)
        .body("service", equalTo("example"))
        .body("verdict", equalTo("INTACT"))
        .body("unsealed", equalTo(0))
        .body("position", nullValue())
        .body("witnessed", greaterThan(0));
  }

  @Test
  void a_witness_that_has_kept_another_seal_contradicts() {
    Map<String, Object> seal = new HashMap<>(newestSeal());
    seal.put("root", "0".repeat(64));

    Response found =
        verify(Map.of("witnesses", List.of(Map.of("witness", "another", "seal", seal))));

    found
        .then()
        .statusCode(200)
        .body("verdict", equalTo("RE_SIGNED"))
        .body("position", equalTo(seal.get("first")))
        .body("reason", containsString("another"));
  }

  @Test
  void a_changed_event_is_named() throws SQLException {
    long head = mechanism.eventSourcing().store().head();
    execute("update event set version = version + 100 where position = " + head);

    Response found = verify(Map.of());

    execute("update event set version = version - 100 where position = " + head);
    found
        .then()
        .statusCode(200)
        .body("verdict", equalTo("CHANGED"))
        .body("position", equalTo((int) head));
  }

  @Test
  void a_witness_is_of_this_service_and_has_the_form_of_a_seal() {
    Map<String, Object> foreign = new HashMap<>(newestSeal());
    foreign.put("service", "other");
    Map<String, Object> backwards = new HashMap<>(newestSeal());
    backwards.put("last", 1);
    backwards.put("first", 2);
    Map<String, Object> broken = new HashMap<>(newestSeal());
    broken.put("root", "x");

    verify(Map.of("witnesses", List.of(Map.of("witness", "a", "seal", foreign))))
        .then()
        .statusCode(400)
        .body("violations[0].pointer", equalTo("/witnesses/0/seal/service"));
    verify(Map.of("witnesses", List.of(Map.of("witness", "a", "seal", backwards))))
        .then()
        .statusCode(400)
        .body("violations[0].pointer", equalTo("/witnesses/0/seal"));
    verify(Map.of("witnesses", List.of(Map.of("witness", "a", "seal", broken))))
        .then()
        .statusCode(400)
        .body("violations[0].pointer", equalTo("/witnesses/0/seal/root"));
    verify(Map.of("from", 0)).then().statusCode(400);
  }

  @Test
  void seals_come_in_pages_and_keys_in_pem() {
    Response page = EdgeTest.as("ops").get("/api/v1/seals?limit=1");
    page.then().statusCode(200).body("items.size()", equalTo(1));
    if (page.path("next") != null) {
      String rest = "/api/v1/seals?after=" + page.path("next");
      int last = EdgeTest.as("ops").get(rest).path("items[0].last");
      assertThat(last).isLessThan(page.<Integer>path("items[0].first"));
    }
    EdgeTest.as("ops")
        .get("/api/v1/seals/keys")
        .then()
        .statusCode(200)
        .body("[0].id", equalTo(page.path("items[0].keyId")))
        .body("[0].publicKey", startsWith("-----BEGIN PUBLIC KEY-----\n"));
    EdgeTest.as("ops")
        .get("/api/v1/seals?limit=x")
        .then()
        .statusCode(400)
        .body("code", equalTo("page-malformed"));
  }

  @Test
  void witnessed_seals_are_asked_for_by_service() {
    EdgeTest.as("auditor")
        .get("/api/v1/witnessed-seals?source=duty")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
    EdgeTest.as("auditor")
        .get("/api/v1/witnessed-seals")
        .then()
        .statusCode(400)
        .body("code", equalTo("source-malformed"));
  }

  @Test
  void an_event_is_proved_without_its_content() {
    UUID id = mechanism.eventSourcing().store().after(sealing().sealedTo() - 1, 1).getFirst().id();

    Response proof = EdgeTest.as("auditor").get("/api/v1/events/" + id + "/inclusion-proof");

    proof.then().statusCode(200).contentType("text/plain");
    assertThat(proof.asString())
        .startsWith("vigil-inclusion-proof 1\n")
        .contains("event " + id, "service example", "signature ")
        .doesNotContain("张三", "GWYC");
    EdgeTest.as("auditor")
        .get("/api/v1/events/" + UUID.randomUUID() + "/inclusion-proof")
        .then()
        .statusCode(404);
    EdgeTest.as("auditor").get("/api/v1/events/x/inclusion-proof").then().statusCode(404);
  }

  @Test
  void how_far_the_log_is_sealed_is_said_and_measured() {
    given()
        .get("/q/health/ready")
        .then()
        .body("checks.find { it.name == 'event log' }.data.sealedTo", notNullValue())
        .body("checks.find { it.name == 'event log' }.data.unsealed", notNullValue())
        .body("checks.find { it.name == 'event log' }.data.seals", equalTo("ok"));
    assertThat(given().get("/q/metrics").asString())
        .contains("vigil_seal_unsealed", "vigil_seal_contradictions");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
