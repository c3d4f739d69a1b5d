package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.accountability.Received;
import org.vigil.testing.SettableClock;
import org.vigil.testing.edge.VigilResource;

/**
 * How {@link LivedHistory} is told: through the edge, as its callers do; what others publish is put
 * where the intake puts it. The service is moved on by this, not by threads.
 */
abstract class HistoryTeller {

  static final String HEAD = "13700002222";
  static final String PATIENT = "{\"name\":\"张三丰\",\"phone\":\"13800005678\"}";
  static final String OTHER = "{\"name\":\"李四\",\"phone\":\"13900001111\"}";
  static final String MEMBER = "{\"name\":\"孙成\",\"staffNo\":\"GW-018\"}";

  private static final String API = "/api/v1/";

  final DataSource dataSource;
  final EventSourcing eventSourcing;
  final SettableClock clock;
  final ZoneId zone;
  final SubjectIds ids;
  final Received received;
  private final int port;

  HistoryTeller(
      DataSource dataSource,
      EventSourcing eventSourcing,
      SettableClock clock,
      ZoneId zone,
      SubjectIds ids,
      int port) {
    this.dataSource = dataSource;
    this.eventSourcing = eventSourcing;
    this.clock = clock;
    this.zone = zone;
    this.ids = ids;
    this.received = new Received(dataSource, clock);
    this.port = port;
  }

  Instant in(Duration time) {
    return clock.instant().plus(time);
  }

  Instant ago(int minutes) {
    return clock.instant().minus(Duration.ofMinutes(minutes));
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  static Response taken(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isBetween(200, 204);
    return response;
  }

  Response post(String who, String path, String body) {
    return taken(
        given()
            .port(port)
            .auth()
            .oauth2(VigilResource.token(who))
            .contentType("application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(body)
            .post(API + path));
  }

  void put(String who, String path, String body) {
    taken(
        given()
            .port(port)
            .auth()
            .oauth2(VigilResource.token(who))
            .contentType("application/json")
            .body(body)
            .put(API + path));
  }

  Response get(String who, String path) {
    return taken(given().port(port).auth().oauth2(VigilResource.token(who)).get(API + path));
  }

  String created(String who, String path, String body) {
    return post(who, path, body).path("id");
  }

  /** Lets everything that follows from what has happened happen, and seals it. */
  void settle() throws SQLException {
    long head =
        Sql.list(dataSource, "select position from received_head", row -> row.getLong(1))
            .getFirst();
    // The log looks into the database only now and then when nobody tells it of an arrival.
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> head == 0 || !eventSourcing.received().after(head - 1, 1).isEmpty());
    eventSourcing.drain();
    while (eventSourcing.sealing().sealer().step() > 0) {
      // Until nothing is left to be sealed.
    }
  }

  void forward(Duration time) throws SQLException {
    clock.forward(time);
    settle();
  }
}
