package org.vigil.reporting.outing.view;

import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;

/** What a confirmation does not repeat of the journey that it is about, for policies. */
public final class ConfirmedTravel {

  private final DataSource dataSource;

  public ConfirmedTravel(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * One match.
   *
   * @param name masked; null once the person is forgotten
   */
  public record Journey(@Nullable String name, Instant matchedAt) {}

  /** The match of an outing. */
  public Optional<Journey> of(String outingId, int match) {
    return Sql.list(
            dataSource,
            """
            select o.name, m.matched_at from outing_match m join outing o on o.id = m.outing_id
            where m.outing_id = ? and m.match = ?
            """,
            row -> new Journey(row.getString("name"), Sql.instant(row, "matched_at")),
            outingId,
            match)
        .stream()
        .findFirst();
  }
}
