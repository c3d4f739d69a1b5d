package org.vigil.eventsourcing.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Notes of every event of a log by what it was caused and to which call it belongs. */
public final class EventLinks implements Projection {

  public static final String NAME = "event-links-1";

  private final String log;

  /**
   * @param log {@link EventLog#name()} of the log that it follows
   */
  public EventLinks(String log) {
    this.log = log;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        rows.add(
            "insert into event_link values (?, ?, ?, ?, ?::uuid) on conflict do nothing",
            event.id(),
            log,
            event.position(),
            event.metadata().correlationId(),
            event.metadata().causationId());
      }
    }
  }
}
