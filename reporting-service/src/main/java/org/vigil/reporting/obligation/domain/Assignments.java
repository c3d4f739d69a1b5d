package org.vigil.reporting.obligation.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Refusal;

/**
 * Who is named for one obligation and which departments carry it; the stream's key is its id.
 *
 * @param named by department, the last word on each
 * @param gaps the units for which nobody is, as it was found last
 * @param units the last word on which departments carry it; null where the plan's own do
 * @param handovers of those who are named
 */
public record Assignments(
    Map<String, ObligationAssigned> named,
    Set<String> gaps,
    @Nullable ObligationUnitsSet units,
    ObligationHandovers handovers) {

  public Assignments {
    named = Map.copyOf(named);
    gaps = Set.copyOf(gaps);
  }

  /** The category's name. */
  public static final String NAME = "obligation";

  /**
   * @param due who is named by the plan at the instant at which an assignment, or a time of units,
   *     begins or ends, for an obligation
   */
  public static Category<Command, Assignments, Event> category(Category.DueCommand<Command> due) {
    return new Category<>(
        NAME,
        new Rules(),
        Event.class,
        Assignments::deadlines,
        (deadline, dueAt) ->
            ObligationHandovers.due(deadline).orElseGet(() -> due.when(deadline, dueAt)));
  }

  /** The obligation that a deadline is about. */
  public static String obligation(String deadline) {
    return deadline.split("/")[1];
  }

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case ObligationAssigned(var id, var department, _, _, var from, var until) ->
          looks("/" + id + "/" + department, from, until);
      // What is said for another time leaves the looks at this one as they are: one too many finds
      // nothing new.
      case ObligationUnitsSet(var id, _, _, var from, var until) ->
          looks("/" + id + "/units/" + from.toEpochMilli(), from, until);
      case ObligationUnassignedDetected _, ObligationGapClosed _ -> List.of();
      case ObligationHandoverEvent handover -> ObligationHandovers.deadlines(handover);
    };
  }

  private static List<Change> looks(String of, Instant from, @Nullable Instant until) {
    return List.of(
        new Schedule("begins" + of, from),
        until == null ? new Cancel("ends" + of) : new Schedule("ends" + of, until));
  }

  /** What can be asked. */
  public sealed interface Command
      permits Command.Assign, Command.SetUnits, Command.LookForGaps, ObligationHandoverCommand {

    /**
     * Names somebody for a unit, in the place of whoever was.
     *
     * @param until exclusive; null for open
     */
    record Assign(
        String obligation,
        String department,
        String subjectId,
        String name,
        Instant from,
        @Nullable Instant until)
        implements Command {}

    /**
     * Says which departments carry it and which of them leads, in the place of all that was said
     * for the time from {@code from} on.
     *
     * @param until exclusive, from then on the plan's own units do; null for open
     */
    record SetUnits(String obligation, List<Carrier> units, Instant from, @Nullable Instant until)
        implements Command {
      public SetUnits {
        units = List.copyOf(units);
      }
    }

    /** Looks whether somebody is named for each unit at an instant. */
    record LookForGaps(String obligation, List<Unit> units, Instant now) implements Command {
      public LookForGaps {
        units = List.copyOf(units);
      }
    }
  }

  /**
   * A responsible unit.
   *
   * @param department its code; null where no department bears the name that the plan gives
   * @param namedByPlan whether the plan itself names somebody who is there
   */
  public record Unit(String name, @Nullable String department, boolean namedByPlan) {

    /** How a gap is called: by the department's code, else by the plan's name. */
    public String label() {
      return department == null ? name : department;
    }
  }

  /** A department that is to carry an obligation. */
  public record Carrier(String department, boolean leads) {}

  /** What happens. */
  public sealed interface Event
      permits ObligationAssigned,
          ObligationUnitsSet,
          ObligationUnassignedDetected,
          ObligationGapClosed,
          ObligationHandoverEvent {}

  /** 责任落实: a person is named for an obligation of a unit. */
  @EventType("obligation-assigned")
  public record ObligationAssigned(
      String obligation,
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      Instant from,
      @Nullable Instant until)
      implements Event {

    boolean holdsAt(Instant instant) {
      return !from.isAfter(instant) && (until == null || until.isAfter(instant));
    }
  }

  /** 责任科室确定: these departments carry an obligation, the first of them leading (牵头). */
  @EventType("obligation-units-set")
  public record ObligationUnitsSet(
      String obligation, String lead, List<String> others, Instant from, @Nullable Instant until)
      implements Event {
    public ObligationUnitsSet {
      others = List.copyOf(others);
    }
  }

  /**
   * 责任悬空: nobody is named for an obligation of a unit.
   *
   * @param unit the department's code, or the plan's name where no department bears it
   */
  @EventType("obligation-unassigned-detected")
  public record ObligationUnassignedDetected(String obligation, String unit, Instant at)
      implements Event {}

  /** Somebody is named again. */
  @EventType("obligation-gap-closed")
  public record ObligationGapClosed(String obligation, String unit, Instant at) implements Event {}

  /** Refused because … */
  public enum No implements Refusal {
    ASSIGNMENT_ENDS_BEFORE_IT_BEGINS,
    UNITS_END_BEFORE_THEY_BEGIN,
    UNIT_NAMED_TWICE,
    NOT_EXACTLY_ONE_UNIT_LEADS
  }

  private static final class Rules implements Decider<Command, Assignments, Event> {

    @Override
    public Assignments initialState() {
      return new Assignments(Map.of(), Set.of(), null, ObligationHandovers.NONE);
    }

    @Override
    public Decision<Event> decide(Command command, Assignments state) {
      return switch (command) {
        case Command.Assign assign -> assign(assign, state);
        case Command.SetUnits set -> set(set, state);
        case Command.LookForGaps look -> look(look, state);
        case ObligationHandoverCommand handover -> ObligationHandovers.decide(handover, state);
      };
    }

    private static Decision<Event> assign(Command.Assign assign, Assignments state) {
      Instant until = assign.until();
      if (until != null && !until.isAfter(assign.from())) {
        return Decision.refuse(No.ASSIGNMENT_ENDS_BEFORE_IT_BEGINS);
      }
      ObligationAssigned assigned =
          new ObligationAssigned(
              assign.obligation(),
              assign.department(),
              assign.subjectId(),
              assign.name(),
              assign.from(),
              until);
      return assigned.equals(state.named().get(assign.department()))
          ? Decision.accept()
          : Decision.accept(assigned);
    }

    private static Decision<Event> set(Command.SetUnits set, Assignments state) {
      Instant until = set.until();
      if (until != null && !until.isAfter(set.from())) {
        return Decision.refuse(No.UNITS_END_BEFORE_THEY_BEGIN);
      }
      Set<String> seen = new HashSet<>();
      for (Carrier unit : set.units()) {
        if (!seen.add(unit.department())) {
          return Decision.refuse(No.UNIT_NAMED_TWICE, Map.of("department", unit.department()));
        }
      }
      List<String> leading =
          set.units().stream().filter(Carrier::leads).map(Carrier::department).toList();
      if (leading.size() != 1) {
        return Decision.refuse(No.NOT_EXACTLY_ONE_UNIT_LEADS, Map.of("count", leading.size()));
      }
      ObligationUnitsSet units =
          new ObligationUnitsSet(
              set.obligation(),
              leading.getFirst(),
              set.units().stream().filter(unit -> !unit.leads()).map(Carrier::department).toList(),
              set.from(),
              until);
      return units.equals(state.units()) ? Decision.accept() : Decision.accept(units);
    }

    /** Only what has changed since the last look is worth an event. */
    private static Decision<Event> look(Command.LookForGaps look, Assignments state) {
      Set<String> gaps = new LinkedHashSet<>();
      for (Unit unit : look.units()) {
        ObligationAssigned assigned = state.named().get(unit.label());
        if (!unit.namedByPlan() && (assigned == null || !assigned.holdsAt(look.now()))) {
          gaps.add(unit.label());
        }
      }
      List<Event> events = new ArrayList<>();
      for (String gap : gaps) {
        if (!state.gaps().contains(gap)) {
          events.add(new ObligationUnassignedDetected(look.obligation(), gap, look.now()));
        }
      }
      state.gaps().stream()
          .filter(gap -> !gaps.contains(gap))
          .sorted()
          .forEach(gap -> events.add(new ObligationGapClosed(look.obligation(), gap, look.now())));
      return Decision.acceptAll(events);
    }

    @Override
    public Assignments evolve(Assignments state, Event event) {
      return switch (event) {
        case ObligationAssigned assigned -> {
          Map<String, ObligationAssigned> named = new LinkedHashMap<>(state.named());
          named.put(assigned.department(), assigned);
          yield new Assignments(
              named, state.gaps(), state.units(), state.handovers().after(assigned));
        }
        case ObligationUnitsSet units ->
            new Assignments(state.named(), state.gaps(), units, state.handovers());
        case ObligationUnassignedDetected(_, var unit, _) -> {
          Set<String> gaps = new LinkedHashSet<>(state.gaps());
          gaps.add(unit);
          yield new Assignments(state.named(), gaps, state.units(), state.handovers());
        }
        case ObligationGapClosed(_, var unit, _) -> {
          Set<String> gaps = new LinkedHashSet<>(state.gaps());
          gaps.remove(unit);
          yield new Assignments(state.named(), gaps, state.units(), state.handovers());
        }
        case ObligationHandoverEvent handover ->
            new Assignments(
                state.named(),
                state.gaps(),
                state.units(),
                state.handovers().after(handover, state));
      };
    }
  }
}
