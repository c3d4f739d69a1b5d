package org.vigil.disinfection.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.vigil.disinfection.meeting.api.MeetingRules;
import org.vigil.disinfection.meeting.domain.AttendanceDecider;
import org.vigil.disinfection.meeting.domain.MeetingRoomDecider;
import org.vigil.disinfection.meeting.policy.WhenMeetingEndedCloseAttendance;
import org.vigil.disinfection.meeting.view.MeetingView;
import org.vigil.edge.Capability;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Meetings, their rooms and who attends. */
@ApplicationScoped
class MeetingParts implements Capability {

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(MeetingRules.PARAMETERS);
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder
        .category(MeetingRoomDecider.CATEGORY)
        .category(AttendanceDecider.CATEGORY)
        .follow(new MeetingView())
        .react(new WhenMeetingEndedCloseAttendance());
  }
}
