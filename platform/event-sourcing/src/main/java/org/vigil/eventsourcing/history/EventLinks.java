package org.vigil.eventsourcing.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Notes of every event of a log by what it was caused and to which call it belongs. */
public abstract class EventLinks implements Projection {

  public static final String NAME = "event-links-1";

  private final String insert;

  private EventLinks(String insert) {
    this.insert = insert;
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
            insert,
            event.id(),
            event.position(),
            event.metadata().correlationId(),
            event.metadata().causationId());
      }
    }
  }

  /** Of the service's own events. */
  public static final class Own extends EventLinks {

    public Own() {
      super("insert into event_link values (?, ?, ?, ?::uuid) on conflict do nothing");
    }

    @Override
    public Set<String> tables() {
      return Set.of("event_link");
    }
  }

  /** Of the events received from others. */
  public static final class Received extends EventLinks {

    public Received() {
      super("insert into received_event_link values (?, ?, ?, ?::uuid) on conflict do nothing");
    }

    @Override
    public Set<String> tables() {
      return Set.of("received_event_link");
    }
  }
}
