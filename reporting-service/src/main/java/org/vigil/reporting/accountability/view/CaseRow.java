package org.vigil.reporting.accountability.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One case as it stands; {@link CaseView} writes it. */
@Entity
@Immutable
@Table(name = "accountability_case")
public class CaseRow extends PanacheEntityBase {

  /** Before that a department is not shown a lead about it: the evidence could be tidied. */
  private static final String SEALED = " and status not in ('LEAD', 'DISMISSED', 'WITHDRAWN')";

  @Id public String id;
  public int version;
  public long position;
  public String ground;
  public String obligation;
  public String department;

  @Column(name = "subject_name")
  public @Nullable String subjectName;

  public String suspicion;
  public String status;

  @Column(name = "by_policy")
  public boolean byPolicy;

  @Column(name = "arisen_at")
  public Instant arisenAt;

  @Column(name = "opened_at")
  public Instant openedAt;

  public int evidence;

  @Column(name = "due_at")
  public @Nullable Instant dueAt;

  @Column(name = "ground_lost_at")
  public @Nullable Instant groundLostAt;

  public @Nullable String finding;
  public String[] measures;
  public boolean overdue;

  /** The newest first of what had been opened by an instant. */
  public static List<CaseRow> openedBy(
      Instant asOf, Optional<String> department, @Nullable String ground, long before, int rows) {
    StringBuilder where = new StringBuilder("position < :before and openedAt <= :asOf");
    Map<String, Object> parameters = new HashMap<>(Map.of("before", before, "asOf", asOf));
    department.ifPresent(
        own -> {
          where.append(" and department = :department" + SEALED);
          parameters.put("department", own);
        });
    if (ground != null) {
      where.append(" and ground = :ground");
      parameters.put("ground", ground);
    }
    return CaseRow.<CaseRow>find(where.toString(), Sort.descending("position"), parameters)
        .page(Page.ofSize(rows))
        .list();
  }

  /** The newest first, of one department or of all, in one status or in any. */
  public static List<CaseRow> newest(
      Optional<String> department,
      @Nullable String status,
      @Nullable String ground,
      long before,
      int rows) {
    StringBuilder where = new StringBuilder("position < :before");
    Map<String, Object> parameters = new HashMap<>(Map.of("before", before));
    department.ifPresent(own -> parameters.put("department", own));
    if (status != null) {
      parameters.put("status", status);
    }
    if (ground != null) {
      parameters.put("ground", ground);
    }
    parameters.keySet().stream()
        .filter(name -> !name.equals("before"))
        .forEach(name -> where.append(" and " + name + " = :" + name));
    if (department.isPresent()) {
      where.append(SEALED);
    }
    return CaseRow.<CaseRow>find(where.toString(), Sort.descending("position"), parameters)
        .page(Page.ofSize(rows))
        .list();
  }
}
