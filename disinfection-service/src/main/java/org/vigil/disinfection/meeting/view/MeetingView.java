package org.vigil.disinfection.meeting.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.disinfection.meeting.domain.AttendanceEvent;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeFeverDetected;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeFeverWithdrawn;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeMaskMissing;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeReadingVoided;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeTemperatureCorrected;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeTemperatureMeasured;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeesMeasuredLate;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeesNotAllMeasured;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.MeetingAttendanceMeasured;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingEndCorrected;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingEnded;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomApproved;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomCancelled;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomDefined;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomRejected;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomReleased;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomRequested;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomTurnRoundOverdue;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingStartCorrected;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingStarted;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.PostMeetingDisinfectionCompleted;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.PostMeetingDisinfectionVoided;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.UnapprovedMeetingDetected;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Rooms, meetings and readings as they stand; temperatures are not among them. */
public final class MeetingView implements Projection {

  public static final String NAME = "meetings-1";

  private static final String READING =
      "insert into meeting_reading (id, meeting, person_id, masked_name, department, mask_worn,"
          + " measured_at, late_entered, position) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " on conflict (id) do nothing";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int revision() {
    return 2;
  }

  @Override
  public Set<String> tables() {
    return Set.of("meeting_room", "meeting", "meeting_reading");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(MeetingRoomEvent.class, AttendanceEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "meeting_reading", "person_id", Map.of("masked_name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case MeetingRoomEvent room -> apply(event, room, rows);
          case AttendanceEvent attendance -> apply(event, attendance, rows);
          default -> {}
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, MeetingRoomEvent change, SqlBatch rows)
      throws SQLException {
    String room = event.stream().key();
    switch (change) {
      case MeetingRoomDefined(var d) ->
          rows.add(
              "insert into meeting_room (code, name, department, status, version)"
                  + " values (?, ?, ?, 'FREE', 0) on conflict (code) do update set name ="
                  + " excluded.name, department = excluded.department",
              room,
              d.name(),
              d.department());
      case MeetingRoomRequested it ->
          rows.add(
              "insert into meeting (id, room, host_department, attendees, starts_at, ends_at,"
                  + " status, position) values (?, ?, ?, ?, ?, ?, 'REQUESTED', ?)"
                  + " on conflict (id) do nothing",
              it.meetingId(),
              room,
              it.hostDepartment(),
              it.attendees(),
              it.startsAt(),
              it.endsAt(),
              event.position());
      case MeetingRoomApproved it ->
          rows.add(
              "update meeting set status = 'APPROVED', approved = true where id = ?",
              it.meetingId());
      case MeetingRoomRejected it ->
          rows.add(
              "update meeting set status = 'REJECTED', rejection = ? where id = ?",
              it.reason(),
              it.meetingId());
      case MeetingRoomCancelled it ->
          rows.add("update meeting set status = 'CANCELLED' where id = ?", it.meetingId());
      case MeetingStarted it -> {
        rows.add(
            "update meeting set status = 'RUNNING', started_at = ? where id = ?",
            it.at(),
            it.meetingId());
        rows.add(
            "update meeting_room set status = 'IN_USE', meeting = ?, disinfect_by = null,"
                + " overdue = false where code = ?",
            it.meetingId(),
            room);
      }
      case MeetingEnded it -> {
        rows.add(
            "update meeting set status = 'ENDED', ended_at = ? where id = ?",
            it.at(),
            it.meetingId());
        rows.add(
            "update meeting_room set status = 'DIRTY', disinfect_by = ? where code = ?",
            it.disinfectBy(),
            room);
      }
      case MeetingStartCorrected it ->
          rows.add(
              "update meeting set started_at = ?, times_corrected = true where id = ?",
              it.at(),
              it.meetingId());
      case MeetingEndCorrected it ->
          rows.add(
              "update meeting set ended_at = ?, times_corrected = true where id = ?",
              it.at(),
              it.meetingId());
      case PostMeetingDisinfectionCompleted it ->
          rows.add(
              "update meeting set disinfection = ?, disinfected_at = ?, cupware = ? where id = ?",
              it.disinfectionId(),
              it.work().finishedAt(),
              it.work().cupware(),
              it.meetingId());
      case PostMeetingDisinfectionVoided it -> {
        rows.add(
            "update meeting set disinfection = null, disinfected_at = null, cupware = null"
                + " where id = ?",
            it.meetingId());
        rows.add(
            "update meeting_room set status = 'DIRTY', meeting = ?, disinfect_by = ?, overdue ="
                + " (select overdue from meeting where id = ?) where code = ?",
            it.meetingId(),
            it.disinfectBy(),
            it.meetingId(),
            room);
      }
      case MeetingRoomReleased _ ->
          rows.add(
              "update meeting_room set status = 'FREE', meeting = null, disinfect_by = null,"
                  + " overdue = false where code = ?",
              room);
      case MeetingRoomTurnRoundOverdue it -> {
        rows.add("update meeting set overdue = true where id = ?", it.meetingId());
        rows.add("update meeting_room set overdue = true where code = ?", room);
      }
      case UnapprovedMeetingDetected _ -> {
        // That it was not approved is in its row from the beginning.
      }
    }
    rows.add("update meeting_room set version = ? where code = ?", event.version(), room);
  }

  private static void apply(Recorded<Object> event, AttendanceEvent change, SqlBatch rows)
      throws SQLException {
    switch (change) {
      case AttendeeTemperatureMeasured it ->
          rows.add(
              READING,
              it.readingId(),
              it.place().meetingId(),
              it.subjectId(),
              Mask.NAME.of(it.name()),
              it.department(),
              it.maskWorn(),
              it.measuredAt(),
              it.lateEntered(),
              event.position());
      case AttendeeFeverDetected it -> reading(rows, "fever = true", it.readingId());
      case AttendeeFeverWithdrawn it -> reading(rows, "fever = false", it.readingId());
      case AttendeeTemperatureCorrected it -> reading(rows, "corrected = true", it.readingId());
      case AttendeeReadingVoided it -> reading(rows, "voided = true", it.readingId());
      case MeetingAttendanceMeasured it ->
          rows.add("update meeting set all_measured = true where id = ?", it.meetingId());
      case AttendeesNotAllMeasured it ->
          rows.add(
              "update meeting set all_measured = false, measured_late = false where id = ?",
              it.meetingId());
      case AttendeesMeasuredLate it ->
          rows.add("update meeting set measured_late = true where id = ?", it.meetingId());
      case AttendeeMaskMissing _ -> {
        // Whether a mask was worn is in the reading's row.
      }
    }
  }

  private static void reading(SqlBatch rows, String change, String id) throws SQLException {
    rows.add("update meeting_reading set " + change + " where id = ?", id);
  }
}
