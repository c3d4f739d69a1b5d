package org.vigil.duty.directory.domain;

import static org.vigil.eventsourcing.Decision.accept;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department.Post;
import org.vigil.duty.directory.domain.Department.Role;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;

/**
 * The watch that a department is led on when a term of office ends (4.2-b); the stream's key is its
 * code. What ends by itself is seen at that midnight and not when somebody next changes something.
 *
 * @param nextAt when it is looked at next; null for not by itself
 * @param vacant the posts that nobody holds, with the instant at which the last term ended
 */
public record LeadershipWatch(@Nullable Instant nextAt, Map<Role, Instant> vacant) {

  /** The streams' category. */
  public static final String NAME = "department-leadership";

  public LeadershipWatch {
    vacant = Map.copyOf(vacant);
  }

  /**
   * The category.
   *
   * @param due makes the look at a department, whose code is the deadline's name
   */
  public static Category<LookWhoLeads, LeadershipWatch, Event> category(
      Category.DueCommand<LookWhoLeads> due) {
    return new Category<>(NAME, new Rules(), Event.class, Rules::deadlines, due);
  }

  /**
   * Looks who leads.
   *
   * @param active whether the department exists at present
   * @param at the present
   */
  public record LookWhoLeads(
      String department, Leadership leadership, boolean active, Instant at, ZoneId zone) {}

  /** What the watch finds. */
  public sealed interface Event {}

  /**
   * 任期届满无人接任: a term of office has ended and nobody holds the post.
   *
   * @param subjectId whose term it was
   * @param since when it ended
   */
  @EventType("department-post-fell-vacant")
  public record DepartmentPostFellVacant(
      String department, Role role, String subjectId, Instant since) implements Event {}

  /**
   * Somebody holds the post again, or the department is no more.
   *
   * @param since when it fell vacant
   */
  @EventType("department-post-vacancy-ended")
  public record DepartmentPostVacancyEnded(String department, Role role, Instant since, Instant at)
      implements Event {}

  /**
   * It was looked at who leads, and will be again.
   *
   * @param nextAt when the next term begins or ends; null for none
   */
  @EventType("department-leadership-checked")
  public record DepartmentLeadershipChecked(String department, @Nullable Instant nextAt)
      implements Event {}

  private static final class Rules implements Decider<LookWhoLeads, LeadershipWatch, Event> {

    static List<Change> deadlines(Event event) {
      return event instanceof DepartmentLeadershipChecked(var department, var nextAt)
          ? List.of(
              nextAt == null
                  ? new Change.Cancel(department)
                  : new Change.Schedule(department, nextAt))
          : List.of();
    }

    @Override
    public LeadershipWatch initialState() {
      return new LeadershipWatch(null, Map.of());
    }

    @Override
    public Decision<Event> decide(LookWhoLeads look, LeadershipWatch state) {
      List<Event> events = new ArrayList<>();
      for (Role role : Role.values()) {
        Instant since = state.vacant().get(role);
        boolean led =
            look.leadership().at(look.at(), look.zone()).stream()
                .anyMatch(leader -> leader.role() == role);
        if (since != null && (led || !look.active())) {
          events.add(new DepartmentPostVacancyEnded(look.department(), role, since, look.at()));
        } else if (since == null && !led && look.active()) {
          lastTerm(role, look)
              .ifPresent(
                  post ->
                      events.add(
                          new DepartmentPostFellVacant(
                              look.department(),
                              role,
                              post.subjectId(),
                              midnight(post.until(), look.zone()))));
        }
      }
      Instant nextAt = look.active() ? nextChange(look) : null;
      boolean moved = nextAt == null ? state.nextAt() != null : !nextAt.equals(state.nextAt());
      if (moved) {
        events.add(new DepartmentLeadershipChecked(look.department(), nextAt));
      }
      return events.isEmpty() ? accept() : Decision.acceptAll(events);
    }

    private static Optional<Post> lastTerm(Role role, LookWhoLeads look) {
      LocalDate day = look.at().atZone(look.zone()).toLocalDate();
      return look.leadership().posts().stream()
          .filter(post -> post.role() == role && post.until() != null)
          .filter(post -> !post.until().isAfter(day))
          .max(Comparator.comparing(Post::until));
    }

    /** Terms begin and end at midnight. */
    private static @Nullable Instant nextChange(LookWhoLeads look) {
      List<Instant> changes = new ArrayList<>();
      for (Post post : look.leadership().posts()) {
        changes.add(midnight(post.from(), look.zone()));
        if (post.until() != null) {
          changes.add(midnight(post.until(), look.zone()));
        }
      }
      return changes.stream()
          .filter(change -> change.isAfter(look.at()))
          .min(Comparator.naturalOrder())
          .orElse(null);
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
      return day.atStartOfDay(zone).toInstant();
    }

    @Override
    public LeadershipWatch evolve(LeadershipWatch state, Event event) {
      return switch (event) {
        case DepartmentPostFellVacant(_, var role, _, var since) -> {
          Map<Role, Instant> vacant = new EnumMap<>(Role.class);
          vacant.putAll(state.vacant());
          vacant.put(role, since);
          yield new LeadershipWatch(state.nextAt(), vacant);
        }
        case DepartmentPostVacancyEnded(_, var role, _, _) -> {
          Map<Role, Instant> vacant = new EnumMap<>(Role.class);
          vacant.putAll(state.vacant());
          vacant.remove(role);
          yield new LeadershipWatch(state.nextAt(), vacant);
        }
        case DepartmentLeadershipChecked(_, var nextAt) ->
            new LeadershipWatch(nextAt, state.vacant());
      };
    }
  }
}
