package org.vigil.duty.presence.domain;

import java.time.Instant;
import java.util.List;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** What happens to one shift. The stream's key is the shift's id. Stored forever. */
public sealed interface PresenceEvent {

  /** The holder is expected; again when it is somebody else. */
  @EventType("duty-presence-expected")
  record PresenceExpected(DutyPlan plan) implements PresenceEvent {}

  /** The shift is not any more. */
  @EventType("duty-withdrawn")
  record DutyWithdrawn(String shiftId, String department, Instant at) implements PresenceEvent {}

  /**
   * 到岗.
   *
   * @param until the end of the shift
   */
  @EventType("duty-checked-in")
  record DutyCheckedIn(
      String shiftId, String department, String subjectId, Instant at, boolean late, Instant until)
      implements PresenceEvent {}

  /**
   * Nobody has checked in.
   *
   * @param stage 1 at the grace time, 2 at twice that
   */
  @EventType("duty-check-in-missed")
  record DutyCheckInMissed(
      String shiftId,
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      int stage)
      implements PresenceEvent {}

  /** 离岗. */
  @EventType("duty-checked-out")
  record DutyCheckedOut(
      String shiftId, String department, String subjectId, Instant at, Leaving leaving)
      implements PresenceEvent {}

  /** The holder has signed a hand-over. */
  @EventType("handover-prepared")
  record HandoverPrepared(
      String shiftId,
      String department,
      String subjectId,
      String nextShiftId,
      List<Matter> matters,
      Instant at)
      implements PresenceEvent {
    public HandoverPrepared {
      matters = List.copyOf(matters);
    }
  }

  /** 交接班: both have signed. */
  @EventType("handover-signed")
  record HandoverSigned(
      String shiftId,
      String department,
      String subjectId,
      String nextShiftId,
      String nextSubjectId,
      List<Matter> matters,
      Instant at)
      implements PresenceEvent {
    public HandoverSigned {
      matters = List.copyOf(matters);
    }
  }

  /** These matters are open here now. */
  @EventType("duty-matters-carried")
  record MattersCarried(String shiftId, String department, String fromShiftId, List<Matter> matters)
      implements PresenceEvent {
    public MattersCarried {
      matters = List.copyOf(matters);
    }
  }

  /** It is not open any more. */
  @EventType("duty-matter-settled")
  record MatterSettled(String shiftId, String department, String matterId, Instant at)
      implements PresenceEvent {}

  /** A probe is planned. No operation shows it: nobody on duty is to foresee it. */
  @EventType("presence-probe-planned")
  record ProbePlanned(String shiftId, String probeId, Instant at, Instant answerBy)
      implements PresenceEvent {}

  /** 查岗: the holder has to answer. */
  @EventType("presence-probe-sent")
  record ProbeSent(
      String shiftId, String department, String subjectId, String probeId, Instant answerBy)
      implements PresenceEvent {}

  /** The holder has answered. */
  @EventType("presence-probe-answered")
  record ProbeAnswered(
      String shiftId, String department, String subjectId, String probeId, Instant at)
      implements PresenceEvent {}

  /** 查岗未应. */
  @EventType("presence-probe-missed")
  record ProbeMissed(
      String shiftId,
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      String probeId,
      int inARow)
      implements PresenceEvent {}

  /**
   * 疑似擅离职守: a lead, on which people decide.
   *
   * @param lastSeenAt the last sign that the holder was there
   * @param missedProbes how many probes in a row went unanswered
   */
  @EventType("post-abandonment-suspected")
  record PostAbandonmentSuspected(
      String shiftId,
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      Evidence evidence,
      Instant lastSeenAt,
      int missedProbes)
      implements PresenceEvent {}

  /** 岗位无人: the holder is not there, and nobody else is. */
  @EventType("duty-post-empty")
  record DutyPostEmpty(String shiftId, String department, Instant at) implements PresenceEvent {}

  /** How a shift ends. */
  enum Leaving {
    /** Both have signed. */
    HANDED_OVER,
    /** At the end of the shift or behind it, without a hand-over. */
    WITHOUT_HANDOVER,
    /** Before the end, without a hand-over. */
    EARLY_WITHOUT_RELIEF,
    /** Nobody checked out; what is known is that the shift had ended. */
    FORGOTTEN
  }

  /** What a lead rests on. */
  enum Evidence {
    LEFT_WITHOUT_RELIEF,
    PROBES_UNANSWERED
  }
}
