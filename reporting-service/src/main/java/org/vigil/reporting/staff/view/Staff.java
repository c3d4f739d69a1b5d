package org.vigil.reporting.staff.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** Departments, heads and members at an instant, as they were recorded then. */
public final class Staff {

  /** A bureau has ten departments, a province's administration some hundreds. */
  private static final int MAX_DEPARTMENTS = 1_000;

  /** A department of more is a mistake. */
  private static final int MAX_MEMBERS = 10_000;

  /** Nobody has had more. */
  private static final int MAX_PHONES = 100;

  /** Who is head in a term of office. */
  private static final String TERMS =
      """
      select department, subject_id, name, first_day from staff_term
      where role = 'HEAD' and (?::text is null or department = ?)
        and valid_from <= ? and (valid_until is null or valid_until > ?)
        and recorded_from <= ? and (recorded_until is null or recorded_until > ?)
      limit 1000
      """;

  /** A department has a few a year; the newest are those that can hold. */
  private static final String HANDOVERS =
      """
      select department, giver, receiver, receiver_name, term from staff_handover
      where role = 'HEAD' and (?::text is null or department = ?)
        and valid_from <= ? and (valid_until is null or valid_until > ?) and recorded_from <= ?
      order by valid_from desc, recorded_from desc, id desc limit 10000
      """;

  private static final String AT =
      " recorded_from <= ? and (recorded_until is null or recorded_until > ?)";

  private final DataSource dataSource;

  public Staff(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A department at an instant.
   *
   * @param headId the head's pseudonym; null while nobody is named
   * @param headName masked
   */
  public record Department(
      String code,
      String name,
      List<String> aliases,
      boolean active,
      @Nullable String headId,
      @Nullable String headName) {}

  /**
   * A member of the staff at an instant.
   *
   * @param name masked
   */
  public record Member(String subjectId, String department, @Nullable String name) {}

  private record Term(String department, Head head) {}

  /**
   * @param term the first day of the term of office; null for the head outside of one
   */
  private record Head(@Nullable String id, @Nullable String name, @Nullable LocalDate term) {}

  private record Handover(String department, String giver, Head receiver) {}

  /** The departments that were active, by their codes. */
  public List<Department> departments(Instant at) {
    return led(
        null,
        at,
        Sql.list(
            dataSource,
            "select * from staff_department where active and"
                + AT
                + " order by code limit "
                + MAX_DEPARTMENTS,
            Staff::department,
            at,
            at));
  }

  /** A department, active or not. */
  public Optional<Department> department(String code, Instant at) {
    return led(
            code,
            at,
            Sql.list(
                dataSource,
                "select * from staff_department where code = ? and" + AT,
                Staff::department,
                code,
                at,
                at))
        .stream()
        .findFirst();
  }

  /**
   * The departments with who led them: the head in a term of office, else the one named, followed
   * along the hand-overs that were signed, in order of time.
   *
   * @param only the one department that they are; null for several
   */
  private List<Department> led(@Nullable String only, Instant at, List<Department> departments) {
    Map<String, Head> terms =
        Sql.list(dataSource, TERMS, Staff::term, only, only, at, at, at, at).stream()
            .collect(Collectors.toMap(Term::department, Term::head, (one, _) -> one));
    List<Handover> handovers =
        Sql.list(dataSource, HANDOVERS, Staff::handover, only, only, at, at, at).reversed();
    return departments.stream()
        .map(
            one -> {
              Head head =
                  terms.getOrDefault(one.code(), new Head(one.headId(), one.headName(), null));
              for (Handover signed : handovers) {
                if (signed.department().equals(one.code())
                    && signed.giver().equals(head.id())
                    && Objects.equals(signed.receiver().term(), head.term())) {
                  head = signed.receiver();
                }
              }
              return new Department(
                  one.code(), one.name(), one.aliases(), one.active(), head.id(), head.name());
            })
        .toList();
  }

  private static Term term(ResultSet row) throws SQLException {
    return new Term(
        row.getString("department"),
        new Head(
            row.getString("subject_id"),
            row.getString("name"),
            row.getObject("first_day", LocalDate.class)));
  }

  private static Handover handover(ResultSet row) throws SQLException {
    return new Handover(
        row.getString("department"),
        row.getString("giver"),
        new Head(
            row.getString("receiver"),
            row.getString("receiver_name"),
            row.getObject("term", LocalDate.class)));
  }

  /** A department's members. */
  public List<Member> members(String department, Instant at) {
    return Sql.list(
        dataSource,
        "select * from staff_member where department = ? and"
            + AT
            + " order by subject_id limit "
            + MAX_MEMBERS,
        Staff::member,
        department,
        at,
        at);
  }

  /** A member by the pseudonym. */
  public Optional<Member> member(String subjectId, Instant at) {
    return Sql.list(
            dataSource,
            "select * from staff_member where subject_id = ? and" + AT,
            Staff::member,
            subjectId,
            at,
            at)
        .stream()
        .findFirst();
  }

  /**
   * Whose pseudonym is meant by one: the member's who has the phone behind it, else itself. A phone
   * that several have names none of them.
   */
  public String whoIs(String subjectId, Instant at) {
    List<String> members =
        Sql.list(
            dataSource,
            "select subject_id from staff_member where phone_id = ? and" + AT + " limit 2",
            row -> row.getString("subject_id"),
            subjectId,
            at,
            at);
    return members.size() == 1 ? members.getFirst() : subjectId;
  }

  /**
   * All under which a person may be kept: the pseudonym and those of the member's phones so far.
   */
  public List<String> pseudonyms(String subjectId) {
    return Stream.concat(
            Stream.of(subjectId),
            Sql.list(
                dataSource,
                "select distinct phone_id from staff_member where subject_id = ? and phone_id is"
                    + " not null order by phone_id limit "
                    + MAX_PHONES,
                row -> row.getString("phone_id"),
                subjectId)
                .stream())
        .toList();
  }

  private static Department department(ResultSet row) throws SQLException {
    return new Department(
        row.getString("code"),
        row.getString("name"),
        List.of((String[]) row.getArray("aliases").getArray()),
        row.getBoolean("active"),
        row.getString("head_id"),
        row.getString("head_name"));
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(
        row.getString("subject_id"), row.getString("department"), row.getString("name"));
  }
}
