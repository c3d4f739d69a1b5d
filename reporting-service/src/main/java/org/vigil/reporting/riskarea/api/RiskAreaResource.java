package org.vigil.reporting.riskarea.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.reporting.area.Areas;
import org.vigil.reporting.area.Areas.County;
import org.vigil.reporting.area.Areas.TooWide;
import org.vigil.reporting.area.Areas.Unknown;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.riskarea.domain.RiskArea;
import org.vigil.reporting.riskarea.domain.RiskAreaCommand.ReplaceRiskAreas;
import org.vigil.reporting.riskarea.domain.RiskAreaDecider;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent;
import org.vigil.reporting.riskarea.view.RiskAreaEntryRow;
import org.vigil.reporting.riskarea.view.RiskAreaListRow;
import org.vigil.reporting.riskarea.view.RiskAreaView;

/** 中高风险地区名单: replaced as a whole from an instant (3.4-b). */
@Path("/api/v1/risk-areas")
@Tag(name = "risk-areas", description = "中高风险地区名单 / Risk areas (3.4-b)")
@RunOnVirtualThread
public class RiskAreaResource {

  /** A list is published for tomorrow, not for next year. */
  private static final Duration AHEAD = Duration.ofDays(31);

  /** A list with more mistakes is another kind of list. */
  private static final int MAX_VIOLATIONS = 100;

  private final Commands commands;
  private final Views views;
  private final InstantSource clock;

  @Inject
  RiskAreaResource(Commands commands, Views views, InstantSource clock) {
    this.commands = commands;
    this.views = views;
    this.clock = clock;
  }

  @PUT
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "整体替换自某时起生效的名单 / Replace the list that is in force from an instant",
      description =
          "生效时自动比对所有未结束及近期结束的外出；同一内容重复提交不产生变化。"
              + " / When it comes into force, open and recent outings are matched against it.")
  @APIResponse(
      responseCode = "200",
      description = "已收到名单 / The list is kept",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> replace(RiskAreasBody body) {
    Instant from = body.effectiveFrom().truncatedTo(ChronoUnit.SECONDS);
    List<Violation> violations = new ArrayList<>();
    Moments.between("/effectiveFrom", from, clock.instant().plus(AHEAD)).ifPresent(violations::add);
    List<RiskArea> areas = new ArrayList<>();
    for (int i = 0; i < body.areas().size(); i++) {
      RiskAreasBody.AreaBody area = body.areas().get(i);
      String pointer = "/areas/" + i + "/areaCode";
      switch (Areas.ofChina().meaningOf(area.areaCode())) {
        case County _ -> areas.add(new RiskArea(area.areaCode(), area.text(), area.level()));
        case TooWide(var name) ->
            violations.add(new Violation(pointer, "area-too-wide", Map.of("name", name)));
        case Unknown _ -> violations.add(Violation.of(pointer, "area-unknown"));
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations.subList(0, Math.min(violations.size(), MAX_VIOLATIONS)));
    }
    String id = RiskAreaDecider.key(from);
    Done<RiskAreaEvent> done =
        commands.put(
            RiskAreaDecider.CATEGORY, id, new ReplaceRiskAreas(from, body.source(), areas));
    return Answers.ok(done, new Answer.Receipt(id, from, areas.size()));
  }

  @PUT
  @Path("file")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "导入名单文件（.csv） / Import the list that is in force from an instant from a file",
      description =
          "整体保存；代码不认识的行照录并列出；同一文件重复导入不产生变化。读不懂的行使整个文件退回。"
              + " / Kept as a whole; lines with unknown codes are kept and listed; the same file"
              + " twice changes nothing. A line that cannot be read refuses the file.")
  @APIResponse(
      responseCode = "200",
      description = "已收到名单 / The list is kept",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.FileReceipt.class)))
  public RestResponse<Answer.FileReceipt> importFile(RiskAreaFileBody body) {
    Instant from = body.effectiveFrom().truncatedTo(ChronoUnit.SECONDS);
    RiskAreaFile file = RiskAreaFile.of(body.csv());
    List<Violation> violations = new ArrayList<>(file.violations());
    Moments.between("/effectiveFrom", from, clock.instant().plus(AHEAD)).ifPresent(violations::add);
    if (file.areas().size() > RiskAreasBody.MAX_AREAS) {
      violations.add(Violation.of("/csv", "risk-area-file-too-long"));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations.subList(0, Math.min(violations.size(), MAX_VIOLATIONS)));
    }
    String id = RiskAreaDecider.key(from);
    Done<RiskAreaEvent> done =
        commands.put(
            RiskAreaDecider.CATEGORY, id, new ReplaceRiskAreas(from, body.source(), file.areas()));
    return Answers.ok(done, new Answer.FileReceipt(id, from, file.areas().size(), file.unknown()));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "名单列表，新的在前 / The lists, the newest first")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer.Shown> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    views.await(RiskAreaView.NAME);
    return Page.of(
        RiskAreaListRow.newest(page.before(), page.rows()),
        page.limit(),
        Answer.Shown::of,
        row -> Long.toString(row.position));
  }

  @GET
  @Path("{id}/areas")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一份名单的内容 / The entries of a list")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer.Entry> entries(
      @PathParam("id") String id,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, null);
    if (after != null && !after.matches("[0-9a-f]{16}")) {
      throw Problem.of(400, "page-malformed");
    }
    views.await(RiskAreaView.NAME);
    RiskAreaListRow list = RiskAreaListRow.findById(id);
    if (list == null) {
      throw Problem.notFound();
    }
    return Page.of(
        RiskAreaEntryRow.of(list, after == null ? "" : after, page.rows()),
        page.limit(),
        Answer.Entry::of,
        row -> row.entryId);
  }
}
