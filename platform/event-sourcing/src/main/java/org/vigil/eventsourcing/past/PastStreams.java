package org.vigil.eventsourcing.past;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.EventStore;
import org.vigil.eventsourcing.store.StoredEvent;

/**
 * Folds one stream up to an instant, in memory and without tables of its own. It costs what reading
 * the stream for a command costs, so it grows with that stream and not with the log.
 */
public final class PastStreams {

  private final EventStore store;
  private final EventCatalog catalog;

  public PastStreams(EventStore store, EventCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /** When the first event of the log was recorded; empty for an empty log. */
  public Optional<Instant> beginning() {
    return store.after(0, 1).stream().findFirst().map(StoredEvent::recordedAt);
  }

  /**
   * What was recorded in a stream as of {@link Moment#asOf()}, oldest first. It ends before the
   * first event that was recorded later: a server's clock may step back, and what was decided on an
   * event cannot be known without it.
   */
  public <C, S, E> List<Recorded<E>> known(Category<C, S, E> category, String key, Moment moment) {
    Instant asOf = moment.asOf();
    return store.read(new StreamId(category.name(), key)).stream()
        .takeWhile(event -> asOf == null || !event.recordedAt().isAfter(asOf))
        .map(event -> catalog.read(event).as(category.events()))
        .toList();
  }

  /** A stream's state at a moment; the initial state where nothing was known or true of it. */
  public <C, S, E> S state(
      Category<C, S, E> category, String key, Moment moment, Hindsight<E> hindsight) {
    List<Recorded<E>> known = known(category, key, moment);
    Instant validAt = moment.validAt();
    List<E> events =
        validAt == null
            ? known.stream().map(Recorded::event).toList()
            : hindsight.trueAt(validAt, known);
    S state = category.decider().initialState();
    for (E event : events) {
      state = category.decider().evolve(state, event);
    }
    return state;
  }
}
