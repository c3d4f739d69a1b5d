package org.vigil.duty.directory.api;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.MemberView;
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
import org.vigil.edge.Times;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.projection.Sql;

/** The bureau's directory. */
@Path("/api/v1")
@Tag(name = "directory", description = "科室、人员、出入口 / Departments, people, exits")
@RunOnVirtualThread
public class Directory {

  private static final String CODE = "[A-Z0-9]{2,12}";

  /** A bureau has some ten exits and departments; a city's has hundreds. */
  private static final int MAX_LISTED = 1_000;

  /** A phone that was reached longer ago is to be reached again. */
  private static final Duration OLDEST_FACT = Duration.ofDays(30);

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final PastDirectory then;
  private final SubjectIds subjects;
  private final AgroalDataSource dataSource;
  private final InstantSource clock;

  @Inject
  Directory(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      PastDirectory then,
      SubjectIds subjects,
      AgroalDataSource dataSource,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.then = then;
    this.subjects = subjects;
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** A department as it is to be. */
  public record DepartmentBody(
      @NotBlank @Size(max = 60) String name,
      @Nullable @Size(max = 20) List<@NotBlank @Size(max = 60) String> aliases,
      @NotNull Boolean active,
      @Nullable @Valid HeadBody head) {}

  /** Its head. */
  public record HeadBody(
      @NotBlank @Size(max = 50) String name, @NotBlank @Size(max = 40) String staffNo) {}

  /** An exit as it is to be. */
  public record ExitBody(
      @NotBlank @Size(max = 60) String name,
      @NotNull Boolean middleGate,
      @NotBlank @Pattern(regexp = CODE) String department,
      @NotNull Boolean open) {}

  /** A member of the staff. */
  public record PersonBody(
      @NotBlank @Pattern(regexp = CODE) String department,
      @NotBlank @Size(max = 50) String name,
      @NotBlank @Size(max = 40) String staffNo,
      @Nullable @Pattern(regexp = "\\+?[0-9 -]{5,20}") String phone) {}

  /** Where a department belongs and who leads it; replaces what was said before. */
  public record ArrangementBody(
      @Nullable @Pattern(regexp = CODE) @Schema(examples = "BGS") String parent,
      @NotNull @Size(max = 50) List<@NotNull @Valid PostBody> posts) {}

  /** Who holds a post of a department; the last day is included. */
  public record PostBody(
      @NotNull Department.Role role,
      @NotBlank @Size(max = 50) String name,
      @NotBlank @Size(max = 40) String staffNo,
      @NotNull @Schema(examples = "2026-01-01") LocalDate from,
      @Nullable @Schema(examples = "2026-12-31") LocalDate last) {}

  /** How the person was reached by the registered phone. */
  public record VerificationBody(@NotNull Person.How how, @NotNull Instant at) {}

  /** Days on which the person is not there; the last is included. */
  public record LeaveBody(
      @NotNull @Schema(examples = "2026-12-01") LocalDate first,
      @NotNull @Schema(examples = "2026-12-03") LocalDate last) {}

  /** The first day on which the person does not belong to the bureau. */
  public record DepartureBody(@NotNull @Schema(examples = "2027-01-01") LocalDate on) {}

  /** That it was done, and to what. */
  @Schema(name = "DirectoryReceipt")
  public record Acted(String id) {}

  /** A post and who holds it, masked; {@code until} is the first day that is not theirs. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ArrangedPost")
  public record PostItem(
      String role, String person, String maskedName, LocalDate from, @Nullable LocalDate until) {}

  /** A department with its posts. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ArrangementItem(
      String code,
      String name,
      List<String> aliases,
      @Nullable String parent,
      List<PostItem> posts) {}

  /** A person, masked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MemberItem(
      String id,
      String department,
      String maskedName,
      boolean hasPhone,
      @Nullable Instant phoneVerifiedAt,
      @Nullable LocalDate leftOn) {}

  /** A department as it stands; the head masked. */
  public record DepartmentItem(String code, String name, boolean active, @Nullable String head) {}

  /** An exit as it stands. */
  public record ExitItem(
      String code, String name, boolean middleGate, String department, boolean open) {}

  /** Who a person is, by the pseudonym that all services use. */
  public record PersonItem(String id, String department) {}

  @PUT
  @Path("departments/{code}")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "登记科室，可重复提交 / Define a department; repeatable")
  public RestResponse<DepartmentItem> department(
      @PathParam("code") String code, DepartmentBody body) {
    HeadBody head = body.head();
    Department.Definition definition =
        new Department.Definition(
            code(code),
            body.name(),
            body.aliases() == null ? List.of() : body.aliases(),
            body.active(),
            head == null
                ? null
                : new Department.Head(subjects.of(null, head.staffNo()), head.name()));
    return Answers.ok(
        commands.put(Department.CATEGORY, code, definition),
        new DepartmentItem(code, body.name(), body.active(), null));
  }

