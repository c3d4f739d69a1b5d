package org.vigil.disinfection.ppe.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A unit that serves others, and up to when its shifts were opened. */
public sealed interface ServiceUnit {

  /** Nobody has registered it. */
  record NotDefined() implements ServiceUnit {}

  /**
   * It has shifts.
   *
   * @param openedUntil every shift that was to be opened by then has been
   */
  record Defined(Definition definition, Instant openedUntil) implements ServiceUnit {}

  /** What is said of the unit; empty for one that nobody has registered. */
  default Optional<Definition> defined() {
    return switch (this) {
      case NotDefined _ -> Optional.empty();
      case Defined(var definition, _) -> Optional.of(definition);
    };
  }

  /**
   * What is said of a unit. Without shifts it owes nothing.
   *
   * @param closedOn days without any shift
   * @param openOn days on which all shifts work, whatever day of the week it is
   */
  record Definition(
      String code,
      String name,
      UnitKind kind,
      String department,
      List<ShiftPlan> shifts,
      List<LocalDate> closedOn,
      List<LocalDate> openOn) {

    /** No plan looks further ahead for its next working day. */
    private static final int HORIZON_DAYS = 400;

    public Definition {
      shifts = List.copyOf(shifts);
      closedOn = List.copyOf(closedOn);
      openOn = List.copyOf(openOn);
    }

    /** How many work on its shifts. */
    public int people() {
      return (int)
          shifts.stream()
              .flatMap(shift -> shift.people().stream())
              .map(Worker::subjectId)
              .distinct()
              .count();
    }

    /** The first instant after {@code after} at which a shift is to be opened. */
    Optional<Instant> nextOpening(Instant after, ZoneId zone) {
      LocalDate first = LocalDate.ofInstant(after, zone);
      return Stream.iterate(first, day -> day.plusDays(1))
          .limit(HORIZON_DAYS)
          .flatMap(day -> on(day, zone))
          .map(Shift::opensAt)
          .filter(at -> at.isAfter(after))
          // A shift of the day after may be opened before midnight, so days overlap by one.
          .limit(2L * Math.max(1, shifts.size()))
          .min(Comparator.naturalOrder());
    }

    /** What is to be opened after {@code after} and by {@code until}, the earliest first. */
    List<Shift> openings(Instant after, Instant until, ZoneId zone) {
      LocalDate first = LocalDate.ofInstant(after, zone);
      LocalDate last = LocalDate.ofInstant(until, zone).plusDays(1);
      return first
          .datesUntil(last.plusDays(1))
          .flatMap(day -> on(day, zone))
          .filter(shift -> shift.opensAt().isAfter(after) && !shift.opensAt().isAfter(until))
          .sorted(Comparator.comparing(Shift::opensAt))
          .toList();
    }

    private Stream<Shift> on(LocalDate day, ZoneId zone) {
      return closedOn.contains(day)
          ? Stream.of()
          : shifts.stream()
              .filter(plan -> openOn.contains(day) || plan.days().contains(day.getDayOfWeek()))
              .map(plan -> shift(plan, day, zone));
    }

    private Shift shift(ShiftPlan plan, LocalDate day, ZoneId zone) {
      Instant startsAt = at(day, plan.startsAtMinute(), zone);
      LocalDate ends = plan.endsAtMinute() > plan.startsAtMinute() ? day : day.plusDays(1);
      return new Shift(
          code,
          kind,
          department,
          day,
          plan.code(),
          startsAt.minus(Shift.OPENS_BEFORE),
          startsAt,
          at(ends, plan.endsAtMinute(), zone),
          plan.people());
    }

    private static Instant at(LocalDate day, int minute, ZoneId zone) {
      return day.atStartOfDay().plusMinutes(minute).atZone(zone).toInstant();
    }
  }

  /**
   * A shift as it is planned.
   *
   * @param startsAtMinute since midnight
   * @param endsAtMinute since midnight; not after the start, it is on the next day
   * @param days on which it works
   */
  record ShiftPlan(
      String code,
      int startsAtMinute,
      int endsAtMinute,
      List<DayOfWeek> days,
      List<Worker> people) {
    public ShiftPlan {
      days = List.copyOf(days);
      people = List.copyOf(people);
    }
  }

  /**
   * A shift of a day.
   *
   * @param opensAt from when on people are looked at: they come before it starts
   */
  record Shift(
      String unit,
      UnitKind kind,
      String department,
      LocalDate day,
      String shift,
      Instant opensAt,
      Instant startsAt,
      Instant endsAt,
      List<Worker> people) {

    static final Duration OPENS_BEFORE = Duration.ofHours(1);

    public Shift {
      people = List.copyOf(people);
    }

    /** The key of its stream. */
    public String key() {
      return key(unit, day, shift);
    }

    /** The key of the stream of a unit's shift. */
    public static String key(String unit, LocalDate day, String shift) {
      return unit + ":" + day + ":" + shift;
    }
  }
}
