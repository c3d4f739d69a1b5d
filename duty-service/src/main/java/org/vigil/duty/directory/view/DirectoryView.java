package org.vigil.duty.directory.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Department.DepartmentDefined;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.directory.domain.Exit.ExitRegistered;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.domain.Person.PersonRegistered;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Departments, people and exits as they stand, people masked. */
public final class DirectoryView implements Projection {

  public static final String NAME = "directory-2";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("department", "exit", "person");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Department.Event.class, Person.Event.class, Exit.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns("department", "head_id", Map.of("head", PersonalColumns.TEXT)),
        new PersonalColumns("person", "id", Map.of("masked_name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case DepartmentDefined(var d) ->
              rows.add(
                  "insert into department (code, name, aliases, active, head, head_id, version)"
                      + " values (?, ?, ?, ?, ?, ?, ?) on conflict (code) do update set name ="
                      + " excluded.name, aliases = excluded.aliases, active = excluded.active, head"
                      + " = excluded.head, head_id = excluded.head_id, version = excluded.version",
                  d.code(),
                  d.name(),
                  d.aliases(),
                  d.active(),
                  d.head() == null ? null : masked(d.head().name()),
                  d.head() == null ? null : d.head().subjectId(),
                  event.version());
          case PersonRegistered(var p) ->
              rows.add(
                  "insert into person values (?, ?, ?, ?, ?) on conflict (id) do update set"
                      + " department = excluded.department, masked_name = excluded.masked_name,"
                      + " has_phone = excluded.has_phone, version = excluded.version",
                  p.subjectId(),
                  p.department(),
                  masked(p.name()),
                  p.phone() != null,
                  event.version());
          case ExitRegistered(var e) ->
              rows.add(
                  "insert into exit values (?, ?, ?, ?, ?, ?) on conflict (code) do update set"
                      + " name = excluded.name, middle_gate = excluded.middle_gate, department ="
                      + " excluded.department, open = excluded.open, version = excluded.version",
                  e.code(),
                  e.name(),
                  e.middleGate(),
                  e.department(),
                  e.open(),
                  event.version());
          default -> {}
        }
      }
    }
  }

  private static String masked(String name) {
    return Mask.NAME.of(name);
  }
}
