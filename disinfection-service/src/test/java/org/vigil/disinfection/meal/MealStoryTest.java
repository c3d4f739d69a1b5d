package org.vigil.disinfection.meal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.OrdersOnPostgres;
import org.vigil.disinfection.meal.domain.Meal;
import org.vigil.disinfection.meal.domain.MealCommand;
import org.vigil.disinfection.meal.domain.MealCommand.CancelOrder;
import org.vigil.disinfection.meal.domain.MealCommand.Delivery;
import org.vigil.disinfection.meal.domain.MealCommand.OrderMeals;
import org.vigil.disinfection.meal.domain.MealCommand.RecordDelivery;
import org.vigil.disinfection.meal.domain.MealDecider;
import org.vigil.disinfection.meal.domain.MealOrder;
import org.vigil.disinfection.meal.domain.MealOrder.DueMeal;
import org.vigil.disinfection.meal.domain.MealReason;
import org.vigil.disinfection.meal.view.MealView;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.order.domain.Person;

/** A day of meals on a real database, time forwarded (3.8-f). */
class MealStoryTest {

  private static final LocalDate DAY = LocalDate.of(2022, 11, 6);
  private static final Instant NOW = Instant.parse("2022-11-06T00:00:00Z");
  private static final Instant LUNCH = Instant.parse("2022-11-06T05:30:00Z");
  private static final Instant DINNER = Instant.parse("2022-11-06T11:30:00Z");

  private OrdersOnPostgres<MealCommand> orders;

  @BeforeEach
  void order() {
    orders =
        new OrdersOnPostgres<>(
            NOW, "V110__separate_meals.sql", MealDecider.CATEGORY, new MealView());
    send(
        new OrderMeals(
            "o1",
            "s1",
            "GWYC",
            "JYGL",
            OrderedBy.DEPARTMENT,
            new MealOrder(
                new Person("张三丰", "GW-017", null),
                "三号楼 305",
                true,
                MealReason.CONTACT,
                null,
                List.of(
                    new DueMeal(DAY, Meal.LUNCH, LUNCH), new DueMeal(DAY, Meal.DINNER, DINNER))),
            NOW));
  }

  @AfterEach
  void stop() {
    orders.close();
  }

  private void send(MealCommand command) {
    orders.send("o1", command);
  }

  private List<String> meals() {
    return orders.texts(
        "select concat_ws(' ', meal, delivered_at is not null, contact_free, missed) from meal_due"
            + " order by due_at");
  }

  @Test
  void obligation_3_8_f_a_meal_that_is_not_there_at_its_time_is_missed_once() {
    orders.forwardTo(LUNCH.minusMillis(1));
    List<String> before = orders.story();
    orders.forwardTo(LUNCH);
    orders.forwardTo(LUNCH.plusSeconds(60));

    assertThat(before).containsExactly("separate-meals-ordered.v1");
    assertThat(orders.story())
        .containsExactly("separate-meals-ordered.v1", "separate-meal-missed.v1");
    assertThat(meals()).containsExactly("LUNCH f t", "DINNER f f");
  }

  @Test
  void obligation_3_8_f_a_meal_in_time_is_no_miss_and_the_next_one_is_waited_for() {
    send(new RecordDelivery(new Delivery(DAY, Meal.LUNCH, NOW.plusSeconds(60), "JY-008", true)));

    orders.forwardTo(DINNER);

    assertThat(orders.story())
        .containsExactly(
            "separate-meals-ordered.v1", "separate-meal-delivered.v1", "separate-meal-missed.v1");
    assertThat(meals()).containsExactly("LUNCH t t f", "DINNER f t");
  }

  @Test
  void obligation_3_8_f_nothing_is_missed_after_a_cancellation() {
    send(new CancelOrder(false, "解除隔离", NOW));

    orders.forwardTo(DINNER);

    assertThat(orders.story())
        .containsExactly("separate-meals-ordered.v1", "separate-meals-cancelled.v1");
  }

  @Test
  void every_event_twice_changes_nothing() {
    send(new RecordDelivery(new Delivery(DAY, Meal.LUNCH, NOW.plusSeconds(60), "JY-008", false)));
    orders.forwardTo(DINNER);
    List<String> live = meals();

    orders.tellTheViewAgain();

    assertThat(meals()).isEqualTo(live).hasSize(2);
  }
}