  @PUT
  @Path("exits/{code}")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "登记出入口，可重复提交 / Register an exit; repeatable")
  public RestResponse<ExitItem> exit(@PathParam("code") String code, ExitBody body) {
    if (!code.matches("[A-Z0-9-]{1,20}")) {
      throw Problem.notFound();
    }
    Exit.Description description =
        new Exit.Description(code, body.name(), body.middleGate(), body.department(), body.open());
    return Answers.ok(
        commands.put(Exit.CATEGORY, code, description),
        new ExitItem(code, body.name(), body.middleGate(), body.department(), body.open()));
  }

  @PUT
  @Path("people")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "登记人员，以工号为准，可重复提交 / Register a person by staff number; repeatable")
  public RestResponse<PersonItem> person(PersonBody body) {
    String id = subjects.of(null, body.staffNo());
    Person.Particulars particulars =
        new Person.Particulars(
            id,
            body.department(),
            body.name(),
            body.staffNo(),
            body.phone(),
            subjects.ofPhone(body.phone()).orElse(null));
    return Answers.ok(
        commands.put(Person.CATEGORY, id, particulars), new PersonItem(id, body.department()));
  }

  @PUT
  @Path("departments/{code}/arrangement")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary =
          "设置上级科室、负责人和副职及任期，整体替换 / Say where a department belongs and who leads it from when to"
              + " when",
      description = "任期内的负责人和副职均可批准换班。 / Heads and deputies of the day may approve swaps.")
  @APIResponse(responseCode = "200", description = "已设置 / Said")
  public RestResponse<Acted> arrange(@PathParam("code") String code, ArrangementBody body) {
    List<Department.Post> posts =
        body.posts().stream()
            .map(
                post ->
                    new Department.Post(
                        post.role(),
                        subjects.of(null, post.staffNo()),
                        post.name(),
                        post.from(),
                        post.last() == null ? null : post.last().plusDays(1)))
            .toList();
    return Answers.ok(
        commands.put(
            Department.CATEGORY,
            code(code),
            new Department.Arrangement(code, body.parent(), posts)),
        new Acted(code));
  }

  @GET
  @Path("departments/{code}/arrangement")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.OPS})
  @Operation(
      summary =
          "科室别名、上级与任职，可用别名查询，可问过去 / A department by its code or an alias, with its posts, now or"
              + " then",
      description =
          "validAt 只列当日在任者。 / Of validAt the posts that were held on that day, whenever they were"
              + " entered.")
  public ArrangementItem arrangement(
      @PathParam("code") String codeOrAlias, @BeanParam PastQuery query) {
    if (codeOrAlias.length() > 60 || codeOrAlias.indexOf('\0') >= 0) {
      throw Problem.notFound();
    }
    Moment moment = past.moment(query);
    views.await(DirectoryView.NAME);
    if (!moment.isNow()) {
      return then.arrangement(codeOrAlias, moment).orElseThrow(Problem::notFound);
    }
    return Sql.list(
            dataSource,
            "select code, name, aliases, parent from department where code = ? or name = ? or ? ="
                + " any (aliases) order by code = ? desc, code limit 1",
            row ->
                new ArrangementItem(
                    row.getString("code"),
                    row.getString("name"),
                    List.of((String[]) row.getArray("aliases").getArray()),
                    row.getString("parent"),
                    posts(row.getString("code"))),
            codeOrAlias,
            codeOrAlias,
            codeOrAlias,
            codeOrAlias)
        .stream()
        .findFirst()
        .orElseThrow(Problem::notFound);
  }

  private List<PostItem> posts(String department) {
    return Sql.list(
        dataSource,
        "select role, subject_id, masked_name, valid_from, valid_until from department_post where"
            + " department = ? order by valid_from, role desc limit "
            + MAX_LISTED,
        row ->
            new PostItem(
                row.getString("role"),
                row.getString("subject_id"),
                row.getString("masked_name"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class)),
        department);
  }

  @POST
  @Path("people/{id}/contact-verifications")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "核实手机可接通 / The registered phone reaches the person (3.1-f)")
  @APIResponse(responseCode = "200", description = "已核实 / Verified")
  public RestResponse<Acted> verifyContact(@PathParam("id") String id, VerificationBody body) {
    own(id);
    Instant now = clock.instant();
    Times.notFromTheFuture("/at", body.at(), now);
    if (body.at().isBefore(now.minus(OLDEST_FACT))) {
      throw Problem.invalid("/at", "too-long-ago");
    }
    return act(id, new Person.VerifyContact(body.how(), body.at()), id);
  }

  @POST
  @Path("people/{id}/leaves")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记请假日 / Register leave; no duty is planned on it")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Registered",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Acted.class)))
  public RestResponse<Acted> takeLeave(@PathParam("id") String id, LeaveBody body) {
    own(id);
    bounded(body.first(), "/first");
    bounded(body.last(), "/last");
    String leave = UUID.randomUUID().toString();
    Done<Person.Event> done =
        commands.handle(
            Person.CATEGORY,
            id,
            new Person.TakeLeave(leave, new Person.Days(body.first(), body.last())));
    String kept =
        done.events().stream()
            .map(recorded -> recorded.event())
            .filter(Person.LeaveRegistered.class::isInstance)
            .map(event -> ((Person.LeaveRegistered) event).leaveId())
            .findFirst()
            .orElse(leave);
    return Answers.created("/api/v1/people/" + id + "/leaves/" + kept, done, new Acted(kept));
  }

  @POST
  @Path("people/{id}/leaves/{leave}/cancellations")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "取消请假 / The leave is not taken")
  @APIResponse(responseCode = "200", description = "已取消 / Cancelled")
  public RestResponse<Acted> cancelLeave(
      @PathParam("id") String id, @PathParam("leave") String leave) {
    own(id);
    return act(id, new Person.CancelLeave(leave), leave);
  }

  @POST
  @Path("people/{id}/departures")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "登记离职 / The person leaves the bureau")
  @APIResponse(responseCode = "200", description = "已登记 / Registered")
  public RestResponse<Acted> depart(@PathParam("id") String id, DepartureBody body) {
    own(id);
    bounded(body.on(), "/on");
    return act(id, new Person.Depart(body.on()), id);
  }

  @GET
  @Path("people")
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "人员列表，姓名隐去，含手机是否核实，可问过去 / People, masked, and whether their phones are verified, now"
              + " or then",
      description =
          "查询过去时，一页可能少于所要的条数而仍有下一页。 / Of the past a page may be short though there is a next one.")
  public Page<MemberItem> people(
      @QueryParam("department") @Nullable String department,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @DefaultValue("") String after,
      @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    views.await(DirectoryView.NAME);
    if (!after.matches("[0-9a-f]{0,32}") || department != null && !department.matches(CODE)) {
      throw Problem.notFound();
    }
    String own = caller.confinedTo().orElse(department);
    if (!moment.isNow()) {
      views.await(MemberView.NAME);
      return then.people(own, moment, limit, after);
    }
    List<MemberItem> rows =
        Sql.list(
            dataSource,
            "select id, department, masked_name, has_phone, verified_at, left_on from person where"
                + " id > ? and (? or department = ?) order by id limit ?",
            row -> {
              return new MemberItem(
                  row.getString("id"),
                  row.getString("department"),
                  row.getString("masked_name"),
                  row.getBoolean("has_phone"),
                  Sql.instantOrNull(row, "verified_at"),
                  row.getObject("left_on", LocalDate.class));
            },
            after,
            own == null,
            own == null ? "" : own,
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, MemberItem::id);
  }

  private void own(String id) {
    if (!id.matches("[0-9a-f]{32}")) {
      throw Problem.notFound();
    }
    Person.Particulars who = commands.load(Person.CATEGORY, id).state().particulars();
    if (who == null) {
      throw Problem.notFound();
    }
    caller.mustActFor(who.department());
  }

  private RestResponse<Acted> act(String id, Person.Command command, String what) {
    return Answers.ok(commands.handle(Person.CATEGORY, id, command), new Acted(what));
  }

  private static void bounded(LocalDate date, String pointer) {
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw Problem.invalid(pointer, "out-of-range");
    }
  }

  @GET
  @Path("departments")
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.OPS})
  @Operation(summary = "科室列表，可问过去 / Departments, now or then")
  public List<DepartmentItem> departments(@BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    views.await(DirectoryView.NAME);
    if (!moment.isNow()) {
      return then.departments(moment);
    }
    return Sql.list(
        dataSource,
        "select code, name, active, head from department order by code limit " + MAX_LISTED,
        row ->
            new DepartmentItem(
                row.getString("code"),
                row.getString("name"),
                row.getBoolean("active"),
                row.getString("head")));
  }

  @GET
  @Path("exits")
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.OPS})
  @Operation(summary = "出入口列表，可问过去 / Exits, now or then")
  public List<ExitItem> exits(@BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    views.await(DirectoryView.NAME);
    if (!moment.isNow()) {
      return then.exits(moment);
    }
    return Sql.list(
        dataSource,
        "select code, name, middle_gate, department, open from exit order by code limit "
            + MAX_LISTED,
        row ->
            new ExitItem(
                row.getString("code"),
                row.getString("name"),
                row.getBoolean("middle_gate"),
                row.getString("department"),
                row.getBoolean("open")));
  }

  private static String code(String code) {
    if (!code.matches(CODE)) {
      throw Problem.notFound();
    }
    return code;
  }
}
