package org.vigil.reporting.escalation.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.escalation.domain.Leads;

/** One escalation as it stands. */
@Entity
@Immutable
@Table(name = "escalation")
public class EscalationRow extends PanacheEntityBase {

  @Id public String id;
  public int occurrence;
  public String kind;
  public String obligation;
  public String severity;
  public String department;

  @Column(name = "subject_kind")
  public String subjectKind;

  @Column(name = "subject_id")
  public String subjectId;

  @Column(name = "subject_name")
  public @Nullable String subjectName;

  @Column(name = "dedupe_key")
  public String dedupeKey;

  public String level;
  public String status;
  public Instant since;

  @Column(name = "raised_at")
  public Instant raisedAt;

  @Column(name = "due_at")
  public @Nullable Instant dueAt;

  public int signals;
  public int version;

  /** The version of the table of rules that it was raised by; 0 for nobody's. */
  public int rule;

  /** How many decisions of the leader it has led to. */
  public int decisions;

  /** The department that has yet to answer an offer. */
  @Column(name = "offered_to")
  public @Nullable String offeredTo;

  /** The offer's number. */
  public @Nullable Integer offer;

  /**
   * Whether it is there for a reader: for all who are confined to no department, for whom it is
   * offered to, and for whose it is, unless it is a lead about that department itself.
   */
  public boolean isShownTo(Optional<String> confined) {
    return confined.isEmpty()
        || confined.get().equals(offeredTo)
        || confined.get().equals(department) && !Leads.isLead(kind);
  }

  /**
   * Newest first.
   *
   * @param department whose it is, or to whom it is offered
   * @param itself whether the department asks, which is not shown the leads about itself
   * @param decided whether the leader has decided anything about it
   */
  public static List<EscalationRow> find(
      @Nullable String status,
      @Nullable String department,
      boolean itself,
      @Nullable String level,
      @Nullable Boolean decided,
      @Nullable String after,
      int rows) {
    StringBuilder where = new StringBuilder("1 = 1");
    List<Object> parameters = new ArrayList<>();
    if (status != null) {
      parameters.add(status);
      where.append(" and status = ?").append(parameters.size());
    }
    if (department != null) {
      parameters.add(department);
      int n = parameters.size();
      where.append(" and (department = ?" + n);
      if (itself) {
        parameters.add(Leads.kinds());
        where.append(" and kind not in ?" + parameters.size());
      }
      where.append(" or offeredTo = ?" + n + ")");
    }
    if (level != null) {
      parameters.add(level);
      where.append(" and level = ?").append(parameters.size());
    }
    if (decided != null) {
      where.append(decided ? " and decisions > 0" : " and decisions = 0");
    }
    EscalationRow last = after == null ? null : EscalationRow.findById(after);
    if (last != null) {
      parameters.add(last.raisedAt);
      parameters.add(last.id);
      int n = parameters.size();
      where.append(" and (raisedAt, id) < (?" + (n - 1) + ", ?" + n + ")");
    }
    PanacheQuery<EscalationRow> query =
        find(where + " order by raisedAt desc, id desc", parameters.toArray());
    return query.page(0, rows).list();
  }
}
