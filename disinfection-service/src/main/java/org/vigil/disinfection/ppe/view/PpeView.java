package org.vigil.disinfection.ppe.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeAbsenceRecorded;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeCheckCorrected;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeCheckVoided;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecked;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksCompleted;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksExpected;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksMissed;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent.ServiceUnitDefined;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Units, and for each of their shifts who was to be looked at and who was. */
public final class PpeView implements Projection {

  public static final String NAME = "ppe-1";

  private static final String UNIT =
      """
      insert into service_unit (code, name, kind, department, shifts, people)
      values (?, ?, ?, ?, ?, ?) on conflict (code) do update set name = excluded.name,
        kind = excluded.kind, department = excluded.department, shifts = excluded.shifts,
        people = excluded.people
      """;
  private static final String SHIFT =
      """
      insert into ppe_shift (id, unit, kind, department, day, shift, starts_at, ends_at, due_at,
        position)
      values (?, ?, ?, ?, ?::date, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;
  private static final String PERSON =
      """
      insert into ppe_person (shift_id, person_id) values (?, ?)
      on conflict (shift_id, person_id) do nothing
      """;
  private static final String CHECK =
      """
      insert into ppe_check (id, shift_id, person_id, all_right, mask_right, late) values
      (?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("service_unit", "ppe_shift", "ppe_person", "ppe_check");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ServiceUnitDefined.class, PpeShiftEvent.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case ServiceUnitDefined(var unit, _, _) ->
              rows.add(
                  UNIT,
                  unit.code(),
                  unit.name(),
                  unit.kind(),
                  unit.department(),
                  unit.shifts().size(),
                  unit.people());
          case PpeShiftEvent change -> apply(event, change, rows);
          default -> {
            // Nothing else is read.
          }
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, PpeShiftEvent change, SqlBatch rows)
      throws SQLException {
    String id = event.stream().key();
    switch (change) {
      case PpeChecksExpected(var shift, var dueAt) -> {
        rows.add(
            SHIFT,
            id,
            shift.unit(),
            shift.kind(),
            shift.department(),
            shift.day().toString(),
            shift.shift(),
            shift.startsAt(),
            shift.endsAt(),
            dueAt,
            event.position());
        people(shift, id, rows);
      }
      case PpeChecked it ->
          rows.add(
              CHECK,
              it.checkId(),
              id,
              it.subjectId(),
              it.allRight(),
              it.findings().mask().right(),
              it.late());
      case PpeCheckCorrected it ->
          rows.add(
              "update ppe_check set all_right = ?, mask_right = ? where id = ?",
              it.allRight(),
              it.findings().mask().right(),
              it.checkId());
      case PpeCheckVoided it ->
          rows.add("update ppe_check set voided = true where id = ?", it.checkId());
      case PpeAbsenceRecorded it -> {
        rows.add("delete from ppe_person where shift_id = ? and person_id = ?", id, it.subjectId());
        if (it.standIn() != null) {
          rows.add(PERSON, id, it.standIn().subjectId());
        }
      }
      case PpeChecksCompleted _ -> rows.add("update ppe_shift set judged = true where id = ?", id);
      case PpeChecksMissed it -> {
        rows.add("update ppe_shift set judged = true where id = ?", id);
        for (String person : it.missed()) {
          rows.add(
              "update ppe_person set missed = true where shift_id = ? and person_id = ?",
              id,
              person);
        }
      }
    }
  }

  private static void people(Shift shift, String id, SqlBatch rows) throws SQLException {
    for (var person : shift.people()) {
      rows.add(PERSON, id, person.subjectId());
    }
  }
}
