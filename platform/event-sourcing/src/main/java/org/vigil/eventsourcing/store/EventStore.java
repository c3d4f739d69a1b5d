package org.vigil.eventsourcing.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.StreamId;

/**
 * A log of events. Positions are gapless and in commit order: whoever has seen position {@code n}
 * and reads behind it misses nothing, whatever other transactions are doing.
 */
public interface EventStore {

  /** A command that wants more than this in one transaction is a programming error. */
  int MAX_EVENTS_PER_APPEND = 1_000;

  /**
   * Appends; returns when it is durable. Commands from other threads share the transaction; one
   * that loses does so alone.
   *
   * @throws org.vigil.eventsourcing.CommandHandler.Busy when the queue is full
   */
  AppendResult append(Append append);

  /** All events of a stream, oldest first; empty for a stream that nobody has written to. */
  default List<StoredEvent> read(StreamId stream) {
    return read(stream, 0);
  }

  /** The events of a stream behind a version of it, oldest first. */
  List<StoredEvent> read(StreamId stream, int behind);

  /** Up to {@code limit} events behind {@code position}, in order. */
  List<StoredEvent> after(long position, int limit);

  /** The newest position; 0 for an empty log. */
  long head();

  /** The newest position that this process has written; others may have written more. */
  long known();

  /**
   * Waits until the log may be longer than {@code position}; returns at the latest after a while.
   */
  void await(long position, Duration atMost) throws InterruptedException;

  /** What an earlier command with this key recorded, if there was one. */
  Optional<Recording> recording(CommandKey key);

  /**
   * The events of one command.
   *
   * @param content {@link CommandKey#content()} as it was then
   */
  record Recording(String content, List<StoredEvent> events) {}
}
