package org.vigil.disinfection.terminal.api;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.api.Orderers;
import org.vigil.disinfection.order.api.PersonBody;
import org.vigil.disinfection.order.api.Texts;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.disinfection.round.domain.Zone;
import org.vigil.disinfection.round.domain.ZoneCommand;
import org.vigil.disinfection.round.domain.ZoneEvent;
import org.vigil.disinfection.terminal.domain.TerminalCommand;
import org.vigil.disinfection.terminal.domain.TerminalCommand.CancelOrder;
import org.vigil.disinfection.terminal.domain.TerminalCommand.CorrectOrder;
import org.vigil.disinfection.terminal.domain.TerminalCommand.OrderDisinfection;
import org.vigil.disinfection.terminal.domain.TerminalCommand.RecordCompletion;
import org.vigil.disinfection.terminal.domain.TerminalCommand.RevealOrder;
import org.vigil.disinfection.terminal.domain.TerminalCommand.Work;
import org.vigil.disinfection.terminal.domain.TerminalDecider;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.Matter;
import org.vigil.disinfection.terminal.domain.TerminalEvent;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalOrder;
import org.vigil.disinfection.terminal.view.TerminalView;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Times;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandHandler.Snapshot;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.projection.Sql;

/** 终末消毒: who asks for it knows of a suspicion, and is to report it (3.6-d, 3.11-b). */
@Path("/api/v1/terminal-disinfections")
@Tag(name = "terminal-disinfections", description = "终末消毒 / Terminal disinfections (3.6-d)")
@RunOnVirtualThread
public class TerminalDisinfections {

  private static final String PATH = "/api/v1/terminal-disinfections/";

  /** What is older is history, not a completion. */
  private static final Duration OLDEST = Duration.ofDays(30);

  private static final String LIST =
      """
      select * from terminal_disinfection
      where position < ? and (?::text is null or department = ? or cleaners = ?)
      order by position desc limit ?
      """;

  private final Commands commands;
  private final Caller caller;
  private final Orderers orderers;
  private final Views views;
  private final Past past;
  private final SubjectIds subjects;
  private final Cleaners cleaners;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;
  private final Category<ZoneCommand, Zone, ZoneEvent> zones;

  @Inject
  TerminalDisinfections(
      Commands commands,
      Caller caller,
      Orderers orderers,
      Views views,
      Past past,
      SubjectIds subjects,
      Cleaners cleaners,
      InstantSource clock,
      AgroalDataSource dataSource,
      Category<ZoneCommand, Zone, ZoneEvent> zones) {
    this.commands = commands;
    this.caller = caller;
    this.orderers = orderers;
    this.views = views;
    this.past = past;
    this.subjects = subjects;
    this.cleaners = cleaners;
    this.clock = clock;
    this.dataSource = dataSource;
    this.zones = zones;
  }

  /** Which place, and because of whom, as said first or put right. */
  @Schema(name = "TerminalDisinfectionContent")
  public record ContentBody(
      @Schema(description = "区域代码；区域与地点至少一项 / A zone; at least one of the two", examples = "LIFT")
          @Nullable
          @Pattern(regexp = "[A-Z0-9-]{2,30}")
          String zone,
      @Schema(description = "地点 / The place in words", examples = "三楼 305")
          @Nullable
          @Size(max = 100)
          @Pattern(regexp = Texts.LINE)
          String place,
      @Schema(description = "疑似病例本人；不知何人可不填 / Because of whom; left out where nobody knows")
          @Nullable
          @Valid
          PersonBody person,
      @Nullable @Size(max = 200) @Pattern(regexp = Texts.LINE) String note) {}

  /** A place is to be disinfected. */
  @Schema(name = "TerminalDisinfectionOrder")
  public record OrderBody(
      @Schema(description = "提出要求的科室 / The department that asks", examples = "GWYC")
          @NotBlank
          @Pattern(regexp = Texts.DEPARTMENT)
          String department,
      @NotNull @Valid ContentBody content) {}

