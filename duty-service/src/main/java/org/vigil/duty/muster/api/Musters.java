package org.vigil.duty.muster.api;

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.muster.domain.Muster;
import org.vigil.duty.muster.domain.Muster.CallMuster;
import org.vigil.duty.muster.domain.Muster.CloseMuster;
import org.vigil.duty.muster.domain.MusterCall;
import org.vigil.duty.muster.domain.MusterKind;
import org.vigil.duty.muster.domain.MusterUnit;
import org.vigil.duty.muster.domain.MusterUnitCommand;
import org.vigil.duty.muster.domain.MusterUnitCommand.Acknowledge;
import org.vigil.duty.muster.domain.MusterUnitCommand.ConfirmArrival;
import org.vigil.duty.muster.domain.MusterUnitCommand.Excuse;
import org.vigil.duty.muster.domain.MusterUnitCommand.ExcuseAbsence;
import org.vigil.duty.muster.domain.MusterUnitCommand.Manner;
import org.vigil.duty.muster.domain.MusterUnitDecider;
import org.vigil.duty.muster.domain.MusterUnitEvent;
import org.vigil.duty.muster.domain.MustersInHindsight;
import org.vigil.duty.muster.view.MusterBoard;
import org.vigil.duty.muster.view.MusterBoard.Count;
import org.vigil.duty.muster.view.MusterBoard.Head;
import org.vigil.duty.muster.view.MusterBoard.Person;
import org.vigil.duty.muster.view.MusterTally;
import org.vigil.duty.muster.view.MusterView;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Times;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;

/** Musters. */
@Path("/api/v1/musters")
@Tag(name = "musters", description = "紧急集结 / Musters")
@RunOnVirtualThread
public class Musters {

  /** The parameter: how long after T0 a department hears of who has not acknowledged. */
  public static final String FIRST_WARNING = "duty.muster-first-warning";

  /** The parameter: how long after T0 the office hears of them too. */
  public static final String SECOND_WARNING = "duty.muster-second-warning";

  private static final String CODE = "[A-Z0-9]{2,12}";
  private static final String TEXT = "\\P{Cntrl}*";
  private static final String STAFF_NO = "[A-Za-z0-9-]{1,40}";
  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final Policies policies;
  private final SubjectIds subjects;
  private final InstantSource clock;
  private final Category<MusterUnitCommand, MusterUnit, MusterUnitEvent> units;
  private final ActiveDepartments departments;
  private final MusterBoard board;

  @Inject
  Musters(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      Policies policies,
      SubjectIds subjects,
      InstantSource clock,
      Category<MusterUnitCommand, MusterUnit, MusterUnitEvent> units,
      ActiveDepartments departments,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.policies = policies;
    this.subjects = subjects;
    this.clock = clock;
    this.units = units;
    this.departments = departments;
    this.board = new MusterBoard(dataSource);
  }

  /** The codes of all departments that are active. */
  public interface ActiveDepartments extends Supplier<List<String>> {}

  /** The order to gather. It goes to everybody: it names nobody. */
  @Schema(name = "MusterCallBody")
  public record CallBody(
      @NotNull MusterKind kind,
      @NotBlank @Size(max = 200) @Pattern(regexp = TEXT) @Schema(examples = "大楼封控应急")
          String occasion,
      @NotBlank @Size(max = 100) @Pattern(regexp = TEXT) @Schema(examples = "一楼大厅") String place,
      @Schema(description = "牵头科室 / The department that leads", examples = "BGS")
          @NotBlank
          @Pattern(regexp = CODE)
          String department,
      @Schema(description = "集结科室；不填为全部 / Who is summoned; all if absent")
          @Nullable
          @Size(min = 1, max = 500)
          List<@NotBlank @Pattern(regexp = CODE) String> departments) {}

  /** People of one department who say that they come. */
  public record AcknowledgementBody(
      @NotBlank @Pattern(regexp = CODE) String department,
      @NotNull @Size(min = 1, max = 500)
          List<@NotBlank @Pattern(regexp = STAFF_NO) String> staffNos,
      @NotNull Source by) {}

  /** People of one department who are there. */
  public record ArrivalBody(
      @NotBlank @Pattern(regexp = CODE) String department,
      @NotNull @Size(min = 1, max = 500)
          List<@NotBlank @Pattern(regexp = STAFF_NO) String> staffNos,
      @NotNull Source by,
      @NotNull Instant at) {}

