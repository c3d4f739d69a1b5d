package org.vigil.reporting.outing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
import org.vigil.edge.PastQuery;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.Outing.Journey;
import org.vigil.reporting.outing.domain.OutingCommand;
import org.vigil.reporting.outing.domain.OutingCommand.CancelOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ChangeStops;
import org.vigil.reporting.outing.domain.OutingCommand.ConfirmMatch;
import org.vigil.reporting.outing.domain.OutingCommand.DismissMatch;
import org.vigil.reporting.outing.domain.OutingCommand.IdentifyTraveller;
import org.vigil.reporting.outing.domain.OutingCommand.ProlongOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ReturnFromOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RevealOuting;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.outing.domain.OutingEvent;
import org.vigil.reporting.outing.domain.OutingInHindsight;
import org.vigil.reporting.outing.view.OutingMatchRow;
import org.vigil.reporting.outing.view.OutingRow;
import org.vigil.reporting.outing.view.OutingStopRow;
import org.vigil.reporting.outing.view.OutingView;
import org.vigil.reporting.person.api.IdentificationBody;
import org.vigil.reporting.person.api.KnownPeople;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.RevealBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.person.domain.Whom;

/** 外出报备 (3.4): where people go, when they are back, and what risk areas have to do with it. */
@Path("/api/v1/outings")
@Tag(name = "outings", description = "外出报备 / Outings (3.4)")
@RunOnVirtualThread
public class OutingResource {

  /** How long after its end an outing still matches a new list. */
  public static final String LOOK_BACK = "reporting.outing-lookback";

  private static final String PATH = "/api/v1/outings/";

  /** Leave is not planned further ahead, and none is longer. */
  private static final Duration YEAR = Duration.ofDays(366);

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final KnownPeople people;
  private final Policies policies;
  private final InstantSource clock;

