package org.vigil.eventsourcing.store;

import java.time.Instant;
import java.util.UUID;
import org.vigil.eventsourcing.StreamId;

/**
 * An event as it lies in the log: the bytes that count.
 *
 * @param type the event's name with its version, {@code symptom-reported.v1}
 * @param metadata canonical JSON of {@link org.vigil.eventsourcing.Metadata}
 * @param data canonical JSON of the event
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredEvent(
    long position,
    StreamId stream,
    int version,
    UUID id,
    String type,
    Instant recordedAt,
    byte[] metadata,
    byte[] data) {}
