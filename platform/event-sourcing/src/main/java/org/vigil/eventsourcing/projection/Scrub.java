package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.eventsourcing.Forgotten;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;

/**
 * Takes a forgotten person out of a projection's rows, in the log's order: rows of events before
 * are scrubbed, those of events after are not. So a view that is built anew ends with the same
 * rows.
 */
final class Scrub {

  private final List<String> statements;

  Scrub(List<PersonalColumns> columns) {
    this.statements = columns.stream().map(Scrub::statement).toList();
  }

  private static String statement(PersonalColumns columns) {
    Map<String, String> inOrder = new TreeMap<>(columns.erased());
    return inOrder.entrySet().stream()
        .map(column -> column.getKey() + " = " + column.getValue())
        .collect(
            Collectors.joining(
                ", ",
                "update " + columns.table() + " set ",
                " where " + columns.subject() + " = ?"));
  }

  /** What a follower of the projection must see. */
  static Set<Class<?>> reads(Projection projection) {
    if (projection.reads().isEmpty() || projection.personalColumns().isEmpty()) {
      return projection.reads();
    }
    return Stream.concat(projection.reads().stream(), Stream.of(Forgotten.class))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Lets the projection apply the events, and scrubs where they say that somebody is forgotten. */
  void between(List<Recorded<Object>> events, Connection tx, Projection projection)
      throws SQLException {
    int from = 0;
    for (int i = 0; i < events.size() && !statements.isEmpty(); i++) {
      if (events.get(i).event() instanceof Forgotten forgotten) {
        apply(events.subList(from, i), tx, projection);
        scrub(forgotten.subjectId(), tx);
        // It is the projection's business only if the projection says so.
        from = reads(projection, forgotten) ? i : i + 1;
      }
    }
    apply(events.subList(from, events.size()), tx, projection);
  }

  private static boolean reads(Projection projection, Object event) {
    return projection.reads().isEmpty()
        || projection.reads().stream().anyMatch(type -> type.isInstance(event));
  }

  private static void apply(List<Recorded<Object>> events, Connection tx, Projection projection)
      throws SQLException {
    if (!events.isEmpty()) {
      projection.apply(events, tx);
    }
  }

  private void scrub(String subject, Connection tx) throws SQLException {
    for (String sql : statements) {
      try (PreparedStatement statement = tx.prepareStatement(sql)) {
        statement.setString(1, subject);
        statement.executeUpdate();
      }
    }
  }
}
