package org.vigil.duty.presence.api;

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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.presence.domain.Duty;
import org.vigil.duty.presence.domain.DutyPlan;
import org.vigil.duty.presence.domain.Matter;
import org.vigil.duty.presence.domain.PresenceCommand;
import org.vigil.duty.presence.domain.PresenceCommand.AnswerProbe;
import org.vigil.duty.presence.domain.PresenceCommand.CheckIn;
import org.vigil.duty.presence.domain.PresenceCommand.CheckOut;
import org.vigil.duty.presence.domain.PresenceCommand.PrepareHandover;
import org.vigil.duty.presence.domain.PresenceCommand.SettleMatter;
import org.vigil.duty.presence.domain.PresenceCommand.SignHandover;
import org.vigil.duty.presence.domain.PresenceDecider;
import org.vigil.duty.presence.domain.PresenceEvent;
import org.vigil.duty.presence.domain.PresenceInHindsight;
import org.vigil.duty.presence.view.KeptShift;
import org.vigil.duty.presence.view.KeptShift.Kept;
import org.vigil.duty.presence.view.PresenceView;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.projection.Sql;

/** Shifts on duty, as they are kept. */
@Path("/api/v1/duty-shifts")
@Tag(name = "duty-shifts", description = "到岗、查岗、交接班 / Presence on duty")
@RunOnVirtualThread
public class DutyShifts {

  private static final String STAFF_NO = "[A-Za-z0-9-]{1,40}";
  private static final String SHIFT = "[A-Z0-9.-]{1,80}";
  private static final String TEXT = "\\P{Cntrl}*";

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final SubjectIds subjects;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;

  @Inject
  DutyShifts(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      SubjectIds subjects,
      InstantSource clock,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.subjects = subjects;
    this.clock = clock;
    this.dataSource = dataSource;
  }

  /** Who it is. */
  @Schema(name = "ShiftPersonBody")
  public record PersonBody(
      @NotBlank @Pattern(regexp = STAFF_NO) @Schema(examples = "BG-003") String staffNo) {}

  /** What is open, for whoever has the next shift. */
  public record HandoverBody(
      @NotBlank @Pattern(regexp = STAFF_NO) String staffNo,
      @NotBlank @Pattern(regexp = SHIFT) @Schema(examples = "BGS.DUTY.1665187200") String nextShift,
      @NotNull @Size(max = 50)
          List<@NotBlank @Size(max = 500) @Pattern(regexp = TEXT) String> matters) {}

  /** Which matter is not open any more. */
  public record SettlementBody(@NotBlank @Pattern(regexp = "[0-9a-f-]{36}") String matter) {}

  /** What was recorded. */
  @Schema(name = "DutyShiftReceipt")
  public record Noted(String shift, int version) {}

  /** What is open in a shift. */
  public record OpenMatter(String id, String text) {}

