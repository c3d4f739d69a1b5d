package org.vigil.disinfection.meeting.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of the attendance of one meeting. */
public sealed interface AttendanceCommand {

  /**
   * An attendee is measured and looked at (3.9-d, 3.9-e).
   *
   * @param subjectId the attendee's pseudonym
   * @param department the attendee's own; the one that measures, for somebody from outside
   * @param rule from which temperature on it is a fever
   * @param by the code of whoever measured, never a name
   * @param measuredAt by the instrument
   * @param lateEntered whether this is written down more than an hour after the fact
   */
  record MeasureAttendee(
      String readingId,
      Place place,
      String subjectId,
      String name,
      String department,
      int temperatureTenths,
      FeverRule rule,
      String by,
      @Nullable String device,
      boolean maskWorn,
      Instant measuredAt,
      boolean lateEntered)
      implements AttendanceCommand {}

  /**
   * Where it is measured.
   *
   * @param department the one that serves the room and measures
   */
  record Place(String meetingId, String room, String department) {}

  /** The temperature was another; it is judged by the rule of its reading. */
  record CorrectTemperature(String readingId, int temperatureTenths, CorrectionReason reason)
      implements AttendanceCommand {}

  /** Why a reading does not hold as it was written down. */
  enum CorrectionReason {
    /** 录入错误. */
    MISTYPED,
    /** 仪器故障. */
    INSTRUMENT_FAULT,
    /** 复测结果不同. */
    MEASURED_AGAIN,
    /** 人员错误. */
    WRONG_PERSON,
    /** 重复录入. */
    DUPLICATE
  }

  /** The reading is none. */
  record VoidReading(String readingId, CorrectionReason reason) implements AttendanceCommand {}

  /** The meeting is over: whoever attended should have been measured. */
  record CloseAttendance(Place place, int attendees) implements AttendanceCommand {}
}
