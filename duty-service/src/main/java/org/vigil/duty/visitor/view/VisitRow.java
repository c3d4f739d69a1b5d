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

  @Column(name = "left_at")
  public @Nullable Instant leftAt;

  public int version;

  /**
   * Visits, newest first.
   *
   * @param department the one that guards the exit or is visited; null for all
   */
  public static List<VisitRow> find(
      @Nullable String department,
      @Nullable String exit,
      @Nullable String status,
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
