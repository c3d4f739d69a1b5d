package org.vigil.disinfection.meal.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Reveal;

/**
 * What happens to one order of meals. The stream's key is the order's id. {@code nextDueAt} is when
 * the next meal has to be there; null for none. Stored forever.
 */
public sealed interface MealEvent {

  /**
   * 单独送餐登记 (3.8-f).
   *
   * @param department the one that asks, and knows why
   * @param canteen the one that brings them
   */
  @EventType("separate-meals-ordered")
  record SeparateMealsOrdered(
      String orderId,
      String subjectId,
      String department,
      String canteen,
      OrderedBy orderedBy,
      MealOrder order,
      Instant nextDueAt)
      implements MealEvent {}

  /**
   * 更正: the whole order as it is now.
   *
   * @param person the how-manieth person this order is about, counted from 1
   * @param formerSubjectId whom it had been about, where that was somebody else
   */
  @EventType("separate-meals-corrected")
  record SeparateMealsCorrected(
      String orderId,
      String subjectId,
      String department,
      OrderedBy correctedBy,
      int person,
      @Nullable String formerSubjectId,
      MealOrder order,
      @Personal String reason,
      @Nullable Instant nextDueAt)
      implements MealEvent {}

  /**
   * 送餐完成.
   *
   * @param department the canteen's
   * @param late whether it came after its time
   */
  @EventType("separate-meal-delivered")
  record SeparateMealDelivered(
      String orderId,
      String subjectId,
      String department,
      LocalDate day,
      Meal meal,
      Instant deliveredAt,
      String by,
      boolean contactFree,
      boolean late,
      @Nullable Instant nextDueAt)
      implements MealEvent {}

  /**
   * 漏送: a meal's time has come, and nobody has said that it is there.
   *
   * @param department the canteen's, which answers for it
   */
  @EventType("separate-meal-missed")
  record SeparateMealMissed(
      String orderId,
      String subjectId,
      String department,
      LocalDate day,
      Meal meal,
      Instant dueAt,
      @Nullable Instant nextDueAt)
      implements MealEvent {}

  /**
   * No more meals.
   *
   * @param person the how-manieth person the order was about
   * @param mistaken whether it should never have been ordered: the signal is taken back
   * @param lifted the meals of a mistaken order that had been missed, and were not owed
   */
  @EventType("separate-meals-cancelled")
  record SeparateMealsCancelled(
      String orderId,
      String subjectId,
      String department,
      String canteen,
      int person,
      boolean mistaken,
      List<MealOfDay> lifted,
      @Personal String reason)
      implements MealEvent {
    public SeparateMealsCancelled {
      lifted = List.copyOf(lifted);
    }
  }

  /** A meal of a day. */
  record MealOfDay(LocalDate day, Meal meal) {}

  /** Somebody has looked at the personal data, and why; the envelope says who. */
  @EventType("separate-meals-revealed")
  record SeparateMealsRevealed(String subjectId, @Personal String purpose)
      implements MealEvent, Reveal {}
}
