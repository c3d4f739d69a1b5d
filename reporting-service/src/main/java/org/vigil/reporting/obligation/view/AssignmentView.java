package org.vigil.reporting.obligation.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.obligation.domain.Assignments.ObligationAssigned;
import org.vigil.reporting.obligation.domain.Assignments.ObligationUnitsSet;

/**
 * Writes {@code obligation_assignment} and {@code obligation_units}: every word on who is named,
 * and on which departments carry an obligation, from when to when.
 */
public final class AssignmentView implements Projection {

  public static final String NAME = "obligation-assignment-1";

  private static final String ENDED =
      """
      update obligation_assignment set recorded_until = greatest(?, recorded_from)
      where obligation = ? and department = ? and recorded_until is null
        and coalesce(position, 0) < ?
      """;
  private static final String NAMED =
      """
      insert into obligation_assignment (position, obligation, department, subject_id, name,
        valid_from, valid_until, recorded_from)
      values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (position) do nothing
      """;

  @Override
  public String name() {
    return NAME;
  }

  /** Rows of the first have no position. */
  @Override
  public int revision() {
    return 2;
  }

  @Override
  public Set<String> tables() {
    return Set.of("obligation_assignment", "obligation_units");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ObligationAssigned.class, ObligationUnitsSet.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "obligation_assignment", "subject_id", Map.of("name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof ObligationAssigned assigned) {
          rows.add(
              ENDED,
              event.recordedAt(),
              assigned.obligation(),
              assigned.department(),
              event.position());
          rows.add(
              NAMED,
              event.position(),
              assigned.obligation(),
              assigned.department(),
              assigned.subjectId(),
              Mask.NAME.of(assigned.name()),
              assigned.from(),
              assigned.until(),
              event.recordedAt());
        } else if (event.event() instanceof ObligationUnitsSet set) {
          rows.add(
              "insert into obligation_units (obligation, position, lead, others, valid_from,"
                  + " valid_until, recorded_from) values (?, ?, ?, ?, ?, ?, ?) on conflict do"
                  + " nothing",
              set.obligation(),
              event.position(),
              set.lead(),
              set.others(),
              set.from(),
              set.until(),
              event.recordedAt());
        }
      }
    }
  }
}
