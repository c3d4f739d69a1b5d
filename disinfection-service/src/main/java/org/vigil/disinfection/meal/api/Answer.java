package org.vigil.disinfection.meal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.meal.domain.Meal;
import org.vigil.disinfection.meal.domain.MealCommand.Delivery;
import org.vigil.disinfection.meal.domain.MealOrder.DueMeal;
import org.vigil.disinfection.meal.domain.MealReason;
import org.vigil.disinfection.meal.domain.SeparateMeals.Ordered;
import org.vigil.disinfection.order.domain.OrderedBy;

/** What is answered about an order of meals. */
final class Answer {

  private Answer() {}

  /** A step that was recorded. */
  @Schema(name = "SeparateMealsReceipt")
  record Receipt(String id) {}

  /** An order in the list. */
  @Schema(name = "SeparateMealsItem")
  record Item(
      String id,
      String department,
      String canteen,
      String maskedName,
      @Schema(description = "OPEN 送餐中, CANCELLED 已停, MISTAKEN 误订") String status,
      LocalDate firstDay,
      LocalDate lastDay,
      int meals,
      int delivered,
      int missed,
      long position) {}

  /** An order with each of its meals. */
  @Schema(name = "SeparateMeals")
  record Whole(
      String id,
      String department,
      String canteen,
      OrderedBy orderedBy,
      String maskedName,
      @Schema(description = "OPEN 送餐中, CANCELLED 已停, MISTAKEN 误订") String status,
      List<MealItem> meals) {

    static Whole of(Ordered it, String status) {
      return new Whole(
          it.orderId(),
          it.department(),
          it.canteen(),
          it.orderedBy(),
          it.order().person().maskedName(),
          status,
          it.order().meals().stream().map(due -> MealItem.of(it, due)).toList());
    }
  }

  /**
   * A meal of a day.
   *
   * @param missed whether it was said at its time that it was not there; a delivery that was in
   *     time and entered later stands beside it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SeparateMeal")
  record MealItem(
      LocalDate day,
      Meal meal,
      Instant dueAt,
      boolean missed,
      @Nullable Instant deliveredAt,
      @Nullable String by,
      @Nullable Boolean contactFree) {

    static MealItem of(Ordered it, DueMeal due) {
      Delivery delivery = it.delivery(due.day(), due.meal()).orElse(null);
      return new MealItem(
          due.day(),
          due.meal(),
          due.dueAt(),
          it.isMissed(due),
          delivery == null ? null : delivery.deliveredAt(),
          delivery == null ? null : delivery.by(),
          delivery == null ? null : delivery.contactFree());
    }
  }

  /** For whom it is and where to; why, only to who need not only bring it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SeparateMealsRevealed")
  record Revealed(
      String id,
      String name,
      @Nullable String phone,
      String place,
      @Nullable MealReason reason,
      @Nullable String note) {}
}
