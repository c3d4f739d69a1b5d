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
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

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

  /** Newest first. */
  public static List<EscalationRow> find(
      @Nullable String status, @Nullable String department, @Nullable String after, int rows) {
    StringBuilder where = new StringBuilder("1 = 1");
    List<Object> parameters = new ArrayList<>();
    if (status != null) {
      parameters.add(status);
      where.append(" and status = ?").append(parameters.size());
    }
    if (department != null) {
      parameters.add(department);
      where.append(" and department = ?").append(parameters.size());
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