  /** Somebody who comes through a gate; of whatever department. */
  public record GateArrivalBody(
      @NotBlank @Pattern(regexp = "[A-Z0-9-]{1,20}") @Schema(examples = "EAST") String exit,
      @NotBlank @Pattern(regexp = STAFF_NO) String staffNo,
      @NotNull Instant at) {}

  /** Why somebody does not come. */
  @Schema(name = "MusterExcuseBody")
  public record ExcuseBody(
      @NotBlank @Pattern(regexp = CODE) String department,
      @NotBlank @Pattern(regexp = STAFF_NO) String staffNo,
      @NotNull Excuse excuse,
      @Nullable @Size(max = 200) @Pattern(regexp = TEXT) String note) {}

  /** The end. */
  public record ClosingBody(@NotNull Instant at) {}

  /** Who says so for a department. */
  public enum Source {
    SELF,
    HEAD
  }

  /** A muster that was called. */
  public record Called(String id, Instant calledAt, Instant deadlineAt, List<String> departments) {}

  /** How many were meant by a report, and how many of them it was news of. */
  @Schema(name = "MusterReceipt")
  public record Noted(int named, int noted) {}

  /** A muster, and how it stands: for the commander, of all; for a department, of its own. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MusterBoard")
  public record Board(
      String id,
      String kind,
      String occasion,
      String place,
      String department,
      Instant calledAt,
      Instant deadlineAt,
      @Nullable Instant closedAt,
      int summoned,
      int arrived,
      int late,
      int excused,
      int absent,
      int coming,
      int silent,
      int arrivedPercent,
      List<Count> departments) {}

  @POST
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "发布集结令，自此计时一小时 / Call a muster; the hour runs from now",
      description =
          "实战集结立即通知 L2–L5；演练不通知。T0+15、T0+30 未应答预警，T0+60:00 整判定到位情况（预警时间为政策参数）。 / A real"
              + " muster tells L2 to L5 at once, a drill does not. Early warnings, then the verdict"
              + " at T0 + 60:00.")
  @APIResponse(
      responseCode = "201",
      description = "已发布 / Called",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Called.class)))
  public RestResponse<Called> call(CallBody body) {
    Instant now = clock.instant();
    List<String> active = departments.get();
    List<String> summoned = body.departments() == null ? active : body.departments();
    List<Violation> wrong = new ArrayList<>();
    if (!active.contains(body.department())) {
      wrong.add(Violation.of("/department", "unknown-department"));
    }
    for (int i = 0; i < summoned.size(); i++) {
      if (!active.contains(summoned.get(i))) {
        wrong.add(Violation.of("/departments/" + i, "unknown-department"));
      }
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong);
    }
    String id = UUID.randomUUID().toString();
    MusterCall call =
        new MusterCall(
            id,
            body.kind(),
            body.occasion(),
            body.place(),
            body.department(),
            summoned.stream().distinct().toList(),
            now,
            now.plus(policies.duration(FIRST_WARNING, now)),
            now.plus(policies.duration(SECOND_WARNING, now)),
            now.plus(MusterCall.WITHIN));
    Done<Muster.Event> done = commands.handle(Muster.CATEGORY, id, new CallMuster(call));
    String key = done.stream().key();
    MusterCall recorded =
        done.events().getFirst().event() instanceof Muster.MusterCalled(var first) ? first : call;
    return Answers.created(
        "/api/v1/musters/" + key,
        done,
        new Called(key, recorded.calledAt(), recorded.deadlineAt(), recorded.departments()));
  }

  @POST
  @Path("{id}/acknowledgements")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "应答：本人，或科室负责人代报多人 / People acknowledge, each or several by the head")
  @APIResponse(responseCode = "200", description = "已应答 / Acknowledged")
  public RestResponse<Noted> acknowledge(@PathParam("id") String id, AcknowledgementBody body) {
    onlyOne(body.by(), body.staffNos());
    caller.mustActFor(body.department());
    return act(
        id,
        body.department(),
        body.staffNos().size(),
        new Acknowledge(people(body.staffNos()), manner(body.by()), clock.instant()));
  }

  @POST
  @Path("{id}/arrivals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "到位：本人，或科室负责人代报多人 / People are there, each or several by the head")
  @APIResponse(responseCode = "200", description = "已到位 / There")
  public RestResponse<Noted> arrive(@PathParam("id") String id, ArrivalBody body) {
    onlyOne(body.by(), body.staffNos());
    caller.mustActFor(body.department());
    Instant now = clock.instant();
    return act(
        id,
        body.department(),
        body.staffNos().size(),
        new ConfirmArrival(
            people(body.staffNos()), manner(body.by()), null, past(body.at(), now), now));
  }

  @POST
  @Path("{id}/gate-arrivals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "门岗登记到位，人员可属任何科室 / A guard sees somebody arrive, of any department")
  @APIResponse(responseCode = "200", description = "已到位 / There")
  public RestResponse<Noted> arriveAtGate(@PathParam("id") String id, GateArrivalBody body) {
    Exit.Description exit = commands.load(Exit.CATEGORY, body.exit()).state().description();
    if (exit == null) {
      throw Problem.invalid("/exit", "unknown-exit");
    }
    caller.mustActFor(exit.department());
    String person = subjects.of(null, body.staffNo());
    views.await(MusterView.NAME);
    String department =
        board
            .departmentOf(muster(id), person)
            .orElseThrow(() -> Problem.of(409, "person-not-summoned"));
    Instant now = clock.instant();
    return act(
        id,
        department,
        1,
        new ConfirmArrival(List.of(person), Manner.GATE, exit.code(), past(body.at(), now), now));
  }

  @POST
  @Path("{id}/excuses")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记不能到位的理由 / Enter why somebody does not come")
  @APIResponse(responseCode = "200", description = "已登记 / Entered")
  public RestResponse<Noted> excuse(@PathParam("id") String id, ExcuseBody body) {
    caller.mustActFor(body.department());
    return act(
        id,
        body.department(),
        1,
        new ExcuseAbsence(
            subjects.of(null, body.staffNo()), body.excuse(), body.note(), clock.instant()));
  }

  @POST
  @Path("{id}/closings")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "结束集结 / Close a muster")
  @APIResponse(responseCode = "200", description = "已结束 / Closed")
  public RestResponse<ClosingBody> close(@PathParam("id") String id, ClosingBody body) {
    Instant at = past(body.at(), clock.instant());
    return Answers.ok(
        commands.handle(Muster.CATEGORY, muster(id), new CloseMuster(at)), new ClosingBody(at));
  }

  private RestResponse<Noted> act(
      String id, String department, int named, MusterUnitCommand command) {
    MusterCall call =
        switch (commands.load(Muster.CATEGORY, muster(id)).state()) {
          case Muster.NotCalled _ -> throw Problem.notFound();
          case Muster.Called(var one) -> one;
          case Muster.Closed(var one) -> one;
        };
    if (!call.departments().contains(department)) {
      throw Problem.of(409, "department-not-summoned");
    }
    Done<MusterUnitEvent> done = handle(MusterUnitDecider.key(id, department), command);
    long noted =
        done.events().stream()
            .filter(
                event ->
                    switch (event.event()) {
                      case MusterUnitEvent.MusterAcknowledged _,
                          MusterUnitEvent.MusterArrivalConfirmed _,
                          MusterUnitEvent.MusterAbsenceExcused _ ->
                          true;
                      case MusterUnitEvent.DepartmentSummoned _,
                          MusterUnitEvent.PeopleSummoned _,
                          MusterUnitEvent.MusterUnacknowledged _,
                          MusterUnitEvent.MusterAbsenceFound _,
                          MusterUnitEvent.MusterDeadlinePassed _,
                          MusterUnitEvent.DepartmentStoodDown _ ->
                          false;
                    })
            .count();
    return Answers.ok(done, new Noted(named, Math.toIntExact(noted)));
  }

  /** The call reaches the departments within a moment; who is faster is asked to try again. */
  private Done<MusterUnitEvent> handle(String key, MusterUnitCommand command) {
    try {
      return commands.handle(units, key, command);
    } catch (Problem e) {
      throw e.code().equals("no-such-muster") ? Problem.of(503, "view-behind") : e;
    }
  }

