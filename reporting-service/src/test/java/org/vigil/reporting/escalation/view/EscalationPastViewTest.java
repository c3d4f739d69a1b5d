package org.vigil.reporting.escalation.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** What held of an escalation from when to when. The hours are those of one day. */
class EscalationPastViewTest {

  private static final Instant DAY = Instant.parse("2022-11-03T00:00:00Z");
  private static final String RANGES =
      "select format('%s %s signals=%s valid %s-%s recorded %s', occurrence, status, signals,"
          + " extract(hour from valid_from at time zone 'UTC'),"
          + " coalesce(extract(hour from recorded_until at time zone 'UTC')::text, ''),"
          + " extract(hour from recorded_from at time zone 'UTC'))"
          + " from escalation_past order by version";

  private final DataSource database =
      PooledPostgres.to(RealPostgres.shared().createViews(List.of("V155__escalation_past.sql")));
  private final List<Recorded<Object>> events = new ArrayList<>();

  private static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private void recorded(int hour, EscalationEvent event) {
    int version = events.size() + 1;
    events.add(
        new Recorded<>(
            version,
            new StreamId("escalation", "e"),
            version,
            new UUID(0, version),
            "reporting",
            at(hour),
            new Metadata("me", new UUID(0, 0), null, at(hour), at(hour), null),
            event));
  }

  private static EscalationRaised raised(int occurrence, int since) {
    return new EscalationRaised(
        occurrence,
        SignalKind.REPORT_LATE,
        "GWYC",
        new Subject("symptom-report", "s", null, null),
        "key",
        "cause",
        at(since),
        Level.L2,
        List.of(),
        at(23));
  }

  private List<String> ranges() throws SQLException {
    try (Connection connection = database.getConnection()) {
      new EscalationPastView().apply(events, connection);
    }
    return Sql.list(database, RANGES, row -> row.getString(1));
  }

  @Test
  void a_matter_that_comes_up_again_was_not_open_before_it_was_resolved() throws SQLException {
    recorded(9, raised(1, 8));
    recorded(12, new EscalationResolved(Level.L2, "office", Outcome.HANDLED, null, null));
    recorded(14, raised(2, 10));

    assertThat(ranges())
        .containsExactly(
            "1 OPEN signals=1 valid 8-12 recorded 9",
            "1 RESOLVED signals=1 valid 12-14 recorded 12",
            "2 OPEN signals=1 valid 12- recorded 14");
  }

  @Test
  void a_clock_that_steps_back_gives_a_row_no_time_rather_than_less() throws SQLException {
    recorded(9, raised(1, 9));
    recorded(7, new SignalAdded("another", at(7)));

    assertThat(ranges())
        .containsExactly(
            "1 OPEN signals=1 valid 9-9 recorded 9", "1 OPEN signals=2 valid 9- recorded 9");
  }
}
