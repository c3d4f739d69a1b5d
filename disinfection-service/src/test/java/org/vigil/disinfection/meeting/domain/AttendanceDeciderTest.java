package org.vigil.disinfection.meeting.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CloseAttendance;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CorrectTemperature;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CorrectionReason;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.MeasureAttendee;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.Place;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.VoidReading;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeFeverDetected;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeFeverWithdrawn;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeMaskMissing;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeReadingVoided;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeTemperatureCorrected;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeTemperatureMeasured;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeesMeasuredLate;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeesNotAllMeasured;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.MeetingAttendanceMeasured;
import org.vigil.disinfection.meeting.domain.FeverRule.Comparison;

/** Temperatures and masks at a meeting (3.9-d, 3.9-e). */
class AttendanceDeciderTest {

  private static final Instant AT = Instant.parse("2022-11-07T01:00:00Z");
  private static final Place PLACE = new Place("m1", "R1", "HYFW");
  private static final FeverRule RULE = new FeverRule(373, Comparison.AT_OR_ABOVE);
  private static final AttendanceDecider DECIDER = new AttendanceDecider();

  private static MeasureAttendee measure(String id, int tenths, FeverRule rule, boolean mask) {
    return new MeasureAttendee(
        id, PLACE, "s-" + id, "张三", "GWYC", tenths, rule, "HY-008", "T1", mask, AT, false);
  }

  private static AttendeeTemperatureMeasured measured(
      String id, String subject, int tenths, FeverRule rule, boolean mask) {
    return new AttendeeTemperatureMeasured(
        id, PLACE, subject, "张三", "GWYC", tenths, rule, "HY-008", "T1", mask, AT, false);
  }

  private static AttendeeTemperatureMeasured measured(String id, int tenths) {
    return measured(id, "s-" + id, tenths, RULE, true);
  }

  private static AttendeeFeverDetected fever(String id, int times, @Nullable Integer tenths) {
    return new AttendeeFeverDetected(
        id + ":fever-" + times, id, PLACE, "s-" + id, "GWYC", "张三", tenths, 373, AT);
  }

  private static AttendeeFeverWithdrawn withdrawn(String id, int times) {
    return new AttendeeFeverWithdrawn(id + ":fever-" + times, id, "m1", "s-" + id, "GWYC");
  }

  private static AttendeeTemperatureCorrected corrected(String id, int tenths) {
    return new AttendeeTemperatureCorrected(
        id, "m1", "s-" + id, tenths, CorrectionReason.MEASURED_AGAIN);
  }

  private static CorrectTemperature correct(String id, int tenths) {
    return new CorrectTemperature(id, tenths, CorrectionReason.MEASURED_AGAIN);
  }

  private static AttendeeReadingVoided voided(String id) {
    return new AttendeeReadingVoided(id, "m1", "s-" + id, CorrectionReason.DUPLICATE);
  }

  private static VoidReading voiding(String id) {
    return new VoidReading(id, CorrectionReason.DUPLICATE);
  }

  private static AttendeesNotAllMeasured incomplete(int measured) {
    return new AttendeesNotAllMeasured("m1", "R1", "HYFW", 2, measured);
  }

  @Test
  void a_normal_temperature_under_a_mask_is_a_reading_and_nothing_more() {
    given(DECIDER).when(measure("r1", 365, RULE, true)).then(measured("r1", 365));
  }

  @Test
  void obligation_3_9_d_the_threshold_itself_is_a_fever_for_which_a_report_is_owed() {
    given(DECIDER)
        .when(measure("r1", 373, RULE, true))
        .then(measured("r1", 373), fever("r1", 1, 373));
  }

  @ParameterizedTest
  @CsvSource({"373, false", "374, true"})
  void where_only_more_than_the_threshold_is_a_fever_the_threshold_is_none(
      int tenths, boolean isFever) {
    FeverRule above = new FeverRule(373, Comparison.ABOVE);
    AttendeeTemperatureMeasured reading = measured("r1", "s-r1", tenths, above, true);
    AttendeeFeverDetected fever =
        new AttendeeFeverDetected("r1:fever-1", "r1", PLACE, "s-r1", "GWYC", "张三", tenths, 374, AT);

    given(DECIDER)
        .when(measure("r1", tenths, above, true))
        .then(isFever ? new AttendanceEvent[] {reading, fever} : new AttendanceEvent[] {reading});
  }

  @Test
  void obligation_3_9_e_who_wears_no_mask_is_told_of() {
    given(DECIDER)
        .when(measure("r1", 365, RULE, false))
        .then(
            measured("r1", "s-r1", 365, RULE, false),
            new AttendeeMaskMissing("r1", "m1", "R1", "HYFW"));
  }

