package org.vigil.duty.muster.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.muster.domain.MusterUnitCommand.Excuse;
import org.vigil.duty.muster.domain.MusterUnitCommand.Manner;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** What happens to one department's part in a muster. Stored forever. */
public sealed interface MusterUnitEvent {

  /** The department is called; who of it follows. */
  @EventType("muster-department-summoned")
  record DepartmentSummoned(MusterCall call, String department, int people)
      implements MusterUnitEvent {}

  /** These people are called. A large department takes several, which bounds an event's size. */
  @EventType("muster-people-summoned")
  record PeopleSummoned(String musterId, String department, List<Summoned> people)
      implements MusterUnitEvent {
    public PeopleSummoned {
      people = List.copyOf(people);
    }
  }

  /** 应答. */
  @EventType("muster-acknowledged")
  record MusterAcknowledged(
      String musterId, String department, String subjectId, Manner manner, Instant at)
      implements MusterUnitEvent {}

  /**
   * 到位.
   *
   * @param late whether it was after T0 + 60:00
   * @param lateEntered whether it was in time by the word of whoever entered it, and entered after
   *     the verdict, which stands
   */
  @EventType("muster-arrival-confirmed")
  record MusterArrivalConfirmed(
      String musterId,
      String department,
      String subjectId,
      Manner manner,
      @Nullable String exit,
      Instant at,
      boolean late,
      boolean lateEntered)
      implements MusterUnitEvent {}

  /** Somebody does not come, for a reason. */
  @EventType("muster-absence-excused")
  record MusterAbsenceExcused(
      String musterId,
      String department,
      String subjectId,
      Excuse excuse,
      @Personal @Nullable String note)
      implements MusterUnitEvent {}

  /**
   * 预警: people of the department have neither acknowledged nor arrived.
   *
   * @param stage 1 or 2
   */
  @EventType("muster-unacknowledged")
  record MusterUnacknowledged(
      String musterId, MusterKind kind, String department, int stage, List<Summoned> people)
      implements MusterUnitEvent {
    public MusterUnacknowledged {
      people = List.copyOf(people);
    }
  }

  /** At the deadline this person was not there; part of the department's verdict. */
  @EventType("muster-absence-found")
  record MusterAbsenceFound(
      String musterId,
      MusterKind kind,
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      boolean acknowledged,
      @Nullable Excuse excuse)
      implements MusterUnitEvent {}

  /**
   * 集结时限到: the verdict on the department, as it was at {@code deadlineAt}.
   *
   * @param excused who was absent with an excuse
   * @param absent who was absent without
   */
  @EventType("muster-deadline-passed")
  record MusterDeadlinePassed(
      String musterId,
      MusterKind kind,
      String department,
      Instant deadlineAt,
      int summoned,
      int arrived,
      int excused,
      int absent)
      implements MusterUnitEvent {}

  /** The muster was closed; without a verdict if that was before the deadline. */
  @EventType("muster-department-stood-down")
  record DepartmentStoodDown(String musterId, String department, Instant at)
      implements MusterUnitEvent {}
}
