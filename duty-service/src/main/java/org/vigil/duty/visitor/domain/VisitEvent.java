package org.vigil.duty.visitor.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Reveal;
import org.vigil.eventsourcing.Upcaster;

/** What happens to one visit. The stream's key is the visit's id. Stored forever. */
public sealed interface VisitEvent {

  /**
   * 来访登记 (3.3-c).
   *
   * @param rule by which the temperature was judged; null where that was not recorded
   * @param repeatOf the earlier visit from which the particulars were taken; null for none
   */
  @EventType(value = "visitor-registered", version = 2, upcasters = ByAnUnrecordedRule.class)
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
      boolean lateEntered,
      @Nullable FeverRule rule,
      @Nullable String repeatOf)
      implements VisitEvent {}

  /** What the first version did not say is left out: nobody knows it any more. */
  final class ByAnUnrecordedRule implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }

  /**
   * 发热 (3.3-d): somebody owes the office a report of it.
   *
   * @param department the one that guards the exit
   * @param thresholdTenths at or above it was a fever, by the rule in force
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

  /**
   * Who was let in is to be out when the building closes to visitors.
   *
   * @param at when the visitor was let in
   */
  @EventType("visitor-stay-limited")
  record VisitorStayLimited(String visitId, Instant at, Instant leaveBy) implements VisitEvent {}

  /** 未签离: the building has closed, and nobody has signed the visitor out (3.3-c). */
  @EventType("visitor-not-signed-out")
  record VisitorNotSignedOut(
      String visitId,
      String subjectId,
      String department,
      String visitedDepartment,
      String exit,
      @Personal(mask = Mask.NAME) String name,
      Instant leaveBy)
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
