package org.vigil.duty.anomaly.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.duty.anomaly.domain.AnomalyEvent;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyCorrected;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyHandled;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyHandlingOverdue;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyLogged;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyReportOverdue;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyReportedUp;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Anomalies as they stand. */
public final class AnomalyView implements Projection {

  public static final String NAME = "anomalies-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("anomaly");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(AnomalyEvent.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof AnomalyEvent change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, AnomalyEvent change, SqlBatch rows)
      throws SQLException {
    String id = event.stream().key();
    switch (change) {
      case AnomalyLogged log ->
          rows.add(
              "insert into anomaly (id, department, kind, place, seen_at, logged_at, late_entered,"
                  + " handle_due_at, report_due_at, position) values (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                  + " ?)",
              id,
              log.department(),
              log.kind(),
              log.place(),
              log.seenAt(),
              event.recordedAt(),
              log.lateEntered(),
              log.handleDueAt(),
              log.reportDueAt(),
              event.position());
      case AnomalyHandled handled ->
          rows.add("update anomaly set handled_at = ? where id = ?", handled.at(), id);
      case AnomalyReportedUp reported ->
          rows.add("update anomaly set reported_at = ? where id = ?", reported.at(), id);
      case AnomalyCorrected _ ->
          rows.add("update anomaly set corrections = corrections + 1 where id = ?", id);
      case AnomalyHandlingOverdue _, AnomalyReportOverdue _ ->
          rows.add("update anomaly set overdue = true where id = ?", id);
    }
  }
}
