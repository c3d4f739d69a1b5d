package org.vigil.duty.visitor.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.duty.visitor.domain.VisitEvent;
import org.vigil.duty.visitor.domain.VisitEvent.FeverMeasured;
import org.vigil.duty.visitor.domain.VisitEvent.MaskRefused;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmitted;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmittedDespiteRefusal;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorDenied;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorLeft;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorNotSignedOut;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorRegistered;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorRevealed;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorStayLimited;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Visits as they stand, masked. */
public final class VisitView implements Projection {

  public static final String NAME = "visits-3";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("visit");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(VisitEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns("visit", "person_id", Map.of("masked_name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof VisitEvent visit) {
          apply(event, visit, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, VisitEvent visit, SqlBatch rows)
      throws SQLException {
    String id = event.stream().key();
    switch (visit) {
      case VisitorRegistered r ->
          rows.add(
              "insert into visit (id, exit, department, visited_department, person_id, masked_name,"
                  + " status, reasons, late_entered, at, repeat_of, version)"
                  + " values (?, ?, ?, ?, ?, ?, 'REGISTERED', '{}', ?, ?, ?, ?)",
              id,
              r.exit(),
              r.department(),
              r.visitedDepartment(),
              r.subjectId(),
              r.visitor().maskedName(),
              r.lateEntered(),
              r.at(),
              r.repeatOf(),
              event.version());
      case VisitorAdmitted(_, _, var at) -> inside(rows, event, at);
      case VisitorAdmittedDespiteRefusal admitted -> inside(rows, event, admitted.at());
      case VisitorStayLimited limited ->
          rows.add(
              "update visit set leave_by = ?, version = ? where id = ?",
              limited.leaveBy(),
              event.version(),
              id);
      case VisitorNotSignedOut _ ->
          rows.add(
              "update visit set overdue = true, version = ? where id = ?", event.version(), id);
      case VisitorDenied(_, _, var reasons, _) ->
          rows.add(
              "update visit set status = 'TURNED_AWAY', reasons = ?, version = ? where id = ?",
              reasons,
              event.version(),
              id);
      case VisitorLeft(_, var at) ->
          rows.add(
              "update visit set status = 'GONE', left_at = ?, left_known_at = ?, version = ?"
                  + " where id = ?",
              at,
              event.recordedAt(),
              event.version(),
              id);
      case FeverMeasured _, MaskRefused _, VisitorRevealed _ ->
          rows.add("update visit set version = ? where id = ?", event.version(), id);
    }
  }

  private static void inside(SqlBatch rows, Recorded<Object> event, Instant since)
      throws SQLException {
    rows.add(
        "update visit set status = 'INSIDE', inside_since = ?, inside_known_at = ?, version = ?"
            + " where id = ?",
        since,
        event.recordedAt(),
        event.version(),
        event.stream().key());
  }
}
