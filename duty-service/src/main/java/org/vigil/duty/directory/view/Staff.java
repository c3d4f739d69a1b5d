package org.vigil.duty.directory.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Department.Listing;
import org.vigil.duty.directory.domain.Handover;
import org.vigil.duty.directory.domain.Leadership;
import org.vigil.eventsourcing.projection.Sql;

/** Asks who belongs to a department, who is away, who leads it and who can be reached. */
public final class Staff {

  /** A bureau has 2,000 people. */
  private static final int MAX_ROWS = 20_000;

  private final DataSource dataSource;

  public Staff(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Who belongs to a department and has not left by a day, as pseudonyms in order. */
  public List<String> members(String department, LocalDate day) {
    return Sql.list(
        dataSource,
        "select id from person where department = ? and (left_on is null or left_on > ?) order by"
            + " id limit "
            + MAX_ROWS,
        row -> row.getString("id"),
        department,
        day);
  }

  private record Leave(String person, LocalDate first, LocalDate last) {}

  /** When people of a department are on leave, from a day on; who has left is away for ever. */
  public Map<String, List<Span>> away(String department, LocalDate since, ZoneId zone) {
    Map<String, List<Span>> away = new HashMap<>();
    for (Leave leave :
        Sql.list(
            dataSource,
            "select l.person_id, l.first_day, l.last_day from person_leave l join person p on p.id"
                + " = l.person_id where p.department = ? and l.last_day >= ? order by l.first_day"
                + " limit "
                + MAX_ROWS,
            row ->
                new Leave(
                    row.getString("person_id"),
                    row.getObject("first_day", LocalDate.class),
                    row.getObject("last_day", LocalDate.class)),
            department,
            since)) {
      away.computeIfAbsent(leave.person(), _ -> new ArrayList<>())
          .add(
              new Span(
                  leave.first().atStartOfDay(zone).toInstant(),
                  leave.last().plusDays(1).atStartOfDay(zone).toInstant()));
    }
    for (Leave gone :
        Sql.list(
            dataSource,
            "select id, left_on from person where department = ? and left_on is not null limit "
                + MAX_ROWS,
            row -> {
              LocalDate on = row.getObject("left_on", LocalDate.class);
              return new Leave(row.getString("id"), on, on);
            },
            department)) {
      away.computeIfAbsent(gone.person(), _ -> new ArrayList<>())
          .add(new Span(gone.first().atStartOfDay(zone).toInstant(), Instant.MAX));
    }
    return away;
  }

  /** Whether somebody is head or deputy of a department, by right or by a signed hand-over. */
  public boolean leads(String department, String subjectId, Instant at, ZoneId zone) {
    return leadership(department).at(at, zone).stream()
        .anyMatch(leader -> leader.subjectId().equals(subjectId));
  }

  /** Who leads a department when; names are masked. */
  public Leadership leadership(String department) {
    Department.Head named =
        Sql.list(
                dataSource,
                "select head_id, head from department where code = ? and head_id is not null",
                row -> new Department.Head(row.getString("head_id"), row.getString("head")),
                department)
            .stream()
            .findFirst()
            .orElse(null);
    List<Department.Post> posts =
        Sql.list(
            dataSource,
            "select role, subject_id, masked_name, valid_from, valid_until from department_post"
                + " where department = ? order by valid_from, role, subject_id limit "
                + MAX_ROWS,
            row ->
                new Department.Post(
                    Department.Role.valueOf(row.getString("role")),
                    row.getString("subject_id"),
                    row.getString("masked_name"),
                    row.getObject("valid_from", LocalDate.class),
                    row.getObject("valid_until", LocalDate.class)),
            department);
    List<Handover> handovers =
        Sql.list(
            dataSource,
            "select id, role, giver, receiver, receiver_name, term, valid_from, valid_until from"
                + " responsibility_handover where department = ? and status = 'ACCEPTED' order by"
                + " signed_at limit "
                + MAX_ROWS,
            row ->
                new Handover(
                    row.getString("id"),
                    Department.Role.valueOf(row.getString("role")),
                    row.getString("giver"),
                    new Department.Head(row.getString("receiver"), row.getString("receiver_name")),
                    row.getObject("term", LocalDate.class),
                    Sql.instant(row, "valid_from"),
                    Sql.instantOrNull(row, "valid_until")),
            department);
    return new Leadership(named, posts, handovers);
  }

  /** Those of some people whose phone has never been reached since it was registered. */
  public Set<String> unverified(Collection<String> subjectIds) {
    Set<String> verified =
        new HashSet<>(
            Sql.list(
                dataSource,
                "select id from person where id = any (?) and verified_at is not null",
                row -> row.getString("id"),
                List.copyOf(subjectIds)));
    return subjectIds.stream().filter(id -> !verified.contains(id)).collect(Collectors.toSet());
  }

  private record Name(String id, String masked) {}

  /** Names of some people as others may see them. */
  public Map<String, String> maskedNames(Collection<String> subjectIds) {
    return Sql.list(
            dataSource,
            "select id, masked_name from person where id = any (?)",
            row -> new Name(row.getString("id"), row.getString("masked_name")),
            List.copyOf(subjectIds))
        .stream()
        .collect(Collectors.toMap(Name::id, Name::masked));
  }

  /** The department that a text names by its code, its name or an alias. */
  public Optional<String> code(String text) {
    return Sql.list(
            dataSource,
            "select code from department where code = ? or name = ? or ? = any (aliases) order by"
                + " code = ? desc, code limit 1",
            row -> row.getString("code"),
            text,
            text,
            text,
            text)
        .stream()
        .findFirst();
  }

  /** The codes of the departments that are active. */
  public List<String> departments() {
    return Sql.list(
        dataSource,
        "select code from department where active order by code limit " + MAX_ROWS,
        row -> row.getString("code"));
  }

  /** Every department as a list of them says it, active or not. */
  public List<Listing> listings() {
    return Sql.list(
        dataSource,
        "select code, name, aliases, active, parent from department order by code limit "
            + MAX_ROWS,
        row ->
            new Listing(
                row.getString("code"),
                row.getString("name"),
                List.of((String[]) row.getArray("aliases").getArray()),
                row.getBoolean("active"),
                row.getString("parent")));
  }
}
