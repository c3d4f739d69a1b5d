package org.vigil.reporting.intake;

import java.time.LocalDate;
import java.util.List;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: no more meals are brought (3.8-f).
 *
 * @param person the how-manieth person the order was about
 * @param mistaken whether it should never have been ordered
 * @param lifted the meals that had been missed and were not owed
 */
@EventType("separate-meals-cancelled")
public record SeparateMealsCancelled(
    String orderId,
    String subjectId,
    String canteen,
    int person,
    boolean mistaken,
    List<MealOfDay> lifted) {
  public SeparateMealsCancelled {
    lifted = List.copyOf(lifted);
  }

  /** A meal of a day. */
  public record MealOfDay(LocalDate day, String meal) {}
}
