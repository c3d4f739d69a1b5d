package org.vigil.eventsourcing.history;

import java.time.Instant;
import java.util.UUID;
import org.vigil.eventsourcing.Metadata;

/**
 * An event's envelope without its content.
 *
 * @param source the service that recorded it
 * @param type as it is stored, {@code symptom-reported.v1}
 * @param log where this service has it, {@code own} or {@code received}
 * @param position its place in that log
 */
public record HistoricEvent(
    UUID id,
    String source,
    String type,
    String stream,
    int version,
    Instant recordedAt,
    Metadata metadata,
    String log,
    long position) {}
