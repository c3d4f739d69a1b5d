package org.vigil.edge;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.vigil.eventsourcing.projection.Follower;
import org.vigil.eventsourcing.runtime.EventSourcing;

/**
 * Ready means that commands are accepted, for which the database is enough. What else does not work
 * is said beside it: a service works while Kafka and all others are down.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class Readiness implements HealthCheck {

  private final Mechanism mechanism;
  private final AgroalDataSource dataSource;

  @Inject
  Readiness(Mechanism mechanism, AgroalDataSource dataSource) {
    this.mechanism = mechanism;
    this.dataSource = dataSource;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("event log");
    EventSourcing vigil = mechanism.eventSourcing();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select position from log_head");
      long head = vigil.own().head();
      answer.withData("position", head).withData("parkedStreams", vigil.parking().count());
      String doubt = vigil.deadlines().watch().doubt();
      answer.withData("clock", doubt == null ? "ok" : "deadlines wait: " + doubt);
      if (vigil.relay() != null) {
        String error = vigil.relay().lastError();
        answer.withData("relay", error == null ? "ok" : "degraded: " + error);
      }
      if (vigil.intake() != null) {
        String error = vigil.intake().lastError();
        answer.withData("intake", error == null ? "ok" : "degraded: " + error);
      }
      if (vigil.sealing() != null) {
        String error = vigil.sealing().lastError();
        answer
            .withData("sealedTo", vigil.sealing().sealedTo())
            .withData("unsealed", vigil.sealing().unsealed())
            .withData("seals", error == null ? "ok" : "degraded: " + error);
      }
      for (Follower follower : vigil.followers().all()) {
        if (follower.lastError() != null) {
          answer.withData(follower.name(), "degraded: " + follower.lastError());
        }
      }
      return answer.up().build();
    } catch (SQLException e) {
      return answer
          .withData("reason", "the database does not answer (SQL state " + e.getSQLState() + ")")
          .down()
          .build();
    }
  }
}