  @Test
  void a_fever_that_is_corrected_to_none_is_withdrawn_and_one_that_comes_again_is_another() {
    given(DECIDER, measured("r1", 380), fever("r1", 1, 380))
        .when(correct("r1", 365))
        .then(corrected("r1", 365), withdrawn("r1", 1));
    given(
            DECIDER,
            measured("r1", 380),
            fever("r1", 1, 380),
            corrected("r1", 365),
            withdrawn("r1", 1))
        .when(correct("r1", 379))
        .then(corrected("r1", 379), fever("r1", 2, 379));
  }

  @Test
  void a_fever_that_is_corrected_to_another_stays_one() {
    given(DECIDER, measured("r1", 380), fever("r1", 1, 380))
        .when(correct("r1", 385))
        .then(corrected("r1", 385));
  }

  @Test
  void a_voided_fever_is_withdrawn_and_is_voided_once() {
    given(DECIDER, measured("r1", 380), fever("r1", 1, 380))
        .when(voiding("r1"))
        .then(voided("r1"), withdrawn("r1", 1));
    given(DECIDER, measured("r1", 365), voided("r1"))
        .when(voiding("r1"))
        .thenRefused(MeetingRefusal.NO_SUCH_READING);
    given(DECIDER, measured("r1", 365), voided("r1"))
        .when(correct("r1", 380))
        .thenRefused(MeetingRefusal.NO_SUCH_READING);
  }

  @Test
  void obligation_3_9_d_fewer_people_measured_than_attended_is_a_breach_once() {
    given(DECIDER, measured("r1", 365), measured("r2", "s-r1", 366, RULE, true))
        .when(new CloseAttendance(PLACE, 2))
        .then(incomplete(1));
    given(DECIDER, measured("r1", 365), incomplete(1))
        .when(new CloseAttendance(PLACE, 2))
        .thenNothingHappened();
    given(DECIDER).when(new CloseAttendance(PLACE, 2)).then(incomplete(0));
  }

  @Test
  void a_meeting_at_which_all_were_measured_says_so() {
    given(DECIDER, measured("r1", 365), measured("r2", 366))
        .when(new CloseAttendance(PLACE, 2))
        .then(new MeetingAttendanceMeasured("m1", "R1", "HYFW", 2, 2));
  }

  @Test
  void a_reading_that_is_voided_after_the_meeting_may_leave_it_incomplete() {
    MeetingAttendanceMeasured whole = new MeetingAttendanceMeasured("m1", "R1", "HYFW", 2, 2);
    given(DECIDER, measured("r1", 365), measured("r2", 366), whole)
        .when(voiding("r2"))
        .then(voided("r2"), incomplete(1));
    given(DECIDER, measured("r1", 365), incomplete(1)).when(voiding("r1")).then(voided("r1"));
  }

  @Test
  void a_fever_that_is_written_down_after_the_meeting_is_one() {
    given(DECIDER, incomplete(0))
        .when(measure("r1", 380, RULE, true))
        .then(measured("r1", 380), fever("r1", 1, 380));
  }

  @Test
  void a_meeting_takes_so_many_readings_and_no_more() {
    AttendanceEvent[] full =
        IntStream.range(0, AttendanceDecider.MAX_READINGS)
            .mapToObj(i -> measured("r" + i, 365))
            .toArray(AttendanceEvent[]::new);
    given(DECIDER, full)
        .when(measure("more", 365, RULE, true))
        .thenRefused(MeetingRefusal.TOO_MANY_READINGS);
  }

  private static final AttendeesMeasuredLate MADE_UP =
      new AttendeesMeasuredLate("m1", "R1", "HYFW", 2, 2);

  @Test
  void obligation_3_9_d_what_is_written_down_after_the_meeting_makes_up_for_it_once() {
    given(DECIDER, measured("r1", 365), incomplete(1))
        .when(measure("r2", 366, RULE, true))
        .then(measured("r2", 366), MADE_UP);
    given(DECIDER, incomplete(0)).when(measure("r1", 365, RULE, true)).then(measured("r1", 365));
    given(DECIDER, measured("r1", 365), incomplete(1), measured("r2", 366), MADE_UP)
        .when(measure("r3", 366, RULE, true))
        .then(measured("r3", 366));
  }

  @Test
  void what_made_up_for_it_and_is_voided_leaves_it_incomplete_again() {
    given(DECIDER, measured("r1", 365), incomplete(1), measured("r2", 366), MADE_UP)
        .when(voiding("r2"))
        .then(voided("r2"), incomplete(1));
  }
}
