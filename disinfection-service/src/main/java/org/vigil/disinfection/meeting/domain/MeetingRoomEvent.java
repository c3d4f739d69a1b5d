package org.vigil.disinfection.meeting.domain;

import java.time.Instant;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Cleaning;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Definition;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.MomentReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RejectionReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.VoidReason;
import org.vigil.eventsourcing.EventType;

/**
 * What happens in one meeting room. The stream's key is the room's code. Stored forever. Where
 * nothing else is said, {@code department} is the one that serves the room.
 */
public sealed interface MeetingRoomEvent {

  /** 会议室登记. */
  @EventType("meeting-room-defined")
  record MeetingRoomDefined(Definition room) implements MeetingRoomEvent {}

  /**
   * 会议室申请 (3.9-a).
   *
   * @param hostDepartment the one that holds the meeting
   * @param requesterId the pseudonym of who asks
   */
  @EventType("meeting-room-requested")
  record MeetingRoomRequested(
      String meetingId,
      String room,
      String hostDepartment,
      String requesterId,
      int attendees,
      Instant startsAt,
      Instant endsAt,
      Instant requestedAt)
      implements MeetingRoomEvent {}

  /** 会议室审批通过. */
  @EventType("meeting-room-approved")
  record MeetingRoomApproved(
      String meetingId, String room, String hostDepartment, String approverId)
      implements MeetingRoomEvent {}

  /** 会议室审批不通过. */
  @EventType("meeting-room-rejected")
  record MeetingRoomRejected(
      String meetingId,
      String room,
      String hostDepartment,
      String approverId,
      RejectionReason reason)
      implements MeetingRoomEvent {}

  /** 申请取消. */
  @EventType("meeting-room-cancelled")
  record MeetingRoomCancelled(String meetingId, String room, String hostDepartment)
      implements MeetingRoomEvent {}

  /** 会议开始. */
  @EventType("meeting-started")
  record MeetingStarted(
      String meetingId, String room, String hostDepartment, Instant at, boolean approved)
      implements MeetingRoomEvent {}

  /** 未经审批使用会议室: the meeting has begun, and nobody had approved it (3.9-a). */
  @EventType("unapproved-meeting-detected")
  record UnapprovedMeetingDetected(
      String meetingId, String room, String department, String hostDepartment, Instant at)
      implements MeetingRoomEvent {}

  /**
   * 会议结束: the room is to be disinfected before it is used again (3.9-c).
   *
   * @param attendees how many people were to attend, all of whom are to have been measured
   */
  @EventType("meeting-ended")
  record MeetingEnded(
      String meetingId,
      String room,
      String department,
      int attendees,
      Instant at,
      Instant disinfectBy)
      implements MeetingRoomEvent {}

  /**
   * 会议开始时间更正.
   *
   * @param formerAt what had been written down
   */
  @EventType("meeting-start-corrected")
  record MeetingStartCorrected(
      String meetingId,
      String room,
      String hostDepartment,
      Instant formerAt,
      Instant at,
      MomentReason reason)
      implements MeetingRoomEvent {}

  /**
   * 会议结束时间更正: the time to disinfect the room stays, as it runs from the entry.
   *
   * @param formerAt what had been written down
   */
  @EventType("meeting-end-corrected")
  record MeetingEndCorrected(
      String meetingId,
      String room,
      String department,
      Instant formerAt,
      Instant at,
      MomentReason reason)
      implements MeetingRoomEvent {}

  /**
   * 会后消杀.
   *
   * @param complete whether nothing of the checklist was left undone
   */
  @EventType("post-meeting-disinfection-completed")
  record PostMeetingDisinfectionCompleted(
      String disinfectionId,
      String meetingId,
      String room,
      String department,
      Cleaning work,
      boolean complete)
      implements MeetingRoomEvent {}

  /** The room may be used again. */
  @EventType("meeting-room-released")
  record MeetingRoomReleased(String meetingId, String room, Instant at)
      implements MeetingRoomEvent {}

  /** The disinfection was none: the room is to be disinfected as before. */
  @EventType("post-meeting-disinfection-voided")
  record PostMeetingDisinfectionVoided(
      String disinfectionId, String meetingId, String room, VoidReason reason, Instant disinfectBy)
      implements MeetingRoomEvent {}

  /** 会后未按时消杀: the room was not ready in time; what comes later is late. */
  @EventType("meeting-room-turn-round-overdue")
  record MeetingRoomTurnRoundOverdue(
      String meetingId,
      String room,
      String department,
      Instant endedAt,
      Instant disinfectBy,
      Missing missing)
      implements MeetingRoomEvent {}

  /** What a room lacked. */
  enum Missing {
    /** It was not disinfected (3.9-c). */
    DISINFECTION,
    /** It was, and its cupware was left as it was (3.9-f). */
    CUPWARE
  }
}
