package org.vigil.disinfection.meeting.policy;

import java.util.List;
import java.util.Set;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CloseAttendance;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.Place;
import org.vigil.disinfection.meeting.domain.AttendanceDecider;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingEnded;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** A meeting that is over has measured everybody, or it has not (3.9-d). */
public final class WhenMeetingEndedCloseAttendance implements Policy {

  @Override
  public String name() {
    return "when-meeting-ended-close-attendance";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(MeetingEnded.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof MeetingEnded ended
        ? List.of(
            new Intent<>(
                new StreamId(AttendanceDecider.CATEGORY.name(), ended.meetingId()),
                new CloseAttendance(
                    new Place(ended.meetingId(), ended.room(), ended.department()),
                    ended.attendees())))
        : List.of();
  }
}
