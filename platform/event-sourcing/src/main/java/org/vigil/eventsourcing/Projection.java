package org.vigil.eventsourcing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Builds one read model from a log. {@code apply} runs in the transaction that moves the
 * projection's checkpoint, so each event counts once. It writes rows and does nothing else: no
 * commands, no calls, no clock.
 */
public interface Projection {

  /**
   * Unique and versioned, {@code escalation-feed-1}: a new shape is a new name, built from zero.
   */
  String name();

  /**
   * The event classes, or sealed interfaces of such, that it looks at; empty for all. Other events
   * only move its cursor and cost nothing.
   */
  default Set<Class<?>> reads() {
    return Set.of();
  }

  /**
   * Where it keeps personal data. The rows of a person are scrubbed when the person is forgotten,
   * between the events before and those after.
   */
  default List<PersonalColumns> personalColumns() {
    return List.of();
  }

  /**
   * Writes what a batch of consecutive events means. It may be called again with a part of the
   * batch after a rollback. An exception parks the stream of the event that causes it.
   */
  void apply(List<Recorded<Object>> events, Connection tx) throws SQLException;
}
