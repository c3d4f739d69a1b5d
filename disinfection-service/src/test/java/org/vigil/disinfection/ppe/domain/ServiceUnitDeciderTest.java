package org.vigil.disinfection.ppe.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Definition;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.disinfection.ppe.domain.ServiceUnit.ShiftPlan;
import org.vigil.disinfection.ppe.domain.ServiceUnitCommand.DefineUnit;
import org.vigil.disinfection.ppe.domain.ServiceUnitCommand.LetTimePass;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent.PpeShiftOpened;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent.ServiceUnitDefined;

/** When the shifts of a unit are opened (3.8-c, 3.11-c). */
class ServiceUnitDeciderTest {

  private static final ServiceUnitDecider DECIDER =
      new ServiceUnitDecider(ZoneId.of("Asia/Shanghai"));

  /** A Friday, 04:00 in Shanghai. */
  private static final Instant NOW = Instant.parse("2022-11-03T20:00:00Z");

  private static final LocalDate FRIDAY = LocalDate.of(2022, 11, 4);
  private static final Instant FRIDAY_OPENS = Instant.parse("2022-11-03T21:00:00Z");
  private static final Instant MONDAY_OPENS = FRIDAY_OPENS.plus(Duration.ofDays(3));
  private static final List<Worker> PEOPLE = List.of(new Worker("s1", "张三", "JY-008"));
  private static final List<DayOfWeek> WEEK =
      List.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);
  private static final ShiftPlan EARLY = new ShiftPlan("EARLY", 360, 840, WEEK, PEOPLE);
  private static final ShiftPlan NIGHT = new ShiftPlan("NIGHT", 1_320, 360, WEEK, PEOPLE);

  private static Definition unit(
      List<ShiftPlan> shifts, List<LocalDate> closed, List<LocalDate> open) {
    return new Definition("CANTEEN", "机关餐厅", UnitKind.CANTEEN, "JYGL", shifts, closed, open);
  }

  private static Definition unit(ShiftPlan... shifts) {
    return unit(List.of(shifts), List.of(), List.of());
  }

  private static Shift early(LocalDate day, Instant opensAt) {
    return new Shift(
        "CANTEEN",
        UnitKind.CANTEEN,
        "JYGL",
        day,
        "EARLY",
        opensAt,
        opensAt.plus(Duration.ofHours(1)),
        opensAt.plus(Duration.ofHours(9)),
        PEOPLE);
  }

  private static ServiceUnitDefined defined(Definition unit, @Nullable Instant next) {
    return new ServiceUnitDefined(unit, NOW, next);
  }

  @Test
  void a_units_first_shift_is_opened_an_hour_before_it_starts() {
    given(DECIDER).when(new DefineUnit(unit(EARLY), NOW)).then(defined(unit(EARLY), FRIDAY_OPENS));
  }

  @Test
  void obligation_3_8_c_after_friday_comes_monday() {
    given(DECIDER, defined(unit(EARLY), FRIDAY_OPENS))
        .when(new LetTimePass(FRIDAY_OPENS))
        .then(new PpeShiftOpened(early(FRIDAY, FRIDAY_OPENS), MONDAY_OPENS));
  }

  @Test
  void a_saturday_that_is_worked_is_opened_and_a_monday_off_is_not() {
    Definition unit =
        unit(List.of(EARLY), List.of(FRIDAY.plusDays(3)), List.of(FRIDAY.plusDays(1)));
    Instant saturday = FRIDAY_OPENS.plus(Duration.ofDays(1));
    given(DECIDER, defined(unit, FRIDAY_OPENS))
        .when(new LetTimePass(saturday))
        .then(
            new PpeShiftOpened(early(FRIDAY, FRIDAY_OPENS), saturday),
            new PpeShiftOpened(
                early(FRIDAY.plusDays(1), saturday), FRIDAY_OPENS.plus(Duration.ofDays(4))));
  }

  @Test
  void a_night_shift_that_is_running_when_the_unit_is_registered_is_opened_at_once() {
    Instant opens = Instant.parse("2022-11-03T13:00:00Z");
    Definition unit = unit(NIGHT);
    given(DECIDER)
        .when(new DefineUnit(unit, NOW))
        .then(
            defined(unit, opens.plus(Duration.ofDays(1))),
            new PpeShiftOpened(
                new Shift(
                    "CANTEEN",
                    UnitKind.CANTEEN,
                    "JYGL",
                    FRIDAY.minusDays(1),
                    "NIGHT",
                    opens,
                    opens.plus(Duration.ofHours(1)),
                    opens.plus(Duration.ofHours(9)),
                    PEOPLE),
                opens.plus(Duration.ofDays(1))));
  }

  @Test
  void a_unit_without_shifts_owes_nothing_any_more() {
    given(DECIDER, defined(unit(EARLY), FRIDAY_OPENS))
        .when(new DefineUnit(unit(), NOW))
        .then(defined(unit(), null));
  }

  @Test
  void a_shift_that_was_to_be_opened_before_the_change_is_opened_by_the_old_plan() {
    Instant later = FRIDAY_OPENS.plusSeconds(60);
    given(DECIDER, defined(unit(EARLY), FRIDAY_OPENS))
        .when(new DefineUnit(unit(), later))
        .then(
            new PpeShiftOpened(early(FRIDAY, FRIDAY_OPENS), MONDAY_OPENS),
            new ServiceUnitDefined(unit(), later, null));
  }

  @Test
  void the_same_said_twice_changes_nothing() {
    given(DECIDER, defined(unit(EARLY), FRIDAY_OPENS))
        .when(new DefineUnit(unit(EARLY), NOW.plusSeconds(60)))
        .thenNothingHappened();
  }

  @Test
  void a_shift_is_opened_once() {
    given(
            DECIDER,
            defined(unit(EARLY), FRIDAY_OPENS),
            new PpeShiftOpened(early(FRIDAY, FRIDAY_OPENS), MONDAY_OPENS))
        .when(new LetTimePass(FRIDAY_OPENS))
        .thenNothingHappened();
  }
}
