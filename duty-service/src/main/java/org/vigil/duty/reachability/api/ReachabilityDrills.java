package org.vigil.duty.reachability.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.reachability.domain.Drill;
import org.vigil.duty.reachability.domain.DrillCommand;
import org.vigil.duty.reachability.domain.DrillCommand.Excuse;
import org.vigil.duty.reachability.domain.DrillCommand.Line;
import org.vigil.duty.reachability.domain.DrillCommand.Manner;
import org.vigil.duty.reachability.domain.DrillCommand.Outcome;
import org.vigil.duty.reachability.domain.DrillCommand.Reason;
import org.vigil.duty.reachability.domain.DrillCommand.RecordCall;
import org.vigil.duty.reachability.domain.DrillCommand.Somebody;
import org.vigil.duty.reachability.domain.DrillCommand.StartDrill;
import org.vigil.duty.reachability.domain.DrillDecider;
import org.vigil.duty.reachability.domain.DrillEvent;
import org.vigil.duty.reachability.domain.Mobile;
import org.vigil.duty.reachability.view.ReachabilityView;
import org.vigil.duty.reachability.view.Targets;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Times;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.projection.Sql;

/** Reachability drills. */
@Path("/api/v1/reachability-drills")
@Tag(name = "reachability", description = "通联抽查 / Reachability drills")
@RunOnVirtualThread
public class ReachabilityDrills {

  /** The parameter: how long a line or a mobile has to answer. */
  public static final String ANSWER_WITHIN = "duty.drill-answer-within";

  private static final String CODE = "[A-Z0-9]{2,12}";
  private static final String TEXT = "\\P{Cntrl}*";
  private static final String STAFF_NO = "[A-Za-z0-9-]{1,40}";

  private static final int MAX_TARGETS = DrillDecider.MAX_TARGETS;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Policies policies;
  private final SubjectIds subjects;
  private final InstantSource clock;
  private final ZoneId zone;
  private final AgroalDataSource dataSource;
  private final Staff staff;
  private final Targets targets;
  private final Random random = new SecureRandom();

  @Inject
  ReachabilityDrills(
      Commands commands,
      Caller caller,
      Views views,
      Policies policies,
      SubjectIds subjects,
      InstantSource clock,
      ZoneId zone,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.policies = policies;
    this.subjects = subjects;
    this.clock = clock;
    this.zone = zone;
    this.dataSource = dataSource;
    this.staff = new Staff(dataSource);
    this.targets = new Targets(dataSource);
  }

  /** Whom to try: named, and drawn at random. */
  public record DrillBody(
      @Schema(description = "值班电话所属科室 / Departments whose duty lines are tried")
          @Nullable
          @Size(max = MAX_TARGETS)
          List<@NotBlank @Pattern(regexp = CODE) String> lines,
      @Schema(description = "被抽查人员工号 / People whose mobiles are tried")
          @Nullable
          @Size(max = MAX_TARGETS)
          List<@NotBlank @Pattern(regexp = STAFF_NO) String> staffNos,
      @Schema(description = "随机抽取人数，当日请假者不抽 / How many more to draw; nobody on leave that day")
          @Nullable
          @Min(1)
          @Max(MAX_TARGETS)
          Integer draw) {}

  /** How a try went: of the department's line, or of somebody's mobile. */
  @Schema(name = "DrillCallBody")
  public record CallBody(
      @NotBlank @Pattern(regexp = CODE) @Schema(examples = "BGS") String department,
      @Schema(description = "不填为科室值班电话 / The department's duty line if absent")
          @Nullable
          @Pattern(regexp = STAFF_NO)
          String staffNo,
      @NotNull Outcome outcome,
      @NotNull Manner by,
      @NotNull Instant at) {}

  /** Why somebody was not to be reached. */
  @Schema(name = "DrillExcuseBody")
  public record ExcuseBody(
      @NotBlank @Pattern(regexp = CODE) String department,
      @NotBlank @Pattern(regexp = STAFF_NO) String staffNo,
      @Schema(description = "认可理由的科室负责人工号；办公室可不填 / The head who accepts it; the office need not")
          @Nullable
          @Pattern(regexp = STAFF_NO)
          String head,
      @NotNull Reason reason,
      @Nullable @Size(max = 200) @Pattern(regexp = TEXT) String note) {}

