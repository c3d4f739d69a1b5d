package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.CalendarYearMissing;
import org.vigil.reporting.intake.CoverageGapDetected;
import org.vigil.reporting.intake.DutyHolderContactUnverified;

/** What duty-service finds in rosters and the calendar reaches the level that must act. */
class RosterSignalsTest {

  private static final Instant AT = Instant.parse("2022-11-20T00:01:00Z");
  private static final LocalDate DAY = LocalDate.of(2022, 11, 20);

  private static Signal signal(Object fact) {
    Optional<Signal> signal =
        new ReceivedSignals()
            .of(
                new Recorded<>(
                    1,
                    new StreamId("any", "s"),
                    1,
                    new UUID(0, 1),
                    "duty",
                    AT,
                    new Metadata("deadline", new UUID(0, 0), null, AT, AT, null),
                    fact));
    return signal.orElseThrow();
  }

  @Test
  void a_gap_ahead_is_the_heads_matter_once_a_month() {
    Signal signal = signal(new CoverageGapDetected("BGS", DAY, "FORECAST"));
    assertThat(signal.kind().entry()).isEqualTo(Level.L1);
    assertThat(signal.kind().obligation()).isEqualTo("3.1-a");
    assertThat(signal.period()).isEqualTo("2022-11");
  }

  @Test
  void a_gap_within_a_day_is_the_offices() {
    Signal signal = signal(new CoverageGapDetected("BGS", DAY, "IMMINENT"));
    assertThat(signal.kind().entry()).isEqualTo(Level.L2);
    assertThat(signal.period()).isEqualTo("2022-11-20");
  }

  @Test
  void a_gap_that_has_begun_is_told_to_the_deputy_leader_as_well() {
    Signal signal = signal(new CoverageGapDetected("BGS", DAY, "FACT"));
    assertThat(signal.kind()).isEqualTo(SignalKind.COVERAGE_GAP);
    assertThat(signal.kind().entry()).isEqualTo(Level.L2);
    assertThat(signal.kind().copies()).contains(Level.L3);
  }

  @Test
  void an_unverified_phone_is_the_heads_matter_for_each_shift() {
    Signal signal = signal(new DutyHolderContactUnverified("BGS", "BGS.DUTY.1", "p1"));
    assertThat(signal.kind().entry()).isEqualTo(Level.L1);
    assertThat(signal.kind().obligation()).isEqualTo("3.1-f");
    assertThat(signal.period()).isEqualTo("BGS.DUTY.1");
  }

  @Test
  void a_missing_calendar_is_the_offices() {
    assertThat(signal(new CalendarYearMissing(2027, "BGS")).kind().entry()).isEqualTo(Level.L2);
  }
}
