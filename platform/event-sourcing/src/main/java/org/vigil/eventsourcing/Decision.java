package org.vigil.eventsourcing;

import java.util.List;
import java.util.Map;

/** What a {@link Decider} answers: events to record, or the reason why not. */
public sealed interface Decision<E> {

  /** The command holds; {@code events} are recorded together, in this order, or not at all. */
  record Accepted<E>(List<E> events) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /**
   * The command does not hold and leaves nothing behind.
   *
   * @param details what the caller may be told beside the reason, never personal data
   */
  record Refused<E>(Refusal reason, Map<String, Object> details) implements Decision<E> {
    public Refused {
      details = Map.copyOf(details);
    }
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static <E> Decision<E> accept(E... events) {
    return new Accepted<>(List.of(events));
  }

  static <E> Decision<E> acceptAll(List<? extends E> events) {
    return new Accepted<>(List.copyOf(events));
  }

  static <E> Decision<E> refuse(Refusal reason) {
    return new Refused<>(reason, Map.of());
  }

  static <E> Decision<E> refuse(Refusal reason, Map<String, Object> details) {
    return new Refused<>(reason, details);
  }
}
