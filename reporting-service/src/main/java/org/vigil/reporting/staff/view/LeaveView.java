package org.vigil.reporting.staff.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.intake.LeaveCancelled;
import org.vigil.reporting.intake.LeaveRegistered;

/** The leave that duty-service has on record and that was not cancelled. */
public final class LeaveView implements Projection {

  public static final String NAME = "staff-leave-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("staff_leave");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(LeaveRegistered.class, LeaveCancelled.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case LeaveRegistered it ->
              rows.add(
                  "insert into staff_leave (id, subject_id, first_day, last_day)"
                      + " values (?, ?, ?, ?) on conflict (id) do nothing",
                  it.leaveId(),
                  it.subjectId(),
                  it.days().first(),
                  it.days().last());
          case LeaveCancelled it -> rows.add("delete from staff_leave where id = ?", it.leaveId());
          default -> {}
        }
      }
    }
  }
}
