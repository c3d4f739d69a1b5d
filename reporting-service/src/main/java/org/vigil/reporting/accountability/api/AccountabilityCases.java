package org.vigil.reporting.accountability.api;

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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.accountability.domain.AccountabilityCase;
import org.vigil.reporting.accountability.domain.CaseCommand;
import org.vigil.reporting.accountability.domain.CaseCommand.AddEvidence;
import org.vigil.reporting.accountability.domain.CaseCommand.CloseCase;
import org.vigil.reporting.accountability.domain.CaseCommand.DecideFinding;
import org.vigil.reporting.accountability.domain.CaseCommand.DecideMeasure;
import org.vigil.reporting.accountability.domain.CaseCommand.DismissLead;
import org.vigil.reporting.accountability.domain.CaseCommand.ExecuteMeasure;
import org.vigil.reporting.accountability.domain.CaseCommand.NotifySubject;
import org.vigil.reporting.accountability.domain.CaseCommand.OpenLead;
import org.vigil.reporting.accountability.domain.CaseCommand.RecordStatement;
import org.vigil.reporting.accountability.domain.CaseCommand.RevealCase;
import org.vigil.reporting.accountability.domain.CaseCommand.ReverseFinding;
import org.vigil.reporting.accountability.domain.CaseCommand.SealEvidence;
import org.vigil.reporting.accountability.domain.CaseDecider;
import org.vigil.reporting.accountability.domain.CaseEvent;
import org.vigil.reporting.accountability.domain.CaseEvent.EvidenceSealed;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadOpened;
import org.vigil.reporting.accountability.domain.CaseEvent.StatementRecorded;
import org.vigil.reporting.accountability.domain.CaseEvent.SubjectNotified;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.accountability.domain.RuleInForce;
import org.vigil.reporting.accountability.view.CaseRow;
import org.vigil.reporting.accountability.view.CaseView;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.RevealBody;
import org.vigil.reporting.rows.Candidate;

/** 责任追究: from a lead to a closed case (section five). */
@Path("/api/v1/accountability-cases")
@Tag(name = "accountability", description = "责任追究 / Accountability (section five)")
@RunOnVirtualThread
public class AccountabilityCases {

  /** How long a person may take to speak. Not in the plan. */
  public static final String STATEMENT_WITHIN = "reporting.statement-within";

  /** How long a person may take for a self-criticism, where its order does not say. */
  public static final String SELF_CRITICISM_WITHIN = "reporting.self-criticism-within";

  private static final String PATH = "/api/v1/accountability-cases/";
  private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String STATUS =
      "LEAD|WITHDRAWN|DISMISSED|EVIDENCE_SEALED|NOTIFIED|HEARD|FOUND|MEASURE_DECIDED"
          + "|MEASURE_EXECUTED|CLOSED|REVERSED";

  /** What a department is not shown of itself: before its evidence is sealed it could be tidied. */
  private static final Set<String> UNSEALED = Set.of("LEAD", "DISMISSED", "WITHDRAWN");

  /**
   * The rules that stand behind a ground, where the evidence does not say by which it was found.
   */
  private static final Map<Ground, List<String>> RULES =
      Map.of(
          Ground.REPORTING_BREACH,
          List.of("reporting.symptom-report-within", "reporting.fever-report-within"),
          Ground.NEGLECT,
          List.of("reporting.repeated-misses", "reporting.repeated-misses-window"));

  private final Commands commands;
  private final Caller caller;
  private final Acting acting;
  private final EvidenceFinder finder;
  private final Views views;
  private final Past past;
  private final SubjectIds ids;
  private final Policies policies;
  private final Rules rules;
  private final InstantSource clock;

