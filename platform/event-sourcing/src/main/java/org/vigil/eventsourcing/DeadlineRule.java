package org.vigil.eventsourcing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Says which deadlines an event sets or lifts in its own stream. It is pure: the instants come from
 * the event. The changes are written in the transaction that appends the event, so a deadline
 * exists exactly when its event does.
 */
@FunctionalInterface
public interface DeadlineRule<E> {

  /**
   * The changes that follow from one event of {@code stream}, in order; the last for a name wins.
   */
  List<Change> after(E event);

  /** A rule for streams that wait for nothing. */
  static <E> DeadlineRule<E> none() {
    return _ -> List.of();
  }

  /** A change to one named deadline of the event's stream. */
  sealed interface Change {
    String name();

    /**
     * Sets the deadline, or moves it if it is set.
     *
     * @param dueAt rounded up to the microseconds that are kept, so that what fires is never before
     *     the instant that the event names: a decider compares the two
     */
    record Schedule(String name, Instant dueAt) implements Change {
      public Schedule {
        Instant kept = dueAt.truncatedTo(ChronoUnit.MICROS);
        dueAt = kept.isBefore(dueAt) ? kept.plus(1, ChronoUnit.MICROS) : dueAt;
      }
    }

    /** Lifts the deadline, if it is set. */
    record Cancel(String name) implements Change {}
  }
}
