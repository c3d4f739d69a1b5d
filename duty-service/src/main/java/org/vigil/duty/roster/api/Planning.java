package org.vigil.duty.roster.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.roster.domain.Load;
import org.vigil.duty.roster.domain.RosterGenerator.Mode;
import org.vigil.duty.roster.domain.RosterGenerator.Request;
import org.vigil.duty.roster.domain.RosterRules;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.roster.domain.Surroundings;
import org.vigil.duty.roster.domain.Template;
import org.vigil.duty.roster.view.Assignment;
import org.vigil.duty.roster.view.Assignments;
import org.vigil.duty.roster.view.Assignments.Which;

/** Gathers what is known around a month before it is decided on. */
@ApplicationScoped
class Planning {

  private final Assignments assignments;
  private final Staff staff;
  private final WorkingCalendar calendar;
  private final RosterRules.InForce rules;
  private final InstantSource clock;

  @Inject
  Planning(
      Assignments assignments,
      Staff staff,
      WorkingCalendar calendar,
      RosterRules.InForce rules,
      InstantSource clock) {
    this.assignments = assignments;
    this.staff = staff;
    this.calendar = calendar;
    this.rules = rules;
    this.clock = clock;
  }

  /** What is known around shifts of a month. */
  Surroundings around(String department, YearMonth month, List<Shift> shifts) {
    return aroundPeople(
        department, month, shifts.stream().map(Shift::subjectId).collect(Collectors.toSet()));
  }

  /** What is known around some people in a month. */
  Surroundings aroundPeople(String department, YearMonth month, Collection<String> people) {
    return new Surroundings(
        Set.copyOf(staff.members(department, month.atDay(1))),
        staff.away(department, month.atDay(1), calendar.zone()),
        neighbours(department, month, people));
  }

  /** What is known around two people who exchange shifts of two months, without these shifts. */
  Surroundings aroundSwap(
      String department, List<YearMonth> months, Collection<String> people, Set<String> exchanged) {
    YearMonth first = months.stream().min(YearMonth::compareTo).orElseThrow();
    Map<String, Shift> neighbours = new HashMap<>();
    months.forEach(
        month ->
            near(month, people).stream()
                .filter(a -> !exchanged.contains(a.shiftId()))
                .forEach(a -> neighbours.put(a.shiftId(), shift(a))));
    return new Surroundings(
        Set.copyOf(staff.members(department, first.atDay(1))),
        staff.away(department, first.atDay(1), calendar.zone()),
        List.copyOf(neighbours.values()));
  }

  /** The same people's shifts in other rosters, as far as rest and longest shift reach. */
  private List<Shift> neighbours(String department, YearMonth month, Collection<String> people) {
    return near(month, people).stream()
        .filter(a -> !a.roster().equals(department + "-" + month))
        .map(Planning::shift)
        .toList();
  }

  private List<Assignment> near(YearMonth month, Collection<String> people) {
    Span span = Months.span(month, calendar.zone());
    RosterRules now = rules.at(clock.instant());
    Duration near = now.rest().plus(now.longest()).plus(Duration.ofDays(1));
    return assignments.ofPeople(people, span.from().minus(near), span.until().plus(near));
  }

  /** What a proposal for a month is made of. */
  Request request(
      String department,
      YearMonth month,
      Template template,
      Mode mode,
      @Nullable List<String> people,
      Map<String, List<LocalDate>> unavailable,
      Map<Instant, String> fixed) {
    ZoneId zone = calendar.zone();
    List<String> taking =
        // A client that has nothing to say may say so with an empty list.
        people == null || people.isEmpty()
            ? staff.members(department, month.atDay(1))
            : List.copyOf(people);
    Surroundings around = aroundPeople(department, month, taking);
    Map<String, List<Span>> away = new HashMap<>();
    around.away().forEach((person, spans) -> away.put(person, new ArrayList<>(spans)));
    unavailable.forEach(
        (person, days) ->
            days.forEach(
                day ->
                    away.computeIfAbsent(person, _ -> new ArrayList<>())
                        .add(
                            new Span(
                                day.atStartOfDay(zone).toInstant(),
                                day.plusDays(1).atStartOfDay(zone).toInstant()))));
    return new Request(
        department,
        Shift.DUTY,
        template.slots(month.atDay(1), month.plusMonths(1).atDay(1), zone),
        taking,
        mode,
        fixed,
        new Surroundings(around.members(), away, around.neighbours()),
        loads(department, month.atDay(1).withDayOfYear(1), month.atDay(1)),
        calendar.days()::kindOf,
        rules.at(clock.instant()));
  }

  /** What each person has carried for a department between two days. */
  Map<String, Load> loads(String department, LocalDate first, LocalDate end) {
    ZoneId zone = calendar.zone();
    Instant from = first.atStartOfDay(zone).toInstant();
    Instant until = end.atStartOfDay(zone).toInstant();
    if (!from.isBefore(until)) {
      return Map.of();
    }
    List<Shift> shifts =
        assignments
            .between(Which.ALL.ofDepartment(department).atPost(Shift.DUTY), from, until)
            .stream()
            .filter(a -> !a.from().isBefore(from))
            .map(Planning::shift)
            .toList();
    return Load.of(shifts, calendar.days()::kindOf, zone);
  }

  private static Shift shift(Assignment a) {
    return new Shift(a.shiftId(), a.post(), a.subjectId(), a.from(), a.until());
  }
}
