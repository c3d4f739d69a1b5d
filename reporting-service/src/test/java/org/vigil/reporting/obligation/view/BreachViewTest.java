package org.vigil.reporting.obligation.view;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed.Why;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationCorrected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.obligation.view.Breaches.Breach;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** Signals as breaches of obligations. The hours are those of one day. */
class BreachViewTest {

  private static final Instant DAY = Instant.parse("2022-11-03T00:00:00Z");

  private static final Subject SUBJECT = new Subject("zone", "LOBBY", null, null);

  private final DataSource database =
      PooledPostgres.to(RealPostgres.shared().createViews(List.of("V350__obligation_breach.sql")));
  private final List<Recorded<Object>> events = new ArrayList<>();

  private static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private void recorded(int hour, String escalation, EscalationEvent event) {
    int position = events.size() + 1;
    events.add(
        new Recorded<>(
            position,
            new StreamId("escalation", escalation),
            position,
            new UUID(0, position),
            "reporting",
            at(hour),
            new Metadata("me", new UUID(0, 0), null, at(hour), at(hour), null),
            event));
  }

  private void raised(int hour, String escalation, SignalKind kind, String department) {
    raised(hour, escalation, kind, department, SUBJECT);
  }

  private void raised(
      int hour, String escalation, SignalKind kind, String department, Subject subject) {
    recorded(
        hour,
        escalation,
        new EscalationRaised(
            1,
            kind,
            department,
            subject,
            "key",
            "cause-" + hour,
            at(hour),
            Level.L2,
            List.of(),
            at(23)));
  }

  private void apply() throws SQLException {
    try (Connection connection = database.getConnection()) {
      new BreachView().apply(events, connection);
    }
  }

  private List<String> rows() {
    return Sql.list(
        database,
        "select concat_ws(' ', position, cause_id, obligation, coalesce(department, '-'), kind,"
            + " weight) from obligation_breach order by position",
        row -> row.getString(1));
  }

  @Test
  void a_signal_counts_for_its_obligation_and_so_does_each_further_one() throws SQLException {
    raised(8, "e1", SignalKind.QUOTA_MISSED, "ZHGL");
    recorded(9, "e1", new SignalAdded("cause-9", at(9)));
    raised(10, "e2", SignalKind.SYMPTOM_REPORTED, "GWYC");
    apply();

    assertThat(rows())
        .containsExactly(
            "1 cause-8 3.7-a ZHGL QUOTA_MISSED BREACH",
            "2 cause-9 3.7-a ZHGL QUOTA_MISSED BREACH",
            "3 cause-10 3.11-b GWYC SYMPTOM_REPORTED FACT");
  }

  @Test
  void what_the_office_does_not_acknowledge_is_its_own_breach() throws SQLException {
    raised(8, "e1", SignalKind.QUOTA_MISSED, "ZHGL");
    recorded(9, "e1", new EscalationClimbed(Level.L2, Level.L3, Why.NOT_ACKNOWLEDGED, at(10)));
    recorded(10, "e1", new EscalationClimbed(Level.L3, Level.L4, Why.NOT_ACKNOWLEDGED, at(11)));
    recorded(11, "e1", new SignalAdded("cause-11", at(11)));
    apply();

    assertThat(rows())
        .containsExactly(
            "1 cause-8 3.7-a ZHGL QUOTA_MISSED BREACH",
            "2 " + new UUID(0, 2) + " 4.2-c - NOT_ACKNOWLEDGED BREACH",
            "4 cause-11 3.7-a ZHGL QUOTA_MISSED BREACH");
  }

  @Test
  void a_suspicion_that_turned_out_otherwise_counts_no_more_and_one_that_comes_up_again_does()
      throws SQLException {
    raised(8, "e1", SignalKind.ENTRIES_UNREGISTERED, "AQBW");
    raised(9, "e2", SignalKind.ENTRIES_UNREGISTERED, "AQBW");
    recorded(10, "e1", new EscalationCorrected("cause-10", SUBJECT));
    recorded(11, "e1", new SignalAdded("cause-11", at(11)));
    apply();
    Breaches breaches = new Breaches(database);
    Breach second = breaches.of(new UUID(0, 2)).orElseThrow();

    assertThat(rows())
        .containsExactly(
            "1 cause-8 3.3-c AQBW ENTRIES_UNREGISTERED BREACH",
            "2 cause-9 3.3-c AQBW ENTRIES_UNREGISTERED BREACH",
            "3 cause-10 3.3-c AQBW ENTRIES_UNREGISTERED LIFTED",
            "4 cause-11 3.3-c AQBW ENTRIES_UNREGISTERED BREACH");
    assertThat(breaches.since(second, at(8), 2, 10)).hasSize(2);
    assertThat(breaches.since(second, at(8), 4, 10))
        .extracting(Breach::causeId)
        .containsExactly("cause-9", "cause-11");
  }

  @Test
  void what_was_missed_stays_missed_when_more_is_said_of_it() throws SQLException {
    raised(8, "e1", SignalKind.REPORT_LATE, "AQBW");
    recorded(9, "e1", new EscalationCorrected("cause-9", SUBJECT));
    apply();

    assertThat(rows()).containsExactly("1 cause-8 5-6 AQBW REPORT_LATE BREACH");
  }

  @ParameterizedTest
  @CsvSource({
    "REPORT_LATE,visit",
    "REPORT_LATE,expected-report",
    "REPORT_MISSED,visit",
    "SEPARATE_MEALS_UNREPORTED,expected-report",
    "TERMINAL_DISINFECTION_UNREPORTED,expected-report",
    "ILLNESS_UNREPORTED,expected-report"
  })
  void what_was_never_owed_was_neither_late_nor_missed(SignalKind kind, String subject)
      throws SQLException {
    raised(8, "e1", kind, "AQBW", new Subject(subject, "v1", null, null));
    recorded(9, "e1", new EscalationCorrected("cause-9", SUBJECT));
    apply();

    assertThat(rows()).hasSize(2).last().asString().startsWith("2 cause-9").endsWith("LIFTED");
  }

  @Test
  void every_event_twice_changes_nothing() throws SQLException {
    raised(8, "e1", SignalKind.QUOTA_MISSED, "ZHGL");
    recorded(9, "e1", new SignalAdded("cause-9", at(9)));
    apply();
    List<String> once = rows();

    apply();

    assertThat(rows()).isEqualTo(once);
  }

  @Test
  void breaches_of_one_unit_are_counted_since_an_instant_and_up_to_a_position()
      throws SQLException {
    raised(8, "e1", SignalKind.QUOTA_MISSED, "ZHGL");
    raised(9, "e2", SignalKind.QUOTA_MISSED, "ZHGL");
    raised(10, "e3", SignalKind.QUOTA_MISSED, "AQBW");
    raised(11, "e4", SignalKind.QUOTA_MISSED, "ZHGL");
    raised(12, "e5", SignalKind.QUOTA_MISSED, "ZHGL");
    apply();
    Breaches breaches = new Breaches(database);
    Breach last = breaches.of(new UUID(0, 4)).orElseThrow();

    assertThat(breaches.since(last, at(9), 4, 10))
        .extracting(Breach::escalationId)
        .containsExactly("e2", "e4");
  }
}
