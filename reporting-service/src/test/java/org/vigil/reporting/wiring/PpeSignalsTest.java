package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.obligation.view.Weight;
import org.vigil.testing.Contracts;

/** What disinfection-service publishes of shifts that were not looked at, byte for byte. */
class PpeSignalsTest {

  private static final Instant AT = Instant.parse("2022-11-06T06:05:00Z");
  private static final String TYPE = "ppe-checks-missed.v1";

  @ParameterizedTest
  @CsvSource({
    "CANTEEN, CANTEEN_PPE_CHECK_MISSED, 3.8-c",
    "MEETING_SERVICE, PPE_CHECK_MISSED, 3.11-c",
    "CLEANING, PPE_CHECK_MISSED, 3.11-c",
  })
  void whom_nobody_looked_at_on_a_shift_goes_to_the_head_as_one_matter(
      String unitKind, String kind, String obligation) {
    Signal signal = new ReceivedSignals().of(published(unitKind)).orElseThrow();

    assertThat(signal.kind().name()).isEqualTo(kind);
    assertThat(signal.kind().obligation()).isEqualTo(obligation);
    assertThat(signal.kind().entry()).isEqualTo(Level.L1);
    assertThat(Weight.of(signal.kind())).isEqualTo(Weight.BREACH);
    assertThat(signal.department()).isEqualTo("JYGL");
    assertThat(signal.subject().id()).isEqualTo("CANTEEN");
    assertThat(signal.subject().subjectId()).isNull();
    assertThat(signal.period()).isEqualTo("2022-11-06-EARLY");
  }

  /** The published example, of a unit of that kind. */
  private static Recorded<Object> published(String unitKind) {
    String json =
        new String(Contracts.published("vigil.disinfection." + TYPE), StandardCharsets.UTF_8);
    String before = "\"kind\":\"CANTEEN\"";
    assertThat(json).contains(before);
    return new Recorded<>(
        1,
        new StreamId("example", "1"),
        1,
        new UUID(0, 1),
        "disinfection",
        AT,
        new Metadata("test", new UUID(0, 2), null, AT, AT, null),
        EventCatalog.of("disinfection", List.copyOf(PpeSignals.READS))
            .event(
                TYPE,
                json.replace(before, "\"kind\":\"" + unitKind + "\"")
                    .getBytes(StandardCharsets.UTF_8)));
  }
}