  /** The order as it should read. */
  @Schema(name = "TerminalDisinfectionCorrection")
  public record CorrectionBody(
      @NotNull @Valid ContentBody content,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** What was done. */
  @Schema(name = "TerminalDisinfectionCompletion")
  public record CompletionBody(
      @NotNull Instant doneAt,
      @Schema(description = "消毒人代号 / Who did it, by a code", examples = "ZH-008")
          @NotBlank
          @Pattern(regexp = Texts.BY)
          String by,
      @NotBlank @Size(max = 60) @Pattern(regexp = Texts.LINE) @Schema(examples = "含氯消毒剂")
          String agent,
      @Nullable @Size(max = 40) @Pattern(regexp = Texts.LINE) String lot,
      @Nullable @Size(max = 20) @Pattern(regexp = Texts.LINE) @Schema(examples = "1:50")
          String dilution) {}

  /** Why it need not be done. */
  @Schema(name = "TerminalDisinfectionCancellation")
  public record CancellationBody(
      @Schema(description = "误报，本不应提出 / It should never have been asked for") @NotNull
          Boolean mistaken,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** What the personal data is needed for. */
  @Schema(name = "TerminalDisinfectionRevealing")
  public record RevealBody(
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String purpose) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "要求终末消毒 / Ask for a terminal disinfection",
      description =
          "科室只为本科室提出，消杀科室可代各科室登记。提出即说明有人知情，该科室须在时限内上报；未写明何人的，上报时填写信号编号。 / A department asks for its"
              + " own matters, the cleaners for any at its word. Who asks knows of a suspicion, and"
              + " the department owes a report of it; where nobody is named, the report names the"
              + " signal.")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> order(OrderBody body) {
    OrderedBy by = orderers.by(body.department(), cleaners.department());
    String id = UUID.randomUUID().toString();
    OrderDisinfection command =
        new OrderDisinfection(
            id,
            subject(body.content().person(), null),
            body.department(),
            cleaners.department(),
            by,
            content(body.content()),
            cleaners.dueAt(clock.instant()));
    Done<TerminalEvent> done = commands.handle(TerminalDecider.CATEGORY, id, command);
    String key = done.stream().key();
    TerminalDisinfectionOrdered ordered =
        (TerminalDisinfectionOrdered) done.events().getFirst().event();
    return Answers.created(PATH + key, done, new Answer.Receipt(key, ordered.dueAt()));
  }

  /** Whom it is about; somebody of their own where nobody is named, or still nobody. */
  private String subject(@Nullable PersonBody named, @Nullable Matter before) {
    if (named != null) {
      Person person = before == null ? null : before.order().person();
      return person == null
          ? named.subjectId(subjects)
          : named.subjectId(subjects, person, before.subjectId());
    }
    return before != null && before.order().person() == null
        ? before.subjectId()
        : UUID.randomUUID().toString().replace("-", "");
  }

  private TerminalOrder content(ContentBody body) {
    String zone = body.zone();
    String place = body.place() == null || body.place().isBlank() ? null : body.place();
    if (zone == null && place == null) {
      throw Problem.invalid("/content/place", "no-place-named");
    }
    if (zone != null && commands.load(zones, zone).version() == 0) {
      throw Problem.invalid("/content/zone", "no-such-zone");
    }
    Person person = body.person() == null ? null : body.person().person();
    return new TerminalOrder(zone, place, person, body.note());
  }

  @POST
  @Path("{id}/corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "更正，或补充是何人 / Put it right, or say who it was",
      description =
          "更正为另一人时，对原来那人的应报事项收回，对现在这人的另起。 / Where it is somebody else, what was owed about the"
              + " first is taken back, and a report is owed about the second.")
  @APIResponse(responseCode = "200", description = "已更正 / Corrected")
  public RestResponse<Answer.Receipt> correct(@PathParam("id") String id, CorrectionBody body) {
    Matter it = found(id);
    caller.mustActFor(it.department());
    return act(
        it,
        new CorrectOrder(
            subject(body.content().person(), it),
            orderers.by(it.department(), it.cleaners()),
            content(body.content()),
            body.reason()));
  }

  @POST
  @Path("{id}/completions")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "消杀科室登记已完成 / The cleaners say that it is done")
  @APIResponse(responseCode = "200", description = "已登记 / Recorded")
  public RestResponse<Answer.Receipt> complete(@PathParam("id") String id, CompletionBody body) {
    Matter it = found(id);
    caller.mustActFor(it.cleaners());
    Instant now = clock.instant();
    Times.notFromTheFuture("/doneAt", body.doneAt(), now);
    if (body.doneAt().isBefore(now.minus(OLDEST))) {
      throw Problem.invalid("/doneAt", "too-long-ago");
    }
    Work work = new Work(body.doneAt(), body.by(), body.agent(), body.lot(), body.dilution());
    Done<TerminalEvent> done =
        commands.handle(
            TerminalDecider.CATEGORY, id, new RecordCompletion(work), body.doneAt(), body.doneAt());
    return Answers.ok(done, new Answer.Receipt(id, it.dueAt()));
  }

