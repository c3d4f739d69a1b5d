package org.vigil.disinfection.meal.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.vigil.disinfection.order.domain.OrderedBy;

/** What can be asked of one order of meals. {@code now} is the server's clock. */
public sealed interface MealCommand {

  /**
   * Somebody is to get meals apart.
   *
   * @param department the one that asks, and knows why
   * @param canteen the one that brings them
   */
  record OrderMeals(
      String orderId,
      String subjectId,
      String department,
      String canteen,
      OrderedBy orderedBy,
      MealOrder order,
      Instant now)
      implements MealCommand {}

  /** The order as it should read; what fell due before stays as it was. */
  record CorrectOrder(
      String subjectId, OrderedBy correctedBy, MealOrder order, String reason, Instant now)
      implements MealCommand {}

  /** A meal is there. */
  record RecordDelivery(Delivery delivery) implements MealCommand {}

  /**
   * How a meal was brought.
   *
   * @param by the code of whoever brought it, never a name
   * @param contactFree whether they kept apart
   */
  record Delivery(LocalDate day, Meal meal, Instant deliveredAt, String by, boolean contactFree) {}

  /**
   * No more meals.
   *
   * @param mistaken whether it should never have been ordered
   */
  record CancelOrder(boolean mistaken, String reason, Instant now) implements MealCommand {}

  /** Somebody has to see whom it is for. */
  record RevealOrder(String purpose) implements MealCommand {}

  /** A meal's time has come. */
  record LetTimePass(Instant dueAt) implements MealCommand {}
}
