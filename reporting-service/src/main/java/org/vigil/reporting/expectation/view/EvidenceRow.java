package org.vigil.reporting.expectation.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/** What shows that a department knew, or denied; {@link ExpectedReportView} writes it. */
@Entity
@Table(name = "expected_report_evidence")
@IdClass(EvidenceRow.Key.class)
public class EvidenceRow extends PanacheEntityBase {

  /** More proofs than these add nothing. */
  public static final int MAX_ROWS = 100;

  /** One proof. */
  public record Key(String reportId, String kind, String source) implements Serializable {}

  @Id
  @Column(name = "report_id")
  public String reportId;

  @Id public String kind;
  @Id public String source;
  public Instant at;

  /** All that is held against silence about a signal, the earliest first. */
  public static List<EvidenceRow> of(String reportId) {
    return EvidenceRow.<EvidenceRow>find("reportId = ?1", Sort.ascending("at", "source"), reportId)
        .page(Page.ofSize(MAX_ROWS))
        .list();
  }
}
