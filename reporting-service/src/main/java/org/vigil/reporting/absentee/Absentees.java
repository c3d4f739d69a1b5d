package org.vigil.reporting.absentee;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Caller;
import org.vigil.edge.Page;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.reporting.absence.view.AbsenceView;
import org.vigil.reporting.escalation.view.EscalationFeedView;
import org.vigil.reporting.escalation.view.EscalationRow;
import org.vigil.reporting.obligation.view.BreachView;

/** Who was absent, with the escalation that gathers the absences of a department. */
@Path("/api/v1/escalations/{id}/absentees")
@Tag(name = "escalations", description = "升级事项 / What needs the leading group")
@RunOnVirtualThread
public class Absentees {

  private static final String ID = "[0-9a-f]{32}";
  private static final String EVIDENCE = "[0-9a-f-]{36}";

  private final Caller caller;
  private final Views views;
  private final AbsenteesOfMatter absentees;

  @Inject
  Absentees(Caller caller, Views views, AgroalDataSource dataSource) {
    this.caller = caller;
    this.views = views;
    this.absentees = new AbsenteesOfMatter(dataSource);
  }

  /** Somebody who was absent, masked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Absentee(
      String evidence,
      @Schema(
              description =
                  "人员代号，仅本科室、办公室和领导可见 / The pseudonym, for the department, the office and"
                      + " leaders only")
          @Nullable String person,
      @Nullable String maskedName,
      Instant at) {}

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "该事项所涉缺席人员，姓名掩码 / Who was absent behind an escalation, masked",
      description =
          "同一科室、同一次集结的缺席人员归入一个事项。其他事项为空。 / The absences of a department at a muster are one"
              + " escalation. Of other matters the list is empty.")
  public Page<Absentee> absentees(
      @PathParam("id") String id,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    if (after != null && !after.matches(EVIDENCE)) {
      throw Problem.of(400, "page-malformed");
    }
    views.await(EscalationFeedView.NAME);
    views.await(BreachView.NAME);
    views.await(AbsenceView.NAME);
    EscalationRow matter = visible(id);
    boolean known = isTheirs(matter);
    return Page.of(
        absentees.find(id, after == null ? "" : after, Page.rows(limit)),
        limit,
        row ->
            new Absentee(row.evidence(), known ? row.person() : null, row.maskedName(), row.at()),
        AbsenteesOfMatter.Row::evidence);
  }

  /** A matter of another department is not there for a department's system. */
  private EscalationRow visible(String id) {
    EscalationRow row = id.matches(ID) ? EscalationRow.findById(id) : null;
    if (row == null || !row.isShownTo(caller.confinedTo())) {
      throw Problem.notFound();
    }
    return row;
  }

  /** Auditors, and whom it is only offered to, need not tell people apart. */
  private boolean isTheirs(EscalationRow matter) {
    return caller.has(Roles.OFFICE)
        || caller.has(Roles.LEADER)
        || caller.department().filter(matter.department::equals).isPresent();
  }
}
