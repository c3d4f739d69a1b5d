package org.vigil.eventsourcing.past;

import java.time.Instant;
import java.util.List;
import org.vigil.eventsourcing.Recorded;

/**
 * Tells what was true at an instant by what is known: the reading of a stream's events that puts
 * each fact where it belongs and leaves out what turned out to be a mistake. It is pure.
 */
@FunctionalInterface
public interface Hindsight<E> {

  /**
   * The events whose effects held at an instant, in the order in which they are to be folded. That
   * should be the order of recording: it is the one in which they were decided, so {@code evolve}
   * never meets a state that no decider has seen.
   *
   * @param known the stream's events that count, oldest first
   */
  List<E> trueAt(Instant instant, List<Recorded<E>> known);

  /** For streams without corrections: what occurred by then, by the word of who recorded it. */
  static <E> Hindsight<E> byOccurrence() {
    return (instant, known) ->
        known.stream()
            .filter(event -> !event.metadata().occurredAt().isAfter(instant))
            .map(Recorded::event)
            .toList();
  }
}
