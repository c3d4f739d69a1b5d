package org.vigil.reporting.escalation.view;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.escalation.domain.Leads;

/** Escalations as they stood at a moment. */
@ApplicationScoped
public class EscalationPast {

  /** By {@code asOf} it was recorded; it was true at the given instant or has not ended by asOf. */
  private static final String HELD =
      "recorded_from <= ? and tstzrange(valid_from, recorded_until) @> ?::timestamptz";

  private final AgroalDataSource dataSource;

  @Inject
  EscalationPast(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected EscalationPast() {
    this.dataSource = null;
  }

  /** One escalation; empty if nothing was known or true of it. */
  public Optional<EscalationRow> one(String id, Moment moment, Instant now) {
    return Sql.list(
            dataSource,
            "select * from escalation_past where id = ? and "
                + HELD
                + " order by version desc limit 1",
            EscalationPast::row,
            id,
            known(moment, now),
            held(moment, now))
        .stream()
        .findFirst();
  }

  /**
   * What was open or acknowledged, newest first.
   *
   * @param itself whether the department asks, which is not shown the leads about itself
   */
  public List<EscalationRow> open(
      Moment moment,
      Instant now,
      @Nullable String status,
      @Nullable String department,
      boolean itself,
      @Nullable String after,
      int rows) {
    StringBuilder sql =
        new StringBuilder("select * from escalation_past where status <> 'RESOLVED' and " + HELD);
    List<Object> parameters = new ArrayList<>(List.of(known(moment, now), held(moment, now)));
    if (status != null) {
      sql.append(" and status = ?");
      parameters.add(status);
    }
    if (department != null) {
      sql.append(" and department = ?");
      parameters.add(department);
    }
    if (itself) {
      sql.append(" and kind <> all(?)");
      parameters.add(Leads.kinds());
    }
    if (after != null) {
      sql.append(
          " and (raised_at, id) < (select raised_at, id from escalation_past where id = ? and "
              + HELD
              + " order by version desc limit 1)");
      parameters.add(after);
      parameters.add(known(moment, now));
      parameters.add(held(moment, now));
    }
    sql.append(" order by raised_at desc, id desc limit ?");
    parameters.add(rows);
    return Sql.list(dataSource, sql.toString(), EscalationPast::row, parameters.toArray());
  }

  private static Instant known(Moment moment, Instant now) {
    return moment.asOf() == null ? now : moment.asOf();
  }

  /** What was known at an instant about a later one is what held when it was known. */
  private static Instant held(Moment moment, Instant now) {
    Instant known = known(moment, now);
    return moment.validAt() == null || moment.validAt().isAfter(known) ? known : moment.validAt();
  }

  private static EscalationRow row(ResultSet from) throws SQLException {
    EscalationRow row = new EscalationRow();
    row.id = from.getString("id");
    row.version = from.getInt("version");
    row.occurrence = from.getInt("occurrence");
    row.kind = from.getString("kind");
    row.obligation = from.getString("obligation");
    row.severity = from.getString("severity");
    row.department = from.getString("department");
    row.subjectKind = from.getString("subject_kind");
    row.subjectId = from.getString("subject_id");
    row.subjectName = from.getString("subject_name");
    row.dedupeKey = from.getString("dedupe_key");
    row.level = from.getString("level");
    row.status = from.getString("status");
    row.since = Sql.instant(from, "since");
    row.raisedAt = Sql.instant(from, "raised_at");
    row.dueAt = Sql.instantOrNull(from, "due_at");
    row.signals = from.getInt("signals");
    return row;
  }
}
