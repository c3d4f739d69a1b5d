package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.testing.Contracts;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** What duty-service says about its events, of whatever version. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class DutyHistoryTest {

  @Inject Mechanism mechanism;

  @Test
  void a_call_is_explained_by_what_it_recorded() {
    Response defined =
        given()
            .auth()
            .oauth2(VigilResource.token("office"))
            .contentType("application/json")
            .body("{\"name\":\"中门\",\"middleGate\":true,\"department\":\"AQBW\",\"open\":true}")
            .put("/api/v1/exits/HISTORY");
    String correlation = defined.then().statusCode(200).extract().header("Vigil-Correlation-Id");

    given()
        .auth()
        .oauth2(VigilResource.token("auditor"))
        .header("Vigil-At-Least", defined.header("Vigil-Position"))
        .queryParam("correlationId", correlation)
        .get("/api/v1/history")
        .then()
        .statusCode(200)
        .body("items[0].type", equalTo("vigil.duty.exit-registered.v1"))
        .body("items[0].stream", equalTo("exit/HISTORY"));
  }

  @Test
  void no_view_of_this_service_is_asked_about_the_past_without_an_answer() {
    given()
        .auth()
        .oauth2(VigilResource.token("auditor"))
        .queryParam("asOf", Instant.now().toString())
        .get("/api/v1/gate-counts")
        .then()
        .statusCode(400)
        .body("code", equalTo("no-past-here"));
  }

  @Test
  void every_contract_that_was_ever_published_reads() {
    Contracts.replay(mechanism.eventSourcing().catalog(), mechanism.eventSourcing().reads());
  }
}
