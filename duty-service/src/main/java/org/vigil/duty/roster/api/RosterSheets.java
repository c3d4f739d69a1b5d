package org.vigil.duty.roster.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.roster.domain.Conflict;
import org.vigil.duty.roster.domain.RosterCommand.DraftRoster;
import org.vigil.duty.roster.domain.RosterCommand.Origin;
import org.vigil.duty.roster.domain.RosterDecider;
import org.vigil.duty.roster.domain.RosterDecider.Ask;
import org.vigil.duty.roster.domain.RosterRules;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.roster.domain.Surroundings;
import org.vigil.duty.roster.view.RosterView;
import org.vigil.duty.sheet.Sheet;
import org.vigil.duty.sheet.Sheet.Line;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;

/** A month's roster as a workbook: the template, and what comes back filled in. */
@Path("/api/v1/rosters/{department}/{month}")
@Tag(name = "rosters", description = "值班表 / Rosters")
@RunOnVirtualThread
public class RosterSheets {

  private static final int DATE = 0;
  private static final int FROM = 1;
  private static final int UNTIL = 2;
  private static final int STAFF_NO = 3;
  private static final int POST = 4;

  /** The day from which spreadsheets count. */
  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

  private static final int MINUTES_OF_DAY = 24 * 60;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final SubjectIds subjects;
  private final RosterRules.InForce rules;
  private final Planning planning;
  private final WorkingCalendar calendar;
  private final InstantSource clock;

