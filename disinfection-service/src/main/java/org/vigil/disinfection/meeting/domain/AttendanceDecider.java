package org.vigil.disinfection.meeting.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import org.vigil.disinfection.meeting.domain.Attendance.Closed;
import org.vigil.disinfection.meeting.domain.Attendance.Open;
import org.vigil.disinfection.meeting.domain.Attendance.Reading;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CloseAttendance;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CorrectTemperature;
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
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/**
 * The rules of measuring at a meeting (3.9-d, 3.9-e). A reading that is written down after the
 * meeting counts as one and may be a fever; that not everybody had been measured stays found, and
 * that it was made up for is said beside it.
 */
public final class AttendanceDecider
    implements Decider<AttendanceCommand, Attendance, AttendanceEvent> {

  public static final Category<AttendanceCommand, Attendance, AttendanceEvent> CATEGORY =
      Category.of("meeting-attendance", new AttendanceDecider(), AttendanceEvent.class);

  /** No room of the building holds more people, measured twice. */
  static final int MAX_READINGS = 2_000;

  @Override
  public Attendance initialState() {
    return new Open(List.of());
  }

  @Override
  public Decision<AttendanceEvent> decide(AttendanceCommand command, Attendance state) {
    return switch (command) {
      case MeasureAttendee measure ->
          state.readings().size() >= MAX_READINGS
              ? refuse(MeetingRefusal.TOO_MANY_READINGS)
              : acceptAll(measure(measure, state));
      case CorrectTemperature correct ->
          state
              .valid(correct.readingId())
              .map(reading -> acceptAll(correct(correct, reading)))
              .orElseGet(() -> refuse(MeetingRefusal.NO_SUCH_READING));
      case VoidReading voiding ->
          state
              .valid(voiding.readingId())
              .map(reading -> acceptAll(voidReading(voiding, reading, state)))
              .orElseGet(() -> refuse(MeetingRefusal.NO_SUCH_READING));
      case CloseAttendance(var place, var attendees) ->
          switch (state) {
            case Open open -> accept(verdict(place, attendees, open.measured()));
            case Closed _ -> accept();
          };
    };
  }

  private static List<AttendanceEvent> measure(MeasureAttendee it, Attendance state) {
    List<AttendanceEvent> events = new ArrayList<>();
    AttendeeTemperatureMeasured measured =
        new AttendeeTemperatureMeasured(
            it.readingId(),
            it.place(),
            it.subjectId(),
            it.name(),
            it.department(),
            it.temperatureTenths(),
            it.rule(),
            it.by(),
            it.device(),
            it.maskWorn(),
            it.measuredAt(),
            it.lateEntered());
    events.add(measured);
    if (it.rule().isFever(it.temperatureTenths())) {
      events.add(fever(reading(measured), it.temperatureTenths()));
    }
    if (!it.maskWorn()) {
      Place place = it.place();
      events.add(
          new AttendeeMaskMissing(
              it.readingId(), place.meetingId(), place.room(), place.department()));
    }
    if (state instanceof Closed closed && closed.isShort() && !closed.madeUp()) {
      int now = closed.plus(reading(measured)).measured();
      if (now >= closed.attendees()) {
        Place place = closed.place();
        events.add(
            new AttendeesMeasuredLate(
                place.meetingId(), place.room(), place.department(), closed.attendees(), now));
      }
    }
    return events;
  }

  private static AttendanceEvent fever(Reading before, int tenths) {
    Reading reading = before.feverish();
    return new AttendeeFeverDetected(
        reading.signal(),
        reading.readingId(),
        reading.place(),
        reading.subjectId(),
        reading.department(),
        reading.name(),
        tenths,
        reading.rule().lowestFeverTenths(),
        reading.measuredAt());
  }

  private static List<AttendanceEvent> correct(CorrectTemperature it, Reading reading) {
    List<AttendanceEvent> events = new ArrayList<>();
    events.add(
        new AttendeeTemperatureCorrected(
            reading.readingId(),
            reading.place().meetingId(),
            reading.subjectId(),
            it.temperatureTenths(),
            it.reason()));
    boolean fever = reading.rule().isFever(it.temperatureTenths());
    if (fever && !reading.fever()) {
      events.add(fever(reading, it.temperatureTenths()));
    }
    if (!fever && reading.fever()) {
      events.add(withdrawn(reading));
    }
    return events;
  }

  private static AttendanceEvent withdrawn(Reading reading) {
    return new AttendeeFeverWithdrawn(
        reading.signal(),
        reading.readingId(),
        reading.place().meetingId(),
        reading.subjectId(),
        reading.department());
  }

  /** Without it the meeting may turn out not to have been measured whole. */
  private static List<AttendanceEvent> voidReading(
      VoidReading it, Reading reading, Attendance state) {
    List<AttendanceEvent> events = new ArrayList<>();
    events.add(
        new AttendeeReadingVoided(
            reading.readingId(), reading.place().meetingId(), reading.subjectId(), it.reason()));
    if (reading.fever()) {
      events.add(withdrawn(reading));
    }
    if (state instanceof Closed closed && (!closed.isShort() || closed.madeUp())) {
      int left = closed.with(reading.readingId(), Reading::gone).measured();
      if (left < closed.attendees()) {
        events.add(verdict(closed.place(), closed.attendees(), left));
      }
    }
    return events;
  }

  private static AttendanceEvent verdict(Place place, int attendees, int measured) {
    return measured < attendees
        ? new AttendeesNotAllMeasured(
            place.meetingId(), place.room(), place.department(), attendees, measured)
        : new MeetingAttendanceMeasured(
            place.meetingId(), place.room(), place.department(), attendees, measured);
  }

  private static Reading reading(AttendeeTemperatureMeasured it) {
    return new Reading(
        it.readingId(),
        it.place(),
        it.subjectId(),
        it.name(),
        it.department(),
        it.rule(),
        it.measuredAt(),
        false,
        0,
        false);
  }

  @Override
  public Attendance evolve(Attendance state, AttendanceEvent event) {
    return switch (event) {
      case AttendeeTemperatureMeasured it -> state.plus(reading(it));
      case AttendeeFeverDetected it -> state.with(it.readingId(), Reading::feverish);
      case AttendeeFeverWithdrawn it -> state.with(it.readingId(), Reading::cool);
      case AttendeeReadingVoided it -> state.with(it.readingId(), Reading::gone);
      case MeetingAttendanceMeasured it ->
          closed(state, it.meetingId(), it.room(), it.department(), it.attendees(), false);
      case AttendeesNotAllMeasured it ->
          closed(state, it.meetingId(), it.room(), it.department(), it.attendees(), true);
      case AttendeesMeasuredLate _ ->
          state instanceof Closed(var readings, var place, var attendees, var isShort, _)
              ? new Closed(readings, place, attendees, isShort, true)
              : state;
      case AttendeeMaskMissing _, AttendeeTemperatureCorrected _ -> state;
    };
  }

  private static Attendance closed(
      Attendance state,
      String meetingId,
      String room,
      String department,
      int attendees,
      boolean isShort) {
    return new Closed(
        state.readings(), new Place(meetingId, room, department), attendees, isShort, false);
  }
}
