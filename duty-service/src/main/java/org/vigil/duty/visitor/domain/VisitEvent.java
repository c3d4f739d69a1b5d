package org.vigil.duty.visitor.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Reveal;

/** What happens to one visit. The stream's key is the visit's id. Stored forever. */
public sealed interface VisitEvent {

  /** 来访登记 (3.3-c). */
  @EventType("visitor-registered")
  record VisitorRegistered(
      String subjectId,
      String exit,
      String department,
      Visitor visitor,
      String visitedDepartment,
      @Personal @Nullable String visitedPerson,
      @Personal @Nullable Integer temperatureTenths,
      String measuredBy,
      @Nullable String device,
      boolean maskWorn,
      Instant at,
      boolean lateEntered)
      implements VisitEvent {}

  /**
   * 发热 (3.3-d): somebody owes the office a report of it.
   *
   * @param department the one that guards the exit
   * @param thresholdTenths the threshold in force; at or above it is a fever
   */
  @EventType("fever-measured")
  record FeverMeasured(
      String visitId,
      String subjectId,
      String department,
      String visitedDepartment,
      String exit,
      @Personal(mask = Mask.NAME) String name,
      @Personal @Nullable Integer temperatureTenths,
      int thresholdTenths,
      Instant measuredAt)
      implements VisitEvent {}

  /** 拒戴口罩 (3.3-e). */
  @EventType("mask-refused")
  record MaskRefused(String visitId, String department, String exit) implements VisitEvent {}

  /** The visitor may enter. */
  @EventType("visitor-admitted")
  record VisitorAdmitted(String visitId, String exit, Instant at) implements VisitEvent {}

  /** 拒绝进入: the visitor may not. */
  @EventType("visitor-denied")
  record VisitorDenied(String visitId, String exit, List<Reason> reasons, Instant at)
      implements VisitEvent {
    public VisitorDenied {
      reasons = List.copyOf(reasons);
    }
  }

  /** A guard has let in a visitor who was to be refused. */
  @EventType("visitor-admitted-despite-refusal")
  record VisitorAdmittedDespiteRefusal(
      String visitId,
      String subjectId,
      String department,
      String exit,
      @Personal(mask = Mask.NAME) String name,
      @Personal String reason,
      Instant at)
      implements VisitEvent {}

  /** The visitor has left. */
  @EventType("visitor-left")
  record VisitorLeft(String visitId, Instant at) implements VisitEvent {}

  /** Somebody has looked at the personal data, and why; the envelope says who. */
  @EventType("visitor-revealed")
  record VisitorRevealed(String subjectId, @Personal String purpose)
      implements VisitEvent, Reveal {}

  /** Why a visitor is refused. */
  enum Reason {
    FEVER,
    NO_MASK
  }
}
