package org.vigil.reporting.outing.view;

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

/** One outing as it is listed; {@link OutingView} writes it. */
@Entity
@Table(name = "outing")
public class OutingRow extends PanacheEntityBase {

  @Id public String id;
  public int version;
  public long position;
  public String department;
  public String status;
  public String name;
  public @Nullable String phone;
  public boolean identified;

  @Column(name = "area_code")
  public @Nullable String areaCode;

  public @Nullable String country;
  public String destination;

  @Column(name = "departs_at")
  public Instant departsAt;

  @Column(name = "ends_at")
  public Instant endsAt;

  @Column(name = "registered_at")
  public Instant registeredAt;

  @Column(name = "subject_id")
  public String subjectId;

  @Column(name = "overdue_since")
  public @Nullable Instant overdueSince;

  /** More outings at once than these say nothing more. */
  private static final int MAX_ELSEWHERE = 20;

  /** Other outings of the person at the same time to somewhere else: one of them is wrong. */
  public List<String> elsewhere() {
    if (status.equals("CANCELLED")) {
      return List.of();
    }
    return OutingRow.<OutingRow>find(
            "subjectId = ?1 and id <> ?2 and status <> 'CANCELLED' and departsAt < ?3"
                + " and endsAt > ?4 and (coalesce(areaCode, '') <> ?5 or coalesce(country, '') <>"
                + " ?6)",
            Sort.ascending("id"),
            subjectId,
            id,
            endsAt,
            departsAt,
            areaCode == null ? "" : areaCode,
            country == null ? "" : country)
        .page(Page.ofSize(MAX_ELSEWHERE))
        .list()
        .stream()
        .map(row -> row.id)
        .toList();
  }

  /** Of what had been registered by an instant, the newest first, of one department or of all. */
  public static List<Candidate> registeredBy(
      Instant asOf, Optional<String> department, long before, int rows) {
    StringBuilder where = new StringBuilder("position < :before and registeredAt <= :asOf");
    Map<String, Object> parameters = new HashMap<>(Map.of("before", before, "asOf", asOf));
    department.ifPresent(
        own -> {
          where.append(" and department = :department");
          parameters.put("department", own);
        });
    return OutingRow.<OutingRow>find(where.toString(), Sort.descending("position"), parameters)
        .page(Page.ofSize(rows))
        .list()
        .stream()
        .map(row -> new Candidate(row.id, row.position))
        .toList();
  }

  /** The newest first, of one department or of all. */
  public static List<OutingRow> newest(Optional<String> department, long before, int rows) {
    Sort order = Sort.descending("position");
    return department
        .<List<OutingRow>>map(
            own ->
                OutingRow.<OutingRow>find("department = ?1 and position < ?2", order, own, before)
                    .page(Page.ofSize(rows))
                    .list())
        .orElseGet(
            () ->
                OutingRow.<OutingRow>find("position < ?1", order, before)
                    .page(Page.ofSize(rows))
                    .list());
  }
}
