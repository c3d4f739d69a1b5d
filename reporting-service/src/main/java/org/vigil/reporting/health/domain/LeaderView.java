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
import org.vigil.eventsourcing.Upcaster;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * Who has looked at one department's health and when (4.1-b); the stream's key is its code.
 *
 * @param lastAccess of each person, or client that names none
 * @param lastLookBack each one's last look at the past
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
      case LeaderViewAccessed looked ->
          looked.answers() ? List.of(new Change.Cancel(UNREAD)) : List.of();
      case PastHealthViewed _, LeaderViewOverdue _ -> List.of();
    };
  }

  /** What can be asked. */
  public sealed interface Command {}

  /**
   * Who looks.
   *
   * @param leader whether by a token of the leading group
   * @param subjectId the person; null for a token that names nobody
   * @param title as which leader of section two the person acts, {@code 副组长}; null as none
   * @param answers whether the person is one who has to know of the department
   */
  public record Viewer(
      String client,
      boolean leader,
      @Nullable String subjectId,
      @Nullable String title,
      boolean answers) {
    String key() {
      return LeaderView.key(client, subjectId);
    }
  }

  private static String key(String client, @Nullable String subjectId) {
    return subjectId == null ? client : client + "/" + subjectId;
  }

  /** Somebody looks. */
  public record Look(String department, Viewer viewer, Instant now, Rule sameLookFor)
      implements Command {}

  /**
   * Somebody looks at how the members were. It does not show how they are now, so a leader who is
   * to look at the department still is.
   *
   * @param asOf the instant asked about
   */
  public record LookBack(
      String department, Viewer viewer, Instant asOf, Instant now, Rule sameLookFor)
      implements Command {}

  /** A critical matter has been raised. */
  public record ExpectLook(String department, String escalationId, Instant now, Rule within)
      implements Command {}

  public record DetectUnread(Instant dueAt) implements Command {}

  /** What happens. */
  public sealed interface Event {}

  /**
   * 查看科室健康一览.
   *
   * @param subjectId the person who looked; null for a token that names nobody, as in version 1
   * @param title as which leader of section two; null as none
   * @param answers whether it is the look that a critical matter waits for; in version 1 that was
   *     any of the leading group's
   */
  @EventType(value = "leader-view-accessed", version = 2, upcasters = AnyLeaderAnswered.class)
  public record LeaderViewAccessed(
      String department,
      String client,
      boolean leader,
      Instant at,
      @Nullable String subjectId,
      @Nullable String title,
      boolean answers)
      implements Event {}

  /**
   * 查看科室过去某一时刻的健康一览.
   *
   * @param subjectId the person who looked; null for a token that names nobody, as in version 1
   * @param title as which leader of section two; null as none
   */
  @EventType(value = "past-health-viewed", version = 2, upcasters = NamedNobody.class)
  public record PastHealthViewed(
      String department,
      String client,
      boolean leader,
      Instant asOf,
      Instant at,
      @Nullable String subjectId,
      @Nullable String title)
      implements Event {}

  /** Whichever client of the leading group had looked. */
  public static final class AnyLeaderAnswered implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("answers", fields.get("leader"));
      return fields;
    }
  }

  /** A client was all that was said. */
  public static final class NamedNobody implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }

  /** A leader is to look by then. */
  @EventType("leader-view-expected")
  public record LeaderViewExpected(
      String department, String escalationId, Instant since, Instant dueAt, Rule within)
      implements Event {}

  /** None of those who have to know of it has. */
  @EventType("leader-view-overdue")
  public record LeaderViewOverdue(
      String department, String escalationId, Instant since, Instant dueAt, Rule within)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return within;
    }
  }

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
          Viewer viewer = look.viewer();
          Instant last = state.lastAccess().get(viewer.key());
          boolean same =
              last != null && last.plus(look.sameLookFor().duration()).isAfter(look.now());
          yield same && !(viewer.answers() && expected != null)
              ? Decision.accept()
              : Decision.accept(
                  new LeaderViewAccessed(
                      look.department(),
                      viewer.client(),
                      viewer.leader(),
                      look.now(),
                      viewer.subjectId(),
                      viewer.title(),
                      viewer.answers()));
        }
        case LookBack look -> {
          Viewer viewer = look.viewer();
          PastHealthViewed last = state.lastLookBack().get(viewer.key());
          boolean same =
              last != null
                  && last.asOf().equals(look.asOf())
                  && last.at().plus(look.sameLookFor().duration()).isAfter(look.now());
          yield same
              ? Decision.accept()
              : Decision.accept(
                  new PastHealthViewed(
                      look.department(),
                      viewer.client(),
                      viewer.leader(),
                      look.asOf(),
                      look.now(),
                      viewer.subjectId(),
                      viewer.title()));
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
        case LeaderViewAccessed looked -> {
          Map<String, Instant> more = new HashMap<>(state.lastAccess());
          more.put(key(looked.client(), looked.subjectId()), looked.at());
          yield new LeaderView(
              more, state.lastLookBack(), looked.answers() ? null : state.expected());
        }
        case PastHealthViewed viewed -> {
          Map<String, PastHealthViewed> more = new HashMap<>(state.lastLookBack());
          more.put(key(viewed.client(), viewed.subjectId()), viewed);
          yield new LeaderView(state.lastAccess(), more, state.expected());
        }
        case LeaderViewExpected expected ->
            new LeaderView(state.lastAccess(), state.lastLookBack(), expected);
        case LeaderViewOverdue _ -> new LeaderView(state.lastAccess(), state.lastLookBack(), null);
      };
    }
  }
}
