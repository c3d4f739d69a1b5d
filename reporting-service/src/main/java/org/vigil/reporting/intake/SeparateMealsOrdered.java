package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a department has meals brought to somebody apart (3.8-f).
 *
 * @param department the one that asks
 * @param orderedBy {@code DEPARTMENT} where its own account did so
 */
@EventType("separate-meals-ordered")
public record SeparateMealsOrdered(
    String orderId, String subjectId, String department, String orderedBy, Order order) {

  /**
   * @param toBeReported whether the reason by itself says that there is something to report
   */
  public record Order(Who person, boolean toBeReported) {}

  /**
   * @param name as disinfection-service shows it, {@code 张*}
   */
  public record Who(@Nullable String name) {}
}
