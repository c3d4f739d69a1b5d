package org.vigil.disinfection.meal.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import org.vigil.disinfection.meal.domain.SeparateMeals.Cancelled;
import org.vigil.disinfection.meal.domain.SeparateMeals.NotOrdered;
import org.vigil.disinfection.meal.domain.SeparateMeals.Ordered;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of meals that are brought to somebody apart (3.8-f). */
public final class MealDecider implements Decider<MealCommand, SeparateMeals, MealEvent> {

  static final String DUE = "meal-due";

  public static final Category<MealCommand, SeparateMeals, MealEvent> CATEGORY =
      new Category<>(
          "separate-meals",
          new MealDecider(),
          MealEvent.class,
          MealDecider::deadlines,
          (_, dueAt) -> new LetTimePass(dueAt));

  private static List<Change> deadlines(MealEvent event) {
    return switch (event) {
      case SeparateMealsOrdered ordered -> next(ordered.nextDueAt());
      case SeparateMealsCorrected corrected -> next(corrected.nextDueAt());
      case SeparateMealDelivered delivered -> next(delivered.nextDueAt());
      case SeparateMealMissed missed -> next(missed.nextDueAt());
      case SeparateMealsCancelled _ -> next(null);
      case SeparateMealsRevealed _ -> List.of();
    };
  }

  private static List<Change> next(@Nullable Instant dueAt) {
    return List.of(dueAt == null ? new Cancel(DUE) : new Schedule(DUE, dueAt));
  }

  @Override
  public SeparateMeals initialState() {
    return new NotOrdered();
  }

  @Override
  public Decision<MealEvent> decide(MealCommand command, SeparateMeals state) {
    return switch (state) {
      case NotOrdered _ ->
          switch (command) {
            case OrderMeals order -> order(order);
            case CorrectOrder _, RecordDelivery _, CancelOrder _, RevealOrder _ ->
                refuse(MealRefusal.NO_SUCH_MEAL_ORDER);
            case LetTimePass _ -> accept();
          };
      case Ordered ordered ->
          switch (command) {
            case OrderMeals _ -> refuse(MealRefusal.MEALS_ALREADY_ORDERED);
            case CorrectOrder correct -> correct(correct, ordered);
            case RecordDelivery(var delivery) -> deliver(delivery, ordered);
            case CancelOrder cancel -> cancel(cancel, ordered);
            case RevealOrder(var purpose) -> reveal(purpose, ordered);
            case LetTimePass(var dueAt) -> acceptAll(misses(ordered, dueAt));
          };
      case Cancelled(var ordered, _) ->
          switch (command) {
            case OrderMeals _ -> refuse(MealRefusal.MEALS_ALREADY_ORDERED);
            case CorrectOrder _, RecordDelivery _, CancelOrder _ ->
                refuse(MealRefusal.MEAL_ORDER_CANCELLED);
            case RevealOrder(var purpose) -> reveal(purpose, ordered);
            case LetTimePass _ -> accept();
          };
    };
  }

  private static Decision<MealEvent> order(OrderMeals it) {
    List<DueMeal> ahead = ahead(it.order().meals(), it.now());
    return ahead.isEmpty()
        ? refuse(MealRefusal.NO_MEAL_IS_STILL_AHEAD)
        : accept(
            new SeparateMealsOrdered(
                it.orderId(),
                it.subjectId(),
                it.department(),
                it.canteen(),
                it.orderedBy(),
                it.order().with(ahead),
                ahead.getFirst().dueAt()));
  }

  /** A meal whose time is over was never owed. */
  private static List<DueMeal> ahead(List<DueMeal> meals, Instant now) {
    return sorted(meals.stream().filter(due -> due.dueAt().isAfter(now)));
  }

  private static List<DueMeal> sorted(Stream<DueMeal> meals) {
    return meals.sorted(Comparator.comparing(DueMeal::dueAt)).toList();
  }

