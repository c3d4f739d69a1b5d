package org.vigil.disinfection.meal.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigil.disinfection.meal.domain.MealCommand.Delivery;
import org.vigil.disinfection.meal.domain.MealEvent.MealOfDay;
import org.vigil.disinfection.meal.domain.MealOrder.DueMeal;
import org.vigil.disinfection.order.domain.OrderedBy;

/** The life of one order of meals. */
public sealed interface SeparateMeals {

  /** Nobody has ordered anything. */
  record NotOrdered() implements SeparateMeals {}

  /**
   * Meals are brought.
   *
   * @param person the how-manieth person the order is about
   * @param missed the meals that were not there in time, by what was said then
   */
  record Ordered(
      String orderId,
      String subjectId,
      String department,
      String canteen,
      OrderedBy orderedBy,
      int person,
      MealOrder order,
      List<Delivery> deliveries,
      List<MealOfDay> missed)
      implements SeparateMeals {

    public Ordered {
      deliveries = List.copyOf(deliveries);
      missed = List.copyOf(missed);
    }

    /** How a meal was brought. */
    public Optional<Delivery> delivery(LocalDate day, Meal meal) {
      return deliveries.stream()
          .filter(one -> one.day().equals(day) && one.meal() == meal)
          .findFirst();
    }

    boolean isDelivered(DueMeal due) {
      return delivery(due.day(), due.meal()).isPresent();
    }

    /** Whether it was said that a meal was not there in time. */
    public boolean isMissed(DueMeal due) {
      return missed.contains(new MealOfDay(due.day(), due.meal()));
    }

    Optional<DueMeal> due(LocalDate day, Meal meal) {
      return order.meals().stream().filter(due -> due.is(day, meal)).findFirst();
    }

    /** What has neither come nor been missed, the earliest first. */
    List<DueMeal> open() {
      return order.meals().stream().filter(due -> !isDelivered(due) && !isMissed(due)).toList();
    }

    Ordered corrected(String subject, int newPerson, MealOrder newOrder) {
      return new Ordered(
          orderId,
          subject,
          department,
          canteen,
          orderedBy,
          newPerson,
          newOrder,
          deliveries,
          missed);
    }

    Ordered plus(Delivery delivery) {
      return new Ordered(
          orderId,
          subjectId,
          department,
          canteen,
          orderedBy,
          person,
          order,
          Stream.concat(deliveries.stream(), Stream.of(delivery)).toList(),
          missed);
    }

    Ordered plus(MealOfDay miss) {
      return new Ordered(
          orderId,
          subjectId,
          department,
          canteen,
          orderedBy,
          person,
          order,
          deliveries,
          Stream.concat(missed.stream(), Stream.of(miss)).toList());
    }
  }

  /**
   * No more meals are brought.
   *
   * @param order how it was until then
   */
  record Cancelled(Ordered order, boolean mistaken) implements SeparateMeals {}
}
