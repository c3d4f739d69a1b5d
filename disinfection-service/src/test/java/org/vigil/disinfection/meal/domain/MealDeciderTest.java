package org.vigil.disinfection.meal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.meal.domain.MealCommand.CancelOrder;
import org.vigil.disinfection.meal.domain.MealCommand.CorrectOrder;
import org.vigil.disinfection.meal.domain.MealCommand.Delivery;
import org.vigil.disinfection.meal.domain.MealCommand.LetTimePass;
import org.vigil.disinfection.meal.domain.MealCommand.OrderMeals;
import org.vigil.disinfection.meal.domain.MealCommand.RecordDelivery;
import org.vigil.disinfection.meal.domain.MealCommand.RevealOrder;
import org.vigil.disinfection.meal.domain.MealEvent.MealOfDay;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealDelivered;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealMissed;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsCancelled;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsCorrected;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsOrdered;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsRevealed;
import org.vigil.disinfection.meal.domain.MealOrder.DueMeal;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;

/** Meals that are brought to somebody apart (3.8-f). */
class MealDeciderTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2022, 11, 6);
  private static final Instant LUNCH = at(13, 30);
  private static final Instant DINNER = at(19, 30);
  private static final Person PERSON = new Person("张三", "GW-017", null);
  private static final MealDecider DECIDER = new MealDecider();

  private static Instant at(int hour, int minute) {
    return DAY.atStartOfDay(SHANGHAI).plusHours(hour).plusMinutes(minute).toInstant();
  }

  private static DueMeal due(Meal meal, Instant dueAt) {
    return new DueMeal(DAY, meal, dueAt);
  }

  private static MealOrder order(DueMeal... meals) {
    return new MealOrder(PERSON, "305", true, MealReason.CONTACT, null, List.of(meals));
  }

  private static MealOrder lunchAndDinner() {
    return order(due(Meal.LUNCH, LUNCH), due(Meal.DINNER, DINNER));
  }

  private static SeparateMealsOrdered ordered() {
    return new SeparateMealsOrdered(
        "o1", "s1", "GWYC", "JYGL", OrderedBy.DEPARTMENT, lunchAndDinner(), LUNCH);
  }

  private static OrderMeals orderAt(Instant now) {
    return new OrderMeals("o1", "s1", "GWYC", "JYGL", OrderedBy.DEPARTMENT, lunchAndDinner(), now);
  }

  private static RecordDelivery deliver(Meal meal, Instant at) {
    return new RecordDelivery(new Delivery(DAY, meal, at, "JY-008", true));
  }

  private static SeparateMealDelivered delivered(
      Meal meal, Instant at, boolean late, @Nullable Instant next) {
    return new SeparateMealDelivered("o1", "s1", "JYGL", DAY, meal, at, "JY-008", true, late, next);
  }

  private static SeparateMealMissed missed(Meal meal, Instant dueAt, @Nullable Instant next) {
    return new SeparateMealMissed("o1", "s1", "JYGL", DAY, meal, dueAt, next);
  }

  private static SeparateMealsCancelled cancelled(boolean mistaken, MealOfDay... lifted) {
    return new SeparateMealsCancelled(
        "o1", "s1", "GWYC", "JYGL", 1, mistaken, List.of(lifted), "理由");
  }

  @Test
  void an_order_waits_for_its_first_meal() {
    given(DECIDER).when(orderAt(at(8, 0))).then(ordered());
  }

  @Test
  void a_meal_whose_time_is_over_when_it_is_ordered_is_not_owed() {
    given(DECIDER)
        .when(orderAt(LUNCH))
        .then(
            new SeparateMealsOrdered(
                "o1",
                "s1",
                "GWYC",
                "JYGL",
                OrderedBy.DEPARTMENT,
                order(due(Meal.DINNER, DINNER)),
                DINNER));
  }

  @Test
  void an_order_of_meals_that_are_all_over_is_refused() {
    given(DECIDER).when(orderAt(DINNER)).thenRefused(MealRefusal.NO_MEAL_IS_STILL_AHEAD);
  }

  @Test
  void a_meal_in_time_is_delivered_and_the_next_one_is_waited_for() {
    given(DECIDER, ordered())
        .when(deliver(Meal.LUNCH, LUNCH))
        .then(delivered(Meal.LUNCH, LUNCH, false, DINNER));
  }

  @Test
  void a_meal_that_is_not_there_at_its_time_is_missed() {
    given(DECIDER, ordered()).when(new LetTimePass(LUNCH)).then(missed(Meal.LUNCH, LUNCH, DINNER));
  }

  @Test
  void after_a_standstill_every_meal_that_fell_due_is_missed() {
    given(DECIDER, ordered())
        .when(new LetTimePass(DINNER))
        .then(missed(Meal.LUNCH, LUNCH, DINNER), missed(Meal.DINNER, DINNER, null));
  }

  @Test
  void a_meal_that_was_delivered_is_not_missed() {
    given(DECIDER, ordered(), delivered(Meal.LUNCH, at(12, 0), false, DINNER))
        .when(new LetTimePass(LUNCH))
        .thenNothingHappened();
  }

  @Test
  void a_late_meal_is_missed_before_it_is_delivered() {
    given(DECIDER, ordered())
        .when(deliver(Meal.LUNCH, LUNCH.plusMillis(1)))
        .then(
            missed(Meal.LUNCH, LUNCH, DINNER),
            delivered(Meal.LUNCH, LUNCH.plusMillis(1), true, DINNER));
  }

  @Test
  void a_delivery_in_time_that_is_entered_after_the_miss_stands_beside_it() {
    given(DECIDER, ordered(), missed(Meal.LUNCH, LUNCH, DINNER))
        .when(deliver(Meal.LUNCH, at(12, 0)))
        .then(delivered(Meal.LUNCH, at(12, 0), false, DINNER));
  }

  @Test
  void a_meal_is_delivered_once() {
    given(DECIDER, ordered(), delivered(Meal.LUNCH, at(12, 0), false, DINNER))
        .when(deliver(Meal.LUNCH, at(12, 5)))
        .thenRefused(MealRefusal.MEAL_ALREADY_DELIVERED);
  }

  @Test
  void a_meal_that_nobody_ordered_is_not_delivered() {
    given(DECIDER, ordered())
        .when(deliver(Meal.BREAKFAST, at(8, 0)))
        .thenRefused(MealRefusal.MEAL_NOT_ORDERED);
  }

  @Test
  void that_no_more_are_needed_leaves_what_was_missed_before() {
    given(DECIDER, ordered())
        .when(new CancelOrder(false, "理由", LUNCH))
        .then(missed(Meal.LUNCH, LUNCH, DINNER), cancelled(false));
  }

  @Test
  void a_mistaken_order_owed_no_meal() {
    given(DECIDER, ordered(), missed(Meal.LUNCH, LUNCH, DINNER))
        .when(new CancelOrder(true, "理由", LUNCH))
        .then(cancelled(true, new MealOfDay(DAY, Meal.LUNCH)));
  }

  @Test
  void an_order_of_which_a_meal_was_brought_was_no_mistake() {
    given(DECIDER, ordered(), delivered(Meal.LUNCH, at(12, 0), false, DINNER))
        .when(new CancelOrder(true, "理由", at(14, 0)))
        .thenRefused(MealRefusal.MEALS_WERE_DELIVERED);
  }

  @Test
  void nothing_is_due_after_a_cancellation_and_nothing_is_delivered() {
    given(DECIDER, ordered(), cancelled(false)).when(new LetTimePass(DINNER)).thenNothingHappened();
    given(DECIDER, ordered(), cancelled(false))
        .when(deliver(Meal.DINNER, at(18, 0)))
        .thenRefused(MealRefusal.MEAL_ORDER_CANCELLED);
  }

  @Test
  void an_order_for_somebody_else_says_whom_it_had_been_for_and_keeps_what_was_brought() {
    MealOrder now = order(due(Meal.LUNCH, LUNCH), due(Meal.DINNER, DINNER.minusSeconds(600)));
    given(DECIDER, ordered(), delivered(Meal.LUNCH, at(12, 0), false, DINNER))
        .when(new CorrectOrder("s2", OrderedBy.OFFICE, now, "认错人", at(12, 30)))
        .then(
            new SeparateMealsCorrected(
                "o1",
                "s2",
                "GWYC",
                OrderedBy.OFFICE,
                2,
                "s1",
                now,
                "认错人",
                DINNER.minusSeconds(600)));
  }

  @Test
  void a_correction_of_other_things_is_about_the_same_person_and_misses_what_is_over() {
    MealOrder breakfast = order(due(Meal.BREAKFAST, at(9, 0)));
    given(DECIDER, ordered())
        .when(new CorrectOrder("s1", OrderedBy.DEPARTMENT, breakfast, "改餐", LUNCH))
        .then(
            missed(Meal.LUNCH, LUNCH, DINNER),
            new SeparateMealsCorrected(
                "o1",
                "s1",
                "GWYC",
                OrderedBy.DEPARTMENT,
                1,
                null,
                order(due(Meal.LUNCH, LUNCH)),
                "改餐",
                null));
  }

  @Test
  void a_look_at_the_personal_data_is_recorded() {
    given(DECIDER, ordered())
        .when(new RevealOrder("送餐"))
        .then(new SeparateMealsRevealed("s1", "送餐"));
  }

  @Test
  void nothing_can_be_done_with_what_nobody_ordered() {
    given(DECIDER).when(deliver(Meal.LUNCH, LUNCH)).thenRefused(MealRefusal.NO_SUCH_MEAL_ORDER);
  }

  @Test
  void the_deadline_is_that_of_the_next_meal_and_ends_with_the_last() {
    var rule = MealDecider.CATEGORY.deadlines();
    assertThat(rule.after(ordered())).containsExactly(new Schedule(MealDecider.DUE, LUNCH));
    assertThat(rule.after(missed(Meal.LUNCH, LUNCH, DINNER)))
        .containsExactly(new Schedule(MealDecider.DUE, DINNER));
    assertThat(rule.after(delivered(Meal.DINNER, DINNER, false, null)))
        .containsExactly(new Cancel(MealDecider.DUE));
    assertThat(rule.after(cancelled(false))).containsExactly(new Cancel(MealDecider.DUE));
  }
}
