package org.vigil.reporting.staff.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.intake.DepartmentArranged;
import org.vigil.reporting.intake.ResponsibilityHandoverAccepted;

/** Every term of office and every signed hand-over of a department's lead, and since when known. */
public final class LeadershipView implements Projection {

  public static final String NAME = "staff-leadership-1";

  /** What held until now; an event that comes again ends nothing. */
  private static final String ENDED =
      """
      update staff_term set recorded_until = greatest(?, recorded_from)
      where department = ? and recorded_until is null and coalesce(position, 0) < ?
      """;

  private static final String TERM =
      """
      insert into staff_term (position, place, department, role, subject_id, name, first_day,
        valid_from, valid_until, recorded_from)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (position, place) do nothing
      """;

  private final ZoneId zone;

  /**
   * @param zone in which terms of office begin and end at midnight
   */
  public LeadershipView(ZoneId zone) {
    this.zone = zone;
  }

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
    return Set.of("staff_term", "staff_handover");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DepartmentArranged.class, ResponsibilityHandoverAccepted.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "staff_term", "subject_id", Map.of("name", PersonalColumns.textIfAny("name"))),
        new PersonalColumns(
            "staff_handover",
            "receiver",
            Map.of("receiver_name", PersonalColumns.textIfAny("receiver_name"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case DepartmentArranged(var it) -> arranged(event, it, rows);
          case ResponsibilityHandoverAccepted it ->
              rows.add(
                  "insert into staff_handover (id, department, role, giver, receiver,"
                      + " receiver_name, term, valid_from, valid_until, recorded_from) values (?,"
                      + " ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
                  it.handoverId(),
                  it.department(),
                  it.role(),
                  it.subjectId(),
                  it.receiver().subjectId(),
                  it.receiver().name(),
                  it.term(),
                  it.from(),
                  it.until(),
                  event.recordedAt());
          default -> {}
        }
      }
    }
  }

  private void arranged(Recorded<Object> event, DepartmentArranged.Arrangement it, SqlBatch rows)
      throws SQLException {
    rows.add(ENDED, event.recordedAt(), it.code(), event.position());
    int place = 0;
    for (DepartmentArranged.Post post : it.posts()) {
      rows.add(
          TERM,
          event.position(),
          place++,
          it.code(),
          post.role(),
          post.subjectId(),
          post.name(),
          post.from(),
          midnight(post.from()),
          midnight(post.until()),
          event.recordedAt());
    }
  }

  private @Nullable Instant midnight(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }
}
