package org.vigil.reporting.obligation.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** Finds breaches, for policies. */
public final class Breaches {

  private final DataSource dataSource;

  public Breaches(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * One signal.
   *
   * @param department null for the office
   * @param weight a {@link Weight}
   */
  public record Breach(
      UUID eventId,
      String escalationId,
      String causeId,
      String obligation,
      @Nullable String department,
      String kind,
      Weight weight,
      Instant at) {}

  /** What an event meant for an obligation. */
  public Optional<Breach> of(UUID eventId) {
    return Sql.list(
            dataSource,
            "select * from obligation_breach where event_id = ?",
            Breaches::row,
            eventId)
        .stream()
        .findFirst();
  }

  /**
   * The breaches of one unit and obligation since an instant up to a position, oldest first,
   * without those that were taken back by then.
   */
  public List<Breach> since(Breach last, Instant since, long position, int most) {
    return Sql.list(
        dataSource,
        """
        select * from (
          select * from obligation_breach b
          where obligation = ? and department is not distinct from ?::text and weight = 'BREACH'
            and kind = ? and at >= ? and position <= ?
            and not exists (
              select 1 from obligation_breach l
              where l.escalation_id = b.escalation_id and l.weight = 'LIFTED'
                and l.position > b.position and l.position <= ?)
          order by position desc limit ?) newest
        order by position
        """,
        Breaches::row,
        last.obligation(),
        last.department(),
        last.kind(),
        since,
        position,
        position,
        most);
  }

  private static Breach row(ResultSet row) throws SQLException {
    return new Breach(
        row.getObject("event_id", UUID.class),
        row.getString("escalation_id"),
        row.getString("cause_id"),
        row.getString("obligation"),
        row.getString("department"),
        row.getString("kind"),
        Weight.valueOf(row.getString("weight")),
        Sql.instant(row, "at"));
  }
}