  /** A drill that was started. */
  public record Started(String id, Instant answerBy, int lines, int mobiles) {}

  /** What was recorded: the version in which it is. */
  @Schema(name = "DrillReceipt")
  public record Noted(String id, int version) {}

  /** A drill in the list; the verdict's numbers are of all departments. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ReachabilityDrill")
  public record Head(
      String id,
      @Schema(description = "自动发起的类别；人工发起为空 / LINES, MOBILES or DRAW; absent where a person did")
          @Nullable String schedule,
      Instant startedAt,
      Instant answerBy,
      boolean judged) {}

  /**
   * A drill as it stands: for the office of all, for a department of its own.
   *
   * @param schedule by which it started by itself; absent where a person started it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "DrillBoard")
  public record Board(
      String id,
      @Nullable String schedule,
      Instant startedAt,
      Instant answerBy,
      boolean judged,
      int targets,
      int reached,
      int late,
      int excused,
      int missed,
      int open,
      List<Result> results) {}

  /** How it stands with one target; {@code person} is absent for a line. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "DrillResult")
  public record Result(
      String drill,
      Instant startedAt,
      String department,
      @Nullable String person,
      @Nullable String maskedName,
      @Nullable String lastOutcome,
      @Nullable String by,
      @Nullable Instant calledAt,
      boolean late,
      boolean lateEntered,
      @Nullable String excuse,
      boolean missed) {}

  @POST
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "发起通联抽查：值班电话、手机，可随机抽取 / Start a drill of duty lines and mobiles",
      description =
          "应答时限为政策参数；到时未应答即判定。 / Who has not answered in time (a policy parameter) is missed.")
  @APIResponse(
      responseCode = "201",
      description = "已发起 / Started",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Started.class)))
  public RestResponse<Started> start(DrillBody body) {
    views.await(DirectoryView.NAME);
    Instant now = clock.instant();
    List<String> lines =
        body.lines() == null ? List.of() : body.lines().stream().distinct().toList();
    List<Mobile> mobiles = mobiles(body, lines, now);
    int targets = lines.size() + mobiles.size();
    if (targets == 0 || targets > MAX_TARGETS) {
      throw Problem.invalid("", targets == 0 ? "nobody-to-drill" : "too-many-to-drill");
    }
    String id = UUID.randomUUID().toString();
    Done<DrillEvent> done =
        commands.handle(
            DrillDecider.CATEGORY,
            id,
            new StartDrill(
                id, lines, mobiles, null, now, now.plus(policies.duration(ANSWER_WITHIN, now))));
    String key = done.stream().key();
    DrillEvent.DrillStarted started = (DrillEvent.DrillStarted) done.events().getFirst().event();
    return Answers.created(
        "/api/v1/reachability-drills/" + key,
        done,
        new Started(key, started.answerBy(), started.lines().size(), started.mobiles().size()));
  }

  private List<Mobile> mobiles(DrillBody body, List<String> lines, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    Map<String, Targets.Listed> known = new HashMap<>();
    targets.listed(today).forEach(one -> known.put(one.mobile().subjectId(), one));
    List<Violation> wrong = new ArrayList<>();
    List<String> active = staff.departments();
    for (int i = 0; i < lines.size(); i++) {
      if (!active.contains(lines.get(i))) {
        wrong.add(Violation.of("/lines/" + i, "unknown-department"));
      }
    }
    Map<String, Mobile> chosen = new LinkedHashMap<>();
    List<String> named = body.staffNos() == null ? List.of() : body.staffNos();
    for (int i = 0; i < named.size(); i++) {
      String subject = subjects.of(null, named.get(i));
      Targets.Listed one = known.remove(subject);
      if (one != null) {
        chosen.put(subject, one.mobile());
      } else if (!chosen.containsKey(subject)) {
        wrong.add(Violation.of("/staffNos/" + i, "unknown-person"));
      }
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong);
    }
    if (body.draw() != null) {
      Targets.drawn(known.values(), body.draw(), random)
          .forEach(one -> chosen.put(one.subjectId(), one));
    }
    return List.copyOf(chosen.values());
  }

  @POST
  @Path("{id}/calls")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "登记应答结果：电话系统、本人或拨打人 / A line or a mobile answers, or a clerk says how a call went",
      description =
          "时限内可回拨；时限后的应答标为逾时，不改判定。 / One may call back in time; a later answer is marked"
              + " late and changes no verdict.")
  @APIResponse(responseCode = "200", description = "已登记 / Recorded")
  public RestResponse<Noted> call(@PathParam("id") String id, CallBody body) {
    caller.mustActFor(body.department());
    Instant now = clock.instant();
    Times.notFromTheFuture("/at", body.at(), now);
    DrillCommand.Target target =
        body.staffNo() == null
            ? new Line(body.department())
            : new Somebody(member(id, body.department(), body.staffNo()));
    Instant at = body.at().isAfter(now) ? now : body.at();
    return act(id, new RecordCall(target, body.outcome(), body.by(), at, now));
  }

  @POST
  @Path("{id}/excuses")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "科室负责人认可未应答的理由；不得认可本人的 / A head accepts why somebody was not to be reached")
  @APIResponse(responseCode = "200", description = "已登记 / Recorded")
  public RestResponse<Noted> excuse(@PathParam("id") String id, ExcuseBody body) {
    caller.mustActFor(body.department());
    String person = member(id, body.department(), body.staffNo());
    String by = body.head() == null ? null : subjects.of(null, body.head());
    if (by == null && !caller.has(Roles.OFFICE)) {
      throw Problem.invalid("/head", "not-a-head");
    }
    if (by != null) {
      views.await(DirectoryView.NAME);
      if (by.equals(person) || !staff.leads(body.department(), by, clock.instant(), zone)) {
        throw Problem.invalid("/head", by.equals(person) ? "excuses-oneself" : "not-a-head");
      }
    }
    return act(id, new Excuse(person, by, body.reason(), body.note(), clock.instant()));
  }

  /** A department speaks for its own people only, as they were when the drill began. */
  private String member(String id, String department, String staffNo) {
    String person = subjects.of(null, staffNo);
    boolean drilled =
        switch (commands.load(DrillDecider.CATEGORY, drill(id)).state()) {
          case Drill.NotStarted _ -> throw Problem.notFound();
          case Drill.Running running -> of(running.targets().get(new Somebody(person)), department);
          case Drill.Judged judged -> of(judged.targets().get(new Somebody(person)), department);
        };
    if (!drilled) {
      throw Problem.of(409, "not-drilled");
    }
    return person;
  }

