package org.vigil.disinfection.ppe.api;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.api.Texts;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Definition;
import org.vigil.disinfection.ppe.domain.ServiceUnit.ShiftPlan;
import org.vigil.disinfection.ppe.domain.ServiceUnitCommand.DefineUnit;
import org.vigil.disinfection.ppe.domain.UnitKind;
import org.vigil.disinfection.ppe.domain.Worker;
import org.vigil.disinfection.ppe.view.PpeView;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.projection.Sql;

/** Units that serve others, and how their shifts were looked at (3.8-c, 3.11-c). */
@Path("/api/v1/service-units")
@Tag(name = "service-units", description = "服务单元和班次 / Service units and their shifts (3.11-c)")
@RunOnVirtualThread
public class ServiceUnits {

  private static final int MAX_LISTED = 1_000;

  private static final String SHIFTS =
      """
      select s.*, p.people, p.missed, c.checked, c.late, c.not_right from ppe_shift s
      join lateral (
        select count(*) as people, count(*) filter (where missed) as missed
        from ppe_person where shift_id = s.id) p on true
      join lateral (
        select count(*) as checked, count(*) filter (where late) as late,
          count(*) filter (where not all_right) as not_right
        from ppe_check where shift_id = s.id and not voided) c on true
      where s.unit = ? and s.department = ? and s.position < ? order by s.position desc limit ?
      """;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final SubjectIds subjects;
  private final PpeRules rules;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;

  @Inject
  ServiceUnits(
      Commands commands,
      Caller caller,
      Views views,
      SubjectIds subjects,
      PpeRules rules,
      InstantSource clock,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.subjects = subjects;
    this.rules = rules;
    this.clock = clock;
    this.dataSource = dataSource;
  }

