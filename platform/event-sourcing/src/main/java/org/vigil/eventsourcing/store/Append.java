package org.vigil.eventsourcing.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.DeadlineRule;
import org.vigil.eventsourcing.StreamId;

/**
 * What one command wants to add to one stream, all of it or nothing.
 *
 * @param expectedVersion the version behind which the events go; 0 for a new stream
 * @param events at least one, at most {@link EventStore#MAX_EVENTS_PER_APPEND}
 * @param deadlines changes to the stream's deadlines, written in the same transaction
 */
public record Append(
    StreamId stream,
    int expectedVersion,
    @Nullable CommandKey key,
    List<NewEvent> events,
    List<DeadlineRule.Change> deadlines) {

  /** One event to add; its position and its time of recording are given by the store. */
  @SuppressWarnings("ArrayRecordComponent")
  public record NewEvent(UUID id, String type, byte[] metadata, byte[] data) {}
}
