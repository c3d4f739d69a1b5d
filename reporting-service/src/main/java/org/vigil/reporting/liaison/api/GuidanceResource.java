package org.vigil.reporting.liaison.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.leadinggroup.api.ActingPerson;
import org.vigil.reporting.liaison.domain.Guidance;
import org.vigil.reporting.liaison.domain.Guidance.ApproveDecision;
import org.vigil.reporting.liaison.domain.Guidance.Command;
import org.vigil.reporting.liaison.domain.Guidance.ControlMeasureRevised;
import org.vigil.reporting.liaison.domain.Guidance.Decide;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceDecisionProposed;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceReceived;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceSetAside;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceUndecided;
import org.vigil.reporting.liaison.domain.Guidance.ProposeDecision;
import org.vigil.reporting.liaison.domain.Guidance.ReceiveGuidance;
import org.vigil.reporting.liaison.domain.Guidance.Undecided;
import org.vigil.reporting.liaison.domain.Guidance.Verdict;
import org.vigil.reporting.liaison.view.LiaisonItems;
import org.vigil.reporting.liaison.view.LiaisonItems.Item;
import org.vigil.reporting.liaison.view.LiaisonItems.Kind;
import org.vigil.reporting.liaison.view.LiaisonPast;
import org.vigil.reporting.liaison.view.LiaisonView;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.Texts;

/** 专业指导与措施调整 (3.6-b): what the authority advises and what becomes of it. */
@Path("/api/v1/guidances")
@Tag(name = "liaison", description = "联防联控 / Liaison (3.6-a, 3.6-b, 3.6-c)")
@RunOnVirtualThread
public class GuidanceResource {

  private static final String PROPOSED_OR_DECIDED =
      "办公室提出的为提议（PROPOSED），经领导批准后生效，期限继续计算；组长、常务副组长、副组长本人提交的即为决定，离岗时由代理人办理，令牌须含"
          + " staff_no。新提议取代尚未批准的旧提议。 / What the office says is a proposal until a leader approves"
          + " it, and its time runs on. What a leader of section two says in person, or who stands"
          + " in, is decided; the token needs staff_no. A proposal replaces the one before.";

  /** A measure is not announced further ahead. */
  private static final Duration YEAR = Duration.ofDays(366);

  private final Commands commands;
  private final Caller caller;
  private final ActingPerson acting;
  private final Views views;
  private final Past past;
  private final LiaisonItems items;
  private final Rules rules;
  private final InstantSource clock;

  @Inject
  GuidanceResource(
      Commands commands,
      Caller caller,
      ActingPerson acting,
      Views views,
      Past past,
      LiaisonItems items,
      Rules rules,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.acting = acting;
    this.views = views;
    this.past = past;
    this.items = items;
    this.rules = rules;
    this.clock = clock;
  }

  /** The authority advises something. */
  @Schema(
      name = "GuidanceRequest",
      examples =
          "{\"department\":\"YWS\",\"institution\":\"区疾控中心\",\"title\":\"调整会议室通风要求\","
              + "\"reference\":\"疾控发〔2026〕17号\"}")
  public record Received(
      @Schema(description = "接收科室 / The department that has received it")
          @NotNull
          @Pattern(regexp = Texts.DEPARTMENT)
          String department,
      @NotBlank @Size(max = 100) @Pattern(regexp = Texts.LINE) String institution,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String title,
      @Nullable @Size(max = 60) @Pattern(regexp = Texts.LINE) String reference) {}

