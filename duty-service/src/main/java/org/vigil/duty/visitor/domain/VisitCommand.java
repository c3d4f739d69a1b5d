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
   * @param thresholdTenths from which temperature on, in tenths of a degree Celsius, nobody enters
   * @param lateEntered whether this is written down more than an hour after the fact
   */
  record RegisterVisitor(
      String subjectId,
      String exit,
      String department,
      Visitor visitor,
      String visitedDepartment,
      @Nullable String visitedPerson,
      int temperatureTenths,
      int thresholdTenths,
      String measuredBy,
      @Nullable String device,
      boolean maskWorn,
      Instant at,
      boolean lateEntered)
      implements VisitCommand {}

  /** A guard lets in somebody who was to be refused, and says why. */
  record AdmitDespiteRefusal(String reason, Instant at) implements VisitCommand {}

  /** The visitor leaves. */
  record RecordDeparture(Instant at) implements VisitCommand {}

  /** Somebody needs to see who it was. */
  record RevealVisitor(String purpose) implements VisitCommand {}
}
