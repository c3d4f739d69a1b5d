package org.vigil.reporting.health.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * The watch over one department's members (4.2-b); the stream's key is its code.
 *
 * @param department null before it begins and after it ends
 * @param stale those whose state was too old at the last look
 */
public record HealthWatch(@Nullable String department, Set<StaleMember> stale) {

  /** How long a member's state holds good. */
  public static final String VALID_FOR = "reporting.health-state-valid-for";

  /** How soon after a look the next one may come. */
  public static final String LOOK_EVERY = "reporting.health-look-every";

  private static final String LOOK = "look";

  public static final Category<Command, HealthWatch, Event> CATEGORY =
      new Category<>(
          "health-watch",
          new Rules(),
          Event.class,
          HealthWatch::deadlines,
          (_, dueAt) -> new FallDue(dueAt));

  public HealthWatch {
    stale = Set.copyOf(stale);
  }

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case HealthWatchBegun(_, var lookAt) -> List.of(new Change.Schedule(LOOK, lookAt));
      case HealthChecked checked -> List.of(new Change.Schedule(LOOK, checked.nextLookAt()));
      case HealthWatchEnded _ -> List.of(new Change.Cancel(LOOK));
      case HealthCheckDue _, HealthStateStale _ -> List.of();
    };
  }

  /**
   * A member whose state is too old.
   *
   * @param since of when the last word is; so the same person is another finding the next time
   */
  public record StaleMember(String subjectId, Instant since) {}

  /** What can be asked. */
  public sealed interface Command {}

  public record BeginWatch(String department, Instant lookAt) implements Command {}

  public record EndWatch() implements Command {}

  public record FallDue(Instant at) implements Command {}

  /**
   * Says what a look has found.
   *
   * @param members how many there are
   * @param stale those whose state is too old, or who have none
   */
  public record RecordCheck(int members, List<StaleMember> stale, Instant nextLookAt, Rule validFor)
      implements Command {
    public RecordCheck {
      stale = List.copyOf(stale);
    }
  }

  /** What happens. */
  public sealed interface Event {}

  @EventType("health-watch-begun")
  public record HealthWatchBegun(String department, Instant lookAt) implements Event {}

  /** The department was given up. */
  @EventType("health-watch-ended")
  public record HealthWatchEnded(String department) implements Event {}

  /** It is time to look. */
  @EventType("health-check-due")
  public record HealthCheckDue(String department, Instant at) implements Event {}

  /**
   * 健康状态未更新: of these members nobody has said for too long how they are.
   *
   * @param subjectIds those who have been found so since the last look
   * @param stale how many there are in all
   */
  @EventType("health-state-stale")
  public record HealthStateStale(
      String department, int members, int stale, List<String> subjectIds, Rule validFor)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return validFor;
    }

    public HealthStateStale {
      subjectIds = List.copyOf(subjectIds);
    }
  }

  /** What a look has found, and when the next is. */
  @EventType("health-checked")
  public record HealthChecked(
      String department, int members, List<StaleMember> stale, Instant nextLookAt)
      implements Event {
    public HealthChecked {
      stale = List.copyOf(stale);
    }
  }

  private static final class Rules implements Decider<Command, HealthWatch, Event> {

    @Override
    public HealthWatch initialState() {
      return new HealthWatch(null, Set.of());
    }

    @Override
    public Decision<Event> decide(Command command, HealthWatch state) {
      String department = state.department();
      if (department == null) {
        return command instanceof BeginWatch(var code, var lookAt)
            ? Decision.accept(new HealthWatchBegun(code, lookAt))
            : Decision.accept();
      }
      return switch (command) {
        case BeginWatch _ -> Decision.accept();
        case EndWatch _ -> Decision.accept(new HealthWatchEnded(department));
        case FallDue(var at) -> Decision.accept(new HealthCheckDue(department, at));
        case RecordCheck check -> Decision.acceptAll(found(check, department, state));
      };
    }

    /** Who was found before does not ring again; the matter is open already. */
    private static List<Event> found(RecordCheck check, String department, HealthWatch state) {
      List<String> fresh =
          check.stale().stream()
              .filter(one -> !state.stale().contains(one))
              .map(StaleMember::subjectId)
              .toList();
      List<Event> events = new ArrayList<>();
      if (!fresh.isEmpty()) {
        events.add(
            new HealthStateStale(
                department, check.members(), check.stale().size(), fresh, check.validFor()));
      }
      events.add(new HealthChecked(department, check.members(), check.stale(), check.nextLookAt()));
      return events;
    }

    @Override
    public HealthWatch evolve(HealthWatch state, Event event) {
      return switch (event) {
        case HealthWatchBegun(var department, _) -> new HealthWatch(department, Set.of());
        case HealthWatchEnded _ -> initialState();
        case HealthChecked checked ->
            new HealthWatch(state.department(), new HashSet<>(checked.stale()));
        case HealthCheckDue _, HealthStateStale _ -> state;
      };
    }
  }
}
