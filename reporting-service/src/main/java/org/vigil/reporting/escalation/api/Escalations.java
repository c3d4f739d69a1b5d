package org.vigil.reporting.escalation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.escalation.domain.Escalation;
import org.vigil.reporting.escalation.domain.Escalation.Offer;
import org.vigil.reporting.escalation.domain.Escalation.Open;
import org.vigil.reporting.escalation.domain.EscalationCommand;
import org.vigil.reporting.escalation.domain.EscalationCommand.AcceptTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.Acknowledge;
import org.vigil.reporting.escalation.domain.EscalationCommand.ApproveSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.AskToSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.DeclineTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.OfferTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationCommand.RecordDecision;
import org.vigil.reporting.escalation.domain.EscalationCommand.Resolve;
import org.vigil.reporting.escalation.domain.EscalationDecider;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.view.EscalationFeedView;
import org.vigil.reporting.escalation.view.EscalationPast;
import org.vigil.reporting.escalation.view.EscalationPastView;
import org.vigil.reporting.escalation.view.EscalationRow;
import org.vigil.reporting.leadinggroup.api.ActingPerson;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.staff.view.Staff;

/** Escalations: what needs the leading group. */
@Path("/api/v1/escalations")
@Tag(name = "escalations", description = "升级事项 / What needs the leading group")
@RunOnVirtualThread
public class Escalations {

  /** The parameter: within which time an acknowledged matter is to be resolved. */
  public static final String RESOLVE_WITHIN = "reporting.escalation-resolve-within";

  /** The parameter: within which time an offered matter is to be taken over or declined. */
  public static final String ACCEPT_WITHIN = "reporting.transfer-accept-within";

  /** The parameter: the offer with this number opens a lead. */
  public static final String SUSPECT_AFTER_OFFERS = "reporting.transfer-offers-before-lead";

  /** The parameter: how long a matter may rest. */
  public static final String SNOOZE_AT_MOST = "reporting.snooze-at-most";

  private static final Set<String> STATUSES = Set.of("OPEN", "ACKNOWLEDGED", "SNOOZED", "RESOLVED");

  private static final String LEVEL = "L[0-5]";

  /** A digest; see {@link EscalationDecider#key}. */
  private static final String ID = "[0-9a-f]{32}";

  private static final String DEPARTMENT = "[A-Z0-9]{2,12}";

  private final Commands commands;
  private final Caller caller;
  private final ActingPerson acting;
  private final Views views;
  private final Past past;
  private final EscalationPast escalationPast;
  private final Policies policies;
  private final Rules rules;
  private final InstantSource clock;
  private final Category<EscalationCommand, Escalation, EscalationEvent> category;
  private final Staff staff;

  @Inject
  Escalations(
      Commands commands,
      Caller caller,
      ActingPerson acting,
      Views views,
      Past past,
      EscalationPast escalationPast,
      Policies policies,
      Rules rules,
      InstantSource clock,
      Category<EscalationCommand, Escalation, EscalationEvent> category,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.acting = acting;
    this.views = views;
    this.past = past;
    this.escalationPast = escalationPast;
    this.policies = policies;
    this.rules = rules;
    this.clock = clock;
    this.category = category;
    this.staff = new Staff(dataSource);
  }

  /** Takes a matter on. */
  @Schema(name = "EscalationAcknowledgement")
  public record Acknowledgement(
      @Schema(description = "承诺办结时间；不填则按参数 / Until when it will be resolved")
          @Nullable Instant resolveBy,
      @Size(max = 500) @Nullable String note) {}

  /** Ends a matter. */
  public record Resolution(@NotNull Outcome outcome, @Size(max = 2000) @Nullable String note) {}

