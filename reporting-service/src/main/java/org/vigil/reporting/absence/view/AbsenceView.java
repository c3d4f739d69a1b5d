package org.vigil.reporting.absence.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.absence.domain.Absence;
import org.vigil.reporting.absence.domain.Absence.AbsenceNoted;

/** Writes {@code absence}: a row for each event of duty-service by which somebody was absent. */
public final class AbsenceView implements Projection {

  public static final String NAME = "absences-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("absence");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Absence.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "absence",
            "person_id",
            Map.of("masked_name", PersonalColumns.textIfAny("masked_name"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        UUID cause = event.metadata().causationId();
        if (event.event() instanceof AbsenceNoted noted && cause != null) {
          rows.add(
              "insert into absence (cause_id, source, source_id, department, person_id,"
                  + " masked_name, at) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
              cause.toString(),
              noted.source(),
              noted.sourceId(),
              noted.department(),
              noted.subjectId(),
              noted.name() == null ? null : Mask.NAME.of(noted.name()),
              noted.at());
        }
      }
    }
  }
}
