package org.vigil.disinfection.terminal.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.terminal.domain.TerminalCommand.Work;

/** The life of one terminal disinfection. */
public sealed interface TerminalDisinfection {

  /** Nobody has asked for it. */
  record NotOrdered() implements TerminalDisinfection {}

  /** Asked for. */
  record Ordered(Matter matter) implements TerminalDisinfection {}

  /** The place is disinfected. */
  record Done(Matter matter, Work work, boolean late) implements TerminalDisinfection {}

  /** It need not be done. */
  record Cancelled(Matter matter, boolean mistaken) implements TerminalDisinfection {}

  /** What it is about; empty before somebody has asked. */
  default Optional<Matter> about() {
    return switch (this) {
      case NotOrdered _ -> Optional.empty();
      case Ordered(var matter) -> Optional.of(matter);
      case Done(var matter, _, _) -> Optional.of(matter);
      case Cancelled(var matter, _) -> Optional.of(matter);
    };
  }

  /**
   * What was asked for.
   *
   * @param person the how-manieth person the order is about
   * @param overdue whether it was said that it was not done in time
   * @param ofCase the case that asked for it; null where a department did
   */
  record Matter(
      String orderId,
      String subjectId,
      String department,
      String cleaners,
      OrderedBy orderedBy,
      int person,
      TerminalOrder order,
      Instant dueAt,
      boolean overdue,
      @Nullable OfCase ofCase) {

    Matter corrected(String subject, int newPerson, TerminalOrder newOrder) {
      return new Matter(
          orderId,
          subject,
          department,
          cleaners,
          orderedBy,
          newPerson,
          newOrder,
          dueAt,
          overdue,
          ofCase);
    }

    Matter late() {
      return new Matter(
          orderId, subjectId, department, cleaners, orderedBy, person, order, dueAt, true, ofCase);
    }
  }

  /** The case of reporting-service that asked, and when. */
  record OfCase(String caseId, String zone, Instant requestedAt) {}
}
