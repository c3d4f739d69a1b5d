package org.vigil.disinfection.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

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
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;
import org.vigil.testing.infra.Neighbour;
import org.vigil.testing.infra.RealKafka;

/** What a case of reporting-service asks for comes over Kafka, where anything may come again. */
@QuarkusTest
@OnRealInfrastructure
class CaseDisinfectionOverKafkaTest {

  private static final String ORDERS = "/api/v1/terminal-disinfections";

  @Inject AgroalDataSource dataSource;
  @Inject Mechanism mechanism;

  private final String caseId = UUID.randomUUID().toString();
  private final Instant requestedAt = Instant.now().minusSeconds(60);
  private Neighbour reporting;

  @BeforeEach
  void reporting_service_is_there() {
    reporting =
        new Neighbour(
            "reporting",
            RealKafka.shared().bootstrapServers(),
            TerminalDisinfectionRequested.class);
  }

  @AfterEach
  void reporting_service_goes() {
    reporting.close();
  }

  private StoredEvent requested(String stream, int version, boolean drill, String... zones) {
    return reporting.recorded(
        "outbreak-case/" + stream,
        version,
        new TerminalDisinfectionRequested(
            caseId,
            List.of(zones),
            drill,
            requestedAt,
            new TerminalDisinfectionRequested.Due(requestedAt.plusSeconds(86_400))));
  }

  /** Delivers in this order, and lets everything come of it that comes of it. */
  private void delivered(StoredEvent... events) {
    reporting.deliver(mechanism.eventSourcing(), dataSource, events);
  }

  /** What is stored of this case's orders, as it is stored. */
  private List<String> stored(String type) {
    return Sql.list(
        dataSource,
        "select convert_from(data, 'UTF8') from event where type = ?"
            + " and strpos(convert_from(data, 'UTF8'), ?) > 0 order by position",
        row -> row.getString(1),
        type,
        caseId);
  }

  private List<String> orders() {
    return Sql.list(
        dataSource,
        "select zone || ' ' || id from terminal_disinfection where id in (select"
            + " substr(stream, length('terminal-disinfection/') + 1) from event where type ="
            + " 'case-disinfection-ordered.v1' and strpos(convert_from(data, 'UTF8'), ?) > 0)"
            + " order by zone",
        row -> row.getString(1),
        caseId);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static Response done(String order, Instant at) {
    return as("department-ZHGL")
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body("{\"doneAt\":\"%s\",\"by\":\"ZH-008\",\"agent\":\"含氯消毒剂\"}".formatted(at))
        .post(ORDERS + "/" + order + "/completions");
  }

  @Test
  void obligation_3_6_d_each_zone_of_a_case_is_ordered_once_done_and_told_to_the_case() {
    StoredEvent request = requested(caseId, 1, false, "HALL-1", "LIFT-2", "HALL-1");
    StoredEvent elsewhere = requested(UUID.randomUUID().toString(), 1, false, "LIFT-2");

    delivered(request, elsewhere, request);
    delivered(elsewhere, request);

    List<String> orders = orders();
    assertThat(orders).hasSize(2);
    assertThat(orders.get(0)).startsWith("HALL-1 ");
    assertThat(orders.get(1)).startsWith("LIFT-2 ");
    String order = orders.get(0).substring("HALL-1 ".length());
    as("department-ZHGL")
        .get(ORDERS + "/" + order)
        .then()
        .statusCode(200)
        .body("ofCase", equalTo(true))
        .body("maskedName", nullValue())
        .body("dueAt", equalTo(requestedAt.plusSeconds(86_400).toString()));

    done(order, requestedAt.minusSeconds(1))
        .then()
        .statusCode(409)
        .body("code", equalTo("terminal-disinfection-before-request"));
    done(order, Instant.now()).then().statusCode(200);

    assertThat(stored("case-zone-disinfected.v1"))
        .singleElement()
        .asString()
        .contains("HALL-1", "ZHGL", order);
    assertThat(stored("case-disinfection-ordered.v1"))
        .allSatisfy(one -> assertThat(one).contains("BGS").doesNotContain("GWYC", "person"));
  }

  @Test
  void a_request_that_overtook_what_came_before_it_is_ordered_once() {
    StoredEvent first = requested(caseId, 1, true, "HALL-1");
    StoredEvent second = requested(caseId, 2, false, "HALL-1");

    delivered(second, first, second, first);

    assertThat(orders()).hasSize(1);
  }

  @Test
  void the_request_of_a_drill_orders_nothing() {
    delivered(requested(caseId, 1, true, "HALL-1"));

    assertThat(orders()).isEmpty();
  }

  @Test
  void an_order_of_a_case_names_nobody_afterwards_and_only_the_office_cancels_it() {
    delivered(requested(caseId, 1, false, "HALL-1"));
    String order = orders().getFirst().substring("HALL-1 ".length());
    String person =
        """
        {"content":{"zone":null,"place":"305",
        "person":{"name":"张三丰","staffNo":"GW-017","phone":null}},"reason":"补充姓名"}
        """;
    String mistaken = "{\"mistaken\":true,\"reason\":\"区域有误\"}";

    send("office", order + "/corrections", person)
        .then()
        .statusCode(409)
        .body("code", equalTo("terminal-disinfection-of-a-case"));
    send("department-ZHGL", order + "/cancellations", mistaken)
        .then()
        .statusCode(403)
        .body("code", equalTo("other-department"));
    send("office", order + "/cancellations", mistaken).then().statusCode(200);
  }

  private static Response send(String token, String path, String body) {
    return as(token)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(ORDERS + "/" + path);
  }
}
