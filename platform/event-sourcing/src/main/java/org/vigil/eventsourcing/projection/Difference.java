package org.vigil.eventsourcing.projection;

import java.util.List;

/**
 * Where a view and its next version are not the same: the place, never what stands there.
 *
 * @param relation the table, or {@code parked events}
 * @param key the row's primary key, its parts separated by slashes; empty where the table has none
 * @param columns those whose values differ, for {@link Kind#CHANGED}
 */
public record Difference(String relation, String key, Kind kind, List<String> columns) {

  /** Which side has the row. */
  public enum Kind {
    /** Only the view that serves has it. */
    ONLY_SERVING,
    /** Only the next version has it. */
    ONLY_NEXT,
    /** Both have it, not with the same values. */
    CHANGED
  }
}
