package org.vigil.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.vigil.edge.Mechanism;
import org.vigil.edge.SubjectIds;
import org.vigil.testing.SettableClock;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.ReplayedViews;

/**
 * Every view of the service, each found by itself. A view that the history does not reach fails,
 * until {@link LivedHistory} tells something of it.
 */
@QuarkusTest
@TestProfile(EveryViewTest.ByHand.class)
@OnRealInfrastructure(kafka = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryViewTest {

  private static final Instant START = Instant.parse("2022-11-03T01:00:00Z");

  @Inject AgroalDataSource dataSource;
  @Inject Mechanism mechanism;
  @Inject SettableClock clock;
  @Inject ZoneId zone;
  @Inject SubjectIds ids;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private ReplayedViews views;

  /** Nothing happens by itself, and time stands still. */
  public static class ByHand implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("vigil.follow", "false");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(Standing.class);
    }
  }

  /** The clock that the test forwards. */
  @Alternative
  @Singleton
  public static class Standing {

    @Produces
    @Singleton
    SettableClock clock() {
      return new SettableClock(START);
    }
  }

  @BeforeAll
  void a_history_is_lived() throws SQLException {
    new LivedHistory(dataSource, mechanism.eventSourcing(), clock, zone, ids, port).live();
    assertThat(mechanism.eventSourcing().parking().list()).isEmpty();
    views = new ReplayedViews(mechanism.eventSourcing(), dataSource);
  }

  @Test
  void the_history_reaches_every_table_of_every_view() throws SQLException {
    views.everyTableHasARow();
  }

  @Test
  void every_event_that_a_view_reads_has_happened() {
    views.everyEventThatIsReadHasHappened();
  }

  @Test
  void the_whole_history_once_more_changes_no_row() {
    views.theHistoryOnceMoreChangesNothing();
  }

  @Test
  void built_anew_of_doubled_events_every_view_has_the_same_rows() {
    views.builtAnewOfDoubledEventsItIsTheSame();
  }

  @Test
  void built_anew_at_once_every_view_has_the_same_rows() {
    views.builtAnewAtOnceItIsTheSame();
  }

  @Test
  void built_anew_by_the_service_every_view_has_the_same_rows() throws SQLException {
    views.builtAnewByTheServiceItIsTheSame();
  }
}
