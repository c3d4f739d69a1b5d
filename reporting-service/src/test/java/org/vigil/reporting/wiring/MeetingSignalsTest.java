package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Policy.Intent;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.WithdrawExpectation;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.intake.AttendeeFeverDetected;
import org.vigil.reporting.intake.AttendeeFeverWithdrawn;
import org.vigil.reporting.intake.AttendeesMeasuredLate;
import org.vigil.reporting.intake.WhenAttendeeHasFeverExpectReport;
import org.vigil.reporting.obligation.view.Weight;
import org.vigil.testing.Contracts;

/** What disinfection-service publishes of meetings, byte for byte, and what follows from it. */
class MeetingSignalsTest {

  private static final Instant AT = Instant.parse("2022-11-06T06:05:00Z");
  private static final String MEETING = "0d5c1f9e-1111-4222-8333-444455557777";
  private static final String SIGNAL = "0d5c1f9e-1111-4222-8333-444455558888:fever-1";

  @ParameterizedTest
  @CsvSource({
    "unapproved-meeting-detected, MEETING_UNAPPROVED, 3.9-a, '', ''",
    "meeting-room-turn-round-overdue, MEETING_CUPWARE_NOT_CLEANED, 3.9-f, '', ''",
    "meeting-room-turn-round-overdue, MEETING_ROOM_NOT_DISINFECTED, 3.9-c, CUPWARE, DISINFECTION",
    "attendees-not-all-measured, MEETING_NOT_ALL_MEASURED, 3.9-d, '', ''",
    "attendee-mask-missing, MEETING_MASK_MISSING, 3.9-e, '', ''",
  })
  void what_is_wrong_at_a_meeting_goes_to_the_head_of_the_rooms_service(
      String type, String kind, String obligation, String from, String to) {
    Signal signal = new ReceivedSignals().of(published(type, from, to)).orElseThrow();

    assertThat(signal.kind().name()).isEqualTo(kind);
    assertThat(signal.kind().obligation()).isEqualTo(obligation);
    assertThat(signal.kind().entry()).isEqualTo(Level.L1);
    assertThat(Weight.of(signal.kind())).isEqualTo(Weight.BREACH);
    assertThat(signal.department()).isEqualTo("HYFW");
    assertThat(signal.subject().id()).isEqualTo(MEETING);
    assertThat(signal.subject().subjectId()).isNull();
  }

  @Test
  void obligation_3_9_d_a_fever_at_a_meeting_makes_a_report_due_from_the_attendees_department() {
    Intent<?> intent = follows("attendee-fever-detected");

    assertThat(intent.stream()).isEqualTo(new StreamId("expected-report", SIGNAL));
    assertThat(intent.command())
        .isEqualTo(
            new ExpectReport(
                Occasion.MEASURED_AT_MEETING,
                "5f0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f",
                "GWYC",
                null,
                null,
                "张*",
                AT,
                AT,
                within(ReportsOnPostgres.REPORT_WITHIN)));
  }

  @Test
  void what_was_no_fever_takes_back_what_was_due_of_it() {
    Intent<?> intent = follows("attendee-fever-withdrawn");

    assertThat(intent.stream()).isEqualTo(new StreamId("expected-report", SIGNAL));
    assertThat(intent.command()).isEqualTo(new WithdrawExpectation());
  }

  @Test
  void what_is_written_down_after_the_meeting_is_told_to_whoever_was_told_that_it_was_missing() {
    assertThat(new ReceivedCorrections().of(published("attendees-measured-late", "", "")))
        .isEqualTo(
            new ReceivedSignals()
                .of(published("attendees-not-all-measured", "", "")).stream().toList())
        .hasSize(1);
  }

  private static Intent<?> follows(String type) {
    return new WhenAttendeeHasFeverExpectReport(
            (who, _) -> who, _ -> within(ReportsOnPostgres.REPORT_WITHIN))
        .react(published(type, "", ""))
        .getFirst();
  }

  /** The published example, after a change that must be there to be made. */
  private static Recorded<Object> published(String type, String from, String to) {
    String json =
        new String(
            Contracts.published("vigil.disinfection." + type + ".v1"), StandardCharsets.UTF_8);
    assertThat(json).contains(from);
    EventCatalog catalog =
        EventCatalog.of(
            "disinfection",
            Stream.concat(
                    MeetingSignals.READS.stream(),
                    List.<Class<?>>of(
                        AttendeeFeverDetected.class,
                        AttendeeFeverWithdrawn.class,
                        AttendeesMeasuredLate.class)
                        .stream())
                .toList());
    return new Recorded<>(
        1,
        new StreamId("example", "1"),
        1,
        new UUID(0, 1),
        "disinfection",
        AT,
        new Metadata("test", new UUID(0, 2), null, AT, AT, null),
        catalog.event(type + ".v1", json.replace(from, to).getBytes(StandardCharsets.UTF_8)));
  }
}
