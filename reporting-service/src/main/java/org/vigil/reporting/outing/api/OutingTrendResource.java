package org.vigil.reporting.outing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vigil.edge.Caller;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.reporting.outing.view.OutingTrends;
import org.vigil.reporting.outing.view.OutingTrends.Month;
import org.vigil.reporting.outing.view.OutingView;

/** 外出趋势 (4.3-b). */
@Path("/api/v1/outing-trends")
@Tag(name = "outings", description = "外出报备 / Outings (3.4)")
@RunOnVirtualThread
public class OutingTrendResource {

  private final Caller caller;
  private final Views views;
  private final OutingTrends trends;

  @Inject
  OutingTrendResource(Caller caller, Views views, OutingTrends trends) {
    this.caller = caller;
    this.views = views;
    this.trends = trends;
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "各科室各月外出次数和人数，仅供观察趋势 / Outings and people by department and month, as a trend",
      description = "不作为对个人的评价。 / It is no measure of anybody.")
  public List<Month> trends() {
    views.await(OutingView.NAME);
    return trends.byMonth(caller.confinedTo());
  }
}
