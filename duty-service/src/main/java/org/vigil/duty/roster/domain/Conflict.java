package org.vigil.duty.roster.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Why a shift cannot be worked as it is assigned. */
public record Conflict(String shiftId, Kind kind) {

  /** What is wrong with it. */
  public enum Kind {
    /** The person does not belong to the department, or has left. */
    NOT_A_MEMBER,
    /** The person is on leave. */
    ON_LEAVE,
    /** The person is on another shift at the same time. */
    OVERLAP,
    /** The person has a second shift on the same day. */
    SECOND_SHIFT_OF_DAY,
    /** The person has had less rest since the shift before than the rule asks for. */
    TOO_LITTLE_REST,
    /** The shift lasts longer than the rule allows. */
    TOO_LONG
  }

  /** Everything that is wrong with these shifts, in order of time; those around count as given. */
  public static List<Conflict> in(List<Shift> shifts, Surroundings around, RosterRules rules) {
    List<Conflict> conflicts = new ArrayList<>();
    Set<String> own = new HashSet<>();
    Map<String, List<Shift>> byPerson = new HashMap<>();
    List<Shift> ordered =
        shifts.stream().sorted(Comparator.comparing(Shift::from).thenComparing(Shift::id)).toList();
    for (Shift shift : ordered) {
      own.add(shift.id());
      byPerson.computeIfAbsent(shift.subjectId(), _ -> new ArrayList<>()).add(shift);
      alone(shift, around, rules, conflicts);
    }
    for (Shift neighbour : around.neighbours()) {
      List<Shift> same = byPerson.get(neighbour.subjectId());
      if (same != null && !own.contains(neighbour.id())) {
        same.add(neighbour);
      }
    }
    byPerson.values().forEach(same -> together(same, own, rules, conflicts));
    return List.copyOf(conflicts);
  }

  private static void alone(
      Shift shift, Surroundings around, RosterRules rules, List<Conflict> conflicts) {
    if (!around.members().contains(shift.subjectId())) {
      conflicts.add(new Conflict(shift.id(), Kind.NOT_A_MEMBER));
    }
    if (around.away().getOrDefault(shift.subjectId(), List.of()).stream()
        .anyMatch(shift.span()::overlaps)) {
      conflicts.add(new Conflict(shift.id(), Kind.ON_LEAVE));
    }
    Duration onTheWall =
        Duration.between(
            shift.from().atZone(rules.zone()).toLocalDateTime(),
            shift.until().atZone(rules.zone()).toLocalDateTime());
    if (onTheWall.compareTo(rules.longest()) > 0) {
      conflicts.add(new Conflict(shift.id(), Kind.TOO_LONG));
    }
  }

  /** Of two shifts that do not go together the later one is named, or the one that is ours. */
  private static void together(
      List<Shift> same, Set<String> own, RosterRules rules, List<Conflict> conflicts) {
    same.sort(Comparator.comparing(Shift::from).thenComparing(Shift::id));
    for (int i = 1; i < same.size(); i++) {
      Shift before = same.get(i - 1);
      Shift after = same.get(i);
      if (!own.contains(before.id()) && !own.contains(after.id())) {
        continue;
      }
      String named = own.contains(after.id()) ? after.id() : before.id();
      Instant rested = before.until().plus(rules.rest());
      if (before.span().overlaps(after.span())) {
        conflicts.add(new Conflict(named, Kind.OVERLAP));
      } else if (day(before, rules).equals(day(after, rules))) {
        conflicts.add(new Conflict(named, Kind.SECOND_SHIFT_OF_DAY));
      } else if (after.from().isBefore(rested)) {
        conflicts.add(new Conflict(named, Kind.TOO_LITTLE_REST));
      }
    }
  }

  private static LocalDate day(Shift shift, RosterRules rules) {
    return shift.from().atZone(rules.zone()).toLocalDate();
  }
}