  private static boolean of(Drill.@Nullable Standing standing, String department) {
    return standing != null && standing.department().equals(department);
  }

  private RestResponse<Noted> act(String id, DrillCommand command) {
    if (commands.load(DrillDecider.CATEGORY, drill(id)).state() instanceof Drill.NotStarted) {
      throw Problem.notFound();
    }
    Done<DrillEvent> done = commands.handle(DrillDecider.CATEGORY, id, command);
    return Answers.ok(done, new Noted(id, done.version()));
  }

  private static String drill(String id) {
    if (!id.matches("[0-9a-f-]{36}")) {
      throw Problem.notFound();
    }
    return id;
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "通联抽查列表，最新在前 / Drills, newest first")
  public Page<Head> list(
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(ReachabilityView.NAME);
    String of = caller.confinedTo().orElse(null);
    return Page.of(
        Sql.list(
            dataSource,
            "select id, schedule, started_at, answer_by, judged from reachability_drill d where"
                + " (?::text is null or exists (select 1 from reachability_target t where t.drill ="
                + " d.id and t.department = ?)) and (?::text is null or (started_at, id) < (select"
                + " started_at, id from reachability_drill where id = ?)) order by started_at desc,"
                + " id desc limit ?",
            ReachabilityDrills::head,
            of,
            of,
            after,
            after,
            Page.rows(limit)),
        limit,
        row -> row,
        Head::id);
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "通联抽查实时结果，姓名掩码 / How a drill stands, people masked")
  public Board one(@PathParam("id") String id) {
    views.await(ReachabilityView.NAME);
    Head head =
        Sql.list(
                dataSource,
                "select id, schedule, started_at, answer_by, judged from reachability_drill where"
                    + " id = ?",
                ReachabilityDrills::head,
                drill(id))
            .stream()
            .findFirst()
            .orElseThrow(Problem::notFound);
    String of = caller.confinedTo().orElse(null);
    List<Result> results =
        Sql.list(
            dataSource,
            RESULTS
                + " where t.drill = ? and (?::text is null or t.department = ?) order by"
                + " t.department, t.person_id limit "
                + MAX_TARGETS,
            ReachabilityDrills::result,
            id,
            of,
            of);
    if (results.isEmpty()) {
      throw Problem.notFound();
    }
    int reached = count(results, r -> answered(r) && !r.missed());
    int late = count(results, r -> answered(r) && r.missed());
    int excused = count(results, r -> r.excuse() != null);
    int missed = count(results, Result::missed);
    int open =
        count(results, r -> !head.judged() && !answered(r) && r.excuse() == null && !r.missed());
    return new Board(
        head.id(),
        head.schedule(),
        head.startedAt(),
        head.answerBy(),
        head.judged(),
        results.size(),
        reached,
        late,
        excused,
        missed,
        open,
        results);
  }