  @POST
  @Path("{shift}/check-ins")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "值班人员到岗 / The holder of the shift is there")
  @APIResponse(responseCode = "200", description = "已到岗 / There")
  public RestResponse<Noted> checkIn(@PathParam("shift") String shift, PersonBody body) {
    return act(shift, new CheckIn(subjects.of(null, body.staffNo()), clock.instant()));
  }

  @POST
  @Path("{shift}/check-outs")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "值班人员离岗；未交接先离且无人在岗为疑似擅离职守线索 / The holder goes; early, with nobody there: a lead")
  @APIResponse(responseCode = "200", description = "已离岗 / Gone")
  public RestResponse<Noted> checkOut(@PathParam("shift") String shift, PersonBody body) {
    return act(shift, new CheckOut(subjects.of(null, body.staffNo()), clock.instant()));
  }

  @POST
  @Path("{shift}/probe-answers")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "查岗应答 / The holder answers a probe")
  @APIResponse(responseCode = "200", description = "已应答 / Answered")
  public RestResponse<Noted> answer(@PathParam("shift") String shift, PersonBody body) {
    return act(shift, new AnswerProbe(subjects.of(null, body.staffNo()), clock.instant()));
  }

  @POST
  @Path("{shift}/handovers")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "交班人签字，未了事项随交 / The holder signs a hand-over with what is open")
  @APIResponse(responseCode = "200", description = "待接班人签字 / For the next to sign")
  public RestResponse<Noted> handOver(@PathParam("shift") String shift, HandoverBody body) {
    DutyPlan next = plan(body.nextShift());
    DutyPlan own = plan(shift);
    if (!next.department().equals(own.department()) || next.shiftId().equals(own.shiftId())) {
      throw Problem.invalid("/nextShift", "not-the-next-shift");
    }
    return act(
        shift,
        new PrepareHandover(
            subjects.of(null, body.staffNo()),
            body.nextShift(),
            body.matters().stream()
                .map(text -> new Matter(UUID.randomUUID().toString(), null, text))
                .toList(),
            clock.instant()));
  }

  @POST
  @Path("{shift}/handover-signatures")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "接班人签字：须为下一班次的值班人员 / The holder of the next shift signs too")
  @APIResponse(responseCode = "200", description = "已交接 / Handed over")
  public RestResponse<Noted> sign(@PathParam("shift") String shift, PersonBody body) {
    String person = subjects.of(null, body.staffNo());
    String next =
        switch (commands.load(PresenceDecider.CATEGORY, key(shift)).state()) {
          case Duty.Present present when present.handover() != null ->
              present.handover().nextShiftId();
          case Duty.Present _, Duty.Unknown _, Duty.Awaited _, Duty.Over _ -> null;
        };
    if (next != null && !plan(next).subjectId().equals(person)) {
      throw Problem.of(409, "duty-of-somebody-else");
    }
    return act(shift, new SignHandover(person, clock.instant()));
  }

  @POST
  @Path("{shift}/settled-matters")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "未了事项已办结 / A matter is not open any more")
  @APIResponse(responseCode = "200", description = "已办结 / Settled")
  public RestResponse<Noted> settle(@PathParam("shift") String shift, SettlementBody body) {
    return act(shift, new SettleMatter(body.matter(), clock.instant()));
  }

  private RestResponse<Noted> act(String shift, PresenceCommand command) {
    caller.mustActFor(plan(shift).department());
    var done = commands.handle(PresenceDecider.CATEGORY, shift, command);
    return Answers.ok(done, new Noted(shift, done.version()));
  }

  private DutyPlan plan(String shift) {
    return switch (commands.load(PresenceDecider.CATEGORY, key(shift)).state()) {
      case Duty.Unknown _ -> throw Problem.notFound();
      case Duty.Awaited duty -> duty.plan();
      case Duty.Present duty -> duty.plan();
      case Duty.Over duty -> duty.plan();
    };
  }

  private static String key(String shift) {
    if (!shift.matches(SHIFT)) {
      throw Problem.notFound();
    }
    return shift;
  }

  @GET
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "班次在岗情况，最新在前；status=PRESENT 即现在在岗 / Shifts, newest first; PRESENT for now",
      description = "status: AWAITED, PRESENT, OVER, WITHDRAWN")
  public Page<Kept> list(
      @QueryParam("department") @Nullable String department,
      @QueryParam("status") @Nullable String status,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(PresenceView.NAME);
    String of = caller.confinedTo().orElse(department);
    List<Kept> rows =
        Sql.list(
            dataSource,
            "select * from duty_shift where (?::text is null or department = ?) and (?::text is"
                + " null or status = ?) and (?::text is null or (starts_at, shift) < (select"
                + " starts_at, shift from duty_shift where shift = ?)) order by starts_at desc,"
                + " shift desc limit ?",
            KeptShift::row,
            of,
            of,
            status,
            status,
            after,
            after,
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, Kept::shift);
  }

  @GET
  @Path("{shift}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "一个班次的在岗情况，可查询过去 / One shift, now or then",
      description =
          "validAt 的答复中，未到岗自时限起算，忘记离岗登记自班次结束起算。 / In an answer to validAt what was missed holds"
              + " from when it was due, and a forgotten check-out from the end of the shift.")
  public Kept one(@PathParam("shift") String shift, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    String id = key(shift);
    return (moment.isNow() ? now(id) : then(id, moment))
        .filter(one -> !caller.isAnothers(one.department()))
        .orElseThrow(Problem::notFound);
  }

  private Optional<Kept> now(String shift) {
    views.await(PresenceView.NAME);
    return Sql.list(dataSource, "select * from duty_shift where shift = ?", KeptShift::row, shift)
        .stream()
        .findFirst();
  }

  private Optional<Kept> then(String shift, Moment moment) {
    List<Recorded<PresenceEvent>> known = past.known(PresenceDecider.CATEGORY, shift, moment);
    Instant validAt = moment.validAt();
    return KeptShift.of(
        validAt == null
            ? known.stream().map(Recorded::event).toList()
            : PresenceInHindsight.trueAt(validAt, known));
  }

  @GET
  @Path("{shift}/open-matters")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "本班未了事项，可查询过去 / What is open in a shift, now or then")
  public List<OpenMatter> openMatters(
      @PathParam("shift") String shift, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (caller.isAnothers(plan(shift).department())) {
      throw Problem.notFound();
    }
    Duty state =
        moment.isNow()
            ? commands.load(PresenceDecider.CATEGORY, shift).state()
            : past.state(PresenceDecider.CATEGORY, shift, moment, PresenceInHindsight::trueAt);
    return switch (state) {
      case Duty.Awaited duty -> open(duty.matters().values());
      case Duty.Present duty -> open(duty.matters().values());
      case Duty.Unknown _, Duty.Over _ -> List.of();
    };
  }

  private static List<OpenMatter> open(Collection<Matter> matters) {
    return matters.stream().map(matter -> new OpenMatter(matter.id(), matter.text())).toList();
  }
}
