package org.vigil.reporting.notice.view;

import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
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
   * A member of a department.
   *
   * @param name masked
   * @param readAt null where the person has not read it
   */
  @Schema(name = "MemberReading")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Reading(String subjectId, @Nullable String name, @Nullable Instant readAt) {}

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
    List<Reading> members = members(noticeId, department, at);
    long readers = members.stream().filter(member -> member.readAt() != null).count();
    return new Readers(department, members.size(), (int) readers);
  }

  /** A department's members, who has not read a notice by an instant first. */
  public List<Reading> members(String noticeId, String department, Instant at) {
    List<Member> members = staff.members(department, at);
    Map<String, Instant> readAt =
        Sql.list(
                dataSource,
                "select subject_id, read_at from notice_reading"
                    + " where notice_id = ? and subject_id = any(?) and read_at <= ?",
                row -> Map.entry(row.getString("subject_id"), Sql.instant(row, "read_at")),
                noticeId,
                members.stream().map(Member::subjectId).toList(),
                at)
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return members.stream()
        .map(it -> new Reading(it.subjectId(), it.name(), readAt.get(it.subjectId())))
        .sorted(Comparator.comparing(Reading::readAt, Comparator.nullsFirst(naturalOrder())))
        .toList();
  }
}
