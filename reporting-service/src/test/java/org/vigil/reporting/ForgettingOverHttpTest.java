package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Follower;
import org.vigil.reporting.accountability.domain.CaseCommand.OpenLead;
import org.vigil.reporting.accountability.domain.CaseDecider;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** A person disappears from every view of the service, the office's feed among them. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class ForgettingOverHttpTest {

  private static final String PHONE = "13711112222";

  @Inject Mechanism mechanism;

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(VigilResource.token(role));
  }

  private static RequestSpecification send(String role) {
    return as(role)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  @Test
  void who_is_forgotten_is_scrubbed_from_the_report_and_from_the_feed() throws Exception {
    Instant now = Instant.now();
    String id =
        send("department")
            .body(
                """
                {"department":"GWYC","person":{"name":"欧阳修","phone":"%s"},
                 "symptoms":["FEVER"],"temperatureCelsius":38.2,"onsetAt":"%s","knownAt":"%s"}
                """
                    .formatted(PHONE, now.minusSeconds(7200), now.minusSeconds(60)))
            .post("/api/v1/symptom-reports")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    await().atMost(Duration.ofSeconds(20)).until(() -> feed().contains("欧*"));

    Response erased =
        send("office")
            .body(
                """
                {"person":{"phone":"%s"},"reason":"REQUESTED_BY_THE_PERSON"}
                """
                    .formatted(PHONE))
            .post("/api/v1/subject-erasures");

    erased.then().statusCode(201);
    everyFollowerReaches(Long.parseLong(erased.header("Vigil-Position")));
    as("office")
        .get("/api/v1/symptom-reports/" + id)
        .then()
        .statusCode(200)
        .body("person.name", equalTo(Personal.ERASED))
        .body("person.phone", equalTo(Personal.ERASED))
        .body(not(containsString("FEVER")))
        .body(not(containsString("38.2")));
    assertThat(feed()).doesNotContain("欧*").contains(Personal.ERASED);
    assertThat(mechanism.eventSourcing().parking().list()).isEmpty();
  }

  @Test
  void the_words_of_a_lead_about_nobody_are_gone_with_the_key_of_its_stream() throws Exception {
    String words = "走廊第三间办公室的那位疑似未上报";
    String id = UUID.randomUUID().toString();
    mechanism
        .eventSourcing()
        .handler(CaseDecider.CATEGORY)
        .handle(
            id,
            new OpenLead(
                Ground.REPORTING_BREACH,
                "3.11-b",
                "GWYC",
                null,
                null,
                words,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                null,
                List.of(UUID.randomUUID().toString())),
            CommandContext.of("test", UUID.randomUUID()));
    String owner = PersonalColumns.ofNobody(new StreamId("accountability-case", id));
    await().atMost(Duration.ofSeconds(20)).until(() -> lead(id).contains(words));

    long position = Retention.ended(mechanism.eventSourcing(), owner);

    everyFollowerReaches(position);
    assertThat(lead(id)).doesNotContain(words).contains(Personal.ERASED);
    assertThat(mechanism.eventSourcing().parking().list()).isEmpty();
  }

  private static String lead(String id) {
    return as("auditor")
        .queryParam("limit", 200)
        .get("/api/v1/accountability-cases")
        .jsonPath()
        .getString("items.find { it.id == '" + id + "' }");
  }

  /** A column that a view declares and does not have would show as a parked stream. */
  private void everyFollowerReaches(long position) throws InterruptedException {
    for (Follower follower : mechanism.eventSourcing().followers().all()) {
      if (!follower.name().endsWith("@received")) {
        assertThat(follower.await(position, Duration.ofSeconds(20))).as(follower.name()).isTrue();
      }
    }
  }

  private static String feed() {
    return as("office").get("/api/v1/escalation-feed?limit=500").asString();
  }
}