  @Inject
  OutingResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      KnownPeople people,
      Policies policies,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.people = people;
    this.policies = policies;
    this.clock = clock;
  }

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "登记外出 / Register an outing",
      description =
          "目的地须为县级代码；省、市代码及未知代码一律退回。境外填 country。"
              + " / The destination is a county's code; abroad, give country."
              + " 途经地代码不在表中时照登并标明。 / A stop's code that is on no list is kept and marked."
              + " 只掌握姓名的也须登记，身份后补；出发后登记的标明。 / A person with a name alone is kept and identified"
              + " later; what is registered after the departure is marked.")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Registered",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> register(OutingBody body) {
    caller.mustActFor(body.department());
    Instant now = clock.instant();
    check(body, now);
    Whom whom = people.whom(body.person());
    Done<OutingEvent> done =
        commands.handle(
            OutingDecider.CATEGORY,
            UUID.randomUUID().toString(),
            new RegisterOuting(
                whom.subjectId(),
                body.department(),
                body.person().person(),
                whom.identified(),
                body.departsAt(),
                body.returnsAt(),
                new Destination(
                    body.destination().areaCode(),
                    body.destination().country(),
                    body.destination().text()),
                Stops.of(body.onTheWay()),
                body.purpose(),
                body.transport(),
                now));
    String id = done.stream().key();
    return Answers.created(PATH + id, done, receipt(id, "OPEN"));
  }

  private static void check(OutingBody body, Instant now) {
    List<Violation> violations = new ArrayList<>();
    Moments.between("/departsAt", body.departsAt(), now.plus(YEAR)).ifPresent(violations::add);
    if (!body.returnsAt().isAfter(body.departsAt())) {
      violations.add(Violation.of("/returnsAt", "return-not-after-departure"));
    } else {
      Moments.between("/returnsAt", body.returnsAt(), body.departsAt().plus(YEAR))
          .ifPresent(violations::add);
    }
    Destinations.violation(body.destination()).ifPresent(violations::add);
    violations.addAll(Stops.violations(body.onTheWay(), body.departsAt(), body.returnsAt()));
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
  }

  @POST
  @Path("{id}/returns")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "销假返回 / The person is back")
  @APIResponse(
      responseCode = "200",
      description = "已登记返回 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> comeBack(@PathParam("id") String id, Bodies.Return body) {
    mustBeOwn(id);
    Moments.between("/returnedAt", body.returnedAt(), clock.instant().plus(Moments.CLOCK_TOLERANCE))
        .ifPresent(OutingResource::refuse);
    return handle(id, new ReturnFromOuting(body.returnedAt()), "RETURNED");
  }

  @POST
  @Path("{id}/prolongations")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "延期返回 / The person stays longer")
  @APIResponse(
      responseCode = "200",
      description = "已延期 / Prolonged",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> prolong(
      @PathParam("id") String id, Bodies.Prolongation body) {
    mustBeOwn(id);
    Moments.between("/returnsAt", body.returnsAt(), clock.instant().plus(YEAR))
        .ifPresent(OutingResource::refuse);
    return handle(id, new ProlongOuting(body.returnsAt(), body.reason()), "OPEN");
  }

  @POST
  @Path("{id}/stop-corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "更正途经地（全部重填，原内容保留） / Say anew which stops the journey has; what was said stays on record",
      description =
          "未返回的外出，及返回后仍在追溯期内的外出可更正；更正后重新比对中高风险地区，不再途经之处的待核匹配随之撤销。 / While the outing is open or"
              + " still counts for lists of risk areas. It is matched again, and a candidate that"
              + " nobody has reviewed is withdrawn where the journey leads there no more.")
  @APIResponse(
      responseCode = "200",
      description = "已更正 / Corrected",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> correctStops(
      @PathParam("id") String id, Bodies.StopCorrection body) {
    Journey journey = mustExist(id);
    caller.mustActFor(journey.department());
    List<Violation> violations =
        Stops.violations(body.stops(), journey.departsAt(), journey.endsAt());
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    Instant now = clock.instant();
    return handle(
        id,
        new ChangeStops(
            Stops.of(body.stops()), body.reason(), now, policies.duration(LOOK_BACK, now)),
        "CORRECTED");
  }

  @POST
  @Path("{id}/cancellations")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "取消外出 / The person does not go")
  @APIResponse(
      responseCode = "200",
      description = "已取消 / Cancelled",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> cancel(@PathParam("id") String id, Bodies.Reason body) {
    mustBeOwn(id);
    return handle(id, new CancelOuting(body.reason()), "CANCELLED");
  }

  @POST
  @Path("{id}/identifications")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "补充身份 / Say who it is",
      description =
          "此前以“身份待核”保留的外出归入此人：行程重叠、缺勤核对与应报事项随之更新。 / What is kept of somebody unknown is the"
              + " person's from now on: other outings at the same time, absences and what is owed"
              + " follow.")
  @APIResponse(
      responseCode = "200",
      description = "已补充 / Identified",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> identify(
      @PathParam("id") String id, IdentificationBody body) {
    mustBeOwn(id);
    return handle(
        id,
        new IdentifyTraveller(people.subjectId(body.person()), body.person().person()),
        "IDENTIFIED");
  }

  @POST
  @Path("{id}/matches/{match}/confirmations")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "确认到过中高风险地区 / Confirm that the journey touched the area")
  @APIResponse(
      responseCode = "200",
      description = "已确认 / Confirmed",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> confirm(
      @PathParam("id") String id, @PathParam("match") String match, Bodies.Reason body) {
    return handle(id, new ConfirmMatch(mustHave(id, match), body.reason()), "CONFIRMED");
  }

  @POST
  @Path("{id}/matches/{match}/dismissals")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "排除：未到过该地区 / Dismiss: the journey did not touch the area")
  @APIResponse(
      responseCode = "200",
      description = "已排除 / Dismissed",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> dismiss(
      @PathParam("id") String id, @PathParam("match") String match, Bodies.Reason body) {
    return handle(id, new DismissMatch(mustHave(id, match), body.reason()), "DISMISSED");
  }

  @POST
  @Path("{id}/reveals")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "查看个人信息（须说明用途并记录） / Reveal the personal data; who and why is recorded")
  @APIResponse(
      responseCode = "200",
      description = "个人信息 / The personal data",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Revealed.class)))
  public RestResponse<Answer.Revealed> reveal(@PathParam("id") String id, RevealBody body) {
    Journey journey = mustExist(id);
    Done<OutingEvent> done =
        commands.handle(OutingDecider.CATEGORY, id, new RevealOuting(body.purpose()));
    return Answers.ok(
        done,
        new Answer.Revealed(
            id, journey.person().name(), journey.person().staffNo(), journey.person().phone()));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "外出列表，新的在前，可查询过去（asOf） / Outings, the newest first, now or then")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer.Shown> list(
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    Moment moment = past.moment(query);
    views.await(OutingView.NAME);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          page,
          (before, rows) -> OutingRow.registeredBy(asOf, caller.confinedTo(), before, rows),
          id ->
              PastOuting.of(id, past.known(OutingDecider.CATEGORY, id, moment))
                  .map(Answer.Shown::listed));
    }
    return Page.of(
        OutingRow.newest(caller.confinedTo(), page.before(), page.rows()),
        page.limit(),
        Answer.Shown::oneOfMany,
        row -> Long.toString(row.position));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "一次外出及其途经地、风险匹配，可查询过去 / One outing with its stops and candidates, now or then")
  @APIResponse(
      responseCode = "200",
      description = "外出（脱敏） / The outing, masked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Shown.class)))
  public RestResponse<Answer.Shown> one(@PathParam("id") String id, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      return ResponseBuilder.ok(then(id, moment)).build();
    }
    views.await(OutingView.NAME);
    OutingRow row = OutingRow.findById(id);
    if (row == null) {
      throw Problem.notFound();
    }
    caller.mustSee(row.department);
    return Answers.read(
        Answer.Shown.of(row, OutingStopRow.of(id), OutingMatchRow.of(id)), row.version);
  }

  private Answer.Shown then(String id, Moment moment) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    List<Recorded<OutingEvent>> known = past.known(OutingDecider.CATEGORY, id, moment);
    Instant validAt = moment.validAt();
    Answer.Shown shown =
        PastOuting.of(id, validAt == null ? known : OutingInHindsight.trueAt(validAt, known))
            .orElseThrow(Problem::notFound);
    caller.mustSee(shown.department());
    return shown;
  }

  private RestResponse<Answer.Receipt> handle(String id, OutingCommand command, String status) {
    Done<OutingEvent> done = commands.handle(OutingDecider.CATEGORY, id, command);
    return Answers.ok(done, receipt(id, status));
  }

  private Answer.Receipt receipt(String id, String status) {
    Journey journey = mustExist(id);
    return new Answer.Receipt(
        id,
        journey.department(),
        status,
        journey.identified(),
        Answer.isLate(journey.registeredAt(), journey.departsAt()));
  }

  private Journey mustExist(String id) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    return commands
        .load(OutingDecider.CATEGORY, id)
        .state()
        .registered()
        .orElseThrow(Problem::notFound);
  }

  private void mustBeOwn(String id) {
    caller.mustActFor(mustExist(id).department());
  }

  private int mustHave(String id, String match) {
    mustExist(id);
    if (!match.matches("[1-9][0-9]{0,5}")
        || !commands
            .load(OutingDecider.CATEGORY, id)
            .state()
            .candidates()
            .has(Integer.parseInt(match))) {
      throw Problem.notFound();
    }
    return Integer.parseInt(match);
  }

  private static void refuse(Violation violation) {
    throw Problem.invalid(List.of(violation));
  }
}
