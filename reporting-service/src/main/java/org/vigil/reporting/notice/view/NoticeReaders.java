package org.vigil.reporting.notice.view;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.notice.domain.Directive.Readers;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.staff.view.Staff.Department;
import org.vigil.reporting.staff.view.Staff.Member;

/** How many of whom have read a notice. */
public final class NoticeReaders {

  private final DataSource dataSource;
  private final Staff staff;

  public NoticeReaders(DataSource dataSource) {
    this.dataSource = dataSource;
    this.staff = new Staff(dataSource);
  }

  /**
   * By department; a reader counts only where a member.
   *
   * @param audience the departments that were meant; empty for all that are active
   * @param at the instant whose members count
   */
  public List<Readers> of(String noticeId, List<String> audience, Instant at) {
    List<String> meant =
        audience.isEmpty()
            ? staff.departments(at).stream().map(Department::code).toList()
            : audience;
    return meant.stream().map(department -> of(noticeId, department, at)).toList();
  }

  private Readers of(String noticeId, String department, Instant at) {
    List<String> members = staff.members(department, at).stream().map(Member::subjectId).toList();
    int readers =
        Sql.list(
                dataSource,
                "select count(*) as readers from notice_reading"
                    + " where notice_id = ? and subject_id = any(?) and read_at <= ?",
                row -> row.getInt("readers"),
                noticeId,
                members,
                at)
            .getFirst();
    return new Readers(department, members.size(), readers);
  }
}
