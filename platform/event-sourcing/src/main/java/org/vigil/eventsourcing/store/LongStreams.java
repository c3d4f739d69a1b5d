package org.vigil.eventsourcing.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.CommandHandler.Snapshot;
import org.vigil.eventsourcing.StreamId;

/**
 * The states of the long streams that have just been written to. Without it a storm of commands on
 * one stream would read all of the stream for each of them: quadratic in their number. What others
 * have appended since is read on top, so nothing is decided on less than the whole stream.
 */
final class LongStreams<S> {

  /** Reading fewer events costs hardly more than asking for none. */
  static final int LONG = 32;

  /** A storm is about few matters; a state is small beside its stream. */
  private static final int MAX_REMEMBERED = 256;

  /**
   * A state may hold what is personal. With the age that an unwrapped key may have, this stays
   * below the time after which an erasure is settled on every replica.
   */
  static final Duration MAX_AGE = Duration.ofSeconds(2);

  private final Map<StreamId, Remembered<S>> states = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * A state and how it came about.
   *
   * @param since when its stream was last read from its beginning
   */
  record Remembered<S>(Snapshot<S> snapshot, Instant since) {}

  /** What is remembered of a stream; null for nothing that is fresh. */
  synchronized @Nullable Remembered<S> of(StreamId stream, Instant now) {
    Remembered<S> found = states.get(stream);
    if (found == null) {
      return null;
    }
    // A clock that was set back must not keep it for longer.
    if (now.isBefore(found.since()) || !now.isBefore(found.since().plus(MAX_AGE))) {
      states.remove(stream);
      return null;
    }
    return found;
  }

  synchronized void remember(StreamId stream, Snapshot<S> snapshot, Instant since) {
    if (snapshot.version() < LONG) {
      return;
    }
    states.put(stream, new Remembered<>(snapshot, since));
    if (states.size() > MAX_REMEMBERED) {
      states.remove(states.keySet().iterator().next());
    }
  }
}
