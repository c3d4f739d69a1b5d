package org.vigil.disinfection.ppe.api;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vigil.disinfection.ppe.view.PpeView;
import org.vigil.edge.Caller;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.projection.Sql;

/** How people protect themselves, as far as somebody has looked (4.3-a). */
@Path("/api/v1/ppe-trends")
@Tag(name = "ppe-checks")
@RunOnVirtualThread
public class PpeTrends {

  private static final String TREND =
      """
      select to_char(s.day, 'YYYY-MM') as month, s.department,
        sum(p.people)::int as owed, sum(p.missed)::int as missed,
        sum(c.checked)::int as checked, sum(c.late)::int as late,
        sum(c.not_right)::int as not_right, sum(c.without_mask)::int as without_mask
      from ppe_shift s
      join lateral (
        select count(*) as people, count(*) filter (where missed) as missed
        from ppe_person where shift_id = s.id) p on true
      join lateral (
        select count(*) as checked, count(*) filter (where late) as late,
          count(*) filter (where not all_right) as not_right,
          count(*) filter (where not mask_right) as without_mask
        from ppe_check where shift_id = s.id and not voided) c on true
      where s.judged and (?::text is null or s.department = ?)
      group by 1, 2 order by 1 desc, 2 limit 1000
      """;

  private final Caller caller;
  private final Views views;
  private final AgroalDataSource dataSource;

  @Inject
  PpeTrends(Caller caller, Views views, AgroalDataSource dataSource) {
    this.caller = caller;
    this.views = views;
    this.dataSource = dataSource;
  }

  /** A month of a department's shifts that are over. */
  @Schema(name = "PpeTrend")
  public record Month(
      String month,
      String department,
      @Schema(description = "应检查人次 / Checks owed") int owed,
      @Schema(description = "到时限未检查 / Missed") int missed,
      @Schema(description = "已检查，含逾期 / Checked, late ones included") int checked,
      int late,
      @Schema(description = "有不合格项 / With something amiss") int notRight,
      @Schema(description = "口罩不合格 / Without a proper mask") int withoutMask) {}

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "各科室各月防护检查情况，仅供观察趋势 / Checks by department and month, as a trend",
      description =
          "只含时限已到的班次；不作为对个人的评价。 / Of shifts whose time is over; it is no measure of anybody.")
  public List<Month> trends() {
    views.await(PpeView.NAME);
    String own = caller.confinedTo().orElse(null);
    return Sql.list(
        dataSource,
        TREND,
        row ->
            new Month(
                row.getString("month"),
                row.getString("department"),
                row.getInt("owed"),
                row.getInt("missed"),
                row.getInt("checked"),
                row.getInt("late"),
                row.getInt("not_right"),
                row.getInt("without_mask")),
        own,
        own);
  }
}
