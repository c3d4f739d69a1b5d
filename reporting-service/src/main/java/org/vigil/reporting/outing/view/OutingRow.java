package org.vigil.reporting.outing.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
