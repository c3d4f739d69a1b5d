package org.vigil.disinfection.meeting.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CorrectionReason;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.Place;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** What happens to the attendance of one meeting. The stream's key is the meeting's id. */
public sealed interface AttendanceEvent {

  /**
   * 参会人员测温 (3.9-d), 口罩检查 (3.9-e).
   *
   * @param department the attendee's own; the one that measures, for somebody from outside
   * @param rule by which the temperature was judged
   */
  @EventType("attendee-temperature-measured")
  record AttendeeTemperatureMeasured(
      String readingId,
      Place place,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      String department,
      @Personal @Nullable Integer temperatureTenths,
      FeverRule rule,
      String by,
      @Nullable String device,
      boolean maskWorn,
      Instant measuredAt,
      boolean lateEntered)
      implements AttendanceEvent {}

  /**
   * 发热 (3.9-d): somebody owes the office a report of it.
   *
   * @param signal what a report of it may name; one reading may be a fever, none, and one again
   * @param department the one that owes the report
   * @param thresholdTenths at or above it was a fever, by the rule in force
   */
  @EventType("attendee-fever-detected")
  record AttendeeFeverDetected(
      String signal,
      String readingId,
      Place place,
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      @Personal @Nullable Integer temperatureTenths,
      int thresholdTenths,
      Instant measuredAt)
      implements AttendanceEvent {}

  /** 未戴口罩 (3.9-e). */
  @EventType("attendee-mask-missing")
  record AttendeeMaskMissing(String readingId, String meetingId, String room, String department)
      implements AttendanceEvent {}

  /** The reading was another; what was written down first stays beside it. */
  @EventType("attendee-temperature-corrected")
  record AttendeeTemperatureCorrected(
      String readingId,
      String meetingId,
      String subjectId,
      @Personal @Nullable Integer temperatureTenths,
      CorrectionReason reason)
      implements AttendanceEvent {}

  /** The reading does not count. */
  @EventType("attendee-reading-voided")
  record AttendeeReadingVoided(
      String readingId, String meetingId, String subjectId, CorrectionReason reason)
      implements AttendanceEvent {}

  /** The fever was none: nobody owes a report of it. */
  @EventType("attendee-fever-withdrawn")
  record AttendeeFeverWithdrawn(
      String signal, String readingId, String meetingId, String subjectId, String department)
      implements AttendanceEvent {}

  /** Everybody who was to attend has been measured. */
  @EventType("meeting-attendance-measured")
  record MeetingAttendanceMeasured(
      String meetingId, String room, String department, int attendees, int measured)
      implements AttendanceEvent {}

  /**
   * 测温事后补齐: what was found short has been written down since. That it was short at the meeting's
   * end stays found.
   */
  @EventType("attendees-measured-late")
  record AttendeesMeasuredLate(
      String meetingId, String room, String department, int attendees, int measured)
      implements AttendanceEvent {}

  /** 参会人员测温不全: the meeting is over, and fewer people were measured than attended. */
  @EventType("attendees-not-all-measured")
  record AttendeesNotAllMeasured(
      String meetingId, String room, String department, int attendees, int measured)
      implements AttendanceEvent {}
}
