package org.vigil.reporting.outing.view;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.eventsourcing.projection.Sql;

/** How much people go out (4.3-b): a trend, no measure of anybody. */
@ApplicationScoped
public class OutingTrends {

  /** A year of as many departments as a bureau has. */
  private static final int MAX_ROWS = 600;

  private static final String BY_MONTH =
      """
      select to_char(departs_at at time zone ?, 'YYYY-MM') as month, department,
        count(*) as outings, count(distinct subject_id) as people,
        count(*) filter (where registered_at > departs_at) as late
      from outing where status <> 'CANCELLED' and (department = ? or ?)
      group by 1, 2 order by 1 desc, 2 limit\s\
      """
          + MAX_ROWS;

  private final AgroalDataSource dataSource;
  private final ZoneId zone;

  @Inject
  OutingTrends(AgroalDataSource dataSource, ZoneId zone) {
    this.dataSource = dataSource;
    this.zone = zone;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected OutingTrends() {
    this.dataSource = null;
    this.zone = null;
  }

  /** A department's outings in a month, by their departure. */
  @Schema(name = "OutingTrend")
  public record Month(
      String month,
      String department,
      @Schema(description = "外出次数 / Outings") int outings,
      @Schema(description = "外出人数 / People who went out") int people,
      @Schema(description = "其中出发后才报备 / Outings registered only after the departure")
          int registeredAfterDeparture) {}

  /** The newest month first, of one department or of all. */
  public List<Month> byMonth(Optional<String> department) {
    return Sql.list(
        dataSource,
        BY_MONTH,
        row ->
            new Month(
                row.getString("month"),
                row.getString("department"),
                row.getInt("outings"),
                row.getInt("people"),
                row.getInt("late")),
        zone.getId(),
        department.orElse(""),
        department.isEmpty());
  }
}
