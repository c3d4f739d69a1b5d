package org.vigil.duty.visitor.api;

import static org.vigil.edge.PolicyDefault.Kind.NUMBER;
import static org.vigil.edge.PolicyDefault.Kind.TIME_OF_DAY;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.duty.visitor.domain.Visit;
import org.vigil.duty.visitor.domain.VisitCommand;
import org.vigil.duty.visitor.domain.VisitCommand.AdmitDespiteRefusal;
import org.vigil.duty.visitor.domain.VisitCommand.RecordDeparture;
import org.vigil.duty.visitor.domain.VisitCommand.RegisterVisitor;
import org.vigil.duty.visitor.domain.VisitCommand.RevealVisitor;
import org.vigil.duty.visitor.domain.VisitDecider;
import org.vigil.duty.visitor.domain.VisitDecider.Ask;
import org.vigil.duty.visitor.domain.VisitEvent;
import org.vigil.duty.visitor.domain.VisitEvent.Reason;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorDenied;
import org.vigil.duty.visitor.domain.Visitor;
import org.vigil.duty.visitor.view.VisitRow;
import org.vigil.duty.visitor.view.VisitView;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;

/** Visitors at the exits. */
@Path("/api/v1/visitors")
@Tag(name = "visitors", description = "外来人员 / Visitors")
@RunOnVirtualThread
public class Visitors {

  /** What an entry is judged by, each a decision of the leading group or nobody's yet. */
  public static final List<PolicyDefault> PARAMETERS =
      List.of(
          new PolicyDefault(GateRules.FEVER_THRESHOLD, NUMBER, "373", "3.3"),
          new PolicyDefault(GateRules.FEVER_AT_THRESHOLD, NUMBER, "1", "3.3"),
          new PolicyDefault(GateRules.DEVICE_REQUIRED, NUMBER, "0", "3.3"),
          new PolicyDefault(GateRules.CLOSES_AT, TIME_OF_DAY, "20:00", "3.3"));

  private static final String INSIDE = "INSIDE";

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final GateRules rules;
  private final SubjectIds subjects;
  private final InstantSource clock;

  @Inject
  Visitors(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      GateRules rules,
      SubjectIds subjects,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.rules = rules;
    this.subjects = subjects;
    this.clock = clock;
  }

  /** A visitor at an exit. */
  public record Arrival(
      @NotBlank @Pattern(regexp = "[A-Z0-9-]{1,20}") @Schema(examples = "EAST") String exit,
      @NotBlank @Size(max = 50) String name,
      @NotBlank @Pattern(regexp = "\\+?[0-9 -]{5,20}") String phone,
      @Nullable @Size(max = 30) String idNumber,
      @Nullable @Size(max = 100) String company,
      @NotNull @Valid Visited visits,
      @NotNull @DecimalMin("30.0") @DecimalMax("45.0") @Digits(integer = 2, fraction = 1)
          BigDecimal temperatureCelsius,
      @NotBlank @Size(max = 40) String measuredBy,
      @Nullable @Size(max = 40) String device,
      @NotNull Boolean maskWorn,
      @NotNull Instant at) {}

  /** Whom the visitor comes to see. */
  public record Visited(
      @NotBlank @Pattern(regexp = "[A-Z0-9]{2,12}") @Schema(examples = "BGS") String department,
      @Nullable @Size(max = 50) String person) {}

  /** Why somebody was let in all the same. */
  public record AdmissionAllTheSame(
      @NotBlank @Size(max = 500) String reason, @NotNull Instant at) {}

  /** When the visitor left. */
  public record Departure(@NotNull Instant at) {}

  /** What the personal data is needed for. */
  public record Reveal(@NotBlank @Size(max = 200) String purpose) {}

  /** The verdict at the gate. */
  @Schema(name = "VisitorVerdict")
  public record Verdict(String id, String status, List<String> reasons) {}

