package org.vigil.duty.post.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** What happens at a guard's post. The stream's key is the exit's code. Stored forever. */
public sealed interface PostEvent {

  /** The exit is watched like this from now on. */
  @EventType("exit-watched")
  record ExitWatched(String exit, String department, boolean middleGate, boolean open, Instant at)
      implements PostEvent {}

  /**
   * Whether the exit is to be guarded, looked at when that may change.
   *
   * @param nextLookAt when it is looked at again
   */
  @EventType("guard-duty-set")
  record GuardDutySet(String exit, GuardDuty duty, Instant from, Instant nextLookAt)
      implements PostEvent {}

  /**
   * 岗位到位.
   *
   * @param holdsUntil until when the check-in counts without a check-out
   */
  @EventType("guard-post-manned")
  record GuardPostManned(
      String exit,
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      Instant at,
      Instant holdsUntil)
      implements PostEvent {}

  /** A guard has left the post. */
  @EventType("guard-left-post")
  record GuardLeftPost(String exit, String department, String subjectId, Instant at)
      implements PostEvent {}

  /** A guard has not checked out, and the check-in does not count any more. */
  @EventType("guard-check-in-expired")
  record GuardCheckInExpired(String exit, String department, String subjectId, Instant at)
      implements PostEvent {}

  /**
   * 岗位空缺: from {@code since} on the exit is to be guarded and is not.
   *
   * @param lastGuard who was there last, if the gap began with somebody leaving
   */
  @EventType("guard-post-vacated")
  record GuardPostVacated(
      String exit,
      String department,
      GuardDuty duty,
      Cause cause,
      @Nullable String lastGuard,
      Instant since,
      Instant headDueAt,
      Instant officeDueAt)
      implements PostEvent {}

  /**
   * The gap has lasted too long.
   *
   * @param stage 1 for the security head, 2 for the office
   */
  @EventType("exit-unguarded")
  record ExitUnguarded(String exit, String department, GuardDuty duty, Instant since, int stage)
      implements PostEvent {}

  /** The gap is over. */
  @EventType("guard-gap-ended")
  record GuardGapEnded(String exit, String department, Instant since, Instant until, End end)
      implements PostEvent {}

  /** Why an exit is to be guarded. */
  enum GuardDuty {
    /** Every exit in working time (3.3-a). */
    WORKING_TIME,
    /** The middle gate outside of it (3.3-b). */
    MIDDLE_GATE,
    /** Not known whether it is working time. */
    CALENDAR_UNKNOWN,
    /** It need not be guarded now. */
    NONE,
    /** 封闭: it is closed on record. */
    EXIT_CLOSED;

    boolean required() {
      return this == WORKING_TIME || this == MIDDLE_GATE || this == CALENDAR_UNKNOWN;
    }
  }

  /** How a gap begins. */
  enum Cause {
    /** The duty began and nobody was there. */
    NOBODY_CAME,
    /** A guard left and nobody had come. */
    LEFT_WITHOUT_RELIEF,
    /** A check-in without a check-out does not count any more. */
    CHECK_IN_EXPIRED
  }

  /** How a gap ends. */
  enum End {
    MANNED,
    DUTY_ENDED,
    EXIT_CLOSED
  }
}
