package org.vigil.disinfection.meal.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with an order of meals: refused because … */
public enum MealRefusal implements Refusal {
  NO_SUCH_MEAL_ORDER,
  MEALS_ALREADY_ORDERED,
  NO_MEAL_IS_STILL_AHEAD,
  MEAL_NOT_ORDERED,
  MEAL_ALREADY_DELIVERED,
  MEALS_WERE_DELIVERED,
  MEAL_ORDER_CANCELLED
}
