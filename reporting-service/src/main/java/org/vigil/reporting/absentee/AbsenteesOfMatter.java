package org.vigil.reporting.absentee;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** Finds who was absent behind an escalation: its evidence are the facts of their absences. */
final class AbsenteesOfMatter {

  private final DataSource dataSource;

  AbsenteesOfMatter(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Somebody who was absent.
   *
   * @param evidence the fact's id, as the escalation counts it
   * @param person the pseudonym
   * @param maskedName as duty-service shows it, {@code 张*}
   */
  record Row(String evidence, String person, @Nullable String maskedName, Instant at) {}

  /**
   * In the order of the facts' ids.
   *
   * @param after the last id of the page before; empty for the first
   */
  List<Row> find(String escalation, String after, int most) {
    return Sql.list(
        dataSource,
        """
        select a.cause_id, a.person_id, a.masked_name, a.at
        from obligation_breach b join absence a on a.cause_id = b.cause_id
        where b.escalation_id = ? and a.cause_id > ?
        order by a.cause_id limit ?
        """,
        row ->
            new Row(
                row.getString("cause_id"),
                row.getString("person_id"),
                row.getString("masked_name"),
                Sql.instant(row, "at")),
        escalation,
        after,
        most);
  }
}
