package org.vigil.disinfection.meal.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.disinfection.meal.domain.MealEvent;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealDelivered;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealMissed;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsCancelled;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsCorrected;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsOrdered;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsRevealed;
import org.vigil.disinfection.meal.domain.MealOrder.DueMeal;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Orders of meals and each of their meals. */
public final class MealView implements Projection {

  public static final String NAME = "separate-meals-1";

  private static final String ORDERED =
      """
      insert into meal_order (id, department, canteen, subject_id, masked_name, status, position)
      values (?, ?, ?, ?, ?, 'OPEN', ?) on conflict (id) do nothing
      """;
  private static final String DUE =
      """
      insert into meal_due (order_id, day, meal, due_at) values (?, ?::date, ?, ?)
      on conflict (order_id, day, meal) do nothing
      """;
  private static final String UNDONE =
      "delete from meal_due where order_id = ? and delivered_at is null and not missed";
  private static final String DELIVERED =
      """
      update meal_due set delivered_at = ?, contact_free = ?
      where order_id = ? and day = ?::date and meal = ?
      """;
  private static final String MISSED =
      "update meal_due set missed = true where order_id = ? and day = ?::date and meal = ?";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("meal_order", "meal_due");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(MealEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "meal_order", "subject_id", Map.of("masked_name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof MealEvent change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, MealEvent change, SqlBatch rows)
      throws SQLException {
    String id = event.stream().key();
    switch (change) {
      case SeparateMealsOrdered it -> {
        rows.add(
            ORDERED,
            id,
            it.department(),
            it.canteen(),
            it.subjectId(),
            it.order().person().maskedName(),
            event.position());
        meals(rows, id, it.order().meals());
      }
      case SeparateMealsCorrected it -> {
        rows.add(
            "update meal_order set subject_id = ?, masked_name = ? where id = ?",
            it.subjectId(),
            it.order().person().maskedName(),
            id);
        rows.add(UNDONE, id);
        meals(rows, id, it.order().meals());
      }
      case SeparateMealDelivered it ->
          rows.add(
              DELIVERED, it.deliveredAt(), it.contactFree(), id, it.day().toString(), it.meal());
      case SeparateMealMissed it -> rows.add(MISSED, id, it.day().toString(), it.meal());
      case SeparateMealsCancelled it ->
          rows.add(
              "update meal_order set status = ? where id = ?",
              it.mistaken() ? "MISTAKEN" : "CANCELLED",
              id);
      case SeparateMealsRevealed _ -> {}
    }
  }

  private static void meals(SqlBatch rows, String id, List<DueMeal> meals) throws SQLException {
    for (DueMeal due : meals) {
      rows.add(DUE, id, due.day().toString(), due.meal(), due.dueAt());
    }
  }
}
