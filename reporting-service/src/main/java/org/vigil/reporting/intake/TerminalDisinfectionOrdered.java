package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a place is to be disinfected because of somebody suspected (3.6-d).
 *
 * @param subjectId the person's; a fresh one where nobody is named
 * @param department the one that asks
 * @param orderedBy {@code DEPARTMENT} where its own account did so
 */
@EventType("terminal-disinfection-ordered")
public record TerminalDisinfectionOrdered(
    String orderId, String subjectId, String department, String orderedBy, Order order) {

  /**
   * @param person null where nobody is named
   */
  public record Order(@Nullable Who person) {

    @Nullable String name() {
      return person == null ? null : person.name();
    }
  }

  /**
   * @param name as disinfection-service shows it, {@code 张*}
   */
  public record Who(@Nullable String name) {}
}