  /** A visit, masked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Visitor")
  public record Item(
      String id,
      String exit,
      String department,
      String visitedDepartment,
      String maskedName,
      String status,
      List<String> reasons,
      boolean lateEntered,
      Instant at,
      @Nullable Instant leaveBy,
      boolean overdue,
      @Nullable Instant leftAt,
      @Nullable String repeatOf) {}

  /** Who it was. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Revealed(
      String id, String name, String phone, @Nullable String idNumber, @Nullable String company) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "来访登记：当场判定放行或拒绝 / Register a visitor; the verdict comes at once",
      description =
          "体温达到阈值或未戴口罩即拒绝；发热须在时限内向办公室上报。 / A fever or no mask is refused; a fever is to be reported"
              + " to the office in time.")
  @APIResponse(
      responseCode = "201",
      description = "已登记，含判定 / Registered, with the verdict",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Verdict.class)))
  public RestResponse<Verdict> register(Arrival body) {
    Exit.Description exit = exit(commands, body.exit());
    caller.mustActFor(exit.department());
    Instant now = clock.instant();
    GateRules.notFromTheFuture("/at", body.at(), now);
    rules.thermometerIsNamed(body.device(), body.at());
    String id = UUID.randomUUID().toString();
    RegisterVisitor command =
        new RegisterVisitor(
            subjects.of(body.phone(), null),
            exit.code(),
            exit.department(),
            new Visitor(body.name(), body.phone(), body.idNumber(), body.company()),
            body.visits().department(),
            body.visits().person(),
            body.temperatureCelsius().movePointRight(1).intValueExact(),
            rules.fever(body.at()),
            body.measuredBy(),
            body.device(),
            body.maskWorn(),
            body.at(),
            rules.isLate(body.at(), now),
            rules.leaveBy(body.at(), now),
            null);
    Done<VisitEvent> done =
        commands.handle(VisitDecider.CATEGORY, id, new Ask(id, command), body.at(), body.at());
    String key = done.stream().key();
    return Answers.created("/api/v1/visitors/" + key, done, verdict(key, done));
  }

  static Exit.Description exit(Commands commands, String code) {
    Exit.Description exit = commands.load(Exit.CATEGORY, code).state().description();
    if (exit == null) {
      throw Problem.invalid("/exit", "unknown-exit");
    }
    return exit;
  }

  static Verdict verdict(String id, Done<VisitEvent> done) {
    for (Recorded<VisitEvent> event : done.events()) {
      if (event.event() instanceof VisitorDenied denied) {
        return new Verdict(id, "TURNED_AWAY", denied.reasons().stream().map(Enum::name).toList());
      }
    }
    return new Verdict(id, INSIDE, List.of());
  }

  @POST
  @Path("{id}/admissions")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "对应拒绝者仍予放行，须说明理由并报办公室 / Let in all the same; the office is told")
  @APIResponse(responseCode = "200", description = "已放行 / Let in")
  public RestResponse<Verdict> admit(@PathParam("id") String id, AdmissionAllTheSame body) {
    Instant now = clock.instant();
    GateRules.notFromTheFuture("/at", body.at(), now);
    return act(
        id,
        new AdmitDespiteRefusal(body.reason(), body.at(), rules.leaveBy(body.at(), now)),
        body.at(),
        INSIDE);
  }

  @POST
  @Path("{id}/departures")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "离开登记 / The visitor leaves")
  @APIResponse(responseCode = "200", description = "已离开 / Gone")
  public RestResponse<Verdict> leave(@PathParam("id") String id, Departure body) {
    GateRules.notFromTheFuture("/at", body.at(), clock.instant());
    return act(id, new RecordDeparture(body.at()), body.at(), "GONE");
  }

  private RestResponse<Verdict> act(String id, VisitCommand command, Instant at, String status) {
    owned(id);
    Done<VisitEvent> done =
        commands.handle(VisitDecider.CATEGORY, id, new Ask(id, command), at, at);
    return Answers.ok(done, new Verdict(id, status, List.of()));
  }

  @POST
  @Path("{id}/reveals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "查看来访人员个人信息，须说明用途，查看本身留痕" + " / See who it was; says for what, and is itself recorded")
  @APIResponse(responseCode = "200", description = "个人信息 / The personal data")
  public RestResponse<Revealed> reveal(@PathParam("id") String id, Reveal body) {
    Visit.Who who = owned(id);
    Done<VisitEvent> done =
        commands.handle(VisitDecider.CATEGORY, id, new Ask(id, new RevealVisitor(body.purpose())));
    Visitor v = who.visitor();
    return Answers.ok(done, new Revealed(id, v.name(), v.phone(), v.idNumber(), v.company()));
  }

  /** The visit, for the department that guards its exit or the office. */
  private Visit.Who owned(String id) {
    Visit.Who who =
        who(commands.load(VisitDecider.CATEGORY, streamKey(id)).state())
            .orElseThrow(Problem::notFound);
    caller.mustActFor(who.department());
    return who;
  }

  static Optional<Visit.Who> who(Visit state) {
    return switch (state) {
      case Visit.NotRegistered _ -> Optional.empty();
      case Visit.Registered(var one) -> Optional.of(one);
      case Visit.Inside inside -> Optional.of(inside.who());
      case Visit.TurnedAway(var one, _) -> Optional.of(one);
      case Visit.Gone(var one, _, _) -> Optional.of(one);
    };
  }

