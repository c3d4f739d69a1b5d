package org.vigil.duty.roster.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;

/**
 * A calendar address that shows duty without signing in, until it is revoked; the stream's key is
 * its id. The secret in the address is made of the id and a key of the service, so it is nowhere
 * stored.
 *
 * @param issued null before it is
 */
public record DutyFeed(@Nullable DutyFeedIssued issued, boolean revoked) {

  public static final Category<Command, DutyFeed, Event> CATEGORY =
      Category.of("duty-feed", new Rules(), Event.class);

  /** What it shows. */
  public enum Kind {
    PERSON,
    DEPARTMENT,
    POST
  }

  /** What can be asked of it. */
  public sealed interface Command {}

  /**
   * Makes it.
   *
   * @param department whose duty it shows, or whose the person is
   * @param subjectId the person, for {@link Kind#PERSON}
   * @param post the post, for {@link Kind#POST}
   */
  public record IssueFeed(
      String feedId,
      Kind kind,
      String department,
      @Nullable String subjectId,
      @Nullable String post)
      implements Command {}

  /** Makes its address lead nowhere, for ever. */
  public record RevokeFeed() implements Command {}

  /** What happens to it. */
  public sealed interface Event {}

  /** 值班日历订阅发放. */
  @EventType("duty-feed-issued")
  public record DutyFeedIssued(
      String feedId,
      Kind kind,
      String department,
      @Nullable String subjectId,
      @Nullable String post)
      implements Event {}

  /** 值班日历订阅撤销. */
  @EventType("duty-feed-revoked")
  public record DutyFeedRevoked(String feedId) implements Event {}

  /** Why something cannot be done with it: refused because … */
  public enum DutyFeedRefusal implements Refusal {
    NO_SUCH_FEED,
    FEED_ALREADY_ISSUED
  }

  private static final class Rules implements Decider<Command, DutyFeed, Event> {

    @Override
    public DutyFeed initialState() {
      return new DutyFeed(null, false);
    }

    @Override
    public Decision<Event> decide(Command command, DutyFeed state) {
      DutyFeedIssued issued = state.issued();
      return switch (command) {
        case IssueFeed(var id, var kind, var department, var subject, var post) ->
            issued == null
                ? accept(new DutyFeedIssued(id, kind, department, subject, post))
                : refuse(DutyFeedRefusal.FEED_ALREADY_ISSUED);
        case RevokeFeed _ when issued == null -> refuse(DutyFeedRefusal.NO_SUCH_FEED);
        case RevokeFeed _ ->
            state.revoked() ? accept() : accept(new DutyFeedRevoked(issued.feedId()));
      };
    }

    @Override
    public DutyFeed evolve(DutyFeed state, Event event) {
      return switch (event) {
        case DutyFeedIssued issued -> new DutyFeed(issued, false);
        case DutyFeedRevoked _ -> new DutyFeed(state.issued(), true);
      };
    }
  }
}
