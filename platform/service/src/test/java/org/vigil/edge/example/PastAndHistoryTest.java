package org.vigil.edge.example;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Questions about the past and about causes, on the smallest service there can be. */
@QuarkusTest
@OnRealInfrastructure
class PastAndHistoryTest {

  private static final String HISTORY = "/api/v1/history";

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  private String note;
  private String correlation;

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  @BeforeEach
  void a_note() {
    Response opened =
        as("department")
            .contentType("application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(
                "{\"department\":\"GWYC\",\"person\":{\"name\":\"张三\",\"staffNo\":\"A0017\"},\"urgency\":3}")
            .post("/api/v1/notes");
    note = opened.then().statusCode(201).extract().path("id");
    correlation = opened.header("Vigil-Correlation-Id");
  }

  private RequestSpecification auditor() {
    return as("auditor")
        .header("Vigil-At-Least", Long.toString(mechanism.eventSourcing().store().head()));
  }

  private StoredEvent first() {
    return mechanism.eventSourcing().store().after(0, 1).getFirst();
  }

  private ValidatableResponse present(String parameter, String value) {
    return as("office")
        .queryParam(parameter, value)
        .get("/api/v1/notes/" + note + "/present")
        .then();
  }

  // asOf and validAt

  @Test
  void the_bounds_are_told_in_both_languages() {
    Instant beginning = first().recordedAt();
    present("asOf", beginning.minusMillis(1).toString())
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("instant-out-of-bounds"))
        .body("title", equalTo("所问时刻超出可查询的范围"))
        .body("detail", containsString(beginning + " 与 "));
    as("office")
        .header("Accept-Language", "en")
        .queryParam("validAt", "2999-01-01T00:00:00Z")
        .get("/api/v1/notes/" + note + "/present")
        .then()
        .statusCode(400)
        .body("detail", containsString("validAt may lie between "));
  }

  @Test
  void the_bounds_themselves_can_be_asked_about() {
    Instant beginning = first().recordedAt();
    present("asOf", beginning.toString()).statusCode(200);
    present("asOf", Wiring.START.toString()).statusCode(200);
    present("validAt", beginning.minus(Duration.ofDays(366)).toString()).statusCode(200);
    present("validAt", beginning.minus(Duration.ofDays(366)).minusMillis(1).toString())
        .statusCode(400);
  }

  @Test
  void an_offset_whose_plus_came_as_a_blank_is_understood() {
    as("office")
        .urlEncodingEnabled(false)
        .get("/api/v1/notes/" + note + "/present?asOf=2026-11-23T08:00:00+08:00")
        .then()
        .statusCode(200)
        .body("open", equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?asOf=", "?asOf=%20", "?asOf=2026", "?validAt=now", "?asOf=1&asOf=2"})
  void what_is_no_instant_is_not_answered_with_the_present(String query) {
    as("office")
        .urlEncodingEnabled(false)
        .get("/api/v1/notes/" + note + "/present" + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("instant-malformed"));
  }

  @Test
  void an_operation_that_knows_only_what_was_recorded_refuses_to_say_what_was_true() {
    String path = "/api/v1/notes/" + note + "/known";
    as("office")
        .queryParam("asOf", Wiring.START.toString())
        .get(path)
        .then()
        .statusCode(200)
        .body("open", equalTo(true));
    as("office")
        .queryParam("asOf", first().recordedAt().minusMillis(1).toString())
        .get(path)
        .then()
        .statusCode(400)
        .body("code", equalTo("instant-out-of-bounds"));
    as("office")
        .queryParam("validAt", Wiring.START.toString())
        .get(path)
        .then()
        .statusCode(400)
        .body("code", equalTo("no-past-here"));
  }

  @Test
  void an_operation_without_a_past_says_so() {
    as("office")
        .queryParam("asOf", Wiring.START.toString())
        .get("/api/v1/notes/" + note)
        .then()
        .statusCode(400)
        .body("code", equalTo("no-past-here"));
  }

  // History

  @Test
  void a_call_is_explained_by_who_asked_and_when_without_content() {
    Response page = auditor().queryParam("correlationId", correlation).get(HISTORY);

    page.then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].type", equalTo("vigil.example.note-opened.v1"))
        .body("items[0].service", equalTo("example"))
        .body("items[0].stream", equalTo("note/" + note))
        .body("items[0].actor", notNullValue())
        .body("items[0].occurredAt", notNullValue())
        .body("items[0].knownAt", notNullValue())
        .body("items[0].recordedAt", notNullValue())
        .body("items[0].causationId", nullValue())
        .body("next", nullValue());
    Response one = as("office").get(HISTORY + "/" + page.path("items[0].id"));
    one.then().statusCode(200).body("event.correlationId", equalTo(correlation));
    assertThat(page.asString() + one.asString()).doesNotContain("张", "A0017", "urgency");
  }

  @Test
  void a_long_history_is_read_in_pages() {
    for (int i = 0; i < 3; i++) {
      as("department")
          .contentType("application/json")
          .header("Vigil-Correlation-Id", correlation)
          .header("Idempotency-Key", UUID.randomUUID().toString())
          .body(
              "{\"department\":\"GWYC\",\"person\":{\"name\":\"李四\",\"staffNo\":\"A1\"},\"urgency\":3}")
          .post("/api/v1/notes")
          .then()
          .statusCode(201);
    }

    Response first =
        auditor().queryParam("correlationId", correlation).queryParam("limit", 3).get(HISTORY);
    Response second =
        auditor()
            .queryParam("correlationId", correlation)
            .queryParam("limit", 3)
            .queryParam("after", first.<String>path("next"))
            .get(HISTORY);

    first.then().body("items", hasSize(3));
    second.then().body("items", hasSize(1)).body("next", nullValue());
    List<String> shown = first.path("items.id");
    assertThat(shown).doesNotContain(second.<String>path("items[0].id")).doesNotHaveDuplicates();
  }

  @Test
  void an_event_that_is_not_here_is_not_found() {
    as("auditor").get(HISTORY + "/" + UUID.randomUUID()).then().statusCode(404);
    as("auditor").get(HISTORY + "/a%00b").then().statusCode(404);
    auditor()
        .queryParam("correlationId", UUID.randomUUID().toString())
        .get(HISTORY)
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?correlationId=x",
        "?causationId=13812345678",
        "?correlationId=00000000-0000-4000-8000-000000000000&causationId=00000000-0000-4000-8000-000000000000"
      })
  void a_question_for_nothing_or_for_two_things_is_told_so(String query) {
    as("auditor")
        .get(HISTORY + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("history-of-what"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "own-", "own-9999999999999999999", "other-1", "own-1\u0000"})
  void a_place_that_is_none_is_told_so(String after) {
    as("auditor")
        .queryParam("correlationId", correlation)
        .queryParam("after", after)
        .get(HISTORY)
        .then()
        .statusCode(400)
        .body("code", equalTo("page-malformed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"department", "ops"})
  void who_need_not_know_is_not_told(String role) {
    as(role).queryParam("correlationId", correlation).get(HISTORY).then().statusCode(403);
    as(role).get(HISTORY + "/" + UUID.randomUUID()).then().statusCode(403);
  }

  @Test
  void what_was_received_explains_too() throws Exception {
    UUID effect = UUID.randomUUID();
    StoredEvent cause =
        mechanism.eventSourcing().store().read(new StreamId("note", note)).getFirst();
    Metadata metadata =
        new Metadata(
            "when-noted-raise",
            UUID.fromString(correlation),
            cause.id(),
            Wiring.START,
            Wiring.START,
            null);

    receive(effect, EventCatalog.bytes(metadata));

    Awaitility.await()
        .untilAsserted(
            () ->
                auditor()
                    .get(HISTORY + "/" + cause.id())
                    .then()
                    .statusCode(200)
                    .body("effects.id", contains(effect.toString()))
                    .body("effects[0].service", equalTo("reporting"))
                    .body("effects[0].actor", equalTo("when-noted-raise")));
    auditor()
        .queryParam("causationId", cause.id().toString())
        .get(HISTORY)
        .then()
        .body("items.id", contains(effect.toString()));
  }

  /** Writes what the intake writes for an event of a type that this service does not read. */
  private void receive(UUID id, byte[] metadata) throws SQLException {
    try (Connection tx = dataSource.getConnection();
        PreparedStatement statement =
            tx.prepareStatement(
                """
                with head as (
                  update received_head set position = position + 1 returning position
                )
                insert into received (position, source, source_position, stream, version, id,
                  type, recorded_at, metadata, data)
                select position, 'reporting', 1, 'escalation/' || ?::text, 1, ?,
                  'escalation-raised.v1', now(), ?, '{}'
                from head
                """)) {
      statement.setString(1, id.toString());
      statement.setObject(2, id);
      statement.setBytes(3, metadata);
      statement.executeUpdate();
    }
  }
}
