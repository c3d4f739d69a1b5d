package org.vigil.disinfection.meeting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyParameterDecided;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;
import org.vigil.testing.infra.Neighbour;
import org.vigil.testing.infra.RealKafka;

/** A room that nobody disinfects, by the time that the leading group has decided (3.9-c). */
@QuarkusTest
@OnRealInfrastructure
class MeetingTurnRoundOverKafkaTest {

  private static final String ROOMS = "/api/v1/meeting-rooms/";
  private static final String SERVICE = "department-HYFW";
  private static final String PARAMETER = "disinfection.meeting-turn-round";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @Inject AgroalDataSource dataSource;
  @Inject Policies policies;

  private final String code =
      "T-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
  private Neighbour reporting;

  @BeforeEach
  void a_room_is_there_and_a_second_is_all_it_has() {
    reporting =
        new Neighbour(
            "reporting", RealKafka.shared().bootstrapServers(), PolicyParameterDecided.class);
    reporting.publish(
        reporting.recorded(
            "policy-parameter/" + PARAMETER,
            1,
            new PolicyParameterDecided(
                PARAMETER,
                AT_ONCE.toString(),
                Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS),
                "组长",
                "会议纪要")));
    await()
        .atMost(SOON)
        .until(
            () -> {
              policies.refresh();
              return policies.duration(PARAMETER, Instant.now()).equals(AT_ONCE);
            });
    as(SERVICE)
        .contentType("application/json")
        .body("{\"name\":\"第二会议室\",\"department\":\"HYFW\"}")
        .put(ROOMS + code)
        .then()
        .statusCode(200);
  }

  @AfterEach
  void reporting_service_goes() {
    reporting.close();
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static Response send(String token, String path, String body) {
    return as(token)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(ROOMS + path);
  }

  private List<String> facts() {
    return Sql.list(
        dataSource,
        "select type from event where stream = ? order by version",
        row -> row.getString(1),
        "meeting-room/" + code);
  }

  @Test
  void obligation_3_9_c_a_room_that_is_not_disinfected_by_its_time_is_overdue_and_stays_so() {
    Instant now = Instant.now();
    String meeting =
        code
            + "/meetings/"
            + send(
                    "department",
                    code + "/meetings",
                    """
                    {"department":"GWYC","requestedBy":"GW-018","attendees":1,"startsAt":"%s",
                     "endsAt":"%s"}
                    """
                        .formatted(now, now.plusSeconds(3_600)))
                .<String>path("id");
    send(SERVICE, meeting + "/approvals", "{\"approvedBy\":\"HY-001\"}").then().statusCode(200);
    send(SERVICE, meeting + "/starts", "{\"at\":\"%s\"}".formatted(now)).then().statusCode(200);
    send(SERVICE, meeting + "/ends", "{\"at\":\"%s\"}".formatted(now)).then().statusCode(200);

    await().atMost(SOON).until(() -> facts().contains("meeting-room-turn-round-overdue.v1"));

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                as("leader")
                    .get(ROOMS)
                    .then()
                    .body("find { it.code == '" + code + "' }.overdue", equalTo(true))
                    .body("find { it.code == '" + code + "' }.status", equalTo("DIRTY")));
    Response clean =
        send(
            SERVICE,
            code + "/disinfections",
            """
            {"startedAt":"%s","finishedAt":"%s","by":"HY-008","agent":"84消毒液","cupware":"CLEANED"}
            """
                .formatted(now, Instant.now()));
    clean.then().statusCode(201).body("released", equalTo(true));
    as(SERVICE)
        .header("Vigil-At-Least", clean.header("Vigil-Position"))
        .get(ROOMS + code + "/meetings")
        .then()
        .body("items.disinfectionOverdue", contains(true));
    assertThat(facts())
        .containsOnlyOnce("meeting-room-turn-round-overdue.v1")
        .endsWith("meeting-room-released.v1");
  }
}