  /** Says that it is another department's. */
  public record TransferBody(
      @NotNull @Pattern(regexp = DEPARTMENT) String to,
      @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINES) String reason) {}

  /** Does not take it over. */
  public record Declining(
      @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINES) String reason) {}

  /** Lets it rest, if somebody of the leading group agrees. */
  public record SnoozeBody(
      @NotNull Instant until,
      @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINES) String reason) {}

  /** A decision of the leader. */
  public record DecisionBody(
      @NotBlank @Size(max = 2000) @Pattern(regexp = Texts.LINES) String decision) {}

  /** An escalation as it stands. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Escalation")
  public record Item(
      String id,
      int occurrence,
      String kind,
      String obligation,
      String severity,
      String department,
      Subject subject,
      String level,
      String status,
      Instant since,
      Instant raisedAt,
      @Nullable Instant dueAt,
      int signals,
      String dedupeKey,
      @Schema(description = "升级规则版本，0 为未经批准的默认规则 / 0 for the rules that nobody has decided")
          int rule,
      int decisions,
      @Schema(description = "待该科室接收 / It is offered to this department") @Nullable String offeredTo,
      @Nullable Integer offer) {}

  /** What it is about, masked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Subject(String kind, String id, @Nullable String maskedName) {}

  /** Where a command has left it. */
  @Schema(name = "EscalationReceipt")
  public record Status(String id, String status) {}

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "升级事项列表，最新在前，可查询过去 / Escalations, newest first, now or in the past",
      description =
          "查询过去时只列当时未办结的事项。validAt 自最早知悉之时起即算未办结，即使尚未升级。 / Of the past, what was"
              + " not resolved. By validAt a matter is open since somebody first knew of it, raised"
              + " or not.")
  public Page<Item> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("department") @Nullable String department,
      @QueryParam("level") @Nullable String level,
      @Parameter(description = "组长是否已作出决策（2-b） / Whether the leader has decided")
          @QueryParam("decided")
          @Nullable Boolean decided,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after,
      @BeanParam PastQuery query) {
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.of(400, "status-unknown");
    }
    if (level != null && !level.matches(LEVEL)) {
      throw Problem.of(400, "level-unknown");
    }
    Optional<String> confined = caller.confinedTo();
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      if (level != null || decided != null) {
        throw Problem.of(400, "past-not-filtered-so");
      }
      if ("RESOLVED".equals(status)) {
        throw Problem.of(400, "past-resolved-not-listed");
      }
      if (after != null && !after.matches(ID)) {
        throw Problem.of(400, "page-malformed");
      }
      if (department != null && !department.matches(DEPARTMENT)) {
        return new Page<>(List.of(), null);
      }
      views.await(EscalationPastView.NAME);
      List<EscalationRow> rows =
          escalationPast.open(
              moment,
              clock.instant(),
              status,
              confined.orElse(department),
              confined.isPresent(),
              after,
              Page.rows(limit));
      return Page.of(rows, limit, Escalations::item, row -> row.id);
    }
    views.await(EscalationFeedView.NAME);
    List<EscalationRow> rows =
        EscalationRow.find(
            status,
            confined.orElse(department),
            confined.isPresent(),
            level,
            decided,
            after,
            Page.rows(limit));
    return Page.of(rows, limit, Escalations::item, row -> row.id);
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一个升级事项，可查询过去 / One escalation, now or in the past")
  public RestResponse<Item> one(@PathParam("id") String id, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      if (!id.matches(ID)) {
        throw Problem.notFound();
      }
      views.await(EscalationPastView.NAME);
      EscalationRow then =
          escalationPast.one(id, moment, clock.instant()).orElseThrow(Problem::notFound);
      return ResponseBuilder.ok(item(visible(then))).build();
    }
    views.await(EscalationFeedView.NAME);
    EscalationRow row = visible(EscalationRow.findById(id));
    return Answers.read(item(row), row.version);
  }

  @POST
  @Path("{id}/acknowledgements")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "签收：表示将处置，不等于办结 / Take it on, which is not to resolve it",
      description =
          "科室可签收本科室处于 L0、L1 的事项；更高级别由办公室或领导签收。 / A department takes on its own matters while they"
              + " are with its post or its head; above that the office or a leader does.")
  @APIResponse(responseCode = "200", description = "已签收 / Taken on")
  public RestResponse<Status> acknowledge(@PathParam("id") String id, Acknowledgement body) {
    if (caller.confinedTo().isPresent()) {
      Open open = open(id);
      mustBeShown(id);
      mustBeWithDepartment(open);
    }
    Instant now = clock.instant();
    Instant resolveBy =
        body.resolveBy() != null
            ? body.resolveBy()
            : now.plus(policies.duration(RESOLVE_WITHIN, now));
    return answer(
        id, new Acknowledge(caller.client(), now, resolveBy, body.note()), "ACKNOWLEDGED");
  }

  @POST
  @Path("{id}/resolutions")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "办结 / Resolve it")
  @APIResponse(responseCode = "200", description = "已办结 / Resolved")
  public RestResponse<Status> resolve(@PathParam("id") String id, Resolution body) {
    return answer(
        id, new Resolve(caller.client(), clock.instant(), body.outcome(), body.note()), "RESOLVED");
  }

  @POST
  @Path("{id}/transfers")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "转办：提出由另一科室负责，须对方接收 / Offer it to another department, which must accept",
      description =
          "对方接收之前仍由原科室负责，时限照常计算。转办次数与逾期不接收均有记录，达到规定次数即生成推诿线索（5-5）。 / Until it is accepted"
              + " it stays whose it is and the time runs on. Offers are counted; too many, or one"
              + " that nobody answers, open a lead.")
  @APIResponse(responseCode = "200", description = "已提出 / Offered")
  public RestResponse<Status> transfer(@PathParam("id") String id, TransferBody body) {
    caller.mustActFor(open(id).department());
    mustBeShown(id);
    Instant now = clock.instant();
    if (!staff.departments(now).isEmpty()
        && staff.department(body.to(), now).filter(Staff.Department::active).isEmpty()) {
      throw Problem.of(409, "department-unknown");
    }
    return answer(
        id,
        new OfferTransfer(
            body.to(),
            caller.client(),
            now,
            rules.inForce(ACCEPT_WITHIN, now),
            rules.inForce(SUSPECT_AFTER_OFFERS, now),
            body.reason()),
        "OFFERED");
  }

  @POST
  @Path("{id}/transfers/{number}/acceptances")
  @RolesAllowed(Roles.DEPARTMENT)
  @Operation(summary = "接收转办 / Take it over")
  @APIResponse(responseCode = "200", description = "已接收 / Taken over")
  public RestResponse<Status> accept(@PathParam("id") String id, @PathParam("number") int number) {
    mustBeOffered(id, number);
    return answer(id, new AcceptTransfer(number, caller.client()), "TRANSFERRED");
  }

  @POST
  @Path("{id}/transfers/{number}/refusals")
  @RolesAllowed(Roles.DEPARTMENT)
  @Operation(summary = "不接收转办，须说明理由 / Do not take it over, and say why")
  @APIResponse(responseCode = "200", description = "已退回 / Given back")
  public RestResponse<Status> decline(
      @PathParam("id") String id, @PathParam("number") int number, Declining body) {
    mustBeOffered(id, number);
    return answer(
        id,
        new DeclineTransfer(number, caller.client(), clock.instant(), body.reason()),
        "DECLINED");
  }

  @POST
  @Path("{id}/snoozes")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "申请暂缓：须有理由与期限，批准前照常计时 / Ask to let it rest; until approved its time runs on")
  @APIResponse(responseCode = "200", description = "已申请 / Asked for")
  public RestResponse<Status> snooze(@PathParam("id") String id, SnoozeBody body) {
    Instant now = clock.instant();
    return answer(
        id,
        new AskToSnooze(
            caller.client(),
            now,
            body.until(),
            policies.duration(SNOOZE_AT_MOST, now),
            body.reason()),
        "SNOOZE_ASKED");
  }

  @POST
  @Path("{id}/snoozes/approvals")
  @RolesAllowed(Roles.LEADER)
  @Operation(
      summary =
          "批准暂缓；到期自动恢复，申请人不得自批 / Let it rest; it returns by itself, and nobody approves their own")
  @APIResponse(responseCode = "200", description = "已暂缓 / It rests")
  public RestResponse<Status> approveSnooze(@PathParam("id") String id) {
    return answer(id, new ApproveSnooze(caller.client(), clock.instant()), "SNOOZED");
  }

  @POST
  @Path("{id}/decisions")
  @RolesAllowed(Roles.LEADER)
  @Operation(
      summary = "记录重大决策（2-b） / Record a decision of the leader",
      description =
          "由组长本人记录，离岗时由代理人记录；令牌须含 staff_no。 / The leader records it in person, or who stands in;"
              + " the token needs staff_no.")
  @APIResponse(responseCode = "200", description = "已记录 / Recorded")
  public RestResponse<Status> decide(@PathParam("id") String id, DecisionBody body) {
    acting.mustLead(clock.instant());
    return answer(id, new RecordDecision(caller.client(), body.decision()), "DECIDED");
  }

  private Open open(String id) {
    if (!id.matches(ID)) {
      throw Problem.notFound();
    }
    return switch (commands.load(category, id).state()) {
      case Open open -> open;
      case Escalation.Resolved _ -> throw Problem.of(409, "already-resolved");
      case Escalation.NotRaised _ -> throw Problem.notFound();
    };
  }

  /** With its post or its head: what has climbed above them is not theirs to take on any more. */
  private void mustBeWithDepartment(Open open) {
    caller.mustFind(open.department());
    if (open.level().compareTo(Level.L1) > 0) {
      throw Problem.of(403, "level-above-department");
    }
  }

  /**
   * Only whom it is offered to may answer, also not the office in its place: a word that somebody
   * else gives is no acceptance (5-5).
   */
  private void mustBeOffered(String id, int number) {
    Offer offer = open(id).handing().offer();
    if (offer == null || offer.number() != number) {
      throw Problem.of(409, "no-such-offer");
    }
    caller.mustActFor(offer.to());
  }

  private RestResponse<Status> answer(String id, EscalationCommand command, String status) {
    if (!id.matches(ID) || commands.load(category, id).version() == 0) {
      throw Problem.notFound();
    }
    Done<EscalationEvent> done = commands.handle(category, id, command);
    return Answers.ok(done, new Status(id, status));
  }

  /** A matter of another department is not there for a department's system, nor a lead about it. */
  private EscalationRow visible(@Nullable EscalationRow row) {
    if (row == null || !row.isShownTo(caller.confinedTo())) {
      throw Problem.notFound();
    }
    return row;
  }

  /** What a department is not shown, it cannot act on. */
  private void mustBeShown(String id) {
    Optional<String> confined = caller.confinedTo();
    if (confined.isPresent()) {
      views.await(EscalationFeedView.NAME);
      visible(EscalationRow.findById(id));
    }
  }

  private static Item item(EscalationRow row) {
    return new Item(
        row.id,
        row.occurrence,
        row.kind,
        row.obligation,
        row.severity,
        row.department,
        new Subject(row.subjectKind, row.subjectId, row.subjectName),
        row.level,
        row.status,
        row.since,
        row.raisedAt,
        row.dueAt,
        row.signals,
        row.dedupeKey,
        row.rule,
        row.decisions,
        row.offeredTo,
        row.offer);
  }
}
