package org.vigil.reporting.health.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * Who has looked at one department's health and when (4.1-b); the stream's key is its code.
 *
 * @param lastAccess by the client's name
 * @param lastLookBack each client's last look at the past
 * @param expected the critical matter that a leader has not looked at yet; null for none
 */
public record LeaderView(
    Map<String, Instant> lastAccess,
    Map<String, PastHealthViewed> lastLookBack,
    @Nullable LeaderViewExpected expected) {

  /** Within which time a leader looks at a department with a critical matter. */
  public static final String LOOK_WITHIN = "reporting.leader-view-within";

  /** A screen that refreshes itself is one look in so long. */
  public static final String SAME_LOOK_FOR = "reporting.leader-view-same-look-for";

  private static final String UNREAD = "unread";

  public static final Category<Command, LeaderView, Event> CATEGORY =
      new Category<>(
          "leader-view",
          new Rules(),
          Event.class,
          LeaderView::deadlines,
          (_, dueAt) -> new DetectUnread(dueAt));

  public LeaderView {
    lastAccess = Map.copyOf(lastAccess);
    lastLookBack = Map.copyOf(lastLookBack);
  }

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case LeaderViewExpected expected -> List.of(new Change.Schedule(UNREAD, expected.dueAt()));
      case LeaderViewAccessed(_, _, var leader, _) ->
          leader ? List.of(new Change.Cancel(UNREAD)) : List.of();
      case PastHealthViewed _, LeaderViewOverdue _ -> List.of();
    };
  }

  /** What can be asked. */
  public sealed interface Command {}

  /**
   * Somebody looks.
   *
   * @param leader whether as a member of the leading group
   */
  public record Look(
      String department, String client, boolean leader, Instant now, Rule sameLookFor)
      implements Command {}

  /**
   * Somebody looks at how the members were. It does not show how they are now, so a leader who is
   * to look at the department still is.
   *
   * @param asOf the instant asked about
   */
  public record LookBack(
      String department, String client, boolean leader, Instant asOf, Instant now, Rule sameLookFor)
      implements Command {}

  /** A critical matter has been raised. */
  public record ExpectLook(String department, String escalationId, Instant now, Rule within)
      implements Command {}

  public record DetectUnread(Instant dueAt) implements Command {}

  /** What happens. */
  public sealed interface Event {}

  /** 查看科室健康一览. */
  @EventType("leader-view-accessed")
  public record LeaderViewAccessed(String department, String client, boolean leader, Instant at)
      implements Event {}

  /** 查看科室过去某一时刻的健康一览. */
  @EventType("past-health-viewed")
  public record PastHealthViewed(
      String department, String client, boolean leader, Instant asOf, Instant at)
      implements Event {}

  /** A leader is to look by then. */
  @EventType("leader-view-expected")
  public record LeaderViewExpected(
      String department, String escalationId, Instant since, Instant dueAt, Rule within)
      implements Event {}

  /** No leader has. */
  @EventType("leader-view-overdue")
  public record LeaderViewOverdue(
      String department, String escalationId, Instant since, Instant dueAt, Rule within)
      implements Event {}

  private static final class Rules implements Decider<Command, LeaderView, Event> {

    @Override
    public LeaderView initialState() {
      return new LeaderView(Map.of(), Map.of(), null);
    }

    @Override
    public Decision<Event> decide(Command command, LeaderView state) {
      LeaderViewExpected expected = state.expected();
      return switch (command) {
        case Look look -> {
          Instant last = state.lastAccess().get(look.client());
          boolean same =
              last != null && last.plus(look.sameLookFor().duration()).isAfter(look.now());
          yield same && !(look.leader() && expected != null)
              ? Decision.accept()
              : Decision.accept(
                  new LeaderViewAccessed(
                      look.department(), look.client(), look.leader(), look.now()));
        }
        case LookBack look -> {
          PastHealthViewed last = state.lastLookBack().get(look.client());
          boolean same =
              last != null
                  && last.asOf().equals(look.asOf())
                  && last.at().plus(look.sameLookFor().duration()).isAfter(look.now());
          yield same
              ? Decision.accept()
              : Decision.accept(
                  new PastHealthViewed(
                      look.department(), look.client(), look.leader(), look.asOf(), look.now()));
        }
        case ExpectLook it ->
            expected != null
                ? Decision.accept()
                : Decision.accept(
                    new LeaderViewExpected(
                        it.department(),
                        it.escalationId(),
                        it.now(),
                        it.now().plus(it.within().duration()),
                        it.within()));
        case DetectUnread(var dueAt) ->
            expected == null || dueAt.isBefore(expected.dueAt())
                ? Decision.accept()
                : Decision.accept(
                    new LeaderViewOverdue(
                        expected.department(),
                        expected.escalationId(),
                        expected.since(),
                        expected.dueAt(),
                        expected.within()));
      };
    }

    @Override
    public LeaderView evolve(LeaderView state, Event event) {
      return switch (event) {
        case LeaderViewAccessed(_, var client, var leader, var at) -> {
          Map<String, Instant> more = new HashMap<>(state.lastAccess());
          more.put(client, at);
          yield new LeaderView(more, state.lastLookBack(), leader ? null : state.expected());
        }
        case PastHealthViewed viewed -> {
          Map<String, PastHealthViewed> more = new HashMap<>(state.lastLookBack());
          more.put(viewed.client(), viewed);
          yield new LeaderView(state.lastAccess(), more, state.expected());
        }
        case LeaderViewExpected expected ->
            new LeaderView(state.lastAccess(), state.lastLookBack(), expected);
        case LeaderViewOverdue _ -> new LeaderView(state.lastAccess(), state.lastLookBack(), null);
      };
    }
  }
}