  private List<String> people(List<String> staffNos) {
    return staffNos.stream().map(number -> subjects.of(null, number)).toList();
  }

  private static Manner manner(Source by) {
    return switch (by) {
      case SELF -> Manner.SELF;
      case HEAD -> Manner.HEAD;
    };
  }

  private static void onlyOne(Source by, List<String> staffNos) {
    if (by == Source.SELF && staffNos.size() > 1) {
      throw Problem.invalid("/staffNos", "one-speaks-for-oneself");
    }
  }

  private static Instant past(Instant at, Instant now) {
    Times.notFromTheFuture("/at", at, now);
    return at.isAfter(now) ? now : at;
  }

  private static String muster(String id) {
    if (!id.matches("[0-9a-f-]{36}")) {
      throw Problem.notFound();
    }
    return id;
  }

  @GET
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "集结列表，最新在前 / Musters, newest first")
  public Page<Head> list(
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(MusterView.NAME);
    return Page.of(
        board.heads(caller.confinedTo().orElse(null), after, Page.rows(limit)),
        limit,
        row -> row,
        Head::id);
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "集结统计：到位、应答、未应答，分科室；实时，或过去某时刻 / The count, by department, now or then",
      description =
          "validAt 的答复中，人员自到位之时起算到位，与何时登记无关；结论自时限起有效。 / In an answer to validAt somebody is"
              + " there from when they came, whenever that was entered; the verdict holds from the"
              + " deadline.")
  public RestResponse<Board> one(@PathParam("id") String id, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      return ResponseBuilder.ok(then(muster(id), moment)).build();
    }
    views.await(MusterView.NAME);
    Head head = board.head(muster(id)).orElseThrow(Problem::notFound);
    List<Count> counts = board.counts(id, caller.confinedTo().orElse(null));
    if (counts.isEmpty() && caller.confinedTo().isPresent()) {
      throw Problem.notFound();
    }
    return Answers.read(board(head, counts), head.version());
  }

  private Board then(String id, Moment moment) {
    List<Recorded<Muster.Event>> known = past.known(Muster.CATEGORY, id, moment);
    Instant validAt = moment.validAt();
    List<Muster.Event> events =
        validAt == null
            ? known.stream().map(Recorded::event).toList()
            : MustersInHindsight.muster(validAt, known);
    MusterCall call = null;
    Instant closedAt = null;
    for (Muster.Event event : events) {
      switch (event) {
        case Muster.MusterCalled(var called) -> call = called;
        case Muster.MusterClosed closed -> closedAt = closed.at();
      }
    }
    if (call == null) {
      throw Problem.notFound();
    }
    String own = caller.confinedTo().orElse(null);
    List<Count> counts =
        call.departments().stream()
            .filter(code -> own == null || code.equals(own))
            .sorted()
            .flatMap(code -> tally(id, code, moment).stream())
            .toList();
    if (counts.isEmpty() && own != null) {
      throw Problem.notFound();
    }
    Head head =
        new Head(
            id,
            call.kind().name(),
            call.occasion(),
            call.place(),
            call.department(),
            call.calledAt(),
            call.deadlineAt(),
            closedAt,
            events.size());
    return board(head, counts);
  }

  private Optional<Count> tally(String id, String department, Moment moment) {
    List<Recorded<MusterUnitEvent>> known =
        past.known(units, MusterUnitDecider.key(id, department), moment);
    Instant validAt = moment.validAt();
    return MusterTally.of(
        validAt == null
            ? known.stream().map(Recorded::event).toList()
            : MustersInHindsight.unit(validAt, known));
  }

  private static Board board(Head head, List<Count> counts) {
    int summoned = sum(counts, Count::summoned);
    int arrived = sum(counts, Count::arrived);
    return new Board(
        head.id(),
        head.kind(),
        head.occasion(),
        head.place(),
        head.department(),
        head.calledAt(),
        head.deadlineAt(),
        head.closedAt(),
        summoned,
        arrived,
        sum(counts, Count::late),
        sum(counts, Count::excused),
        sum(counts, Count::absent),
        sum(counts, Count::coming),
        sum(counts, Count::silent),
        summoned == 0 ? 0 : arrived * 100 / summoned,
        counts);
  }

  private static int sum(List<Count> counts, ToIntFunction<Count> part) {
    return counts.stream().mapToInt(part).sum();
  }

  @GET
  @Path("{id}/people")
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "集结人员，姓名掩码，可按状态筛选 / Its people, masked; by standing",
      description = "standing: ARRIVED, LATE, EXCUSED, ABSENT, COMING, SILENT")
  public Page<Person> people(
      @PathParam("id") String id,
      @QueryParam("department") @Nullable String department,
      @QueryParam("standing") @Nullable String standing,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(MusterView.NAME);
    if (board.head(muster(id)).isEmpty()) {
      throw Problem.notFound();
    }
    return Page.of(
        board.people(id, caller.confinedTo().orElse(department), standing, after, Page.rows(limit)),
        limit,
        row -> row,
        Person::id);
  }
}
