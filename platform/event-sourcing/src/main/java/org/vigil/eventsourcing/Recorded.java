package org.vigil.eventsourcing;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that the log has kept, in its envelope.
 *
 * @param position its place in the log: gapless, in commit order, from 1
 * @param version its place in its stream, from 1
 * @param id a UUIDv7 fixed when it was appended; the CloudEvents id
 * @param source the service that recorded it, {@code reporting}
 * @param recordedAt the server's clock when it was appended; deadlines run on this one
 */
public record Recorded<E>(
    long position,
    StreamId stream,
    int version,
    UUID id,
    String source,
    Instant recordedAt,
    Metadata metadata,
    E event) {

  /** The same envelope around an event known to be of the narrower type. */
  public <T> Recorded<T> as(Class<T> type) {
    return new Recorded<>(
        position, stream, version, id, source, recordedAt, metadata, type.cast(event));
  }
}
