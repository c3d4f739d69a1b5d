package org.vigil.reporting.outing.view;

import java.time.Instant;
import java.util.List;
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
   * A match that a person has confirmed, of somebody of whom it is known who it is.
   *
   * @param name masked; null once the person is forgotten
   */
  public record Journey(int match, String subjectId, @Nullable String name, Instant matchedAt) {}

  /** The confirmed matches of an outing; none while nobody knows whose it is. */
  public List<Journey> of(String outingId) {
    return Sql.list(
        dataSource,
        """
        select m.match, o.subject_id, o.name, m.matched_at
        from outing_match m join outing o on o.id = m.outing_id
        where m.outing_id = ? and m.review = 'CONFIRMED' and o.identified order by m.match
        """,
        row ->
            new Journey(
                row.getInt("match"),
                row.getString("subject_id"),
                row.getString("name"),
                Sql.instant(row, "matched_at")),
        outingId);
  }
}
