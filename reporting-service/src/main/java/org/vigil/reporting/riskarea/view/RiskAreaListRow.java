package org.vigil.reporting.riskarea.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** One list without its entries; {@link RiskAreaView} writes it. */
@Entity
@Table(name = "risk_area_list")
public class RiskAreaListRow extends PanacheEntityBase {

  @Id public String id;
  public int version;
  public long position;

  @Column(name = "effective_from")
  public Instant effectiveFrom;

  public int revision;

  @Column(name = "in_force_revision")
  public int inForceRevision;

  public String source;

  @Column(name = "area_count")
  public int areaCount;

  /** The lists, the one given last first. */
  public static List<RiskAreaListRow> newest(long before, int rows) {
    return RiskAreaListRow.<RiskAreaListRow>find(
            "position < ?1", Sort.descending("position"), before)
        .page(Page.ofSize(rows))
        .list();
  }
}
