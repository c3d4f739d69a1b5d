package org.vigil.duty.gate.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.duty.gate.domain.GateDayEvent;
import org.vigil.duty.gate.domain.GateDayEvent.EntriesUnregisteredSuspected;
import org.vigil.duty.gate.domain.GateDayEvent.GateCountCompared;
import org.vigil.duty.gate.domain.GateDayEvent.GateCountSettled;
import org.vigil.duty.gate.domain.GateDayEvent.GateCounted;
import org.vigil.duty.gate.domain.GateDayEvent.UnregisteredEntriesAccountedFor;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** What each gate has counted, and what was registered meanwhile. */
public final class GateCountView implements Projection {

  public static final String NAME = "gate-counts-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("gate_count");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(GateDayEvent.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof GateDayEvent fact) {
          apply(event, fact, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, GateDayEvent fact, SqlBatch rows)
      throws SQLException {
    switch (fact) {
      case GateCounted counted ->
          rows.add(
              "insert into gate_count (exit, department, from_at, until_at, counted, counted_by,"
                  + " position) values (?, ?, ?, ?, ?, ?, ?)",
              counted.exit(),
              counted.department(),
              counted.from(),
              counted.until(),
              counted.counted(),
              counted.countedBy(),
              event.position());
      case GateCountCompared compared ->
          rows.add(
              "update gate_count set registered = ? where exit = ? and from_at = ?",
              compared.registered(),
              compared.exit(),
              compared.from());
      case GateCountSettled _,
          EntriesUnregisteredSuspected _,
          UnregisteredEntriesAccountedFor _ -> {}
    }
  }
}