  private static Decision<MealEvent> correct(CorrectOrder it, Ordered before) {
    List<MealEvent> events = misses(before, it.now());
    List<DueMeal> fixed =
        before.order().meals().stream()
            .filter(due -> !due.dueAt().isAfter(it.now()) || before.isDelivered(due))
            .toList();
    List<DueMeal> owed =
        ahead(it.order().meals(), it.now()).stream()
            .filter(due -> before.delivery(due.day(), due.meal()).isEmpty())
            .toList();
    boolean another = !it.subjectId().equals(before.subjectId());
    events.add(
        new SeparateMealsCorrected(
            before.orderId(),
            it.subjectId(),
            before.department(),
            it.correctedBy(),
            another ? before.person() + 1 : before.person(),
            another ? before.subjectId() : null,
            it.order().with(sorted(Stream.concat(fixed.stream(), owed.stream()))),
            it.reason(),
            first(owed)));
    return acceptAll(events);
  }

  private static Decision<MealEvent> deliver(Delivery it, Ordered before) {
    DueMeal due = before.due(it.day(), it.meal()).orElse(null);
    if (due == null) {
      return refuse(MealRefusal.MEAL_NOT_ORDERED);
    }
    if (before.isDelivered(due)) {
      return refuse(MealRefusal.MEAL_ALREADY_DELIVERED);
    }
    boolean late = it.deliveredAt().isAfter(due.dueAt());
    List<MealEvent> events = late ? misses(before, due.dueAt()) : new ArrayList<>();
    List<DueMeal> open =
        before.open().stream()
            .filter(one -> !one.equals(due))
            .filter(one -> !late || one.dueAt().isAfter(due.dueAt()))
            .toList();
    events.add(
        new SeparateMealDelivered(
            before.orderId(),
            before.subjectId(),
            before.canteen(),
            it.day(),
            it.meal(),
            it.deliveredAt(),
            it.by(),
            it.contactFree(),
            late,
            first(open)));
    return acceptAll(events);
  }

  /** What somebody has eaten was not ordered by mistake; for somebody else it is corrected. */
  private static Decision<MealEvent> cancel(CancelOrder it, Ordered before) {
    if (it.mistaken() && !before.deliveries().isEmpty()) {
      return refuse(MealRefusal.MEALS_WERE_DELIVERED);
    }
    List<MealEvent> events = it.mistaken() ? new ArrayList<>() : misses(before, it.now());
    events.add(
        new SeparateMealsCancelled(
            before.orderId(),
            before.subjectId(),
            before.department(),
            before.canteen(),
            before.person(),
            it.mistaken(),
            it.mistaken() ? before.missed() : List.of(),
            it.reason()));
    return acceptAll(events);
  }

  private static Decision<MealEvent> reveal(String purpose, Ordered ordered) {
    return accept(new SeparateMealsRevealed(ordered.subjectId(), purpose));
  }

  /** Each meal whose time has come by then, inclusive, and that is not there. */
  private static List<MealEvent> misses(Ordered before, Instant until) {
    List<DueMeal> open = before.open();
    List<MealEvent> events = new ArrayList<>();
    for (int i = 0; i < open.size() && !open.get(i).dueAt().isAfter(until); i++) {
      DueMeal due = open.get(i);
      events.add(
          new SeparateMealMissed(
              before.orderId(),
              before.subjectId(),
              before.canteen(),
              due.day(),
              due.meal(),
              due.dueAt(),
              first(open.subList(i + 1, open.size()))));
    }
    return events;
  }

  private static @Nullable Instant first(List<DueMeal> open) {
    return open.isEmpty() ? null : open.getFirst().dueAt();
  }

  @Override
  public SeparateMeals evolve(SeparateMeals state, MealEvent event) {
    return switch (event) {
      case SeparateMealsOrdered it ->
          new Ordered(
              it.orderId(),
              it.subjectId(),
              it.department(),
              it.canteen(),
              it.orderedBy(),
              1,
              it.order(),
              List.of(),
              List.of());
      case SeparateMealsCorrected it ->
          ordered(state).corrected(it.subjectId(), it.person(), it.order());
      case SeparateMealDelivered it ->
          ordered(state)
              .plus(new Delivery(it.day(), it.meal(), it.deliveredAt(), it.by(), it.contactFree()));
      case SeparateMealMissed it -> ordered(state).plus(new MealOfDay(it.day(), it.meal()));
      case SeparateMealsCancelled it -> new Cancelled(ordered(state), it.mistaken());
      case SeparateMealsRevealed _ -> state;
    };
  }

  private static Ordered ordered(SeparateMeals state) {
    return switch (state) {
      case Ordered ordered -> ordered;
      case NotOrdered _, Cancelled _ -> throw new IllegalStateException("no meals are ordered");
    };
  }
}
