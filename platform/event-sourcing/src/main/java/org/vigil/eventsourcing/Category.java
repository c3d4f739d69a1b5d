package org.vigil.eventsourcing;

import java.time.Instant;

/**
 * One kind of stream with all that governs it.
 *
 * @param name the streams' category in kebab case, {@code symptom-report}
 * @param events the sealed interface whose records, each with an {@link EventType}, are its events
 * @param due the command that a deadline of the category sends when it falls due; it is decided
 *     like any other, so a deadline that no longer matters is accepted without events
 */
public record Category<C, S, E>(
    String name,
    Decider<C, S, E> decider,
    Class<E> events,
    DeadlineRule<E> deadlines,
    DueCommand<? extends C> due) {

  /** A category whose streams wait for nothing. */
  public static <C, S, E> Category<C, S, E> of(
      String name, Decider<C, S, E> decider, Class<E> events) {
    return new Category<>(
        name,
        decider,
        events,
        DeadlineRule.none(),
        (deadline, _) -> {
          throw new IllegalStateException("no deadline is set by " + name + ": " + deadline);
        });
  }

  /** Turns a deadline that has fallen due into a command for its stream. */
  @FunctionalInterface
  public interface DueCommand<C> {
    C when(String deadline, Instant dueAt);
  }
}
