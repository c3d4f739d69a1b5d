package org.vigil.duty.muster.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.duty.muster.domain.Muster;
import org.vigil.duty.muster.domain.Muster.MusterCalled;
import org.vigil.duty.muster.domain.Muster.MusterClosed;
import org.vigil.duty.muster.domain.MusterUnitEvent;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentStoodDown;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentSummoned;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceExcused;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceFound;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAcknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterArrivalConfirmed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterDeadlinePassed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterUnacknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.PeopleSummoned;
import org.vigil.duty.muster.domain.Summoned;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Musters, their departments and their people as they stand; people masked. */
public final class MusterView implements Projection {

  public static final String NAME = "musters-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("muster", "muster_unit", "muster_person");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Muster.Event.class, MusterUnitEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "muster_person", "person_id", Map.of("masked_name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case MusterCalled(var call) ->
              rows.add(
                  "insert into muster (id, kind, occasion, place, department, called_at,"
                      + " deadline_at, version) values (?, ?, ?, ?, ?, ?, ?, ?)",
                  call.musterId(),
                  call.kind(),
                  call.occasion(),
                  call.place(),
                  call.department(),
                  call.calledAt(),
                  call.deadlineAt(),
                  event.version());
          case MusterClosed(var id, _, _, var at) ->
              rows.add(
                  "update muster set closed_at = ?, version = ? where id = ?",
                  at,
                  event.version(),
                  id);
          case MusterUnitEvent change -> unit(change, rows);
          default -> {}
        }
      }
    }
  }

  private static void unit(MusterUnitEvent change, SqlBatch rows) throws SQLException {
    switch (change) {
      case DepartmentSummoned(var call, var department, var people) ->
          rows.add(
              "insert into muster_unit (muster, department, summoned) values (?, ?, ?)",
              call.musterId(),
              department,
              people);
      case PeopleSummoned(var id, var department, var people) -> {
        for (Summoned person : people) {
          rows.add(
              "insert into muster_person (muster, department, person_id, masked_name)"
                  + " values (?, ?, ?, ?)",
              id,
              department,
              person.subjectId(),
              Mask.NAME.of(person.name()));
        }
      }
      case MusterAcknowledged done ->
          rows.add(
              "update muster_person set acknowledged_at = ? where muster = ? and person_id = ?",
              done.at(),
              done.musterId(),
              done.subjectId());
      case MusterArrivalConfirmed arrival ->
          rows.add(
              "update muster_person set arrived_at = ?, manner = ?, exit = ?, late = ?,"
                  + " late_entered = ? where muster = ? and person_id = ?",
              arrival.at(),
              arrival.manner(),
              arrival.exit(),
              arrival.late(),
              arrival.lateEntered(),
              arrival.musterId(),
              arrival.subjectId());
      case MusterAbsenceExcused excused ->
          rows.add(
              "update muster_person set excuse = ? where muster = ? and person_id = ?",
              excused.excuse(),
              excused.musterId(),
              excused.subjectId());
      case MusterUnacknowledged warned ->
          rows.add(
              "update muster_unit set warned = ? where muster = ? and department = ?",
              warned.stage(),
              warned.musterId(),
              warned.department());
      case MusterAbsenceFound found ->
          rows.add(
              "update muster_person set found_absent = true where muster = ? and person_id = ?",
              found.musterId(),
              found.subjectId());
      case MusterDeadlinePassed verdict ->
          rows.add(
              "update muster_unit set judged = true, verdict_arrived = ?, verdict_excused = ?,"
                  + " verdict_absent = ? where muster = ? and department = ?",
              verdict.arrived(),
              verdict.excused(),
              verdict.absent(),
              verdict.musterId(),
              verdict.department());
      case DepartmentStoodDown down ->
          rows.add(
              "update muster_unit set stood_down = true where muster = ? and department = ?",
              down.musterId(),
              down.department());
    }
  }
}
