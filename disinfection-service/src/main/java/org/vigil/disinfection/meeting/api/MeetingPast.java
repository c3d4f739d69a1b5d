package org.vigil.disinfection.meeting.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.meeting.api.MeetingRooms.MeetingItem;
import org.vigil.disinfection.meeting.domain.Attendance;
import org.vigil.disinfection.meeting.domain.Attendance.Closed;
import org.vigil.disinfection.meeting.domain.AttendanceDecider;
import org.vigil.disinfection.meeting.domain.AttendanceEvent;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Standing;
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
import org.vigil.eventsourcing.Recorded;

/** A room's meetings as its events tell them, up to any; the view says the same of the last. */
final class MeetingPast {

  private static final class One {
    private final MeetingRoomRequested asked;
    private final long position;
    private Standing standing = Standing.REQUESTED;
    private boolean approved;
    private @Nullable String rejection;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private boolean corrected;
    private @Nullable PostMeetingDisinfectionCompleted disinfection;
    private boolean overdue;

    private One(MeetingRoomRequested asked, long position) {
      this.asked = asked;
      this.position = position;
    }
  }

  private final Map<String, One> found = new HashMap<>();
  private final List<One> inOrder = new ArrayList<>();

  private MeetingPast() {}

  /** The meetings that have come about by these events of their room. */
  static MeetingPast of(List<Recorded<MeetingRoomEvent>> known) {
    MeetingPast past = new MeetingPast();
    known.forEach(past::apply);
    return past;
  }

  private void apply(Recorded<MeetingRoomEvent> recorded) {
    switch (recorded.event()) {
      case MeetingRoomRequested it -> {
        One one = new One(it, recorded.position());
        found.put(it.meetingId(), one);
        inOrder.addFirst(one);
      }
      case MeetingRoomApproved it ->
          change(
              it.meetingId(),
              one -> {
                one.standing = Standing.APPROVED;
                one.approved = true;
              });
      case MeetingRoomRejected it ->
          change(
              it.meetingId(),
              one -> {
                one.standing = Standing.REJECTED;
                one.rejection = it.reason().name();
              });
      case MeetingRoomCancelled it ->
          change(it.meetingId(), one -> one.standing = Standing.CANCELLED);
      case MeetingStarted it ->
          change(
              it.meetingId(),
              one -> {
                one.standing = Standing.RUNNING;
                one.startedAt = it.at();
              });
      case MeetingEnded it ->
          change(
              it.meetingId(),
              one -> {
                one.standing = Standing.ENDED;
                one.endedAt = it.at();
              });
      case MeetingStartCorrected it ->
          change(
              it.meetingId(),
              one -> {
                one.startedAt = it.at();
                one.corrected = true;
              });
      case MeetingEndCorrected it ->
          change(
              it.meetingId(),
              one -> {
                one.endedAt = it.at();
                one.corrected = true;
              });
      case PostMeetingDisinfectionCompleted it ->
          change(it.meetingId(), one -> one.disinfection = it);
      case PostMeetingDisinfectionVoided it ->
          change(it.meetingId(), one -> one.disinfection = null);
      case MeetingRoomTurnRoundOverdue it -> change(it.meetingId(), one -> one.overdue = true);
      case MeetingRoomDefined _, UnapprovedMeetingDetected _, MeetingRoomReleased _ -> {}
    }
  }

  private void change(String meetingId, Consumer<One> change) {
    One one = found.get(meetingId);
    if (one != null) {
      change.accept(one);
    }
  }

  /**
   * The newest first.
   *
   * @param host the only department whose meetings are shown; null for all
   * @param before only what was asked for before this position
   * @param attendance what was known of one meeting's
   */
  List<MeetingItem> newest(
      @Nullable String host,
      long before,
      int rows,
      Function<String, List<Recorded<AttendanceEvent>>> attendance) {
    return inOrder.stream()
        .filter(one -> one.position < before)
        .filter(one -> host == null || one.asked.hostDepartment().equals(host))
        .limit(rows)
        .map(one -> item(one, attendance.apply(one.asked.meetingId())))
        .toList();
  }

  private static MeetingItem item(One one, List<Recorded<AttendanceEvent>> measured) {
    AttendanceDecider decider = new AttendanceDecider();
    Attendance attendance = decider.initialState();
    for (Recorded<AttendanceEvent> recorded : measured) {
      attendance = decider.evolve(attendance, recorded.event());
    }
    Closed closed = attendance instanceof Closed it ? it : null;
    PostMeetingDisinfectionCompleted disinfection = one.disinfection;
    return new MeetingItem(
        one.asked.meetingId(),
        one.asked.room(),
        one.asked.hostDepartment(),
        one.asked.attendees(),
        one.asked.startsAt(),
        one.asked.endsAt(),
        one.standing.name(),
        one.approved,
        one.rejection,
        one.startedAt,
        one.endedAt,
        attendance.measured(),
        closed == null ? null : !closed.isShort(),
        closed != null && closed.madeUp(),
        one.corrected,
        disinfection == null ? null : disinfection.disinfectionId(),
        disinfection == null ? null : disinfection.work().finishedAt(),
        disinfection == null ? null : disinfection.work().cupware().name(),
        one.overdue,
        one.position);
  }
}
