package org.vigil.disinfection.meal.api;

import java.time.Instant;
import java.time.LocalDate;
import org.vigil.disinfection.meal.domain.Meal;

/** Who brings the meals, and by when. */
public interface Canteen {

  /** The department's code, 经营管理科 (3.8). */
  String department();

  /** By when a meal of a day is to be there, by the rule in force on that day. */
  Instant dueAt(LocalDate day, Meal meal);
}
