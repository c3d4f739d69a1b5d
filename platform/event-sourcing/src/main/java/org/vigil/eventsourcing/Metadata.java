package org.vigil.eventsourcing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the envelope says about an event beside its place in the log.
 *
 * @param actor who asked for it: the client's or policy's name, never a person's
 * @param correlationId shared by all that follows from one call
 * @param causationId the event that a policy reacted to; null for what came from outside
 * @param occurredAt when it happened, as claimed by the caller
 * @param knownAt the first proof that somebody knew
 * @param traceparent the W3C trace context of the call, if it was traced
 */
public record Metadata(
    String actor,
    UUID correlationId,
    @Nullable UUID causationId,
    Instant occurredAt,
    Instant knownAt,
    @Nullable String traceparent) {}
