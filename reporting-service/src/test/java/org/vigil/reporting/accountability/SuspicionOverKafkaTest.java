package org.vigil.reporting.accountability;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.intake.Intake;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.store.StoredEvent;
import org.vigil.reporting.intake.DutyCheckInMissed;
import org.vigil.reporting.intake.PostAbandonmentSuspected;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.infra.Neighbour;
import org.vigil.testing.infra.RealKafka;

/** What duty-service suspects comes over Kafka, where anything may come again. */
@QuarkusTest
@OnRealInfrastructure
class SuspicionOverKafkaTest {

  @Inject AgroalDataSource dataSource;
  @Inject Mechanism mechanism;

  private final String shift = "JGDW.DUTY." + UUID.randomUUID();
  private final String subject = UUID.randomUUID().toString().replace("-", "");
  private Neighbour duty;

  @BeforeEach
  void duty_service_is_there() {
    duty =
        new Neighbour(
            "duty",
            RealKafka.shared().bootstrapServers(),
            DutyCheckInMissed.class,
            PostAbandonmentSuspected.class);
  }

  @AfterEach
  void duty_service_goes() {
    duty.close();
  }

  private StoredEvent missed(int version) {
    return duty.recorded(
        "duty-shift/" + shift,
        version,
        new DutyCheckInMissed(shift, "JGDW", subject, "吕*", version));
  }

  private StoredEvent suspected(String stream, int version) {
    return duty.recorded(
        "duty-shift/" + stream,
        version,
        new PostAbandonmentSuspected(shift, "JGDW", subject, "吕*"));
  }

  /** Delivers in this order, and lets everything come of it that comes of it. */
  private void delivered(StoredEvent... events) {
    duty.deliver(mechanism.eventSourcing(), dataSource, events);
  }

  private List<String> texts(String sql, String parameter) {
    return Sql.list(dataSource, sql, row -> row.getString(1), parameter);
  }

  /** How often the suspicion was told, for each escalation that is about it. */
  private List<String> escalations() {
    return texts(
        "select signals::text from escalation"
            + " where kind = 'POST_ABANDONMENT_SUSPECTED' and subject_id = ?",
        shift);
  }

  /** The leads that an event has opened or is evidence of. */
  private List<String> leads(StoredEvent evidence) {
    return texts(
        "select distinct stream from event where stream like 'accountability-case/%'"
            + " and strpos(convert_from(data, 'UTF8'), ?) > 0",
        evidence.id().toString());
  }

  private List<String> received() {
    return texts(
        "select id::text from received where strpos(convert_from(data, 'UTF8'), ?) > 0", shift);
  }

  private List<String> gaps() throws SQLException {
    return mechanism.eventSourcing().parking().list().stream()
        .filter(parked -> parked.stream().contains(shift))
        .map(parked -> parked.follower() + " " + parked.stream())
        .toList();
  }

  @Test
  void a_suspicion_that_comes_twice_and_behind_what_came_later_is_one_escalation_and_one_lead()
      throws SQLException {
    StoredEvent first = missed(1);
    StoredEvent second = missed(2);
    StoredEvent suspicion = suspected(shift, 3);
    StoredEvent elsewhere = suspected(UUID.randomUUID().toString(), 1);

    delivered(first, second, suspicion, elsewhere);
    delivered(elsewhere, suspicion, first, suspicion, second, elsewhere, suspicion);

    assertThat(escalations()).containsExactly("2");
    assertThat(leads(suspicion)).hasSize(1).isEqualTo(leads(elsewhere));
    assertThat(received())
        .containsExactlyInAnyOrder(
            first.id().toString(),
            second.id().toString(),
            suspicion.id().toString(),
            elsewhere.id().toString());
    assertThat(gaps()).isEmpty();
  }

  @Test
  void a_suspicion_that_overtook_what_came_before_it_rings_once_and_the_gap_is_shown()
      throws SQLException {
    StoredEvent first = missed(1);
    StoredEvent suspicion = suspected(shift, 2);

    delivered(suspicion, first, suspicion, first);

    assertThat(escalations()).containsExactly("1");
    assertThat(leads(suspicion)).hasSize(1);
    assertThat(received()).containsExactly(suspicion.id().toString());
    assertThat(gaps()).containsExactly(Intake.NAME + " duty:duty-shift/" + shift);
  }
}
