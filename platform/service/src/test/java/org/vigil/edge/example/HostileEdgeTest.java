package org.vigil.edge.example;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.testing.edge.HostileInput;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.RefusalTexts;
import org.vigil.testing.edge.RolesByOperation;
import org.vigil.testing.edge.ViewTables;
import org.vigil.testing.edge.VigilResource;

/** The edge against those who call it wrongly. */
@QuarkusTest
@OnRealInfrastructure
class HostileEdgeTest {

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  void every_projection_declares_exactly_the_tables_that_it_writes() throws Exception {
    ViewTables.check(mechanism.eventSourcing().followers(), dataSource);
  }

  @Test
  void every_operation_lets_in_who_it_declares_and_nobody_else() throws IOException {
    RolesByOperation.check(port, VigilResource::token);
  }

  @Test
  void two_thousand_five_hundred_malformed_calls_do_nothing_and_repeat_nothing()
      throws IOException {
    HostileInput.check(
        port,
        VigilResource::token,
        () -> HostileInput.byCallers(mechanism.eventSourcing().own()),
        20261123,
        2500);
  }

  @Test
  void every_refusal_is_told_in_two_languages() {
    RefusalTexts.check(Note.NoteRefusal.class);
  }
}
