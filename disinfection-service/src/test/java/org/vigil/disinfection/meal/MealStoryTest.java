package org.vigil.disinfection.meal;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** A day of meals on a real database, time forwarded (3.8-f). */
class MealStoryTest {

  private static final LocalDate DAY = LocalDate.of(2022, 11, 6);
  private static final Instant NOW = Instant.parse("2022-11-06T00:00:00Z");
  private static final Instant LUNCH = Instant.parse("2022-11-06T05:30:00Z");
  private static final Instant DINNER = Instant.parse("2022-11-06T11:30:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private AgroalDataSource dataSource;
  private EventSourcing eventSourcing;

  @BeforeEach
  void order() throws IOException, SQLException {
    dataSource = PooledPostgres.to(RealPostgres.shared().createDatabase().withEventSourcing());
    try (InputStream script = getClass().getResourceAsStream("/db/views/V110__separate_meals.sql");
        Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    eventSourcing =
        EventSourcing.builder("disinfection", dataSource, clock)
            .category(MealDecider.CATEGORY)
            .follow(new MealView())
            .build();
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
    eventSourcing.close();
    dataSource.close();
  }

  private void send(MealCommand command) {
    eventSourcing
        .handler(MealDecider.CATEGORY)
        .handle("o1", command, CommandContext.of("test", UUID.randomUUID()));
  }

  private void forwardTo(Instant instant) throws SQLException {
    clock.forward(Duration.between(clock.instant(), instant));
    eventSourcing.drain();
  }

  private List<String> story() {
    return Sql.list(
        dataSource, "select type from event order by position", row -> row.getString("type"));
  }

  private List<String> meals() {
    return Sql.list(
        dataSource,
        "select meal, delivered_at is not null as there, contact_free, missed from meal_due"
            + " order by due_at",
        row ->
            "%s %s %s %s"
                .formatted(
                    row.getString("meal"),
                    row.getBoolean("there"),
                    row.getString("contact_free"),
                    row.getBoolean("missed")));
  }

  @Test
  void obligation_3_8_f_a_meal_that_is_not_there_at_its_time_is_missed_once() throws SQLException {
    forwardTo(LUNCH.minusMillis(1));
    List<String> before = story();
    forwardTo(LUNCH);
    forwardTo(LUNCH.plusSeconds(60));

    assertThat(before).containsExactly("separate-meals-ordered.v1");
    assertThat(story()).containsExactly("separate-meals-ordered.v1", "separate-meal-missed.v1");
    assertThat(meals()).containsExactly("LUNCH false null true", "DINNER false null false");
  }

  @Test
  void obligation_3_8_f_a_meal_in_time_is_no_miss_and_the_next_one_is_waited_for()
      throws SQLException {
    send(new RecordDelivery(new Delivery(DAY, Meal.LUNCH, NOW.plusSeconds(60), "JY-008", true)));

    forwardTo(DINNER);

    assertThat(story())
        .containsExactly(
            "separate-meals-ordered.v1", "separate-meal-delivered.v1", "separate-meal-missed.v1");
    assertThat(meals()).containsExactly("LUNCH true t false", "DINNER false null true");
  }

  @Test
  void obligation_3_8_f_nothing_is_missed_after_a_cancellation() throws SQLException {
    send(new CancelOrder(false, "解除隔离", NOW));

    forwardTo(DINNER);

    assertThat(story()).containsExactly("separate-meals-ordered.v1", "separate-meals-cancelled.v1");
  }

  @Test
  void every_event_twice_changes_nothing() throws SQLException {
    send(new RecordDelivery(new Delivery(DAY, Meal.LUNCH, NOW.plusSeconds(60), "JY-008", false)));
    forwardTo(DINNER);
    List<String> live = meals();
    List<Recorded<Object>> log = eventSourcing.own().after(0, 100);

    try (Connection tx = dataSource.getConnection()) {
      new MealView().apply(log, tx);
    }

    assertThat(meals()).isEqualTo(live).hasSize(2);
  }
}
