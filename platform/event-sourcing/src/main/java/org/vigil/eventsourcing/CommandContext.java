package org.vigil.eventsourcing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, under which key, and since when it is known: what goes into the envelope of the events
 * of one command.
 *
 * @param actor the client's or policy's name
 * @param key what makes the command recognisable when it comes again; null where nothing repeats it
 * @param expectedVersion the stream's version that the caller has seen, from {@code If-Match}; null
 *     for "whatever it is"
 * @param correlationId shared by all that follows from one call
 * @param causationId the event that caused the command, if one did
 * @param occurredAt when it happened by the caller's word; null for "as it is recorded"
 * @param knownAt the first proof that somebody knew; null for "as it is recorded"
 * @param traceparent the W3C trace context, if any
 */
public record CommandContext(
    String actor,
    @Nullable CommandKey key,
    @Nullable Integer expectedVersion,
    UUID correlationId,
    @Nullable UUID causationId,
    @Nullable Instant occurredAt,
    @Nullable Instant knownAt,
    @Nullable String traceparent) {

  /** A context with only the two things that every command has. */
  public static CommandContext of(String actor, UUID correlationId) {
    return new CommandContext(actor, null, null, correlationId, null, null, null, null);
  }

  public CommandContext withKey(CommandKey newKey) {
    return new CommandContext(
        actor,
        newKey,
        expectedVersion,
        correlationId,
        causationId,
        occurredAt,
        knownAt,
        traceparent);
  }

  public CommandContext withTimes(@Nullable Instant newOccurredAt, @Nullable Instant newKnownAt) {
    return new CommandContext(
        actor,
        key,
        expectedVersion,
        correlationId,
        causationId,
        newOccurredAt,
        newKnownAt,
        traceparent);
  }
}
