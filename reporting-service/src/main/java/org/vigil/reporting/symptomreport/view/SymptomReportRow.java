package org.vigil.reporting.symptomreport.view;

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

/** One report as it is listed; {@link SymptomReportView} writes it. */
@Entity
@Table(name = "symptom_report")
public class SymptomReportRow extends PanacheEntityBase {

  @Id public String id;
  public int version;
  public long position;
  public String department;

  @Column(name = "subject_id")
  public String subjectId;

  public String status;
  public String name;
  public @Nullable String phone;
  public boolean identified;
  public @Nullable String channel;

  @Column(columnDefinition = "text[]")
  public String[] symptoms;

  @Column(name = "temperature_tenths")
  public @Nullable Integer temperatureTenths;

  @Column(name = "onset_at")
  public Instant onsetAt;

  @Column(name = "known_at")
  public Instant knownAt;

  @Column(name = "reported_at")
  public Instant reportedAt;

  @Column(name = "late_by_seconds")
  public @Nullable Long lateBySeconds;

  public int corrections;

  @Column(name = "acknowledged_at")
  public @Nullable Instant acknowledgedAt;

  public @Nullable String signal;

  /** The report with which it is one matter; null for itself. */
  public @Nullable String matter;

  /** Those that had been reported by an instant, the newest first. */
  public static List<Candidate> reportedBy(
      Instant asOf, Optional<String> department, long before, int rows) {
    StringBuilder where = new StringBuilder("position < :before and reportedAt <= :asOf");
    Map<String, Object> parameters = new HashMap<>(Map.of("before", before, "asOf", asOf));
    department.ifPresent(
        own -> {
          where.append(" and department = :department");
          parameters.put("department", own);
        });
    return SymptomReportRow.<SymptomReportRow>find(
            where.toString(), Sort.descending("position"), parameters)
        .page(Page.ofSize(rows))
        .list()
        .stream()
        .map(row -> new Candidate(row.id, row.position))
        .toList();
  }

  /** The newest first, of one department or of all. */
  public static List<SymptomReportRow> newest(Optional<String> department, long before, int rows) {
    Sort order = Sort.descending("position");
    return department
        .<List<SymptomReportRow>>map(
            own ->
                SymptomReportRow.<SymptomReportRow>find(
                        "department = ?1 and position < ?2", order, own, before)
                    .page(Page.ofSize(rows))
                    .list())
        .orElseGet(
            () ->
                SymptomReportRow.<SymptomReportRow>find("position < ?1", order, before)
                    .page(Page.ofSize(rows))
                    .list());
  }
}