  @Inject
  RosterSheets(
      Commands commands,
      Caller caller,
      Views views,
      SubjectIds subjects,
      RosterRules.InForce rules,
      Planning planning,
      WorkingCalendar calendar,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.subjects = subjects;
    this.rules = rules;
    this.planning = planning;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** What was read, and whether it became the draft. */
  @Schema(name = "ImportedRoster")
  public record Imported(String department, String month, int shifts, boolean dryRun) {}

  @GET
  @Path("template")
  @Produces(Sheet.XLSX)
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "下载当月排班模板 / The month's template, a line for each day")
  public RestResponse<byte[]> template(
      @PathParam("department") String department, @PathParam("month") String month) {
    YearMonth in = Months.month(month);
    caller.mustActFor(Months.department(department));
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("日期 Date", "开始 From", "结束 Until", "工号 Staff no.", "岗位 Post"));
    for (int day = 1; day <= in.lengthOfMonth(); day++) {
      lines.add(List.of(in.atDay(day).toString(), "08:00", "08:00", "", Shift.DUTY));
    }
    return ResponseBuilder.ok(Sheet.write(department + " " + in, lines))
        .header("Content-Disposition", "attachment; filename=roster-" + in + ".xlsx")
        .build();
  }

  @PUT
  @Path("import")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "导入当月排班（.xlsx/.csv）为草稿；dryRun 只检查 / Import the month as its draft; dryRun only checks",
      description =
          "全部接受或全部拒绝；拒绝时按单元格（如 /D7）指出每一处问题，包括冲突。 / All or nothing; every mistake and every"
              + " conflict is told by its cell, like /D7.")
  @RequestBody(
      content =
          @Content(
              mediaType = Sheet.XLSX,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "200", description = "已检查或已成为草稿 / Checked, or the draft now")
  public RestResponse<Imported> importMonth(
      @PathParam("department") String department,
      @PathParam("month") String month,
      @QueryParam("dryRun") boolean dryRun,
      byte[] file) {
    YearMonth in = Months.month(month);
    caller.mustActFor(Months.department(department));
    views.await(DirectoryView.NAME);
    views.await(RosterView.NAME);
    Map<String, Line> lines = new HashMap<>();
    List<Shift> shifts = read(department, in, file, lines);
    Imported imported = new Imported(department, in.toString(), shifts.size(), dryRun);
    if (dryRun) {
      return ResponseBuilder.ok(imported).build();
    }
    Ask ask =
        new Ask(
            department,
            in.toString(),
            new DraftRoster(Months.span(in, calendar.zone()), shifts, Origin.IMPORTED));
    return Answers.ok(commands.put(RosterDecider.CATEGORY, ask.key(), ask), imported);
  }

  private List<Shift> read(
      String department, YearMonth month, byte[] file, Map<String, Line> lines) {
    List<Violation> wrong = new ArrayList<>();
    List<Shift> shifts = new ArrayList<>();
    Map<String, Integer> beside = new HashMap<>();
    for (Line line : lines(file)) {
      Optional<Shift> shift = shift(department, month, line, beside, wrong);
      shift.ifPresent(
          one -> {
            shifts.add(one);
            lines.put(one.id(), line);
          });
    }
    Surroundings around = planning.around(department, month, shifts);
    for (Conflict conflict : Conflict.in(shifts, around, rules.at(clock.instant()))) {
      Line line = lines.get(conflict.shiftId());
      if (line != null) {
        wrong.add(
            Violation.of(
                "/" + line.name(STAFF_NO),
                conflict.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')));
      }
    }
    if (!wrong.isEmpty()) {
      wrong.sort(Comparator.comparing(Violation::pointer));
      throw Problem.invalid(wrong);
    }
    shifts.sort(Comparator.comparing(Shift::from).thenComparing(Shift::id));
    return shifts;
  }

  private static List<Line> lines(byte[] file) {
    try {
      return Sheet.read(file);
    } catch (Sheet.Unreadable e) {
      throw Problem.of(400, e.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  private Optional<Shift> shift(
      String department,
      YearMonth month,
      Line line,
      Map<String, Integer> beside,
      List<Violation> wrong) {
    int before = wrong.size();
    Optional<LocalDate> date = date(line.cell(DATE));
    if (date.isEmpty()) {
      wrong.add(Violation.of("/" + line.name(DATE), "wrong-format"));
    } else if (!YearMonth.from(date.get()).equals(month)) {
      wrong.add(Violation.of("/" + line.name(DATE), "shift-outside-month"));
    }
    Optional<LocalTime> from = time(line.cell(FROM));
    if (from.isEmpty()) {
      wrong.add(Violation.of("/" + line.name(FROM), "wrong-format"));
    }
    Optional<LocalTime> until = time(line.cell(UNTIL));
    if (until.isEmpty()) {
      wrong.add(Violation.of("/" + line.name(UNTIL), "wrong-format"));
    }
    String staffNo = line.cell(STAFF_NO);
    if (staffNo.isEmpty()) {
      wrong.add(Violation.of("/" + line.name(STAFF_NO), "required"));
    }
    String post = line.cell(POST).isEmpty() ? Shift.DUTY : line.cell(POST);
    if (!post.matches("[A-Z0-9-]{1,20}")) {
      wrong.add(Violation.of("/" + line.name(POST), "wrong-format"));
    }
    if (wrong.size() > before) {
      return Optional.empty();
    }
    ZoneId zone = calendar.zone();
    Instant begin = date.orElseThrow().atTime(from.orElseThrow()).atZone(zone).toInstant();
    boolean nextDay = !until.orElseThrow().isAfter(from.orElseThrow());
    Instant end =
        date.orElseThrow()
            .plusDays(nextDay ? 1 : 0)
            .atTime(until.orElseThrow())
            .atZone(zone)
            .toInstant();
    int others = beside.merge(post + begin, 1, Integer::sum) - 1;
    return Optional.of(
        new Shift(
            Shift.id(department, post, begin, others),
            post,
            subjects.of(null, staffNo),
            begin,
            end));
  }

  /** A date as text, or as the number of days that a spreadsheet keeps. */
  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(
          text.matches("[0-9]{4,6}(\\.0)?")
              ? DAY_ZERO.plusDays((long) Double.parseDouble(text))
              : LocalDate.parse(text.replace('/', '-')));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** A time as text, or as the part of a day that a spreadsheet keeps. */
  private static Optional<LocalTime> time(String text) {
    try {
      if (text.matches("0?\\.[0-9]{1,20}|0")) {
        long minute = Math.round(Double.parseDouble(text) * MINUTES_OF_DAY);
        return Optional.of(LocalTime.MIDNIGHT.plusMinutes(minute));
      }
      return Optional.of(LocalTime.parse(text.length() == 4 ? "0" + text : text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
