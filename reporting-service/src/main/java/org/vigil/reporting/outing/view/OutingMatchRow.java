package org.vigil.reporting.outing.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One candidate of an outing; {@link OutingView} writes it. */
@Entity
@Table(name = "outing_match")
@IdClass(OutingMatchRow.Key.class)
public class OutingMatchRow extends PanacheEntityBase {

  /** An outing's match. */
  public record Key(String outingId, int match) implements Serializable {}

  @Id
  @Column(name = "outing_id")
  public String outingId;

  @Id public int match;

  @Column(name = "area_code")
  public String areaCode;

  @Column(columnDefinition = "integer[]")
  public Integer[] stops;

  public String level;

  @Column(columnDefinition = "text[]")
  public String[] places;

  @Column(name = "list_id")
  public String listId;

  @Column(name = "matched_at")
  public Instant matchedAt;

  public String review;

  @Column(name = "reviewed_at")
  public @Nullable Instant reviewedAt;

  /** The candidates of an outing, the first one first. */
  public static List<OutingMatchRow> of(String outingId) {
    return list("outingId = ?1", Sort.ascending("match"), outingId);
  }
}
