package org.vigil.duty.reachability.domain;

import static org.vigil.eventsourcing.Decision.accept;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;

/**
 * When drills start by themselves (3.1-c, 3.1-f, 3.1-g). At the beginning of each day it is looked
 * at which kinds have come round; each of them gets one moment in the working time of that day,
 * which nobody can foresee. There is one stream, {@link #KEY}. Drills that people start do not
 * count here.
 *
 * @param checkAt when it is looked at next; null before it began
 * @param planned the moments that are to come
 * @param last the day on which each kind was started last
 */
public record DrillSchedule(
    @Nullable Instant checkAt,
    Map<ScheduleKind, ScheduledDrillPlanned> planned,
    Map<ScheduleKind, LocalDate> last) {

  /** The one stream's key. */
  public static final String KEY = "bureau";

  private static final String NAME = "reachability-drill-schedule";
  private static final String CHECK = "check";

  public DrillSchedule {
    planned = Map.copyOf(planned);
    last = Map.copyOf(last);
  }

  /** Makes the commands of what falls due, by what holds at the present. */
  public interface Clockwork {

    /**
     * @param dueAt when the schedule was to be looked at
     */
    CheckSchedule check(Instant dueAt);

    /**
     * @param dueAt the moment that was planned
     */
    StartScheduled start(ScheduleKind kind, Instant dueAt);
  }

  /** The category. */
  public static Category<Command, DrillSchedule, Event> category(Clockwork clockwork) {
    return new Category<>(
        NAME,
        new Rules(),
        Event.class,
        Rules::deadlines,
        (deadline, dueAt) ->
            deadline.equals(CHECK)
                ? clockwork.check(dueAt)
                : clockwork.start(ScheduleKind.valueOf(deadline), dueAt));
  }

  /** What can be asked of the schedule. */
  public sealed interface Command {}

  /**
   * The schedule begins, or goes on after a restart.
   *
   * @param at the present, at which it is looked at first
   */
  public record BeginSchedule(Instant at) implements Command {}

  /**
   * Looks which kinds have come round.
   *
   * @param day the present day
   * @param nextAt when the next begins
   * @param turns the kinds that start by themselves, as far as they may still start on this day
   */
  public record CheckSchedule(Instant dueAt, LocalDate day, Instant nextAt, List<Turn> turns)
      implements Command {
    public CheckSchedule {
      turns = List.copyOf(turns);
    }
  }

  /**
   * A kind that may have come round.
   *
   * @param everyDays from one start to the next at the least, 1 or more
   * @param drillId of the drill, if it has
   * @param at when it would start
   */
  public record Turn(ScheduleKind kind, int everyDays, String drillId, Instant at) {}

  /**
   * A planned moment has come.
   *
   * @param day the present day
   * @param working whether it is working time at present
   */
  public record StartScheduled(ScheduleKind kind, Instant dueAt, LocalDate day, boolean working)
      implements Command {}

  /** What happens to the schedule. */
  public sealed interface Event {}

  /** 定期抽查启用: from then on it is looked at daily. */
  @EventType("drill-schedule-began")
  public record DrillScheduleBegan(Instant checkAt) implements Event {}

  /** It was looked at, and will be again. */
  @EventType("drill-schedule-checked")
  public record DrillScheduleChecked(LocalDate day, Instant nextAt) implements Event {}

  /** 定期抽查排定: then it starts. */
  @EventType("scheduled-drill-planned")
  public record ScheduledDrillPlanned(ScheduleKind kind, String drillId, Instant at)
      implements Event {}

  /**
   * 定期抽查到时: it starts now.
   *
   * @param day the day that counts as its start
   */
  @EventType("scheduled-drill-due")
  public record ScheduledDrillDue(ScheduleKind kind, String drillId, LocalDate day, Instant at)
      implements Event {}

  /**
   * 定期抽查顺延: its moment was only noticed when nobody works any more; it is planned anew on the next
   * day that is worked.
   */
  @EventType("scheduled-drill-passed-over")
  public record ScheduledDrillPassedOver(ScheduleKind kind, String drillId, Instant at)
      implements Event {}

  private static final class Rules implements Decider<Command, DrillSchedule, Event> {

    static List<Change> deadlines(Event event) {
      return switch (event) {
        case DrillScheduleBegan(var checkAt) -> List.of(new Change.Schedule(CHECK, checkAt));
        case DrillScheduleChecked(_, var nextAt) -> List.of(new Change.Schedule(CHECK, nextAt));
        case ScheduledDrillPlanned(var kind, _, var at) ->
            List.of(new Change.Schedule(kind.name(), at));
        case ScheduledDrillDue _, ScheduledDrillPassedOver _ -> List.of();
      };
    }

    @Override
    public DrillSchedule initialState() {
      return new DrillSchedule(null, Map.of(), Map.of());
    }

    @Override
    public Decision<Event> decide(Command command, DrillSchedule state) {
      return switch (command) {
        case BeginSchedule(var at) ->
            state.checkAt() == null ? accept(new DrillScheduleBegan(at)) : accept();
        case CheckSchedule check -> check(check, state);
        case StartScheduled start -> start(start, state);
      };
    }

    private static Decision<Event> check(CheckSchedule check, DrillSchedule state) {
      if (state.checkAt() == null || check.dueAt().isBefore(state.checkAt())) {
        return accept();
      }
      List<Event> events = new ArrayList<>();
      for (Turn turn : check.turns()) {
        LocalDate last = state.last().get(turn.kind());
        if (last == null || !last.plusDays(turn.everyDays()).isAfter(check.day())) {
          events.add(new ScheduledDrillPlanned(turn.kind(), turn.drillId(), turn.at()));
        }
      }
      events.add(new DrillScheduleChecked(check.day(), check.nextAt()));
      return Decision.acceptAll(events);
    }

    private static Decision<Event> start(StartScheduled start, DrillSchedule state) {
      ScheduledDrillPlanned planned = state.planned().get(start.kind());
      // A moment that was planned anew meanwhile has a deadline of its own.
      if (planned == null || start.dueAt().isBefore(planned.at())) {
        return accept();
      }
      return accept(
          start.working()
              ? new ScheduledDrillDue(planned.kind(), planned.drillId(), start.day(), planned.at())
              : new ScheduledDrillPassedOver(planned.kind(), planned.drillId(), planned.at()));
    }

    @Override
    public DrillSchedule evolve(DrillSchedule state, Event event) {
      return switch (event) {
        case DrillScheduleBegan(var checkAt) ->
            new DrillSchedule(checkAt, state.planned(), state.last());
        case DrillScheduleChecked(_, var nextAt) ->
            new DrillSchedule(nextAt, state.planned(), state.last());
        case ScheduledDrillPlanned plan -> {
          Map<ScheduleKind, ScheduledDrillPlanned> planned = new EnumMap<>(ScheduleKind.class);
          planned.putAll(state.planned());
          planned.put(plan.kind(), plan);
          yield new DrillSchedule(state.checkAt(), planned, state.last());
        }
        case ScheduledDrillDue(var kind, _, var day, _) -> {
          Map<ScheduleKind, LocalDate> last = new EnumMap<>(ScheduleKind.class);
          last.putAll(state.last());
          last.put(kind, day);
          yield new DrillSchedule(state.checkAt(), without(kind, state), last);
        }
        case ScheduledDrillPassedOver(var kind, _, _) ->
            new DrillSchedule(state.checkAt(), without(kind, state), state.last());
      };
    }

    private static Map<ScheduleKind, ScheduledDrillPlanned> without(
        ScheduleKind kind, DrillSchedule state) {
      Map<ScheduleKind, ScheduledDrillPlanned> planned = new EnumMap<>(ScheduleKind.class);
      planned.putAll(state.planned());
      planned.remove(kind);
      return planned;
    }
  }
}
