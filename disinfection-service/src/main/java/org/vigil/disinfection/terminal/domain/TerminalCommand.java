package org.vigil.disinfection.terminal.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.OrderedBy;

/** What can be asked of one terminal disinfection. {@code now} is the server's clock. */
public sealed interface TerminalCommand {

  /**
   * A place is to be disinfected because of somebody suspected.
   *
   * @param department the one that asks, and knows why
   * @param cleaners the department that does it
   */
  record OrderDisinfection(
      String orderId,
      String subjectId,
      String department,
      String cleaners,
      OrderedBy orderedBy,
      TerminalOrder order,
      Instant dueAt)
      implements TerminalCommand {}

  /**
   * A case asks for a zone.
   *
   * @param department the office's
   * @param requestedAt when the case asked, by the clock of reporting-service
   * @param dueAt the case's own time for it
   */
  record OrderForCase(
      String orderId,
      String subjectId,
      String caseId,
      String department,
      String cleaners,
      String zone,
      Instant requestedAt,
      Instant dueAt)
      implements TerminalCommand {}

  /** The order as it should read; its time stays. */
  record CorrectOrder(String subjectId, OrderedBy correctedBy, TerminalOrder order, String reason)
      implements TerminalCommand {}

  /** The place is disinfected. */
  record RecordCompletion(Work work) implements TerminalCommand {}

  /**
   * What was done.
   *
   * @param by the code of whoever did it, never a name
   * @param agent what with, 含氯消毒剂 perhaps
   */
  record Work(
      Instant doneAt, String by, String agent, @Nullable String lot, @Nullable String dilution) {}

  /**
   * It need not be done.
   *
   * @param mistaken whether it should never have been asked for
   */
  record CancelOrder(boolean mistaken, String reason, Instant now) implements TerminalCommand {}

  /** Somebody has to see because of whom it is. */
  record RevealOrder(String purpose) implements TerminalCommand {}

  /** Its time is over. */
  record LetTimePass(Instant dueAt) implements TerminalCommand {}
}