  /** Somebody who works on a shift. */
  @Schema(name = "ServiceWorker")
  public record WorkerBody(
      @NotBlank @Size(max = 50) @Pattern(regexp = Texts.LINE) @Schema(examples = "张三") String name,
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "JY-008") String staffNo) {

    Worker worker(SubjectIds ids) {
      return new Worker(ids.of(null, staffNo), name, staffNo);
    }
  }

  /** A shift as it is planned. */
  @Schema(name = "ServiceShiftPlan")
  public record ShiftBody(
      @NotBlank @Pattern(regexp = PpeRules.SHIFT) @Schema(examples = "EARLY") String code,
      @NotBlank @Pattern(regexp = PpeRules.TIME) @Schema(examples = "06:00") String startsAt,
      @Schema(
              description = "不晚于开始时间的，为次日 / Not after the start, it is on the next day",
              examples = "14:00")
          @NotBlank
          @Pattern(regexp = PpeRules.TIME)
          String endsAt,
      @NotNull @Size(max = 7) List<@NotNull DayOfWeek> days,
      @NotNull @Size(min = 1, max = 60) List<@NotNull @Valid WorkerBody> people) {

    ShiftPlan plan(SubjectIds ids) {
      return new ShiftPlan(
          code,
          PpeRules.minutes(startsAt),
          PpeRules.minutes(endsAt),
          days.stream().distinct().sorted().toList(),
          people.stream().map(one -> one.worker(ids)).toList());
    }
  }

  /** A unit as it is to be. */
  @Schema(name = "ServiceUnitBody")
  public record UnitBody(
      @NotBlank @Size(max = 60) @Pattern(regexp = Texts.LINE) @Schema(examples = "机关餐厅")
          String name,
      @NotNull UnitKind kind,
      @NotBlank @Pattern(regexp = Texts.DEPARTMENT) @Schema(examples = "JYGL") String department,
      @Schema(description = "无班次则无应检查 / Without shifts nothing is owed") @NotNull @Size(max = 6)
          List<@NotNull @Valid ShiftBody> shifts,
      @Schema(description = "不上班的日期 / Days without any shift") @Nullable @Size(max = 60)
          List<@NotNull LocalDate> closedOn,
      @Schema(description = "调休上班等，所有班次照常 / Days on which all shifts work")
          @Nullable
          @Size(max = 60)
          List<@NotNull LocalDate> openOn) {

    Definition definition(String code, SubjectIds ids) {
      return new Definition(
          code,
          name,
          kind,
          department,
          shifts.stream().map(one -> one.plan(ids)).toList(),
          days(closedOn),
          days(openOn));
    }

    private static List<LocalDate> days(@Nullable List<LocalDate> days) {
      return days == null ? List.of() : days.stream().distinct().sorted().toList();
    }
  }

  /** A unit, without its people. */
  @Schema(name = "ServiceUnit")
  public record UnitItem(
      String code, String name, UnitKind kind, String department, int shifts, int people) {

    static UnitItem of(Definition it) {
      return new UnitItem(
          it.code(), it.name(), it.kind(), it.department(), it.shifts().size(), it.people());
    }
  }

  /** How a shift was looked at. */
  @Schema(name = "PpeShiftItem")
  public record ShiftItem(
      LocalDate day,
      String shift,
      Instant startsAt,
      Instant endsAt,
      @Schema(description = "检查时限 / By when everybody is to be looked at") Instant dueAt,
      @Schema(description = "应检查人数 / How many are to be looked at") int people,
      int checked,
      @Schema(description = "其中逾期补录 / Of them written down late") int late,
      @Schema(description = "其中有不合格项 / Of them with something amiss") int notRight,
      @Schema(description = "到时限未检查，补录不消除 / Missed, which a late check does not take back")
          int missed,
      @Schema(description = "时限已到并已判定 / Whether its time is over") boolean judged,
      long position) {}

  @PUT
  @Path("{code}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "登记服务单元及班次，可重复提交 / Define a unit and its shifts; repeatable",
      description =
          "已开始检查的班次不变；首次登记时正在进行的班次也应检查。 / A shift that is open stays as it was opened; one that"
              + " is running when its unit is first registered owes its checks, too.")
  @APIResponse(responseCode = "200", description = "已登记 / Defined")
  public RestResponse<UnitItem> define(@PathParam("code") String code, UnitBody body) {
    if (!code.matches(Texts.CODE)) {
      throw Problem.notFound();
    }
    caller.mustActFor(body.department());
    commands
        .load(rules.units(), code)
        .state()
        .defined()
        .ifPresent(unit -> caller.mustActFor(unit.department()));
    Definition definition = body.definition(code, subjects);
    mustBeOnce(definition);
    return Answers.ok(
        commands.put(rules.units(), code, new DefineUnit(definition, clock.instant())),
        UnitItem.of(definition));
  }

  private static void mustBeOnce(Definition definition) {
    List<Violation> violations = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < definition.shifts().size(); i++) {
      ShiftPlan plan = definition.shifts().get(i);
      if (!codes.add(plan.code())) {
        violations.add(Violation.of("/shifts/" + i + "/code", "named-twice"));
      }
      Set<String> people = new HashSet<>();
      for (int j = 0; j < plan.people().size(); j++) {
        if (!people.add(plan.people().get(j).subjectId())) {
          violations.add(Violation.of("/shifts/" + i + "/people/" + j, "named-twice"));
        }
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "服务单元；科室仅见本科室的 / Units; a department sees its own")
  public List<UnitItem> list() {
    views.await(PpeView.NAME);
    String own = caller.confinedTo().orElse(null);
    return Sql.list(
        dataSource,
        "select * from service_unit where ?::text is null or department = ? order by code limit "
            + MAX_LISTED,
        row ->
            new UnitItem(
                row.getString("code"),
                row.getString("name"),
                UnitKind.valueOf(row.getString("kind")),
                row.getString("department"),
                row.getInt("shifts"),
                row.getInt("people")),
        own,
        own);
  }

  @GET
  @Path("{code}/shifts")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "服务单元的班次及检查情况，最新在前 / A unit's shifts and how they were looked at")
  public Page<ShiftItem> shifts(
      @PathParam("code") String code,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    if (!code.matches(Texts.CODE)) {
      throw Problem.notFound();
    }
    views.await(PpeView.NAME);
    String department =
        commands
            .load(rules.units(), code)
            .state()
            .defined()
            .orElseThrow(Problem::notFound)
            .department();
    caller.mustFind(department);
    List<ShiftItem> rows =
        Sql.list(
            dataSource,
            SHIFTS,
            ServiceUnits::shift,
            code,
            department,
            Page.before(after),
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }

  private static ShiftItem shift(ResultSet row) throws SQLException {
    return new ShiftItem(
        row.getObject("day", LocalDate.class),
        row.getString("shift"),
        Sql.instant(row, "starts_at"),
        Sql.instant(row, "ends_at"),
        Sql.instant(row, "due_at"),
        row.getInt("people"),
        row.getInt("checked"),
        row.getInt("late"),
        row.getInt("not_right"),
        row.getInt("missed"),
        row.getBoolean("judged"),
        row.getLong("position"));
  }
}
