package org.vigil.disinfection.meal.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.eventsourcing.Personal;

/**
 * What is to be brought to whom. It belongs to the {@code subjectId} of the event around it.
 *
 * @param place where to
 * @param toBeReported whether the reason by itself says that there is something to report
 * @param reason null once the person is forgotten
 * @param meals each with its time, the earliest first
 */
public record MealOrder(
    Person person,
    @Personal String place,
    boolean toBeReported,
    @Personal @Nullable MealReason reason,
    @Personal @Nullable String note,
    List<DueMeal> meals) {
  public MealOrder {
    meals = List.copyOf(meals);
  }

  /** The same with other meals. */
  MealOrder with(List<DueMeal> others) {
    return new MealOrder(person, place, toBeReported, reason, note, others);
  }

  /**
   * A meal of a day.
   *
   * @param dueAt by when it is to be there, by the rule in force
   */
  public record DueMeal(LocalDate day, Meal meal, Instant dueAt) {

    boolean is(LocalDate otherDay, Meal otherMeal) {
      return day.equals(otherDay) && meal == otherMeal;
    }
  }
}
