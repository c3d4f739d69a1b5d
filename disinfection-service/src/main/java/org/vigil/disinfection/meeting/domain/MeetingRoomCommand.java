package org.vigil.disinfection.meeting.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of one meeting room. */
public sealed interface MeetingRoomCommand {

  /** Registers the room, or says anew what holds of it. */
  record DefineRoom(Definition room) implements MeetingRoomCommand {}

  /**
   * What is said of a room.
   *
   * @param department the one that serves it: it approves, measures and disinfects
   */
  record Definition(String code, String name, String department) {}

  /**
   * A department asks for the room (3.9-a).
   *
   * @param department the one that holds the meeting
   * @param requesterId the pseudonym of who asks
   * @param attendees how many people will attend
   */
  record RequestMeeting(
      String meetingId,
      String department,
      String requesterId,
      int attendees,
      Instant startsAt,
      Instant endsAt,
      Instant now)
      implements MeetingRoomCommand {}

  /** The meeting may be held there. */
  record ApproveMeeting(String meetingId, String approverId) implements MeetingRoomCommand {}

  /** The meeting may not be held there. */
  record RejectMeeting(String meetingId, String approverId, RejectionReason reason)
      implements MeetingRoomCommand {}

  /** Why a meeting may not be held. */
  enum RejectionReason {
    /** 疫情防控需要. */
    EPIDEMIC_CONTROL,
    /** 人数过多. */
    TOO_MANY_PEOPLE,
    /** 会议室另有安排. */
    ROOM_NEEDED_OTHERWISE
  }

  /** The meeting will not be held. */
  record CancelMeeting(String meetingId) implements MeetingRoomCommand {}

  /** The meeting begins, approved or not. */
  record StartMeeting(String meetingId, Instant at) implements MeetingRoomCommand {}

  /**
   * The meeting is over.
   *
   * @param turnRound how long the room may stay as it is from {@code now}, the server's clock
   */
  record EndMeeting(String meetingId, Instant at, Instant now, Duration turnRound)
      implements MeetingRoomCommand {}

  /** The meeting had begun at another time than was written down. */
  record CorrectStart(String meetingId, Instant at, MomentReason reason)
      implements MeetingRoomCommand {}

  /** The meeting had ended at another time than was written down. */
  record CorrectEnd(String meetingId, Instant at, MomentReason reason)
      implements MeetingRoomCommand {}

  /** Why a time was another. */
  enum MomentReason {
    /** 录入错误. */
    MISTYPED,
    /** 告知有误. */
    MISINFORMED
  }

  /** The room was disinfected after its meeting (3.9-c). */
  record RecordDisinfection(String disinfectionId, Cleaning work) implements MeetingRoomCommand {}

  /**
   * What was done.
   *
   * @param by the code of whoever did it, never a name
   */
  record Cleaning(
      Instant startedAt,
      Instant finishedAt,
      String by,
      String agent,
      @Nullable String lot,
      @Nullable String dilution,
      Cupware cupware) {}

  /** The item of the checklist for cups (3.9-f). */
  enum Cupware {
    /** 已清洁. */
    CLEANED,
    /** 未使用杯具. */
    NOT_USED,
    /** 未清洁: the room is not ready yet. */
    NOT_CLEANED
  }

  /** The last disinfection was none, and nobody has used the room since. */
  record VoidDisinfection(String disinfectionId, VoidReason reason) implements MeetingRoomCommand {}

  /** Why what was written down does not hold. */
  enum VoidReason {
    /** 录入错误. */
    MISTYPED,
    /** 重复录入. */
    DUPLICATE,
    /** 实际未做. */
    NOT_DONE
  }

  /** The room should have been ready by now. */
  record LetTimePass(Instant dueAt) implements MeetingRoomCommand {}
}
