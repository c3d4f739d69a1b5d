package org.vigil.disinfection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.meal.domain.Meal;
import org.vigil.disinfection.meal.domain.MealEvent;
import org.vigil.disinfection.meal.domain.MealEvent.MealOfDay;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealDelivered;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealMissed;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsCancelled;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsCorrected;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsOrdered;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsRevealed;
import org.vigil.disinfection.meal.domain.MealOrder;
import org.vigil.disinfection.meal.domain.MealOrder.DueMeal;
import org.vigil.disinfection.meal.domain.MealReason;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.disinfection.round.domain.DayPlan;
import org.vigil.disinfection.round.domain.ZoneCommand.Definition;
import org.vigil.disinfection.round.domain.ZoneCommand.Kind;
import org.vigil.disinfection.round.domain.ZoneCommand.Work;
import org.vigil.disinfection.round.domain.ZoneEvent;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaCorrected;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMet;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMissed;
import org.vigil.disinfection.round.domain.ZoneEvent.DayOpened;
import org.vigil.disinfection.round.domain.ZoneEvent.DayReplanned;
import org.vigil.disinfection.round.domain.ZoneEvent.Flaw;
import org.vigil.disinfection.round.domain.ZoneEvent.QuotaAtRisk;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundCompleted;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundVoided;
import org.vigil.disinfection.round.domain.ZoneEvent.ZoneDefined;
import org.vigil.disinfection.terminal.domain.TerminalCommand;
import org.vigil.disinfection.terminal.domain.TerminalEvent;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCancelled;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCorrected;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionDone;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOverdue;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionRevealed;
import org.vigil.disinfection.terminal.domain.TerminalOrder;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.testing.Contracts;
import org.vigil.testing.ForgettingExamples;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class DisinfectionContractTest {

  private static final LocalDate DAY = LocalDate.of(2022, 11, 6);
  private static final Instant AT = Instant.parse("2022-11-06T06:05:00Z");
  private static final String ROUND = "0d5c1f9e-1111-4222-8333-444455556666";
  private static final String ORDER = "0d5c1f9e-5555-4222-8333-444455556666";
  private static final String SUBJECT = "5f0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f";
  private static final MealOrder MEALS =
      new MealOrder(
          new Person("张三丰", "A0017", "13800005678"),
          "三号楼 305",
          true,
          MealReason.CONTACT,
          "次密接",
          List.of(new DueMeal(DAY, Meal.LUNCH, AT)));
  private static final TerminalOrder PLACE =
      new TerminalOrder("LIFT", "三楼 305", new Person("张三丰", "A0017", "13800005678"), "抗原阳性待复核");
  private static final DayPlan PLAN =
      new DayPlan(DAY, AT.plusSeconds(35_700), Duration.ofHours(2), Duration.ofMinutes(30), AT);

  @Test
  void every_event_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(
        EventCatalog.of(
            "disinfection", List.of(ZoneEvent.class, MealEvent.class, TerminalEvent.class)),
        List.of(
            new ZoneDefined(
                new Definition("LIFT", "电梯间", Kind.PUBLIC, List.of("按钮", "电梯扶手"), "ZHGL")),
            new DayOpened(PLAN, AT, AT),
            new DayReplanned(PLAN, AT),
            new RoundCompleted(
                ROUND,
                "LIFT",
                "ZHGL",
                DAY,
                new Work(
                    AT.minusSeconds(600),
                    AT,
                    "ZH-008",
                    "84消毒液",
                    "B1",
                    "1:100",
                    List.of("按钮"),
                    "ab".repeat(32),
                    "pad-3"),
                false,
                List.of(Flaw.TOUCH_POINTS_MISSING),
                0,
                AT),
            new RoundVoided(ROUND, "重复录入", 1, AT),
            new QuotaAtRisk("LIFT", "ZHGL", DAY, 1, 3),
            new DailyQuotaMissed("LIFT", "ZHGL", DAY, 1, 3),
            new DailyQuotaMet("LIFT", "ZHGL", DAY, 3),
            new DailyQuotaCorrected("LIFT", "ZHGL", DAY, 1, 2, 3),
            new SeparateMealsOrdered(
                ORDER, SUBJECT, "GWYC", "JYGL", OrderedBy.DEPARTMENT, MEALS, AT),
            new SeparateMealsCorrected(
                ORDER,
                SUBJECT,
                "GWYC",
                OrderedBy.OFFICE,
                2,
                "00000000000000000000000000000003",
                MEALS,
                "认错人",
                AT),
            new SeparateMealDelivered(
                ORDER, SUBJECT, "JYGL", DAY, Meal.LUNCH, AT, "JY-008", true, false, AT),
            new SeparateMealMissed(ORDER, SUBJECT, "JYGL", DAY, Meal.LUNCH, AT, AT),
            new SeparateMealsCancelled(
                ORDER,
                SUBJECT,
                "GWYC",
                "JYGL",
                1,
                true,
                List.of(new MealOfDay(DAY, Meal.LUNCH)),
                "重复登记"),
            new SeparateMealsRevealed(SUBJECT, "送餐"),
            new TerminalDisinfectionOrdered(
                ORDER, SUBJECT, "GWYC", "ZHGL", OrderedBy.DEPARTMENT, PLACE, AT),
            new TerminalDisinfectionCorrected(
                ORDER,
                SUBJECT,
                "GWYC",
                OrderedBy.DEPARTMENT,
                2,
                "00000000000000000000000000000003",
                PLACE,
                "补充姓名"),
            new TerminalDisinfectionDone(
                ORDER,
                SUBJECT,
                "ZHGL",
                new TerminalCommand.Work(AT, "ZH-008", "含氯消毒剂", "B1", "1:50"),
                false),
            new TerminalDisinfectionOverdue(ORDER, SUBJECT, "ZHGL", "LIFT", AT),
            new TerminalDisinfectionCancelled(ORDER, SUBJECT, "GWYC", "ZHGL", 1, true, "误报"),
            new TerminalDisinfectionRevealed(SUBJECT, "流调")));
  }

  @Test
  void what_is_said_of_peoples_data_is_stored_and_published_as_it_was_agreed() {
    ForgettingExamples.hold("disinfection");
  }
}
