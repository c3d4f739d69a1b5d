package org.vigil.reporting.officeduty.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Refusal;

/**
 * Who answers for the leading group's office, day and night.
 *
 * @param shifts as planned last
 * @param unheldSince since when nobody has been on duty; null while somebody is
 * @param lookedAt until when that is known; null before the first look
 */
public record OfficeDuty(
    List<Shift> shifts, @Nullable Instant unheldSince, @Nullable Instant lookedAt) {

  public OfficeDuty {
    shifts = List.copyOf(shifts);
  }

  /** There is one office, and so one stream. */
  public static final String KEY = "office";

  private static final String COVERAGE = "coverage";

  public static final Category<Command, OfficeDuty, Event> CATEGORY =
      new Category<>(
          "office-duty",
          new Rules(),
          Event.class,
          OfficeDuty::deadlines,
          (_, dueAt) -> new LookAtDuty(dueAt));

  private static List<Change> deadlines(Event event) {
    if (event instanceof OfficeDutyLooked(_, var next)) {
      return List.of(
          next == null ? new Change.Cancel(COVERAGE) : new Change.Schedule(COVERAGE, next));
    }
    return List.of();
  }

  /**
   * Somebody is on duty.
   *
   * @param until exclusive
   */
  public record Shift(
      String subjectId, @Personal(mask = Mask.NAME) String name, Instant from, Instant until) {

    boolean lastsAt(Instant instant) {
      return !from.isAfter(instant) && until.isAfter(instant);
    }
  }

  /** Who is on duty at an instant. */
  public List<Shift> holdersAt(Instant instant) {
    return shifts.stream().filter(shift -> shift.lastsAt(instant)).toList();
  }

  /** What can be asked of the office's duty. */
  public sealed interface Command {}

  /** Says who is on duty when, the whole of it. */
  public record PlanDuty(List<Shift> shifts, Instant now) implements Command {
    public PlanDuty {
      shifts = List.copyOf(shifts);
    }
  }

  /** Looks at who is on duty, for the first time or when a shift begins or ends. */
  public record LookAtDuty(Instant at) implements Command {}

  /** What happens to it. */
  public sealed interface Event {}

  /** 办公室值班人员已定: these are on duty, the whole of it (2-f). */
  @EventType("office-duty-holder-set")
  public record OfficeDutyHolderSet(List<Shift> shifts) implements Event {
    public OfficeDutyHolderSet {
      shifts = List.copyOf(shifts);
    }
  }

  /** Nobody is on duty: what needs the office reaches nobody (2-f). */
  @EventType("office-duty-unheld")
  public record OfficeDutyUnheld(Instant since) implements Event {}

  /** Somebody is on duty again. */
  @EventType("office-duty-held-again")
  public record OfficeDutyHeldAgain(Instant at) implements Event {}

  /**
   * It is known who is on duty until the next change.
   *
   * @param nextChangeAt null where nothing is planned any more
   */
  @EventType("office-duty-looked")
  public record OfficeDutyLooked(Instant at, @Nullable Instant nextChangeAt) implements Event {}

  /** Refused because … */
  public enum No implements Refusal {
    SHIFT_ENDS_BEFORE_IT_BEGINS
  }

  private static final class Rules implements Decider<Command, OfficeDuty, Event> {

    @Override
    public OfficeDuty initialState() {
      return new OfficeDuty(List.of(), null, null);
    }

    @Override
    public Decision<Event> decide(Command command, OfficeDuty state) {
      return switch (command) {
        case PlanDuty(var shifts, var now) -> plan(shifts, now, state);
        case LookAtDuty(var at) ->
            state.lookedAt() != null && !at.isAfter(state.lookedAt())
                ? Decision.accept()
                : Decision.acceptAll(look(state, at));
      };
    }

    private Decision<Event> plan(List<Shift> shifts, Instant now, OfficeDuty state) {
      if (shifts.stream().anyMatch(shift -> !shift.until().isAfter(shift.from()))) {
        return Decision.refuse(No.SHIFT_ENDS_BEFORE_IT_BEGINS);
      }
      if (shifts.equals(state.shifts())) {
        return Decision.accept();
      }
      Instant lookedAt = state.lookedAt();
      OfficeDutyHolderSet set = new OfficeDutyHolderSet(shifts);
      List<Event> events = new ArrayList<>();
      events.add(set);
      events.addAll(
          look(evolve(state, set), lookedAt != null && lookedAt.isAfter(now) ? lookedAt : now));
      return Decision.acceptAll(events);
    }

    private static List<Event> look(OfficeDuty state, Instant at) {
      List<Event> events = new ArrayList<>();
      boolean held = !state.holdersAt(at).isEmpty();
      if (!held && state.unheldSince() == null) {
        events.add(new OfficeDutyUnheld(at));
      } else if (held && state.unheldSince() != null) {
        events.add(new OfficeDutyHeldAgain(at));
      }
      Optional<Instant> next =
          state.shifts().stream()
              .flatMap(shift -> Stream.of(shift.from(), shift.until()))
              .filter(instant -> instant.isAfter(at))
              .min(Comparator.naturalOrder());
      events.add(new OfficeDutyLooked(at, next.orElse(null)));
      return events;
    }

    @Override
    public OfficeDuty evolve(OfficeDuty state, Event event) {
      return switch (event) {
        case OfficeDutyHolderSet(var shifts) ->
            new OfficeDuty(shifts, state.unheldSince(), state.lookedAt());
        case OfficeDutyUnheld(var since) -> new OfficeDuty(state.shifts(), since, state.lookedAt());
        case OfficeDutyHeldAgain _ -> new OfficeDuty(state.shifts(), null, state.lookedAt());
        case OfficeDutyLooked(var at, _) -> new OfficeDuty(state.shifts(), state.unheldSince(), at);
      };
    }
  }
}
