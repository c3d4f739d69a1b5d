package org.vigil.duty.reachability.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.reachability.domain.DrillCommand.Manner;
import org.vigil.duty.reachability.domain.DrillCommand.Outcome;
import org.vigil.duty.reachability.domain.DrillCommand.Reason;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Upcaster;

/**
 * What happens in a drill. Stored forever. {@code late} is after the deadline; {@code lateEntered}
 * is in time by the word of whoever entered it, and entered after the verdict, which stands.
 */
public sealed interface DrillEvent {

  /**
   * 通联抽查开始.
   *
   * @param schedule by which it started by itself; null where a person started it
   */
  @EventType(value = "reachability-drill-started", version = 2, upcasters = ByHand.class)
  record DrillStarted(
      String drillId,
      List<String> lines,
      List<Mobile> mobiles,
      @Nullable ScheduleKind schedule,
      Instant at,
      Instant answerBy)
      implements DrillEvent {
    public DrillStarted {
      lines = List.copyOf(lines);
      mobiles = List.copyOf(mobiles);
    }
  }

  /** Nothing but people started drills when the first version was written. */
  final class ByHand implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }

  /** 值班电话抽查: how a try of a department's line went. */
  @EventType("duty-line-probed")
  record DutyLineProbed(
      String drillId,
      String department,
      Outcome outcome,
      Manner manner,
      Instant at,
      boolean late,
      boolean lateEntered)
      implements DrillEvent {}

  /** How a try of a mobile went. */
  @EventType("mobile-probed")
  record MobileProbed(
      String drillId,
      String department,
      String subjectId,
      Outcome outcome,
      Manner manner,
      Instant at,
      boolean late,
      boolean lateEntered)
      implements DrillEvent {}

  /**
   * 值班电话不通, at the deadline.
   *
   * @param last how the last try went; null where nobody has tried or said so
   */
  @EventType("duty-line-unreachable")
  record DutyLineUnreachable(
      String drillId, String department, @Nullable Outcome last, Instant answerBy)
      implements DrillEvent {}

  /**
   * 通联抽查未应, at the deadline.
   *
   * @param last how the last try went; null where nobody has tried or said so
   */
  @EventType("reachability-drill-missed")
  record DrillMissed(
      String drillId,
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      @Nullable Outcome last,
      Instant answerBy)
      implements DrillEvent {}

  /**
   * 说明理由. It takes back no miss; the person's record does not count that miss any more.
   *
   * @param by the head's pseudonym; null for the office
   */
  @EventType("reachability-drill-excused")
  record DrillExcused(
      String drillId,
      String department,
      String subjectId,
      @Nullable String by,
      Reason reason,
      @Personal @Nullable String note)
      implements DrillEvent {}

  /** The verdict on the drill, as it was at {@code answerBy}. */
  @EventType("reachability-drill-judged")
  record DrillJudged(String drillId, Instant answerBy, int reached, int excused, int missed)
      implements DrillEvent {}
}
