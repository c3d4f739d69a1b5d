package org.vigil.reporting.webhook.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.feed.domain.FeedFilter;
import org.vigil.reporting.parameter.domain.CitedNoRule;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * Where the feed is sent to; the stream's key is the endpoint's name. How far it has come is a row
 * beside the log, as that of a consumer.
 */
public sealed interface WebhookEndpoint {

  Category<Command, WebhookEndpoint, Event> CATEGORY =
      Category.of("webhook-endpoint", new Rules(), Event.class);

  /** Nobody has this name. */
  record Unknown() implements WebhookEndpoint {}

  /**
   * Items go there.
   *
   * @param generation the number of the secret that signs, from 1
   * @param dead whether it has taken nothing for too long
   */
  record Registered(Target target, int generation, boolean dead) implements WebhookEndpoint {}

  /** Nothing goes there any more; its name may be used again. */
  record Removed(int generation) implements WebhookEndpoint {}

  /**
   * Where and what.
   *
   * @param secretFile the file with the secret, in the folder that operators configure; null where
   *     the secret is made and kept here
   */
  record Target(String name, String url, FeedFilter filter, @Nullable String secretFile) {}

  /** What can be asked of an endpoint. */
  sealed interface Command {}

  /**
   * Sends the feed there from now on.
   *
   * @param after the last item that is not sent
   */
  record Register(Target target, long after) implements Command {}

  /** Sends everything behind an item once more. */
  record Replay(long after) implements Command {}

  /** Signs with a new secret; the old one still signs for a day. */
  record ReplaceSecret() implements Command {}

  /**
   * It has taken nothing since an instant.
   *
   * @param deadAfter the rule by which that is too long; null where it has said that it is gone
   */
  record ReportDead(Instant since, long upTo, Why why, @Nullable Rule deadAfter)
      implements Command {}

  /** It has taken something again. */
  record ReportAlive(long upTo) implements Command {}

  /** Sends nothing there any more. */
  record Remove() implements Command {}

  /** Why an endpoint counts as dead. */
  enum Why {
    /** No answer, or none that says it was taken, for too long. */
    NOT_TAKEN,
    /** It said itself that it is gone (410). */
    GONE
  }

  /** What happens to an endpoint. */
  sealed interface Event {}

  /** Items behind {@code after} go there from now on. */
  @EventType("webhook-endpoint-registered")
  record WebhookEndpointRegistered(Target target, int generation, long after) implements Event {}

  /** Everything behind an item goes there once more. */
  @EventType("webhook-replay-requested")
  record WebhookReplayRequested(long after) implements Event {}

  /** A new secret signs. */
  @EventType("webhook-secret-replaced")
  record WebhookSecretReplaced(int generation) implements Event {}

  /**
   * Nobody there takes what is sent.
   *
   * @param rule by which that was too long; null where it has said that it is gone, and in version
   *     1
   */
  @EventType(value = "webhook-endpoint-died", version = 2, upcasters = CitedNoRule.class)
  record WebhookEndpointDied(String name, Instant since, long upTo, Why why, @Nullable Rule rule)
      implements Event, CitesRule {}

  /** It takes again. */
  @EventType("webhook-endpoint-revived")
  record WebhookEndpointRevived(String name, long upTo) implements Event {}

  /** Nothing goes there any more. */
  @EventType("webhook-endpoint-removed")
  record WebhookEndpointRemoved(String name) implements Event {}

  /** Refused because … */
  enum No implements Refusal {
    WEBHOOK_ENDPOINT_EXISTS,
    WEBHOOK_ENDPOINT_UNKNOWN,
    WEBHOOK_SECRET_IN_FILE
  }

  /** The rules of sending. */
  final class Rules implements Decider<Command, WebhookEndpoint, Event> {

    @Override
    public WebhookEndpoint initialState() {
      return new Unknown();
    }

    @Override
    public Decision<Event> decide(Command command, WebhookEndpoint state) {
      return switch (state) {
        case Unknown _ -> absent(command, 1);
        case Removed(var generation) -> absent(command, generation + 1);
        case Registered(var target, var generation, var dead) ->
            switch (command) {
              case Register _ -> Decision.refuse(No.WEBHOOK_ENDPOINT_EXISTS);
              case Replay(var after) -> Decision.accept(new WebhookReplayRequested(after));
              case ReplaceSecret _ ->
                  target.secretFile() == null
                      ? Decision.accept(new WebhookSecretReplaced(generation + 1))
                      : Decision.refuse(No.WEBHOOK_SECRET_IN_FILE);
              case ReportDead(var since, var upTo, var why, var deadAfter) ->
                  dead
                      ? Decision.accept()
                      : Decision.accept(
                          new WebhookEndpointDied(target.name(), since, upTo, why, deadAfter));
              case ReportAlive(var upTo) ->
                  dead
                      ? Decision.accept(new WebhookEndpointRevived(target.name(), upTo))
                      : Decision.accept();
              case Remove _ -> Decision.accept(new WebhookEndpointRemoved(target.name()));
            };
      };
    }

    private static Decision<Event> absent(Command command, int generation) {
      return switch (command) {
        case Register(var target, var after) ->
            Decision.accept(new WebhookEndpointRegistered(target, generation, after));
        case ReportDead _, ReportAlive _ -> Decision.accept();
        case Replay _, ReplaceSecret _, Remove _ -> Decision.refuse(No.WEBHOOK_ENDPOINT_UNKNOWN);
      };
    }

    @Override
    public WebhookEndpoint evolve(WebhookEndpoint state, Event event) {
      return switch (event) {
        case WebhookEndpointRegistered(var target, var generation, _) ->
            new Registered(target, generation, false);
        case WebhookReplayRequested _ -> state;
        case WebhookSecretReplaced(var generation) ->
            new Registered(((Registered) state).target(), generation, ((Registered) state).dead());
        case WebhookEndpointDied _ -> dead((Registered) state, true);
        case WebhookEndpointRevived _ -> dead((Registered) state, false);
        case WebhookEndpointRemoved _ -> new Removed(((Registered) state).generation());
      };
    }

    private static Registered dead(Registered state, boolean dead) {
      return new Registered(state.target(), state.generation(), dead);
    }
  }
}
