package org.vigil.eventsourcing;

import java.util.List;
import java.util.Set;

/**
 * Reacts to an event with commands: {@code WhenFeverMeasuredExpectReport}. It follows a log with a
 * cursor of its own; each command carries a key made of the policy's name and the event's id, so
 * that a redelivered event sends nothing new. It may read views, but writes only through commands.
 */
public interface Policy {

  /** The sentence in kebab case, {@code when-fever-measured-expect-report}; stays as it is. */
  String name();

  /**
   * The event classes, or sealed interfaces of such, that it looks at; empty for all. Other events
   * only move its cursor and cost nothing.
   */
  default Set<Class<?>> reads() {
    return Set.of();
  }

  /** The commands that follow, in order; none for most events. */
  List<Intent<?>> react(Recorded<Object> event);

  /** A command for a stream of this service. A refusal of it is an answer like any other. */
  record Intent<C>(StreamId stream, C command) {}
}
