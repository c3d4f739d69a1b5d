package org.vigil.eventsourcing.subject;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.Reveal;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Who has looked at whose data, when and for what: writes {@code reveal}. */
public final class RevealView implements Projection {

  public static final String NAME = "reveals-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("reveal");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Reveal.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns("reveal", "subject_id", Map.of("purpose", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof Reveal reveal) {
          rows.add(
              "insert into reveal (position, subject_id, stream, actor, purpose, at)"
                  + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
              event.position(),
              reveal.subjectId(),
              event.stream().toString(),
              event.metadata().actor(),
              reveal.purpose(),
              event.recordedAt());
        }
      }
    }
  }
}