  private static String streamKey(String id) {
    if (!id.matches("[0-9a-f-]{36}")) {
      throw Problem.notFound();
    }
    return id;
  }

  @GET
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "来访列表，最新在前；status=INSIDE 即现在楼内 / Visits, newest first; INSIDE for who is in now")
  public Page<Item> list(
      @QueryParam("exit") @Nullable String exit,
      @QueryParam("status") @Nullable String status,
      @Parameter(
              description =
                  "只列闭楼时未签离的，包括后来补签的 / Only those who had not been signed out when the building"
                      + " closed, even if they were later")
          @QueryParam("overdue")
          boolean overdue,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(VisitView.NAME);
    List<VisitRow> rows =
        VisitRow.find(
            caller.confinedTo().orElse(null), exit, status, overdue, after, Page.rows(limit));
    return Page.of(rows, limit, Visitors::item, row -> row.id);
  }

  @GET
  @Path("inside")
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "某一时刻在楼内的来访人员 / Who was in the building at an instant",
      description = "不带参数即现在。 / Now, unless an instant is asked for. Who came first is first.")
  public Page<Item> inside(
      @BeanParam PastQuery query,
      @QueryParam("exit") @Nullable String exit,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(VisitView.NAME);
    Moment moment = past.moment(query);
    Instant known = Optional.ofNullable(moment.asOf()).orElseGet(clock::instant);
    Instant at = Optional.ofNullable(moment.validAt()).orElse(known);
    String department = caller.confinedTo().orElse(null);
    List<VisitRow> rows = VisitRow.inside(department, exit, at, known, after, Page.rows(limit));
    return Page.of(rows, limit, Visitors::insideAt, row -> row.id);
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一次来访，可查询过去 / One visit, now or then")
  public RestResponse<Item> one(@PathParam("id") String id, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      return ResponseBuilder.ok(then(streamKey(id), moment)).build();
    }
    views.await(VisitView.NAME);
    VisitRow row = VisitRow.findById(id);
    if (row == null || isHidden(row.department, row.visitedDepartment)) {
      throw Problem.notFound();
    }
    return Answers.read(item(row), row.version);
  }

  private boolean isHidden(String department, String visitedDepartment) {
    return caller
        .confinedTo()
        .filter(own -> !own.equals(department) && !own.equals(visitedDepartment))
        .isPresent();
  }

  private Item then(String id, Moment moment) {
    Visit state = past.state(VisitDecider.CATEGORY, id, moment, Hindsight.byOccurrence());
    Visit.Who who =
        who(state)
            .filter(one -> !isHidden(one.department(), one.visitedDepartment()))
            .orElseThrow(Problem::notFound);
    return switch (state) {
      case Visit.NotRegistered _ -> throw Problem.notFound();
      case Visit.Registered _ -> item(id, who, "REGISTERED", List.of(), null, false, null);
      case Visit.Inside(_, _, var limit, var overdue) ->
          item(id, who, INSIDE, List.of(), limit == null ? null : limit.leaveBy(), overdue, null);
      case Visit.TurnedAway(_, var reasons) ->
          item(id, who, "TURNED_AWAY", reasons, null, false, null);
      case Visit.Gone(_, var leftAt, var late) ->
          item(id, who, "GONE", List.of(), null, late, leftAt);
    };
  }

  private static Item item(
      String id,
      Visit.Who who,
      String status,
      List<Reason> reasons,
      @Nullable Instant leaveBy,
      boolean overdue,
      @Nullable Instant leftAt) {
    return new Item(
        id,
        who.exit(),
        who.department(),
        who.visitedDepartment(),
        who.visitor().maskedName(),
        status,
        reasons.stream().map(Enum::name).toList(),
        who.lateEntered(),
        who.at(),
        leaveBy,
        overdue,
        leftAt,
        who.repeatOf());
  }

  /** What happened to the visit since is not of that instant. */
  private static Item insideAt(VisitRow row) {
    return new Item(
        row.id,
        row.exit,
        row.department,
        row.visitedDepartment,
        row.maskedName,
        INSIDE,
        List.of(row.reasons),
        row.lateEntered,
        row.at,
        row.leaveBy,
        false,
        null,
        row.repeatOf);
  }

  private static Item item(VisitRow row) {
    return new Item(
        row.id,
        row.exit,
        row.department,
        row.visitedDepartment,
        row.maskedName,
        row.status,
        List.of(row.reasons),
        row.lateEntered,
        row.at,
        row.leaveBy,
        row.overdue,
        row.leftAt,
        row.repeatOf);
  }
}