  /** What changes because of it. */
  @Schema(
      name = "MeasureRevision",
      examples = "{\"measure\":\"会议室会前通风30分钟\",\"effectiveFrom\":\"2026-11-24T00:00:00+08:00\"}")
  public record Revision(
      @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINE) String measure,
      @NotNull Instant effectiveFrom,
      @Schema(description = "随之改变的方案参数，另行批准 / The parameter that changes with it")
          @Nullable
          @Pattern(regexp = "[a-z]+\\.[a-z0-9-]{1,80}")
          String parameter,
      @Schema(
              deprecated = true,
              description = "不再采用：批准人即令牌所示的领导 / Not used: the approver is the person of the token")
          @Nullable
          @Size(max = 40)
          String approver) {}

  /** Nothing changes. */
  @Schema(name = "GuidanceSetAside", examples = "{\"reason\":\"本局无此类场所\"}")
  public record Aside(
      @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINE) String reason,
      @Schema(
              deprecated = true,
              description = "不再采用：批准人即令牌所示的领导 / Not used: the approver is the person of the token")
          @Nullable
          @Size(max = 40)
          String approver) {}

  /**
   * What a command has led to.
   *
   * @param proposal the number of what waits for a leader
   * @param approver as what the leader has decided
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GuidanceReceipt")
  public record Receipt(
      String id,
      @Schema(description = "OPEN 待决定, PROPOSED 已提出待批准, REVISED 已调整, SET_ASIDE 不作调整") String status,
      @Nullable Integer proposal,
      @Nullable String approver) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "登记收到的指导 / Guidance has come",
      description = "逾期无人决定的，报分管副组长并抄送常务副组长。 / Undecided in time, it goes to L3 and L4.")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Receipt.class)))
  public RestResponse<Receipt> receiveGuidance(Received body) {
    caller.mustActFor(body.department());
    Instant now = clock.instant();
    Done<Guidance.Event> done =
        commands.handle(
            Guidance.CATEGORY,
            UUID.randomUUID().toString(),
            new ReceiveGuidance(
                body.title(),
                body.institution(),
                body.reference(),
                body.department(),
                rules.inForce(Guidance.DECIDE_WITHIN, now),
                now));
    String id = done.stream().key();
    return Answers.created("/api/v1/guidances/" + id, done, new Receipt(id, "OPEN", null, null));
  }

  @POST
  @Path("{id}/measure-revisions")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "据此调整措施 / Measures are revised because of it",
      description = PROPOSED_OR_DECIDED)
  @APIResponse(responseCode = "200", description = "已提出或已决定 / Proposed or decided")
  public RestResponse<Receipt> revise(@PathParam("id") String id, Revision body) {
    Moments.between("/effectiveFrom", body.effectiveFrom(), clock.instant().plus(YEAR))
        .ifPresent(
            violation -> {
              throw Problem.invalid(List.of(violation));
            });
    return say(id, Verdict.revise(body.measure(), body.effectiveFrom(), body.parameter()));
  }

  @POST
  @Path("{id}/settings-aside")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "决定不作调整并说明理由 / Nothing changes, and why", description = PROPOSED_OR_DECIDED)
  @APIResponse(responseCode = "200", description = "已提出或已决定 / Proposed or decided")
  public RestResponse<Receipt> setAside(@PathParam("id") String id, Aside body) {
    return say(id, Verdict.setAside(body.reason()));
  }

  @POST
  @Path("{id}/proposals/{number}/approvals")
  @RolesAllowed(Roles.LEADER)
  @Operation(
      summary = "批准办公室提出的处理 / Approve what the office has proposed",
      description =
          "由组长、常务副组长或副组长本人批准，离岗时由代理人批准；令牌须含 staff_no。 / By a leader of section two in"
              + " person, or who stands in; the token needs staff_no.")
  @APIResponse(responseCode = "200", description = "已批准 / Approved")
  public RestResponse<Receipt> approve(
      @PathParam("id") String id, @PathParam("number") int number) {
    mustExist(id);
    Instant now = clock.instant();
    return decided(id, new ApproveDecision(number, acting.mustApprove(now), now));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "指导及其处理，新的在前，可查询过去（asOf） / Guidance and what became of it, the newest first, now or"
              + " then",
      description = "ageSeconds 显示已搁置多久；open=true 只列未决定的。 / open=true lists what is undecided.")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Item> guidances(
      @QueryParam("open") @Nullable String open,
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    Moment moment = past.moment(query);
    views.await(LiaisonView.NAME);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          page,
          (before, rows) -> items.arrivedBy(asOf, Kind.GUIDANCE, caller.confinedTo(), before, rows),
          id ->
              LiaisonPast.guidance(past.known(Guidance.CATEGORY, id, moment), asOf)
                  .filter(then -> !"true".equals(open) || then.doneAt() == null));
    }
    return Page.of(
        items.newest(
            Kind.GUIDANCE,
            "true".equals(open),
            caller.confinedTo(),
            page.before(),
            page.rows(),
            clock.instant()),
        page.limit(),
        row -> row,
        row -> Long.toString(row.position()));
  }

  /** The office's word is a proposal, a leader's own a decision. */
  private RestResponse<Receipt> say(String id, Verdict verdict) {
    mustExist(id);
    if (caller.has(Roles.LEADER)) {
      Instant now = clock.instant();
      return decided(id, new Decide(verdict, acting.mustApprove(now), now));
    }
    Done<Guidance.Event> done =
        commands.handle(Guidance.CATEGORY, id, new ProposeDecision(verdict, caller.client()));
    Integer number =
        commands.load(Guidance.CATEGORY, id).state() instanceof Undecided(_, var newest, _)
            ? newest
            : null;
    return Answers.ok(done, new Receipt(id, "PROPOSED", number, null));
  }

  private RestResponse<Receipt> decided(String id, Command command) {
    Done<Guidance.Event> done = commands.handle(Guidance.CATEGORY, id, command);
    Receipt receipt =
        switch (done.events().getLast().event()) {
          case ControlMeasureRevised it -> new Receipt(id, "REVISED", null, it.approver());
          case GuidanceSetAside it -> new Receipt(id, "SET_ASIDE", null, it.approver());
          case GuidanceReceived _, GuidanceDecisionProposed _, GuidanceUndecided _ ->
              throw new IllegalStateException("a decision ends with what was decided");
        };
    return Answers.ok(done, receipt);
  }

  private void mustExist(String id) {
    if (!id.matches(Texts.ID)
        || commands.load(Guidance.CATEGORY, id).state() instanceof Guidance.NotReceived) {
      throw Problem.notFound();
    }
  }
}
