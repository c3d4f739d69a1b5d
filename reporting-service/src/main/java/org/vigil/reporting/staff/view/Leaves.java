package org.vigil.reporting.staff.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;

/** Whether somebody is on leave, for policies. */
public final class Leaves {

  private final DataSource dataSource;
  private final ZoneId zone;

  /**
   * @param zone of the bureau, whose days leave is counted in
   */
  public Leaves(DataSource dataSource, ZoneId zone) {
    this.dataSource = dataSource;
    this.zone = zone;
  }

  /**
   * Whether leave on record covers an instant: from the first day's beginning to the last's end.
   */
  public boolean cover(String subjectId, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    return Sql.list(
            dataSource,
            "select exists (select from staff_leave where subject_id = ? and first_day <= ?"
                + " and last_day >= ?) as covered",
            row -> row.getBoolean("covered"),
            subjectId,
            day,
            day)
        .getFirst();
  }
}
