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
   * Unique and lasting, {@code escalation-feed-1}: a shape that the old tables cannot hold is a new
   * name with new tables, built from zero.
   */
  String name();

  /**
   * The tables that it writes, all of them and nobody else's. It reads no others either: a rebuild
   * runs where only these are to be seen. Empty where what it does cannot be undone; it is never
   * built anew then.
   */
  Set<String> tables();

  /**
   * Grows by one whenever the same events are to give other rows. Rows of an older revision are
   * built anew by themselves; see {@code docs/decisions/0008}.
   */
  default int revision() {
    return 1;
  }

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