  @POST
  @Path("{id}/cancellations")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "取消，或撤销误报 / It need not be done, or was asked for by mistake",
      description =
          "取消不收回应报事项；误报收回。已完成的不能取消。 / That it need not be done takes nothing back; a mistake does."
              + " What is done stays.")
  @APIResponse(responseCode = "200", description = "已记录 / Recorded")
  public RestResponse<Answer.Receipt> cancel(@PathParam("id") String id, CancellationBody body) {
    Matter it = found(id);
    caller.mustActFor(it.department());
    return act(it, new CancelOrder(body.mistaken(), body.reason(), clock.instant()));
  }

  @POST
  @Path("{id}/reveals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "查看因何人而起（须说明用途并记录） / See because of whom; who and why is recorded",
      description = "仅提出的科室和办公室 / For who asked and for the office only.")
  @APIResponse(responseCode = "200", description = "个人信息 / The personal data")
  public RestResponse<Answer.Revealed> reveal(@PathParam("id") String id, RevealBody body) {
    Matter it = found(id);
    caller.mustActFor(it.department());
    Done<TerminalEvent> done =
        commands.handle(TerminalDecider.CATEGORY, id, new RevealOrder(body.purpose()));
    Person person = it.order().person();
    return Answers.ok(
        done,
        new Answer.Revealed(
            id,
            person == null ? null : person.name(),
            person == null ? null : person.phone(),
            it.order().note()));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "终末消毒列表，新的在前 / Terminal disinfections, the newest first",
      description = "科室只见本科室，消杀科室见全部；姓名已脱敏 / A department sees its own, the cleaners all; masked.")
  public Page<Answer.Item> list(
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(TerminalView.NAME);
    String own = caller.confinedTo().orElse(null);
    List<Answer.Item> rows =
        Sql.list(
            dataSource,
            LIST,
            TerminalDisinfections::item,
            Page.before(after),
            own,
            own,
            own,
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一项终末消毒，可查询过去（asOf） / One terminal disinfection, now or then")
  @APIResponse(
      responseCode = "200",
      description = "终末消毒（脱敏） / The order, masked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Whole.class)))
  public RestResponse<Answer.Whole> one(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      TerminalDisinfection then =
          past.state(TerminalDecider.CATEGORY, key(id), moment, Hindsight.byOccurrence());
      return ResponseBuilder.ok(Answer.Whole.of(mustFind(then), then)).build();
    }
    Snapshot<TerminalDisinfection> now = commands.load(TerminalDecider.CATEGORY, key(id));
    return Answers.read(Answer.Whole.of(mustFind(now.state()), now.state()), now.version());
  }

  private RestResponse<Answer.Receipt> act(Matter it, TerminalCommand command) {
    return Answers.ok(
        commands.handle(TerminalDecider.CATEGORY, it.orderId(), command),
        new Answer.Receipt(it.orderId(), it.dueAt()));
  }

  private Matter found(String id) {
    return mustFind(commands.load(TerminalDecider.CATEGORY, key(id)).state());
  }

  private Matter mustFind(TerminalDisinfection state) {
    Matter it = state.about().orElseThrow(Problem::notFound);
    orderers.mustFind(it.department(), it.cleaners());
    return it;
  }

  private static String key(String id) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    return id;
  }

  private static Answer.Item item(ResultSet row) throws SQLException {
    return new Answer.Item(
        row.getString("id"),
        row.getString("department"),
        row.getString("cleaners"),
        row.getString("masked_name"),
        row.getString("zone"),
        row.getString("place"),
        row.getString("status"),
        Sql.instant(row, "due_at"),
        Sql.instantOrNull(row, "done_at"),
        row.getBoolean("overdue"),
        row.getLong("position"));
  }
}
