package org.vigil.reporting.staff.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.PersonRegistered;

/**
 * Every state of every department and member, from when until when duty-service had it recorded. A
 * clock that steps back gives a state no time at all rather than less.
 */
public final class StaffView implements Projection {

  public static final String NAME = "staff-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("staff_department", "staff_member");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DepartmentDefined.class, PersonRegistered.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "staff_department",
            "head_id",
            Map.of("head_name", PersonalColumns.textIfAny("head_name"))),
        new PersonalColumns(
            "staff_member", "subject_id", Map.of("name", PersonalColumns.textIfAny("name"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case DepartmentDefined(var it) -> {
            var head = it.head();
            rows.add(
                "update staff_department set recorded_until = greatest(?, recorded_from)"
                    + " where code = ? and recorded_until is null",
                event.recordedAt(),
                it.code());
            rows.add(
                "insert into staff_department (code, name, aliases, active, head_id, head_name,"
                    + " recorded_from) values (?, ?, ?, ?, ?, ?, ?)",
                it.code(),
                it.name(),
                it.aliases(),
                it.active(),
                head == null ? null : head.subjectId(),
                head == null ? null : head.name(),
                event.recordedAt());
          }
          case PersonRegistered(var it) -> {
            rows.add(
                "update staff_member set recorded_until = greatest(?, recorded_from)"
                    + " where subject_id = ? and recorded_until is null",
                event.recordedAt(),
                it.subjectId());
            rows.add(
                "insert into staff_member (subject_id, department, name, recorded_from)"
                    + " values (?, ?, ?, ?)",
                it.subjectId(),
                it.department(),
                it.name(),
                event.recordedAt());
          }
          default -> {}
        }
      }
    }
  }
}