  @Inject
  AccountabilityCases(
      Commands commands,
      Caller caller,
      Acting acting,
      EvidenceFinder finder,
      Views views,
      Past past,
      SubjectIds ids,
      Policies policies,
      Rules rules,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.acting = acting;
    this.finder = finder;
    this.views = views;
    this.past = past;
    this.ids = ids;
    this.policies = policies;
    this.rules = rules;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "线索与案件，新的在前，可查询过去（asOf） / Leads and cases, the newest first, now or as of an instant",
      description =
          "科室只见本科室证据已固定的案件，姓名已脱敏；status 按当时的状态筛选。 / A department sees its own once the evidence"
              + " is sealed; names are masked; status is what it was then.")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("ground") @Nullable String ground,
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    if (status != null && !status.matches(STATUS)) {
      throw Problem.of(400, "case-status-unknown");
    }
    if (ground != null && !ground.matches("[A-Z_]{1,40}")) {
      throw Problem.of(400, "ground-unknown");
    }
    Moment moment = past.moment(query);
    views.await(CaseView.NAME);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          page,
          (before, rows) ->
              CaseRow.openedBy(asOf, caller.confinedTo(), ground, before, rows).stream()
                  .map(row -> new Candidate(row.id, row.position))
                  .toList(),
          id ->
              CasePast.of(past.known(CaseDecider.CATEGORY, id, moment))
                  .filter(then -> status == null || status.equals(then.status()))
                  .filter(
                      then -> caller.confinedTo().isEmpty() || !UNSEALED.contains(then.status())));
    }
    return Page.of(
        CaseRow.newest(caller.confinedTo(), status, ground, page.before(), page.rows()),
        page.limit(),
        Answer::of,
        row -> Long.toString(row.position));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "一个案件的全过程，可查询过去（asOf） / One case step by step, now or as of an instant",
      description = "姓名脱敏，陈述与理由须另行查看并记录。 / Masked; what people said is shown by a reveal only.")
  @APIResponse(
      responseCode = "200",
      description = "案件 / The case",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CaseStory.class)))
  public RestResponse<CaseStory> one(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    CaseStory story = CaseStory.of(id, visible(id, past.moment(query)));
    return Answers.read(story, story.version());
  }

  @POST
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "登记线索 / Open a lead",
      description = "线索不是结论。本人不得登记本人的线索。 / A lead is no finding. Nobody opens their own.")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Opened",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> open(Bodies.Lead body) {
    Moments.between("/arisenAt", body.arisenAt(), clock.instant().plus(Moments.CLOCK_TOLERANCE))
        .ifPresent(
            wrong -> {
              throw Problem.invalid(List.of(wrong));
            });
    finder.found(body.evidence());
    Bodies.Person person = body.person();
    Done<CaseEvent> done =
        commands.handle(
            CaseDecider.CATEGORY,
            UUID.randomUUID().toString(),
            new OpenLead(
                body.ground(),
                body.obligation(),
                body.department(),
                person == null ? null : person.subjectId(ids),
                person == null ? null : person.name(),
                body.suspicion(),
                body.arisenAt(),
                acting.officer(),
                body.evidence().stream().distinct().toList()));
    String id = done.stream().key();
    return Answers.created(PATH + id, done, new Answer.Receipt(id, "LEAD"));
  }

  @POST
  @Path("{id}/evidence")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "补充证据 / Add events as evidence")
  @APIResponse(responseCode = "200", description = "已补充 / Added")
  public RestResponse<Answer.Receipt> add(@PathParam("id") String id, Bodies.EvidenceList body) {
    mustExist(id);
    finder.found(body.evidence());
    return answer(id, new AddEvidence(body.evidence(), acting.officer()), "LEAD");
  }

  @POST
  @Path("{id}/dismissals")
  @RolesAllowed(Roles.LEADER)
  @Operation(summary = "不予立案 / Dismiss a lead; new evidence opens it again")
  @APIResponse(responseCode = "200", description = "不予立案 / Dismissed")
  public RestResponse<Answer.Receipt> dismiss(@PathParam("id") String id, Bodies.Reasons body) {
    mustExist(id);
    return answer(id, new DismissLead(body.reasons(), acting.officer()), "DISMISSED");
  }

  @POST
  @Path("{id}/evidence-seals")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "固定证据：此后不得增减 / Seal the evidence: from now on nothing is added or taken away",
      description =
          "须列明全部证据。本服务事件须已有日志封印。 / All of it must be listed. Events of this service must be under"
              + " a seal, which takes seconds.")
  @APIResponse(responseCode = "200", description = "已固定 / Sealed")
  public RestResponse<Answer.Receipt> seal(@PathParam("id") String id, Bodies.EvidenceList body) {
    mustExist(id);
    return answer(
        id,
        new SealEvidence(finder.found(body.evidence()), finder.service(), acting.officer()),
        "EVIDENCE_SEALED");
  }

  @POST
  @Path("{id}/notifications")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "告知当事人 / Notify the person concerned")
  @APIResponse(responseCode = "200", description = "已告知 / Notified")
  public RestResponse<Answer.Receipt> notify(@PathParam("id") String id, Bodies.Notification body) {
    mustExist(id);
    Instant now = clock.instant();
    return answer(
        id,
        new NotifySubject(
            body.person().subjectId(ids),
            body.person().name(),
            now,
            policies.duration(STATEMENT_WITHIN, now),
            acting.officer()),
        "NOTIFIED");
  }

  @POST
  @Path("{id}/statements")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "记录当事人陈述申辩 / Record what the person says to it")
  @APIResponse(responseCode = "200", description = "已记录 / Recorded")
  public RestResponse<Answer.Receipt> state(@PathParam("id") String id, Bodies.Statement body) {
    String department = mustExist(id).department();
    caller.mustActFor(department);
    visible(id, Moment.NOW);
    return answer(id, new RecordStatement(body.statement()), "HEARD");
  }

  @POST
  @Path("{id}/findings")
  @RolesAllowed(Roles.LEADER)
  @Operation(
      summary = "认定：成立、不成立、情有可原 / Find: upheld, not upheld or excusable",
      description =
          "由领导小组领导本人作出，引用证据事件，系统附上情况发生时有效的规则版本。 / By a named leader, on events; the"
              + " versions of the rules in force when it arose are cited with it.")
  @APIResponse(responseCode = "200", description = "已认定 / Found")
  public RestResponse<Answer.Receipt> find(@PathParam("id") String id, Bodies.Found body) {
    LeadOpened lead = mustExist(id);
    List<String> cited = body.cited().stream().distinct().toList();
    return answer(
        id,
        new DecideFinding(
            body.finding(),
            body.seriousConsequences(),
            cited,
            rules(lead, cited),
            body.reasons(),
            acting.officer()),
        "FOUND");
  }

  /**
   * The plan's article, and the parameters in force when the matter arose: as the evidence has
   * cited them, and those that stand behind the ground where it cites none.
   */
  private List<RuleInForce> rules(LeadOpened lead, List<String> cited) {
    List<RuleInForce> own = finder.rules(cited).stream().map(RuleInForce::of).toList();
    return Stream.of(
            Stream.of(new RuleInForce("plan", lead.ground().obligation(), null, null, null)),
            own.stream(),
            own.isEmpty() || lead.ground() == Ground.NEGLECT
                ? RULES.getOrDefault(lead.ground(), List.of()).stream()
                    .map(name -> RuleInForce.of(rules.inForce(name, lead.arisenAt())))
                : Stream.<RuleInForce>empty())
        .flatMap(some -> some)
        .toList();
  }

  @POST
  @Path("{id}/measures")
  @RolesAllowed(Roles.LEADER)
  @Operation(summary = "决定措施 / Decide a measure")
  @APIResponse(responseCode = "200", description = "已决定 / Decided")
  public RestResponse<Answer.Receipt> decide(@PathParam("id") String id, Bodies.Decided body) {
    mustExist(id);
    Instant now = clock.instant();
    Instant dueAt =
        body.dueAt() != null
            ? body.dueAt()
            : now.plus(policies.duration(SELF_CRITICISM_WITHIN, now));
    return answer(
        id, new DecideMeasure(body.measure(), now, dueAt, acting.officer()), "MEASURE_DECIDED");
  }

  @POST
  @Path("{id}/executions")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "记录措施已执行 / Record that a measure is carried out")
  @APIResponse(responseCode = "200", description = "已执行 / Executed")
  public RestResponse<Answer.Receipt> execute(@PathParam("id") String id, Bodies.Executed body) {
    mustExist(id);
    return answer(
        id,
        new ExecuteMeasure(body.measure(), body.record(), acting.officer()),
        "MEASURE_EXECUTED");
  }

  @POST
  @Path("{id}/closures")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "结案 / Close the case")
  @APIResponse(responseCode = "200", description = "已结案 / Closed")
  public RestResponse<Answer.Receipt> close(@PathParam("id") String id, Bodies.Reasons body) {
    mustExist(id);
    return answer(id, new CloseCase(body.reasons(), acting.officer()), "CLOSED");
  }

  @POST
  @Path("{id}/reversals")
  @RolesAllowed(Roles.LEADER)
  @Operation(summary = "撤销认定；原记录保留 / Reverse a finding; what was said stays on record")
  @APIResponse(responseCode = "200", description = "已撤销 / Reversed")
  public RestResponse<Answer.Receipt> reverse(@PathParam("id") String id, Bodies.Reasons body) {
    mustExist(id);
    return answer(id, new ReverseFinding(body.reasons(), acting.officer()), "REVERSED");
  }

  @POST
  @Path("{id}/reveals")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "查看姓名与陈述（须说明用途并记录） / Reveal names and words; who and why is recorded")
  @APIResponse(
      responseCode = "200",
      description = "个人信息 / The personal data",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Revealed.class)))
  public RestResponse<Answer.Revealed> reveal(@PathParam("id") String id, RevealBody body) {
    mustExist(id);
    Done<CaseEvent> done =
        commands.handle(CaseDecider.CATEGORY, id, new RevealCase(body.purpose(), acting.officer()));
    String name = null;
    String statement = null;
    String reasons = null;
    for (Recorded<CaseEvent> recorded : past.known(CaseDecider.CATEGORY, id, Moment.NOW)) {
      switch (recorded.event()) {
        case LeadOpened lead -> name = lead.name();
        case SubjectNotified notified -> name = notified.name();
        case StatementRecorded said -> statement = said.statement();
        case FindingDecided found -> reasons = found.reasons();
        default -> {}
      }
    }
    return Answers.ok(done, new Answer.Revealed(id, name, statement, reasons));
  }

  private RestResponse<Answer.Receipt> answer(String id, CaseCommand command, String step) {
    return Answers.ok(
        commands.handle(CaseDecider.CATEGORY, id, command), new Answer.Receipt(id, step));
  }

  private LeadOpened mustExist(String id) {
    if (!id.matches(ID)) {
      throw Problem.notFound();
    }
    AccountabilityCase state = commands.load(CaseDecider.CATEGORY, id).state();
    return state.opened().orElseThrow(Problem::notFound);
  }

  /**
   * What was known of a case; another department's is not there for a department's system, nor its
   * own before the evidence was sealed.
   */
  private List<Recorded<CaseEvent>> visible(String id, Moment moment) {
    if (!id.matches(ID)) {
      throw Problem.notFound();
    }
    List<Recorded<CaseEvent>> events = past.known(CaseDecider.CATEGORY, id, moment);
    if (events.isEmpty()) {
      throw Problem.notFound();
    }
    caller.mustFind(((LeadOpened) events.getFirst().event()).department());
    boolean sealed = events.stream().anyMatch(one -> one.event() instanceof EvidenceSealed);
    if (!sealed && caller.confinedTo().isPresent()) {
      throw Problem.notFound();
    }
    return events;
  }
}
