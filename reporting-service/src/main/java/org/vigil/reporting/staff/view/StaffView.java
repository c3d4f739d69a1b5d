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

  /** What held until now; an event that comes again ends nothing. */
  private static final String DEPARTMENT_ENDED =
      """
      update staff_department set recorded_until = greatest(?, recorded_from)
      where code = ? and recorded_until is null and coalesce(position, 0) < ?
      """;

  private static final String MEMBER_ENDED =
      """
      update staff_member set recorded_until = greatest(?, recorded_from)
      where subject_id = ? and recorded_until is null and coalesce(position, 0) < ?
      """;

  private static final String DEPARTMENT =
      """
      insert into staff_department (position, code, name, aliases, active, head_id, head_name,
        recorded_from)
      values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (position) do nothing
      """;
  private static final String MEMBER =
      """
      insert into staff_member (position, subject_id, department, name, phone_id, recorded_from)
      values (?, ?, ?, ?, ?, ?) on conflict (position) do nothing
      """;

  @Override
  public String name() {
    return NAME;
  }

  /** Rows of the first have no position, and those of the second no phone. */
  @Override
  public int revision() {
    return 3;
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
            rows.add(DEPARTMENT_ENDED, event.recordedAt(), it.code(), event.position());
            rows.add(
                DEPARTMENT,
                event.position(),
                it.code(),
                it.name(),
                it.aliases(),
                it.active(),
                head == null ? null : head.subjectId(),
                head == null ? null : head.name(),
                event.recordedAt());
          }
          case PersonRegistered(var it) -> {
            rows.add(MEMBER_ENDED, event.recordedAt(), it.subjectId(), event.position());
            rows.add(
                MEMBER,
                event.position(),
                it.subjectId(),
                it.department(),
                it.name(),
                it.phoneId(),
                event.recordedAt());
          }
          default -> {}
        }
      }
    }
  }
}
