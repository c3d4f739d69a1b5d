package org.vigil.reporting.outbreakcase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.reporting.intake.CaseZoneDisinfected;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;
import org.vigil.testing.infra.Neighbour;
import org.vigil.testing.infra.RealKafka;

/** That a case's zones are disinfected comes over Kafka, where anything may come again. */
@QuarkusTest
@OnRealInfrastructure
class CaseZonesOverKafkaTest {

  private static final String CASES = "/api/v1/outbreak-cases";

  @Inject AgroalDataSource dataSource;
  @Inject Mechanism mechanism;

  private Neighbour disinfection;
  private String caseId = "";

  @BeforeEach
  void a_case_has_asked_for_two_zones() {
    disinfection =
        new Neighbour(
            "disinfection", RealKafka.shared().bootstrapServers(), CaseZoneDisinfected.class);
    String now = Instant.now().toString();
    caseId =
        send(
                CASES,
                """
                {"department":"GWYC","person":{"name":"张小明","phone":"13800000017"},
                "grounds":"SUSPECTED","knownAt":"%s","drill":false}
                """
                    .formatted(now))
            .path("id");
    step("isolations", "{\"at\":\"%s\",\"place\":\"定点医院\"}".formatted(now));
    step("authority-notices", "{\"at\":\"%s\",\"authority\":\"区疾控中心\"}".formatted(now));
    step("contact-listings", "{}");
    step("disinfection-requests", "{\"zones\":[\"HALL-1\",\"LIFT-2\"]}");
  }

  @AfterEach
  void disinfection_service_goes() {
    disinfection.close();
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static Response send(String path, String body) {
    return as("office")
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(path);
  }

  private Response step(String step, String body) {
    return send(CASES + "/" + caseId + "/" + step, body);
  }

  private Response close() {
    return step("closures", "{\"result\":\"RULED_OUT\"}");
  }

  private StoredEvent done(String zone) {
    return disinfection.recorded(
        "terminal-disinfection/" + caseId + "-" + zone,
        1,
        new CaseZoneDisinfected(caseId, zone, "ZHGL", Instant.now()));
  }

  /** Delivers in this order, and lets everything come of it that comes of it. */
  private void delivered(StoredEvent... events) {
    disinfection.deliver(mechanism.eventSourcing(), dataSource, events);
  }

  private List<String> story() {
    return Sql.list(
        dataSource,
        "select type from event where stream = ? and type like '%disinf%' order by version",
        row -> row.getString(1),
        "outbreak-case/" + caseId);
  }

  @Test
  void obligation_3_6_d_the_last_zone_that_is_done_ends_the_step_and_then_the_case_closes() {
    StoredEvent hall = done("HALL-1");
    StoredEvent lift = done("LIFT-2");

    delivered(lift, lift);
    close().then().statusCode(409).body("code", equalTo("steps-left-out"));
    delivered(hall, lift, hall);

    assertThat(story())
        .containsExactly(
            "terminal-disinfection-requested.v1",
            "outbreak-case-zone-disinfected.v1",
            "outbreak-case-zone-disinfected.v1",
            "case-disinfection-completed.v1");
    as("office")
        .get(CASES + "/" + caseId)
        .then()
        .body("steps.findAll { it.doneAt == null }.step", contains("CLOSURE"));
    close().then().statusCode(200);
  }

  @Test
  void what_the_office_has_said_itself_is_not_said_again() {
    step("disinfections", "{\"at\":\"%s\",\"by\":\"区疾控消杀队\"}".formatted(Instant.now()))
        .then()
        .statusCode(200);

    delivered(done("HALL-1"), done("LIFT-2"));

    assertThat(story())
        .containsExactly(
            "terminal-disinfection-requested.v1",
            "case-disinfection-completed.v1",
            "outbreak-case-zone-disinfected.v1",
            "outbreak-case-zone-disinfected.v1");
  }
}
