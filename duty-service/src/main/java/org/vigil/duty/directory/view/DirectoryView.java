package org.vigil.duty.directory.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Department.Arrangement;
import org.vigil.duty.directory.domain.Department.DepartmentArranged;
import org.vigil.duty.directory.domain.Department.DepartmentDefined;
import org.vigil.duty.directory.domain.Department.Post;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.directory.domain.Exit.ExitRegistered;
import org.vigil.duty.directory.domain.HandoverEvent;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverAccepted;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverDeclined;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverOffered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverUnanswered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverWithdrawn;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.domain.Person.ContactVerificationLapsed;
import org.vigil.duty.directory.domain.Person.ContactVerified;
import org.vigil.duty.directory.domain.Person.LeaveCancelled;
import org.vigil.duty.directory.domain.Person.LeaveRegistered;
import org.vigil.duty.directory.domain.Person.PersonLeft;
import org.vigil.duty.directory.domain.Person.PersonRegistered;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Departments, people and exits as they stand, people masked. */
public final class DirectoryView implements Projection {

  public static final String NAME = "directory-2";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of(
        "department",
        "department_post",
        "exit",
        "person",
        "person_leave",
        "responsibility_handover");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Department.Event.class, Person.Event.class, Exit.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns("department", "head_id", Map.of("head", PersonalColumns.TEXT)),
        new PersonalColumns(
            "department_post", "subject_id", Map.of("masked_name", PersonalColumns.TEXT)),
        new PersonalColumns("person", "id", Map.of("masked_name", PersonalColumns.TEXT)),
        new PersonalColumns(
            "responsibility_handover", "receiver", Map.of("receiver_name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case DepartmentDefined(var d) ->
              rows.add(
                  "insert into department (code, name, aliases, active, head, head_id, version)"
                      + " values (?, ?, ?, ?, ?, ?, ?) on conflict (code) do update set name ="
                      + " excluded.name, aliases = excluded.aliases, active = excluded.active, head"
                      + " = excluded.head, head_id = excluded.head_id, version = excluded.version",
                  d.code(),
                  d.name(),
                  d.aliases(),
                  d.active(),
                  d.head() == null ? null : masked(d.head().name()),
                  d.head() == null ? null : d.head().subjectId(),
                  event.version());
          case PersonRegistered(var p) ->
              rows.add(
                  "insert into person (id, department, masked_name, has_phone, version) values (?,"
                      + " ?, ?, ?, ?) on conflict (id) do update set department ="
                      + " excluded.department, masked_name = excluded.masked_name, has_phone ="
                      + " excluded.has_phone, left_on = null, version = excluded.version",
                  p.subjectId(),
                  p.department(),
                  masked(p.name()),
                  p.phone() != null,
                  event.version());
          case ExitRegistered(var e) ->
              rows.add(
                  "insert into exit values (?, ?, ?, ?, ?, ?) on conflict (code) do update set"
                      + " name = excluded.name, middle_gate = excluded.middle_gate, department ="
                      + " excluded.department, open = excluded.open, version = excluded.version",
                  e.code(),
                  e.name(),
                  e.middleGate(),
                  e.department(),
                  e.open(),
                  event.version());
          case DepartmentArranged(var arrangement) -> arrange(arrangement, event.version(), rows);
          case ContactVerified verified ->
              rows.add(
                  "update person set verified_at = ?, version = ? where id = ?",
                  verified.at(),
                  event.version(),
                  verified.subjectId());
          case ContactVerificationLapsed lapsed ->
              rows.add(
                  "update person set verified_at = null, version = ? where id = ?",
                  event.version(),
                  lapsed.subjectId());
          case PersonLeft left ->
              rows.add(
                  "update person set left_on = ?, version = ? where id = ?",
                  left.on(),
                  event.version(),
                  left.subjectId());
          case LeaveRegistered leave ->
              rows.add(
                  "insert into person_leave (id, person_id, first_day, last_day) values (?, ?, ?,"
                      + " ?) on conflict (id) do nothing",
                  leave.leaveId(),
                  leave.subjectId(),
                  leave.days().first(),
                  leave.days().last());
          case LeaveCancelled cancelled ->
              rows.add("delete from person_leave where id = ?", cancelled.leaveId());
          case HandoverEvent handover -> handover(handover, event.position(), rows);
          default -> {}
        }
      }
    }
  }

  private static void handover(HandoverEvent event, long position, SqlBatch rows)
      throws SQLException {
    switch (event) {
      case ResponsibilityHandoverOffered it ->
          rows.add(
              "insert into responsibility_handover (id, department, role, giver, receiver,"
                  + " receiver_name, valid_from, valid_until, answer_by, status, position) values"
                  + " (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OFFERED', ?) on conflict (id) do nothing",
              it.handoverId(),
              it.department(),
              it.role(),
              it.subjectId(),
              it.receiver().subjectId(),
              masked(it.receiver().name()),
              it.from(),
              it.until(),
              it.answerBy(),
              position);
      case ResponsibilityHandoverAccepted it ->
          rows.add(
              "update responsibility_handover set status = 'ACCEPTED', valid_from = ?, term = ?,"
                  + " signed_at = ? where id = ?",
              it.from(),
              it.term(),
              position,
              it.handoverId());
      case ResponsibilityHandoverDeclined it -> status("DECLINED", it.handoverId(), rows);
      case ResponsibilityHandoverWithdrawn it -> status("WITHDRAWN", it.handoverId(), rows);
      case ResponsibilityHandoverUnanswered it ->
          rows.add(
              "update responsibility_handover set unanswered = true where id = ?", it.handoverId());
    }
  }

  private static void status(String status, String handoverId, SqlBatch rows) throws SQLException {
    rows.add("update responsibility_handover set status = ? where id = ?", status, handoverId);
  }

  private static void arrange(Arrangement arrangement, int version, SqlBatch rows)
      throws SQLException {
    rows.add(
        "update department set parent = ?, version = ? where code = ?",
        arrangement.parent(),
        version,
        arrangement.code());
    rows.add("delete from department_post where department = ?", arrangement.code());
    for (Post post : arrangement.posts()) {
      rows.add(
          "insert into department_post (department, role, subject_id, masked_name, valid_from,"
              + " valid_until) values (?, ?, ?, ?, ?, ?)",
          arrangement.code(),
          post.role(),
          post.subjectId(),
          masked(post.name()),
          post.from(),
          post.until());
    }
  }

  private static String masked(String name) {
    return Mask.NAME.of(name);
  }
}
