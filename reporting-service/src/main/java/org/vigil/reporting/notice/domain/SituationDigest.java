package org.vigil.reporting.notice.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

/**
 * How the situation was told on one day (3.5-c); the stream's key is the day.
 *
 * @param expected null where nobody waits for it yet
 * @param ended whether the time to tell it is over
 */
public record SituationDigest(
    @Nullable SituationDigestExpected expected, boolean published, boolean ended) {

  /** Until what time of the day. */
  public static final String PUBLISH_BY = "reporting.situation-digest-by";

  private static final String CUT_OFF = "cut-off";

  public static final Category<Command, SituationDigest, Event> CATEGORY =
      new Category<>(
          "situation-digest",
          new Rules(),
          Event.class,
          event ->
              event instanceof SituationDigestExpected expected
                  ? List.of(new Change.Schedule(CUT_OFF, expected.dueAt()))
                  : List.of(),
          (_, dueAt) -> new EndDay(dueAt));

  /** What can be asked. */
  public sealed interface Command {}

  public record ExpectDigest(LocalDate day, Instant dueAt, Rule by) implements Command {}

  public record PublishDigest(LocalDate day, String title, String summary, Instant now)
      implements Command {}

  public record EndDay(Instant dueAt) implements Command {}

  /**
   * What happens. A text may name people and is about nobody in particular: its {@code subjectId}
   * is null, and it belongs to the stream.
   */
  public sealed interface Event {}

  /** A digest is expected by then. */
  @EventType("situation-digest-expected")
  public record SituationDigestExpected(LocalDate day, Instant dueAt, Rule by) implements Event {}

  /**
   * 形势通报.
   *
   * @param lateBy how long after it was due; zero if it was in time
   */
  @EventType(value = "situation-digest-published", version = 2, upcasters = NobodyWasNamed.class)
  public record SituationDigestPublished(
      LocalDate day,
      @Personal String title,
      @Personal String summary,
      Instant publishedAt,
      Duration lateBy,
      @Nullable String subjectId)
      implements Event {}

  /** The day's time is over, and it was told. */
  @EventType("situation-digest-day-ended")
  public record SituationDigestDayEnded(LocalDate day) implements Event {}

  /** The day's time is over, and it was not. */
  @EventType("situation-digest-missing")
  public record SituationDigestMissing(LocalDate day, Instant dueAt, Rule by)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return by;
    }
  }

  /** Refused because … */
  public enum No implements Refusal {
    DIGEST_ALREADY_PUBLISHED
  }

  private static final class Rules implements Decider<Command, SituationDigest, Event> {

    @Override
    public SituationDigest initialState() {
      return new SituationDigest(null, false, false);
    }

    @Override
    public Decision<Event> decide(Command command, SituationDigest state) {
      SituationDigestExpected expected = state.expected();
      return switch (command) {
        case ExpectDigest(var day, var dueAt, var by) ->
            expected == null
                ? Decision.accept(new SituationDigestExpected(day, dueAt, by))
                : Decision.accept();
        case PublishDigest(var day, var title, var summary, var now) ->
            state.published()
                ? Decision.refuse(No.DIGEST_ALREADY_PUBLISHED)
                : Decision.accept(
                    new SituationDigestPublished(
                        day,
                        title,
                        summary,
                        now,
                        expected != null && now.isAfter(expected.dueAt())
                            ? Duration.between(expected.dueAt(), now)
                            : Duration.ZERO,
                        null));
        case EndDay _ -> {
          if (expected == null || state.ended()) {
            yield Decision.accept();
          }
          yield Decision.accept(
              state.published()
                  ? new SituationDigestDayEnded(expected.day())
                  : new SituationDigestMissing(expected.day(), expected.dueAt(), expected.by()));
        }
      };
    }

    @Override
    public SituationDigest evolve(SituationDigest state, Event event) {
      return switch (event) {
        case SituationDigestExpected expected ->
            new SituationDigest(expected, state.published(), false);
        case SituationDigestPublished _ ->
            new SituationDigest(state.expected(), true, state.ended());
        case SituationDigestDayEnded _, SituationDigestMissing _ ->
            new SituationDigest(state.expected(), state.published(), true);
      };
    }
  }
}
