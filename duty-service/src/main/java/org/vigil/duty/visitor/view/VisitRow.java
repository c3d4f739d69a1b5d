package org.vigil.duty.visitor.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One visit as it stands. */
@Entity
@Immutable
@Table(name = "visit")
public class VisitRow extends PanacheEntityBase {

  @Id public String id;
  public String exit;
  public String department;

  @Column(name = "visited_department")
  public String visitedDepartment;

  @Column(name = "masked_name")
  public String maskedName;

  public String status;
  public String[] reasons;

  @Column(name = "late_entered")
  public boolean lateEntered;

  public Instant at;

  @Column(name = "inside_since")
  public @Nullable Instant insideSince;

  @Column(name = "inside_known_at")
  public @Nullable Instant insideKnownAt;

  @Column(name = "leave_by")
  public @Nullable Instant leaveBy;

  public boolean overdue;

  @Column(name = "repeat_of")
  public @Nullable String repeatOf;

  @Column(name = "person_id")
  public String personId;

  @Column(name = "left_known_at")
  public @Nullable Instant leftKnownAt;

  @Column(name = "left_at")
  public @Nullable Instant leftAt;

  public int version;

  /**
   * Who was in the building at an instant, by the entries and departures that had been recorded by
   * another; longest there first.
   *
   * @param department the one that guards the exit or is visited; null for all
   * @param known inclusive
   */
  public static List<VisitRow> inside(
      @Nullable String department,
      @Nullable String exit,
      Instant at,
      Instant known,
      @Nullable String after,
      int rows) {
    StringBuilder where =
        new StringBuilder(
            "insideSince <= ?1 and insideKnownAt <= ?2"
                + " and (leftAt is null or leftAt > ?1 or leftKnownAt > ?2)");
    List<Object> values = new ArrayList<>(List.of(at, known));
    if (department != null) {
      values.add(department);
      int n = values.size();
      where.append(" and (department = ?" + n + " or visitedDepartment = ?" + n + ")");
    }
    if (exit != null) {
      values.add(exit);
      where.append(" and exit = ?").append(values.size());
    }
    VisitRow last = after == null ? null : VisitRow.findById(after);
    if (last != null && last.insideSince != null) {
      values.add(last.insideSince);
      values.add(last.id);
      int n = values.size();
      where.append(" and (insideSince, id) > (?" + (n - 1) + ", ?" + n + ")");
    }
    PanacheQuery<VisitRow> query = find(where + " order by insideSince, id", values.toArray());
    return query.page(0, rows).list();
  }

  /** The latest visit of a person at the exits that a department guards. */
  public static Optional<VisitRow> latest(String personId, String department) {
    return find("personId = ?1 and department = ?2 order by at desc, id desc", personId, department)
        .page(0, 1)
        .firstResultOptional();
  }

  /**
   * Visits, newest first.
   *
   * @param department the one that guards the exit or is visited; null for all
   */
  public static List<VisitRow> find(
      @Nullable String department,
      @Nullable String exit,
      @Nullable String status,
      boolean overdueOnly,
      @Nullable String after,
      int rows) {
    StringBuilder where = new StringBuilder("1 = 1");
    List<Object> values = new ArrayList<>();
    if (department != null) {
      values.add(department);
      where.append(" and (department = ?1 or visitedDepartment = ?1)");
    }
    if (exit != null) {
      values.add(exit);
      where.append(" and exit = ?").append(values.size());
    }
    if (status != null) {
      values.add(status);
      where.append(" and status = ?").append(values.size());
    }
    if (overdueOnly) {
      where.append(" and overdue = true");
    }
    VisitRow last = after == null ? null : VisitRow.findById(after);
    if (last != null) {
      values.add(last.at);
      values.add(last.id);
      int n = values.size();
      where.append(" and (at, id) < (?" + (n - 1) + ", ?" + n + ")");
    }
    PanacheQuery<VisitRow> query = find(where + " order by at desc, id desc", values.toArray());
    return query.page(0, rows).list();
  }
}
