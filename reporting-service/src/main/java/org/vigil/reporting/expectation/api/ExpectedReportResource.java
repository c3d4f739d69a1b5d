package org.vigil.reporting.expectation.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Caller;
import org.vigil.edge.Page;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.reporting.expectation.view.ExpectedReportRow;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.person.api.PageRequest;

/** 应报未报: what departments owe the office (3.3-d, 5-6). */
@Path("/api/v1/expected-reports")
@Tag(name = "expected-reports", description = "应报事项 / Reports that are owed (3.3-d, 5-6)")
@RunOnVirtualThread
public class ExpectedReportResource {

  private final Caller caller;
  private final Views views;

  @Inject
  ExpectedReportResource(Caller caller, Views views) {
    this.caller = caller;
    this.views = views;
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "应报事项，新的在前 / Reports that are owed, the newest first",
      description =
          "status: OWED 待报, MISSED 疑似漏报（线索，非结论）, MET 已报。科室只见本科室。"
              + " / MISSED is a lead, not a finding. A department sees its own.")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer> list(
      @QueryParam("status") @Nullable String status,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    if (status != null && !status.matches("OWED|MISSED|MET")) {
      throw Problem.of(400, "owed-status-unknown");
    }
    views.await(ExpectedReportView.NAME);
    return Page.of(
        ExpectedReportRow.newest(
            caller.confinedTo(), Optional.ofNullable(status), page.before(), page.rows()),
        page.limit(),
        Answer::of,
        row -> Long.toString(row.position));
  }
}
