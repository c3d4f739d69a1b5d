package org.vigil.duty.visitor.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of one visit. */
public sealed interface VisitCommand {

  /**
   * A visitor stands at an exit.
   *
   * @param subjectId the visitor's pseudonym
   * @param department the one that guards the exit
   * @param rule from which temperature on nobody enters
   * @param lateEntered whether this is written down more than an hour after the fact
   * @param leaveBy when the building closes to visitors
   * @param repeatOf the earlier visit from which the particulars were taken; null for none
   */
  record RegisterVisitor(
      String subjectId,
      String exit,
      String department,
      Visitor visitor,
      String visitedDepartment,
      @Nullable String visitedPerson,
      int temperatureTenths,
      FeverRule rule,
      String measuredBy,
      @Nullable String device,
      boolean maskWorn,
      Instant at,
      boolean lateEntered,
      Instant leaveBy,
      @Nullable String repeatOf)
      implements VisitCommand {}

  /** A guard lets in somebody who was to be refused, and says why. */
  record AdmitDespiteRefusal(String reason, Instant at, Instant leaveBy) implements VisitCommand {}

  /** The visitor leaves. */
  record RecordDeparture(Instant at) implements VisitCommand {}

  /** The building has closed to visitors. */
  record LetTimePass(Instant dueAt) implements VisitCommand {}

  /** Somebody needs to see who it was. */
  record RevealVisitor(String purpose) implements VisitCommand {}
}
