package org.vigil.reporting.expectation.view;

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
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.rows.Candidate;

/** One report that is, or was, owed; {@link ExpectedReportView} writes it. */
@Entity
@Table(name = "expected_report")
public class ExpectedReportRow extends PanacheEntityBase {

  @Id public String id;
  public int version;
  public long position;
  public String occasion;
  public String department;

  @Column(name = "visited_department")
  public @Nullable String visitedDepartment;

  public @Nullable String exit;
  public @Nullable String name;

  @Column(name = "measured_at")
  public Instant measuredAt;

  @Column(name = "due_at")
  public Instant dueAt;

  public String status;

  @Column(name = "missed_at")
  public @Nullable Instant missedAt;

  @Column(name = "report_id")
  public @Nullable String reportId;

  @Column(name = "met_at")
  public @Nullable Instant metAt;

  @Column(name = "known_at")
  public @Nullable Instant knownAt;

  @Column(name = "suspected_at")
  public @Nullable Instant suspectedAt;

  @Column(name = "proven_late_by_seconds")
  public @Nullable Long provenLateBySeconds;

  @Column(name = "late_by_seconds")
  public @Nullable Long lateBySeconds;

  /** What a list of the past may have shown, the newest first, of one department or of all. */
  public static List<Candidate> candidates(Optional<String> department, long before, int rows) {
    return newest(department, List.of(), before, rows).stream()
        .map(row -> new Candidate(row.id, row.position))
        .toList();
  }

  /** The newest first, of one department or of all, in one of some statuses, or in any for none. */
  public static List<ExpectedReportRow> newest(
      Optional<String> department, List<String> status, long before, int rows) {
    StringBuilder where = new StringBuilder("position < :before");
    Map<String, Object> parameters = new HashMap<>(Map.of("before", before));
    department.ifPresent(
        own -> {
          where.append(" and department = :department");
          parameters.put("department", own);
        });
    if (!status.isEmpty()) {
      where.append(" and status in :status");
      parameters.put("status", status);
    }
    return ExpectedReportRow.<ExpectedReportRow>find(
            where.toString(), Sort.descending("position"), parameters)
        .page(Page.ofSize(rows))
        .list();
  }
}
