package org.vigil.duty.coverage.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.coverage.domain.DutyCoverage;
import org.vigil.duty.coverage.domain.DutyCoverage.RequireDuty;
import org.vigil.duty.coverage.view.Coverage;
import org.vigil.duty.coverage.view.Coverage.Covered;
import org.vigil.duty.coverage.view.CoverageView;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.roster.view.RosterView;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.duty.sheet.SheetLines;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Category;

/** Duty around the clock and its gaps (3.1-a). */
@Path("/api/v1")
@Tag(name = "duty-coverage", description = "24小时值班覆盖 / Duty around the clock")
@RunOnVirtualThread
public class DutyCoverages {

  /** A year and a day. */
  private static final int MAX_DAYS = 367;

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final Category<DutyCoverage.Command, DutyCoverage, DutyCoverage.Event> category;
  private final Coverage coverage;
  private final Staff staff;
  private final ZoneId zone;
  private final InstantSource clock;

  @Inject
  DutyCoverages(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      Category<DutyCoverage.Command, DutyCoverage, DutyCoverage.Event> category,
      Coverage coverage,
      Staff staff,
      ZoneId zone,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.category = category;
    this.coverage = coverage;
    this.staff = staff;
    this.zone = zone;
    this.clock = clock;
  }

  /** From which day on duty is owed. */
  public record RequirementBody(@NotNull @Schema(examples = "2026-12-01") LocalDate from) {}

  /** What is owed. */
  public record RequirementItem(String department, Instant from) {}

  /** A gap by the rosters as they are, or were known. */
  @Schema(name = "CoverageGap")
  public record GapItem(Instant from, Instant until, long minutes) {}

  /** A gap that was told to the office, with what it had come to be. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ToldItem(
      Instant from, Instant until, String nature, Instant detectedAt, @Nullable Instant filledAt) {}

  /**
   * A department's coverage.
   *
   * @param from where the question begins, or duty is first owed
   */
  public record CoverageItem(
      String department,
      Instant from,
      Instant until,
      boolean complete,
      List<GapItem> gaps,
      List<ToldItem> told) {}

  /**
   * The coverage of all that owe duty.
   *
   * @param unwatched active departments of which nobody has said that they owe duty
   */
  public record CoverageList(List<CoverageItem> departments, List<String> unwatched)
      implements SheetLines {
    @Override
    public Class<GapLine> kind() {
      return GapLine.class;
    }

    @Override
    public List<GapLine> lines() {
      return departments.stream()
          .flatMap(one -> one.gaps().stream().map(gap -> new GapLine(one.department(), gap)))
          .toList();
    }
  }

  /** A gap in a workbook. */
  public record GapLine(String department, GapItem gap) {}

  @PUT
  @Path("departments/{code}/duty")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "规定科室自某日起24小时值班，可重复提交 / Say from which day on a department owes duty day and night",
      description =
          "科室首次发布值班表时也自动开始。 / The first roster that a department publishes says so as well.")
  @APIResponse(responseCode = "200", description = "已规定 / Said")
  public RestResponse<RequirementItem> require(
      @PathParam("code") String code, RequirementBody body) {
    Department department = commands.load(Department.CATEGORY, code(code)).state();
    if (department.definition() == null) {
      throw Problem.notFound();
    }
    bounded(body.from(), "from");
    Instant from = body.from().atStartOfDay(zone).toInstant();
    return Answers.ok(
        commands.put(category, code, new RequireDuty(code, from, clock.instant(), false)),
        new RequirementItem(code, from));
  }

  @GET
  @Path("duty-coverage")
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "值班空档，to 当日不含，最多一年 / The gaps in duty; to is exclusive, at most a year",
      description =
          "gaps 按现行（或 asOf 当时已知的）值班表计算，told 为已上报的空档。 / gaps are by the rosters as they are"
              + " or, with asOf, were known; told are those that the office heard of.")
  public CoverageList coverage(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("department") @Nullable String department,
      @BeanParam PastQuery query) {
    if (query.validAt != null) {
      throw Problem.of(400, "no-past-here");
    }
    Span window = days(from, to);
    Instant asOf = past.moment(query).asOf();
    String shown = shown(department);
    views.await(RosterView.NAME);
    views.await(CoverageView.NAME);
    views.await(DirectoryView.NAME);
    Map<String, List<Coverage.Told>> told =
        coverage.told(window, shown).stream()
            .collect(Collectors.groupingBy(Coverage.Told::department));
    List<CoverageItem> items =
        coverage.in(window, shown, asOf).stream()
            .map(c -> item(c, told.getOrDefault(c.department(), List.of())))
            .toList();
    Set<String> watched = coverage.required(shown).keySet();
    List<String> unwatched =
        staff.departments().stream()
            .filter(code -> shown == null || code.equals(shown))
            .filter(code -> !watched.contains(code))
            .toList();
    return new CoverageList(items, unwatched);
  }

  private static CoverageItem item(Covered covered, List<Coverage.Told> told) {
    return new CoverageItem(
        covered.department(),
        covered.owed().from(),
        covered.owed().until(),
        covered.gaps().isEmpty(),
        covered.gaps().stream()
            .map(gap -> new GapItem(gap.from(), gap.until(), gap.length().toMinutes()))
            .toList(),
        told.stream()
            .map(t -> new ToldItem(t.from(), t.until(), t.nature(), t.detectedAt(), t.filledAt()))
            .toList());
  }

  private @Nullable String shown(@Nullable String asked) {
    if (asked != null) {
      code(asked);
    }
    String own = caller.confinedTo().orElse(null);
    if (own != null && asked != null && !own.equals(asked)) {
      throw Problem.of(403, "other-department");
    }
    return own == null ? asked : own;
  }

  private static String code(String code) {
    if (!code.matches("[A-Z0-9]{2,12}")) {
      throw Problem.notFound();
    }
    return code;
  }

  private Span days(@Nullable String from, @Nullable String to) {
    LocalDate first = date(from, "from");
    LocalDate end = date(to, "to");
    if (!end.isAfter(first) || ChronoUnit.DAYS.between(first, end) > MAX_DAYS) {
      throw Problem.of(400, "date-range-out-of-bounds", Map.of("days", MAX_DAYS));
    }
    return new Span(first.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
  }

  private static LocalDate date(@Nullable String text, String parameter) {
    try {
      return bounded(LocalDate.parse(text == null ? "" : text), parameter);
    } catch (DateTimeException _) {
      throw Problem.of(400, "date-malformed", Map.of("parameter", parameter));
    }
  }

  private static LocalDate bounded(LocalDate date, String parameter) {
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw Problem.of(400, "date-malformed", Map.of("parameter", parameter));
    }
    return date;
  }
}
