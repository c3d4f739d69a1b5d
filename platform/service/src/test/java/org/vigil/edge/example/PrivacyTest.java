package org.vigil.edge.example;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.subject.SubjectDataCommand.HoldSubject;
import org.vigil.eventsourcing.subject.SubjectDataDecider;
import org.vigil.eventsourcing.subject.SubjectDataEvent.HoldReason;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.RefusalTexts;
import org.vigil.testing.edge.VigilResource;

/** A person's data over HTTP, the same in every service. */
@QuarkusTest
@OnRealInfrastructure
class PrivacyTest {

  private static final String ERASURES = "/api/v1/subject-erasures";
  private static final String HOLDS = "/api/v1/subject-holds";
  private static final String REVEALS = "/api/v1/reveals";

  @Inject Mechanism mechanism;
  @Inject SubjectIds ids;
  @Inject AgroalDataSource dataSource;

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(VigilResource.token(role));
  }

  private static RequestSpecification send(String role, String key) {
    return as(role).contentType("application/json").header("Idempotency-Key", key);
  }

  private static RequestSpecification send(String role) {
    return send(role, UUID.randomUUID().toString());
  }

  private static String staffNo() {
    return "P" + UUID.randomUUID().toString().substring(0, 12);
  }

  private static String noteAbout(String staffNo) {
    return send("department")
        .body(
            """
            {"department":"GWYC","person":{"name":"赵六","staffNo":"%s"},"urgency":3}
            """
                .formatted(staffNo))
        .post("/api/v1/notes")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String erasure(String staffNo) {
    return """
    {"person":{"staffNo":"%s"},"reason":"REQUESTED_BY_THE_PERSON"}
    """
        .formatted(staffNo);
  }

  private static String hold(String staffNo) {
    return """
    {"person":{"staffNo":"%s"},"reason":"OUTBREAK_CASE","reference":"CASE-2026-001"}
    """
        .formatted(staffNo);
  }

  @Test
  void a_person_is_forgotten_and_the_answer_names_a_pseudonym_only() throws Exception {
    String who = staffNo();
    String note = noteAbout(who);
    assertThat(nameIn(note)).isEqualTo("赵六");

    Response response = send("office").body(erasure(who)).post(ERASURES);

    response
        .then()
        .statusCode(201)
        .body("subjectId", equalTo(ids.of(null, who)))
        .body("keyDeleted", equalTo(true));
    assertThat(response.asString()).doesNotContain(who);
    assertThat(keysOf(who)).isZero();
    mechanism.eventSourcing().vault().forgetCached();
    assertThat(nameIn(note)).isEqualTo(Personal.ERASED);
  }

  /** What the gates keep of somebody is kept under the phone. */
  @Test
  void who_is_named_by_both_numbers_is_held_and_forgotten_under_both() throws Exception {
    String who = staffNo();
    String phone = "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
    String alsoWho = ids.of(phone, null);
    String both = "{\"staffNo\":\"%s\",\"phone\":\"%s\"}".formatted(who, phone);
    String one = "{\"staffNo\":\"%s\"}".formatted(who);
    assertThat(ids.of(phone, who)).isEqualTo(ids.of(null, who));
    noteAbout(who);

    Response held = send("leader").body(hold(who).replace(one, both)).post(HOLDS);

    held.then().statusCode(201).body("subjectId", equalTo(ids.of(null, who)));
    String phoneHold = held.path("phoneHoldId");
    assertThat(phoneHold).startsWith(alsoWho + ".");
    send("leader").post(HOLDS + "/" + held.path("holdId") + "/releases").then().statusCode(204);
    String key = UUID.randomUUID().toString();
    send("office", key)
        .body(erasure(who).replace(one, both))
        .post(ERASURES)
        .then()
        .statusCode(409)
        .body("code", equalTo("subject-held"));
    assertThat(keysOf(who)).isEqualTo(1);
    send("leader").post(HOLDS + "/" + phoneHold + "/releases").then().statusCode(204);

    Response erased = send("office", key).body(erasure(who).replace(one, both)).post(ERASURES);

    erased.then().statusCode(201).body("phoneSubjectId", equalTo(alsoWho));
    assertThat(keysOf(who)).isZero();
    assertThat(erasuresOf(ids.of(null, who))).isEqualTo(1);
    assertThat(erasuresOf(alsoWho)).isEqualTo(1);
    send("office", key)
        .body(erasure(who).replace(one, both))
        .post(ERASURES)
        .then()
        .statusCode(201)
        .body("erasureId", equalTo(erased.path("erasureId")));
    assertThat(erasuresOf(alsoWho)).isEqualTo(1);
  }

  private long erasuresOf(String subject) {
    return mechanism
        .eventSourcing()
        .store()
        .read(new StreamId(SubjectDataDecider.CATEGORY, subject))
        .stream()
        .filter(event -> event.type().startsWith("subject-erased."))
        .count();
  }

  @Test
  void a_repeated_erasure_is_answered_again_and_not_done_again() {
    String who = staffNo();
    String key = UUID.randomUUID().toString();
    noteAbout(who);
    Response first = send("office", key).body(erasure(who)).post(ERASURES);
    noteAbout(who);

    Response again = send("office", key).body(erasure(who)).post(ERASURES);

    again.then().statusCode(201).body("erasureId", equalTo(first.path("erasureId")));
    assertThat(again.header("Vigil-Position")).isEqualTo(first.header("Vigil-Position"));
  }

  @Test
  void an_erasure_names_somebody_and_one_of_the_reasons() {
    send("office")
        .body("{\"person\":{},\"reason\":\"NO_LONGER_NEEDED\"}")
        .post(ERASURES)
        .then()
        .statusCode(400)
        .body("violations.code", hasItem("nobody-named"));
    send("office")
        .body("{\"person\":{\"staffNo\":\"A1\"},\"reason\":\"RETENTION_ENDED\"}")
        .post(ERASURES)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-body"));
  }

  @Test
  void what_a_leader_holds_is_not_erased_until_a_leader_releases_it() throws Exception {
    String who = staffNo();
    noteAbout(who);
    String id =
        send("leader").body(hold(who)).post(HOLDS).then().statusCode(201).extract().path("holdId");

    send("office")
        .body(erasure(who))
        .post(ERASURES)
        .then()
        .statusCode(409)
        .body("code", equalTo("subject-held"));
    send("office")
        .post(HOLDS + "/" + id + "/releases")
        .then()
        .statusCode(409)
        .body("code", equalTo("hold-placed-by-another"));
    assertThat(keysOf(who)).isEqualTo(1);
    String position =
        send("leader")
            .post(HOLDS + "/" + id + "/releases")
            .then()
            .statusCode(204)
            .extract()
            .header("Vigil-Position");
    as("auditor")
        .header("Vigil-At-Least", position)
        .get(HOLDS + "?limit=200")
        .then()
        .statusCode(200)
        .body("items.holdId", not(hasItem(id)));
    send("office").body(erasure(who)).post(ERASURES).then().statusCode(201);
  }

  @Test
  void what_the_office_holds_a_leader_may_release_too() {
    String id = send("office").body(hold(staffNo())).post(HOLDS).path("holdId");

    send("leader").post(HOLDS + "/" + id + "/releases").then().statusCode(204);
  }

  /** A case places its hold by itself, under its own number. */
  @Test
  void what_a_case_holds_is_released_by_nobody_and_said_so_in_two_languages() {
    String who = ids.of(null, staffNo());
    String theCase = UUID.randomUUID().toString();
    String id = who + "." + theCase;
    held(who, id, HoldReason.ACCOUNTABILITY_CASE);

    for (String role : new String[] {"office", "leader"}) {
      send(role)
          .header("Accept-Language", "zh")
          .post(HOLDS + "/" + id + "/releases")
          .then()
          .statusCode(409)
          .body("code", equalTo("hold-ends-with-its-case"))
          .body("title", containsString("案件"))
          .body("detail", containsString(theCase));
      send(role)
          .header("Accept-Language", "en")
          .post(HOLDS + "/" + id + "/releases")
          .then()
          .statusCode(409)
          .body("title", containsString("case"));
    }
  }

  @Test
  void the_holds_in_place_are_listed() {
    String who = staffNo();
    Response held = send("office").body(hold(who)).post(HOLDS);

    as("auditor")
        .header("Vigil-At-Least", held.header("Vigil-Position"))
        .get(HOLDS + "?limit=200")
        .then()
        .statusCode(200)
        .body("items.holdId", hasItem(held.<String>path("holdId")));
  }

  /** All people of a case are held under the case's one id. */
  @Test
  void all_whom_one_case_holds_are_listed_page_by_page() {
    String theCase = "case-" + UUID.randomUUID();
    List<String> people =
        Stream.of(staffNo(), staffNo()).map(no -> ids.of(null, no)).sorted().toList();
    people.forEach(who -> held(who, theCase, HoldReason.OUTBREAK_CASE));
    String position = Long.toString(mechanism.eventSourcing().store().head());

    String after = theCase;
    for (String who : people) {
      after =
          as("auditor")
              .header("Vigil-At-Least", position)
              .get(HOLDS + "?limit=1&after=" + after)
              .then()
              .statusCode(200)
              .body("items.holdId", contains(theCase))
              .body("items.subjectId", contains(who))
              .extract()
              .path("next");
    }
  }

  /** As a policy does it. */
  private void held(String who, String id, HoldReason reason) {
    mechanism
        .eventSourcing()
        .handler(mechanism.eventSourcing().subjects())
        .handle(
            who,
            new HoldSubject(
                who, id, reason, id.substring(id.length() - 36), "a-policy", "reporting"),
            CommandContext.of("a-policy", UUID.randomUUID()));
  }

  @Test
  void a_hold_that_is_not_there_cannot_be_released() {
    String nobody = "0".repeat(32) + "." + UUID.randomUUID();
    send("office")
        .post(HOLDS + "/" + nobody + "/releases")
        .then()
        .statusCode(409)
        .body("code", equalTo("hold-unknown"));
    send("office").post(HOLDS + "/nothing/releases").then().statusCode(404);
  }

  @Test
  void a_repeated_release_is_answered_again() {
    Response held = send("office").body(hold(staffNo())).post(HOLDS);
    String releases = HOLDS + "/" + held.path("holdId") + "/releases";
    String key = UUID.randomUUID().toString();
    send("office", key).post(releases).then().statusCode(204);

    send("office", key).post(releases).then().statusCode(204);
  }

  @Test
  void the_auditor_sees_who_looked_at_whose_data_when_and_for_what() {
    String who = staffNo();
    String note = noteAbout(who);
    String position =
        send("office")
            .body("{\"purpose\":\"流调\"}")
            .post("/api/v1/notes/" + note + "/reveals")
            .then()
            .statusCode(200)
            .body("name", equalTo("赵六"))
            .extract()
            .header("Vigil-Position");

    as("auditor")
        .header("Vigil-At-Least", position)
        .get(REVEALS + "?subjectId=" + ids.of(null, who))
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].purpose", equalTo("流调"))
        .body("items[0].stream", equalTo("note/" + note))
        .body("items[0].actor", equalTo("office"));
  }

  @Test
  void the_list_of_reveals_goes_page_by_page() {
    String note = noteAbout(staffNo());
    Response last = null;
    for (int i = 0; i < 3; i++) {
      last =
          send("office")
              .body("{\"purpose\":\"第" + i + "次\"}")
              .post("/api/v1/notes/" + note + "/reveals");
    }
    Response first =
        as("auditor")
            .header("Vigil-At-Least", last.header("Vigil-Position"))
            .get(REVEALS + "?limit=2");

    first.then().statusCode(200).body("items", hasSize(2));
    as("auditor")
        .get(REVEALS + "?limit=2&after=" + first.path("next"))
        .then()
        .statusCode(200)
        .body("items.position", not(hasItem(first.<Integer>path("items[1].position"))));
    as("auditor").get(REVEALS + "?after=x").then().statusCode(400);
  }

  @Test
  void every_refusal_is_told_in_two_languages() {
    RefusalTexts.check(Note.NoteRefusal.class);
    for (String language : new String[] {"zh", "en"}) {
      send("office")
          .header("Accept-Language", language)
          .post(HOLDS + "/" + "0".repeat(32) + "." + UUID.randomUUID() + "/releases")
          .then()
          .statusCode(409)
          .body("title", not(equalTo("hold-unknown")));
    }
  }

  private String nameIn(String note) {
    return mechanism.eventSourcing().handler(Note.CATEGORY).load(note).state()
            instanceof Note.Open open
        ? open.name()
        : "not open";
  }

  private long keysOf(String staffNo) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from vault.subject_key where subject_id = '"
                    + ids.of(null, staffNo)
                    + "'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
