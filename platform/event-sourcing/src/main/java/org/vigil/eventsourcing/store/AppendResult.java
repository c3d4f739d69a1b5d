package org.vigil.eventsourcing.store;

import java.time.Instant;

/** What became of an {@link Append}. */
public sealed interface AppendResult {

  /** Durable: the last event has this position. */
  record Appended(long position, Instant recordedAt) implements AppendResult {}

  /** Another append was first; nothing was written. */
  record VersionConflict() implements AppendResult {}

  /** The command's key is in the log already; nothing was written. */
  record KeyTaken() implements AppendResult {}
}
