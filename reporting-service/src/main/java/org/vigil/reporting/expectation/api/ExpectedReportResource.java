package org.vigil.reporting.expectation.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.view.EvidenceRow;
import org.vigil.reporting.expectation.view.ExpectedReportRow;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.Texts;

/** 应报未报: what departments owe the office (3.3-d, 5-6). */
@Path("/api/v1/expected-reports")
@Tag(name = "expected-reports", description = "应报事项 / Reports that are owed (3.3-d, 5-6)")
@RunOnVirtualThread
public class ExpectedReportResource {

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final SubjectIds subjectIds;
  private final Heads heads;
  private final InstantSource clock;

  @Inject
  ExpectedReportResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      SubjectIds subjectIds,
      Heads heads,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.subjectIds = subjectIds;
    this.heads = heads;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "应报事项，新的在前，可查询过去（asOf） / Reports that are owed, the newest first, now or then",
      description =
          "status: OWED 待报, MISSED 疑似漏报, CONCEALMENT_SUSPECTED 疑似瞒报（均为线索，非结论）, MET 已报, WITHDRAWN"
              + " 误发已收回。科室只见本科室；逾期未报的对科室仍为 OWED，线索与证据在固定之前不向科室显示。 / MISSED is a lead, not a"
              + " finding. A department sees its own: what is owed and late is OWED to it, and what"
              + " is suspected it learns from the case, once that is sealed.")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer> list(
      @QueryParam("status") @Nullable String status,
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    if (status != null && !status.matches("OWED|MISSED|CONCEALMENT_SUSPECTED|MET|WITHDRAWN")) {
      throw Problem.of(400, "owed-status-unknown");
    }
    Moment moment = past.moment(query);
    views.await(ExpectedReportView.NAME);
    boolean itself = caller.confinedTo().isPresent();
    if (!moment.isNow()) {
      return PastPage.of(
          page,
          (before, rows) -> ExpectedReportRow.candidates(caller.confinedTo(), before, rows),
          id ->
              then(id, moment)
                  .map(owed -> owed.listed(id))
                  .map(owed -> itself ? owed.toItself() : owed)
                  .filter(owed -> status == null || status.equals(owed.status())));
    }
    return Page.of(
        ExpectedReportRow.newest(
            caller.confinedTo(), statuses(status, itself), page.before(), page.rows()),
        page.limit(),
        row -> shown(Answer.of(row, null)),
        row -> Long.toString(row.position));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "一件应报事项及证据，可查询过去（asOf） / One report that is owed, with the evidence, now or then",
      description =
          "科室负责人本人（令牌含 staff_no）首次查看仍待报的事项，即可证明知情，上报时限由此起算。 / A head's first look, by a token"
              + " with staff_no, at what is still owed shows that the department knows.")
  @APIResponse(
      responseCode = "200",
      description = "应报事项 / What is owed",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Answer.class)))
  public RestResponse<Answer> one(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      PastExpectation owed =
          Optional.of(id)
              .filter(known -> known.matches(Texts.ID))
              .flatMap(known -> then(known, moment))
              .orElseThrow(Problem::notFound);
      caller.mustSee(owed.department());
      return ResponseBuilder.ok(shown(owed.shown(id))).build();
    }
    views.await(ExpectedReportView.NAME);
    ExpectedReportRow row = id.matches(Texts.ID) ? ExpectedReportRow.findById(id) : null;
    if (row == null) {
      throw Problem.notFound();
    }
    caller.mustSee(row.department);
    if (headLooksAt(row)) {
      commands.put(
          ExpectedReportDecider.CATEGORY,
          id,
          new NoteKnowledge(
              new Evidence(Evidence.Kind.VIEWED_BY_HEAD, caller.client(), clock.instant())));
    }
    return Answers.read(shown(Answer.of(row, EvidenceRow.of(id))), row.version);
  }

  /** Whether a head sees for the first time what is still owed. */
  private boolean headLooksAt(ExpectedReportRow row) {
    boolean news = row.knownAt == null && Set.of(Answer.OWED, "MISSED").contains(row.status);
    return news
        && caller.confinedTo().isPresent()
        && caller
            .staffNo()
            .map(no -> subjectIds.of(null, no))
            .filter(person -> heads.isHead(row.department, person, clock.instant()))
            .isPresent();
  }

  /** Of itself a department sees what it owes, late or not, as owed. */
  private static List<String> statuses(@Nullable String status, boolean itself) {
    if (status == null) {
      return List.of();
    }
    if (!itself) {
      return List.of(status);
    }
    return switch (status) {
      case Answer.OWED -> List.of(Answer.OWED, "MISSED", "CONCEALMENT_SUSPECTED");
      case Answer.MET, Answer.WITHDRAWN -> List.of(status);
      default -> List.of("NONE");
    };
  }

  private Answer shown(Answer answer) {
    return caller.confinedTo().isPresent() ? answer.toItself() : answer;
  }

  private Optional<PastExpectation> then(String id, Moment moment) {
    return PastExpectation.of(past.known(ExpectedReportDecider.CATEGORY, id, moment));
  }

  @POST
  @Path("{id}/acknowledgements")
  @RolesAllowed(Roles.DEPARTMENT)
  @Operation(
      summary = "科室确认知悉应报事项 / The department acknowledges that it owes a report",
      description =
          "自此刻起可证明科室知情，上报时限由此起算。"
              + " / From here on the department is shown to know, and its time to report runs.")
  @APIResponse(
      responseCode = "200",
      description = "已确认 / Acknowledged",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Acknowledged.class)))
  public RestResponse<Acknowledged> acknowledge(@PathParam("id") String id, Acknowledgement body) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    ReportExpected expected =
        commands
            .load(ExpectedReportDecider.CATEGORY, id)
            .state()
            .waiting()
            .orElseThrow(Problem::notFound);
    caller.mustActFor(expected.department());
    Instant now = clock.instant();
    Done<ExpectedReportEvent> done =
        commands.handle(
            ExpectedReportDecider.CATEGORY,
            id,
            new NoteKnowledge(new Evidence(Evidence.Kind.ACKNOWLEDGED, caller.client(), now)));
    return Answers.ok(done, new Acknowledged(id, expected.department(), now));
  }

  /** Nothing needs to be said with it. */
  @Schema(name = "ExpectedReportAcknowledgement", examples = "{}")
  public record Acknowledgement() {}

  /** The department is shown to know. */
  @Schema(name = "ExpectedReportAcknowledged")
  public record Acknowledged(String id, String department, Instant knownAt) {}
}
