package org.vigil.duty.directory.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.domain.Person.PersonRegistered;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/**
 * Who was ever registered with which department. It says among whom to look for those who belonged
 * to it at an instant; when that was is folded from each one's own stream.
 */
public final class MemberView implements Projection {

  public static final String NAME = "department-members-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("department_member");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Person.Event.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof PersonRegistered(var particulars)) {
          rows.add(
              "insert into department_member (department, person_id) values (?, ?) on conflict do"
                  + " nothing",
              particulars.department(),
              particulars.subjectId());
        }
      }
    }
  }
}
