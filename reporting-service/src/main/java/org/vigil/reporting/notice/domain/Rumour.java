package org.vigil.reporting.notice.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.NobodyWasNamed;

/** A rumour, until it is answered (3.5-d). Who spread it is no part of it. */
public sealed interface Rumour {

  /** The time to answer it. */
  String CLARIFY_WITHIN = "reporting.rumour-clarify-within";

  String CLARIFICATION = "clarification";

  Category<Command, Rumour, Event> CATEGORY =
      new Category<>(
          "rumour",
          new Rules(),
          Event.class,
          Rumour::deadlines,
          (_, dueAt) -> new DetectUnclarified(dueAt));

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case RumourReported reported -> List.of(new Change.Schedule(CLARIFICATION, reported.dueAt()));
      case RumourClarified _ -> List.of(new Change.Cancel(CLARIFICATION));
      case RumourUnclarified _ -> List.of();
    };
  }

  record NotReported() implements Rumour {}

  record Open(RumourReported reported) implements Rumour {}

  record Clarified() implements Rumour {}

  /** What can be asked. */
  sealed interface Command {}

  record ReportRumour(String content, String heardIn, String department, Rule within, Instant now)
      implements Command {}

  record ClarifyRumour(String clarification, String source, Instant now) implements Command {}

  record DetectUnclarified(Instant dueAt) implements Command {}

  /**
   * What happens. A text may name people and is about nobody in particular: its {@code subjectId}
   * is null, and it belongs to the stream.
   */
  sealed interface Event {}

  /** 谣言线索: something untrue, or not known to be true, goes round. */
  @EventType(value = "rumour-reported", version = 2, upcasters = NobodyWasNamed.class)
  record RumourReported(
      @Personal String content,
      @Personal String heardIn,
      String department,
      Instant reportedAt,
      Instant dueAt,
      Rule within,
      @Nullable String subjectId)
      implements Event {}

  /**
   * 辟谣.
   *
   * @param source on what it rests
   * @param lateBy how long after it was due; zero if it was in time
   */
  @EventType(value = "rumour-clarified", version = 2, upcasters = NobodyWasNamed.class)
  record RumourClarified(
      String department,
      @Personal String clarification,
      @Personal String source,
      Duration lateBy,
      @Nullable String subjectId)
      implements Event {}

  /** Nobody has answered it in time. */
  @EventType("rumour-unclarified")
  record RumourUnclarified(String department, Instant dueAt, Rule within)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return within;
    }
  }

  /** Refused because … */
  enum No implements Refusal {
    RUMOUR_UNKNOWN,
    RUMOUR_ALREADY_CLARIFIED
  }

  /** Reported, then answered once. */
  final class Rules implements Decider<Command, Rumour, Event> {

    @Override
    public Rumour initialState() {
      return new NotReported();
    }

    @Override
    public Decision<Event> decide(Command command, Rumour state) {
      return switch (state) {
        case NotReported _ ->
            command instanceof ReportRumour it
                ? Decision.accept(
                    new RumourReported(
                        it.content(),
                        it.heardIn(),
                        it.department(),
                        it.now(),
                        it.now().plus(it.within().duration()),
                        it.within(),
                        null))
                : Decision.refuse(No.RUMOUR_UNKNOWN);
        case Open(var reported) ->
            switch (command) {
              case ReportRumour _ -> Decision.accept();
              case ClarifyRumour(var clarification, var source, var now) ->
                  Decision.accept(
                      new RumourClarified(
                          reported.department(),
                          clarification,
                          source,
                          now.isAfter(reported.dueAt())
                              ? Duration.between(reported.dueAt(), now)
                              : Duration.ZERO,
                          null));
              case DetectUnclarified(var dueAt) ->
                  dueAt.isBefore(reported.dueAt())
                      ? Decision.accept()
                      : Decision.accept(
                          new RumourUnclarified(
                              reported.department(), reported.dueAt(), reported.within()));
            };
        case Clarified _ ->
            command instanceof ClarifyRumour
                ? Decision.refuse(No.RUMOUR_ALREADY_CLARIFIED)
                : Decision.accept();
      };
    }

    @Override
    public Rumour evolve(Rumour state, Event event) {
      return switch (event) {
        case RumourReported reported -> new Open(reported);
        case RumourClarified _ -> new Clarified();
        case RumourUnclarified _ -> state;
      };
    }
  }
}
