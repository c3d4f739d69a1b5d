package org.vigil.reporting.riskarea.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;

/** One entry of a list; {@link RiskAreaView} writes it. */
@Entity
@Table(name = "risk_area_entry")
@IdClass(RiskAreaEntryRow.Key.class)
public class RiskAreaEntryRow extends PanacheEntityBase {

  /** An entry of a revision of a list. */
  public record Key(String listId, int revision, String entryId) implements Serializable {}

  @Id
  @Column(name = "list_id")
  public String listId;

  @Id public int revision;

  @Id
  @Column(name = "entry_id")
  public String entryId;

  @Column(name = "area_code")
  public String areaCode;

  public String level;
  public String text;

  /** The entries of a list's newest revision, by their id. */
  public static List<RiskAreaEntryRow> of(RiskAreaListRow list, String after, int rows) {
    return RiskAreaEntryRow.<RiskAreaEntryRow>find(
            "listId = ?1 and revision = ?2 and entryId > ?3",
            Sort.ascending("entryId"),
            list.id,
            list.revision,
            after)
        .page(Page.ofSize(rows))
        .list();
  }
}