  private static boolean answered(Result result) {
    return Outcome.ANSWERED.name().equals(result.lastOutcome());
  }

  private static int count(List<Result> results, Predicate<Result> which) {
    return Math.toIntExact(results.stream().filter(which).count());
  }

  @GET
  @Path("results")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "历次抽查结果，按科室或人员（代号），最新在前 / Past results of a department or a person, newest first")
  public Page<Result> results(
      @QueryParam("department") @Nullable String department,
      @QueryParam("person") @Nullable String person,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(ReachabilityView.NAME);
    String of = caller.confinedTo().orElse(department);
    List<String> cursor = after == null ? List.of() : List.of(after.split("~", -1));
    String drill = cursor.isEmpty() ? null : cursor.getFirst();
    String unit = cursor.size() < 2 ? "" : cursor.get(1);
    String last = cursor.size() < 3 ? "" : cursor.get(2);
    return Page.of(
        Sql.list(
            dataSource,
            RESULTS
                + " where (?::text is null or t.department = ?) and (?::text is null or"
                + " t.person_id = ?) and (?::text is null or (d.started_at, t.drill,"
                + " t.department, t.person_id) < (select started_at, id, ?, ? from"
                + " reachability_drill where id = ?)) order by d.started_at desc, t.drill desc,"
                + " t.department desc, t.person_id desc limit ?",
            ReachabilityDrills::result,
            of,
            of,
            person,
            person,
            drill,
            unit,
            last,
            drill,
            Page.rows(limit)),
        limit,
        row -> row,
        row ->
            row.drill()
                + "~"
                + row.department()
                + "~"
                + (row.person() == null ? "" : row.person()));
  }

  private static final String RESULTS =
      "select t.*, d.started_at from reachability_target t join reachability_drill d on d.id ="
          + " t.drill";

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getString("id"),
        row.getString("schedule"),
        Sql.instant(row, "started_at"),
        Sql.instant(row, "answer_by"),
        row.getBoolean("judged"));
  }

  private static Result result(ResultSet row) throws SQLException {
    boolean line = row.getString("person_id").equals(ReachabilityView.LINE);
    return new Result(
        row.getString("drill"),
        Sql.instant(row, "started_at"),
        row.getString("department"),
        line ? null : row.getString("person_id"),
        line ? null : row.getString("masked_name"),
        row.getString("last_outcome"),
        row.getString("manner"),
        Sql.instantOrNull(row, "called_at"),
        row.getBoolean("late"),
        row.getBoolean("late_entered"),
        row.getString("excuse"),
        row.getBoolean("missed"));
  }
}
