package org.vigil.reporting.staff.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** Departments, heads and members at an instant, as they were recorded then. */
public final class Staff {

  /** A bureau has ten departments, a province's administration some hundreds. */
  private static final int MAX_DEPARTMENTS = 1_000;

  /** A department of more is a mistake. */
  private static final int MAX_MEMBERS = 10_000;

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

  /** The departments that were active, by their codes. */
  public List<Department> departments(Instant at) {
    return Sql.list(
        dataSource,
        "select * from staff_department where active and"
            + AT
            + " order by code limit "
            + MAX_DEPARTMENTS,
        Staff::department,
        at,
        at);
  }

  /** A department, active or not. */
  public Optional<Department> department(String code, Instant at) {
    return Sql.list(
            dataSource,
            "select * from staff_department where code = ? and" + AT,
            Staff::department,
            code,
            at,
            at)
        .stream()
        .findFirst();
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
