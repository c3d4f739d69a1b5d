package org.vigil.reporting.feed.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.parameter.domain.CitedNoRule;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * One consumer of the feed; the stream's key is its name. How far it has come is a row beside the
 * log, as it says so every few seconds; what is recorded here is that it exists, that it fell
 * silent and that it was heard again.
 */
public sealed interface FeedConsumer {

  String NAME = "feed-consumer";

  /** Nobody has this name. */
  record Unknown() implements FeedConsumer {}

  /**
   * It is expected to be heard.
   *
   * @param client who speaks for it
   * @param since when it was registered
   */
  record Followed(String name, String client, Instant since, boolean silent)
      implements FeedConsumer {}

  /** It was taken out; its name may be used again. */
  record Retired() implements FeedConsumer {}

  /** What can be asked of a consumer. */
  sealed interface Command {}

  /** A client will follow the feed under a name. */
  record Register(String name, String client, Instant now, Duration silentAfter)
      implements Command {}

  /** It has acknowledged something. */
  record Hear(Instant now, Duration silentAfter) implements Command {}

  /**
   * The time in which it was to be heard has passed, as far as the deadline knows.
   *
   * @param heardAt when it was heard last; null if never
   * @param upTo what it has acknowledged
   * @param silentAfter the rule in force now
   */
  record LetSilencePass(Instant now, @Nullable Instant heardAt, long upTo, Rule silentAfter)
      implements Command {}

  /** It follows no longer. */
  record Retire() implements Command {}

  /** What happens to a consumer. */
  sealed interface Event {}

  /** A consumer is to be heard from now on. */
  @EventType("feed-consumer-registered")
  record FeedConsumerRegistered(String name, String client, Instant at, Instant silentAt)
      implements Event {}

  /**
   * Nothing was heard of it for too long: perhaps nobody reads the feed.
   *
   * @param rule by which that is too long; null in version 1
   */
  @EventType(value = "feed-consumer-fell-silent", version = 2, upcasters = CitedNoRule.class)
  record FeedConsumerFellSilent(
      String name, long upTo, Instant heardAt, Duration silentAfter, @Nullable Rule rule)
      implements Event, CitesRule {}

  /** It is back. */
  @EventType("feed-consumer-heard-again")
  record FeedConsumerHeardAgain(String name, Instant at, Instant silentAt) implements Event {}

  /** It had been heard when its time seemed to be over, so it is waited for until later. */
  @EventType("feed-consumer-watch-prolonged")
  record FeedConsumerWatchProlonged(String name, Instant silentAt) implements Event {}

  /** It follows no longer. */
  @EventType("feed-consumer-retired")
  record FeedConsumerRetired(String name) implements Event {}

  /** Refused because … */
  enum No implements Refusal {
    FEED_CONSUMER_OF_ANOTHER,
    FEED_CONSUMER_UNKNOWN
  }

  /** The deadline of a consumer; it names the consumer so that what was heard can be looked up. */
  static String deadline(String name) {
    return "silent." + name;
  }

  /** The consumer whose deadline this is. */
  static String ofDeadline(String deadline) {
    return deadline.substring("silent.".length());
  }

  /**
   * @param due makes a {@link LetSilencePass} of a deadline, with what was heard by then
   */
  static Category<Command, FeedConsumer, Event> category(Category.DueCommand<Command> due) {
    return new Category<>(NAME, new Rules(), Event.class, FeedConsumer::deadlines, due);
  }

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case FeedConsumerRegistered(var name, _, _, var at) ->
          List.of(new Schedule(deadline(name), at));
      case FeedConsumerHeardAgain(var name, _, var at) -> List.of(new Schedule(deadline(name), at));
      case FeedConsumerWatchProlonged(var name, var at) ->
          List.of(new Schedule(deadline(name), at));
      case FeedConsumerFellSilent(var name, _, _, _, _) -> List.of(new Cancel(deadline(name)));
      case FeedConsumerRetired(var name) -> List.of(new Cancel(deadline(name)));
    };
  }

  /** The rules of following. */
  final class Rules implements Decider<Command, FeedConsumer, Event> {

    @Override
    public FeedConsumer initialState() {
      return new Unknown();
    }

    @Override
    public Decision<Event> decide(Command command, FeedConsumer state) {
      return switch (state) {
        case Unknown _, Retired _ ->
            switch (command) {
              case Register(var name, var client, var now, var silentAfter) ->
                  Decision.accept(
                      new FeedConsumerRegistered(name, client, now, now.plus(silentAfter)));
              case LetSilencePass _ -> Decision.accept();
              case Hear _, Retire _ -> Decision.refuse(No.FEED_CONSUMER_UNKNOWN);
            };
        case Followed followed ->
            switch (command) {
              case Register register ->
                  register.client().equals(followed.client())
                      ? Decision.accept()
                      : Decision.refuse(No.FEED_CONSUMER_OF_ANOTHER);
              case Hear(var now, var silentAfter) ->
                  followed.silent()
                      ? Decision.accept(
                          new FeedConsumerHeardAgain(followed.name(), now, now.plus(silentAfter)))
                      : Decision.accept();
              case LetSilencePass passed -> pass(passed, followed);
              case Retire _ -> Decision.accept(new FeedConsumerRetired(followed.name()));
            };
      };
    }

    private static Decision<Event> pass(LetSilencePass passed, Followed followed) {
      if (followed.silent()) {
        return Decision.accept();
      }
      Instant heardAt = passed.heardAt() == null ? followed.since() : passed.heardAt();
      Duration silentAfter = passed.silentAfter().duration();
      Instant silentAt = heardAt.plus(silentAfter);
      return silentAt.isAfter(passed.now())
          ? Decision.accept(new FeedConsumerWatchProlonged(followed.name(), silentAt))
          : Decision.accept(
              new FeedConsumerFellSilent(
                  followed.name(), passed.upTo(), heardAt, silentAfter, passed.silentAfter()));
    }

    @Override
    public FeedConsumer evolve(FeedConsumer state, Event event) {
      return switch (event) {
        case FeedConsumerRegistered(var name, var client, var at, _) ->
            new Followed(name, client, at, false);
        case FeedConsumerFellSilent _ -> silent((Followed) state, true);
        case FeedConsumerHeardAgain _ -> silent((Followed) state, false);
        case FeedConsumerWatchProlonged _ -> state;
        case FeedConsumerRetired _ -> new Retired();
      };
    }

    private static Followed silent(Followed state, boolean silent) {
      return new Followed(state.name(), state.client(), state.since(), silent);
    }
  }
}
