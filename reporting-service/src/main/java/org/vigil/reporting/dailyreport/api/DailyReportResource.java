package org.vigil.reporting.dailyreport.api;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.dailyreport.domain.DailyReport.Submitted;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.CorrectDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.SubmitDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption.DailyReportsExempted;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption.Exempt;
import org.vigil.reporting.dailyreport.domain.DailyReporting;
import org.vigil.reporting.dailyreport.domain.DailyReporting.NameDeputy;
import org.vigil.reporting.dailyreport.domain.Schedules;
import org.vigil.reporting.dailyreport.domain.Signature;
import org.vigil.reporting.dailyreport.view.DailyReportPast;
import org.vigil.reporting.dailyreport.view.DailyReportView;
import org.vigil.reporting.dailyreport.view.DailyReports;
import org.vigil.reporting.person.api.DepartmentsWord;
import org.vigil.reporting.person.api.KnownPeople;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.staff.view.StaffView;

/** 日报与零报告 (3.11-a): every department, every day, by the cut-off, signed. */
@Path("/api/v1")
@Tag(name = "daily-reports", description = "日报与零报告 / Daily reports and zero reports (3.11-a)")
@RunOnVirtualThread
public class DailyReportResource {

  private static final String STATUS = "OWED|OVERDUE|MISSED|SUBMITTED|EXEMPT|NOT_OWED";

  /** A deputy for longer is a head, and duty-service names heads. */
  private static final long MAX_DEPUTY_DAYS = 366;

  /** A range of rates that a year's comparison needs. */
  private static final long MAX_RATE_DAYS = 366;

  /** Longer than any holiday. */
  private static final long MAX_EXEMPT_DAYS = 31;

  /** Each day of each department is a command of its own; 国庆 for 285 departments fits. */
  private static final long MAX_EXEMPT_REPORTS = 2_000;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final KnownPeople people;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Schedules schedules;
  private final Category<DailyReporting.Command, DailyReporting, DailyReporting.Event> reporting;
  private final Staff staff;
  private final DailyReports reports;

  @Inject
  DailyReportResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      KnownPeople people,
      InstantSource clock,
      ZoneId zone,
      Schedules schedules,
      Category<DailyReporting.Command, DailyReporting, DailyReporting.Event> reporting,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.people = people;
    this.clock = clock;
    this.zone = zone;
    this.schedules = schedules;
    this.reporting = reporting;
    this.staff = new Staff(dataSource);
    this.reports = new DailyReports(dataSource);
  }

  @POST
  @Path("daily-reports")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "提交当日报告或零报告 / Submit a day's report, zero or not",
      description =
          "由科室负责人或其授权人签发。截止时间之后提交的记为迟报，原始时间不可更改。办公室只能代录电话报告（channel=PHONE），signedBy 为来电的负责人或其授权人。 /"
              + " Signed by the head or a deputy. After the cut-off it is recorded as late. The"
              + " office only takes down a call (channel=PHONE) of the head or a deputy, who is"
              + " signedBy.")
  @APIResponse(
      responseCode = "201",
      description = "已受理 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> submit(Bodies.Submission body) {
    boolean byPhone = DepartmentsWord.byPhone(caller, body.department(), body.channel());
    Instant now = clock.instant();
    mustBeADayPast(body.day(), now);
    String id = DailyReportDecider.key(body.department(), body.day());
    Done<DailyReportEvent> done =
        commands.handle(
            DailyReportDecider.CATEGORY,
            id,
            new SubmitDailyReport(
                body.department(),
                schedules.of(body.day()),
                body.counts().counts(),
                signature(body.department(), body.signedBy(), byPhone, now),
                now,
                byPhone ? caller.client() : null));
    return Answers.created(
        "/api/v1/daily-reports/" + id,
        done,
        new Answer.Receipt(id, body.department(), "SUBMITTED", isLate(done)));
  }

  @POST
  @Path("daily-reports/{id}/corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "更正当日报告；原内容保留 / Correct a report; what was said before stays on record",
      description = "办公室同样只能代录电话更正。 / The office, too, only takes down a call.")
  @APIResponse(
      responseCode = "200",
      description = "已更正 / Corrected",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> correct(@PathParam("id") String id, Bodies.Correction body) {
    Submitted said = mustBeSubmitted(id);
    boolean byPhone = DepartmentsWord.byPhone(caller, said.department(), body.channel());
    Instant now = clock.instant();
    Done<DailyReportEvent> done =
        commands.handle(
            DailyReportDecider.CATEGORY,
            id,
            new CorrectDailyReport(
                body.counts().counts(),
                signature(said.department(), body.signedBy(), byPhone, now),
                body.reason(),
                now,
                byPhone ? caller.client() : null));
    return Answers.ok(
        done, new Answer.Receipt(id, said.department(), "CORRECTED", now.isAfter(said.dueAt())));
  }

  @GET
  @Path("daily-reports")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "日报列表，新的在前，可查询过去（asOf） / Daily reports, the newest first, now or then",
      description = "科室只见本科室 / A department sees its own.")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer.Shown> list(
      @Parameter(description = "报告日 / The day") @QueryParam("day") @Nullable String day,
      @Parameter(description = STATUS) @QueryParam("status") @Nullable String status,
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    if (status != null && !status.matches(STATUS)) {
      throw Problem.of(400, "daily-report-status-unknown");
    }
    Optional<LocalDate> wanted = Optional.ofNullable(day).map(DailyReportResource::day);
    Moment moment = past.moment(query);
    views.await(DailyReportView.NAME);
    if (!moment.isNow()) {
      return PastPage.of(
          page,
          (before, rows) -> reports.candidates(caller.confinedTo(), wanted, before, rows),
          id ->
              then(id, moment)
                  .map(DailyReportPast::report)
                  .filter(report -> status == null || status.equals(report.status()))
                  .map(report -> Answer.Shown.of(report, null, caller.confinedTo().isPresent())));
    }
    return Page.of(
        reports.newest(
            caller.confinedTo(), wanted, Optional.ofNullable(status), page.before(), page.rows()),
        page.limit(),
        row -> Answer.Shown.of(row, null, caller.confinedTo().isPresent()),
        row -> Long.toString(row.position()));
  }

  @GET
  @Path("daily-reports/{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "一份日报及比对的事实，可查询过去（asOf） / One report, with what it is held against, now or then")
  @APIResponse(
      responseCode = "200",
      description = "日报 / The report",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Shown.class)))
  public RestResponse<Answer.Shown> one(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      DailyReportPast report =
          Optional.of(id)
              .filter(known -> known.matches(Texts.ID))
              .flatMap(known -> then(known, moment))
              .orElseThrow(Problem::notFound);
      caller.mustSee(report.report().department());
      return Answers.read(
          Answer.Shown.of(report.report(), report.facts(), caller.confinedTo().isPresent()),
          report.report().version());
    }
    views.await(DailyReportView.NAME);
    DailyReports.Report row = id.matches(Texts.ID) ? reports.one(id).orElse(null) : null;
    if (row == null) {
      throw Problem.notFound();
    }
    caller.mustSee(row.department());
    return Answers.read(
        Answer.Shown.of(row, reports.facts(id), caller.confinedTo().isPresent()), row.version());
  }

  private Optional<DailyReportPast> then(String id, Moment moment) {
    return DailyReportPast.of(past.known(DailyReportDecider.CATEGORY, id, moment));
  }

  @GET
  @Path("daily-report-rates")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "报告率与及时率 / What share has come, and come in time",
      description =
          "分母只含已过截止时间的应报日：新设科室自次日起，免报日不计；至今未报者仍在分母中。"
              + " / Counted are days whose cut-off has passed: a new department's from its first"
              + " whole day, without exempt days; what never came stays in the denominator.")
  @APIResponse(responseCode = "200", description = "各科室 / By department")
  public Answer.Rates rates(
      @Parameter(description = "第一天 / The first day") @QueryParam("from") @Nullable String from,
      @Parameter(description = "最后一天 / The last day") @QueryParam("until") @Nullable String until) {
    LocalDate first = day(from);
    LocalDate last = day(until);
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > MAX_RATE_DAYS) {
      throw Problem.of(400, "day-range-malformed");
    }
    views.await(DailyReportView.NAME);
    return new Answer.Rates(
        first,
        last,
        reports.rates(first, last, caller.confinedTo(), clock.instant()).stream()
            .map(rate -> Answer.RateShown.of(rate, caller.confinedTo().isPresent()))
            .toList());
  }

  @POST
  @Path("daily-report-deputies")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "授权他人在一段时间内代签 / Let somebody sign in the head's place for a time",
      description =
          "由科室授权；科室没有负责人时由办公室指定本科室人员。 / The department does; the office only for a department"
              + " without a head, and one of its members.")
  @APIResponse(
      responseCode = "201",
      description = "已授权 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.DeputyReceipt.class)))
  public RestResponse<Answer.DeputyReceipt> nameDeputy(Bodies.Deputy body) {
    Instant now = clock.instant();
    String deputy = people.subjectId(body.person());
    mustNameDeputy(body.department(), deputy, now);
    List<Violation> violations = new ArrayList<>();
    // From an earlier instant, somebody would have signed before being allowed to.
    if (body.from().isBefore(now.minus(Moments.CLOCK_TOLERANCE))) {
      violations.add(Violation.of("/from", "lies-in-the-past"));
    }
    Moments.between("/until", body.until(), now.plus(MAX_DEPUTY_DAYS, ChronoUnit.DAYS))
        .ifPresent(violations::add);
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    Done<DailyReporting.Event> done =
        commands.handle(
            reporting,
            body.department(),
            new NameDeputy(
                body.department(),
                deputy,
                body.person().name(),
                body.from(),
                body.until(),
                body.reason()));
    return Answers.created(
        "/api/v1/daily-reports",
        done,
        new Answer.DeputyReceipt(body.department(), body.from(), body.until()));
  }

  /** Else the office could sign by a deputy of its own choice. */
  private void mustNameDeputy(String department, String deputy, Instant now) {
    caller.mustActFor(department);
    if (caller.has(Roles.DEPARTMENT)) {
      return;
    }
    views.await(StaffView.NAME + "@received");
    boolean led = staff.department(department, now).filter(it -> it.headId() != null).isPresent();
    boolean member =
        staff.member(deputy, now).filter(it -> it.department().equals(department)).isPresent();
    if (led || !member) {
      throw Problem.of(403, "department-names-its-deputies");
    }
  }

  @POST
  @Path("daily-report-exemptions")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "免报：事先决定并说明原因 / Exempt departments, beforehand and with a reason",
      description = "已过截止时间的日子不因免报而改变 / What is past its cut-off does not change by an exemption.")
  @APIResponse(
      responseCode = "201",
      description = "已决定 / Decided",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.ExemptionReceipt.class)))
  public RestResponse<Answer.ExemptionReceipt> exempt(Bodies.Exemption body) {
    Instant now = clock.instant();
    views.await(StaffView.NAME + "@received");
    List<String> all =
        staff.departments(now).stream().map(Staff.Department::code).sorted().toList();
    List<String> named = body.departments();
    List<String> departments = named == null ? all : named.stream().distinct().sorted().toList();
    check(body, departments, now);
    String id = UUID.randomUUID().toString();
    Done<DailyReportsExempted> done =
        commands.handle(
            DailyReportExemption.CATEGORY,
            id,
            new Exempt(departments, body.from(), body.until(), body.kind(), body.reason(), now));
    return Answers.created(
        "/api/v1/daily-report-exemptions",
        done,
        new Answer.ExemptionReceipt(
            done.stream().key(), departments.size(), body.from(), body.until()));
  }

  private void check(Bodies.Exemption body, List<String> departments, Instant now) {
    List<Violation> violations = new ArrayList<>();
    if (body.from().isBefore(LocalDate.ofInstant(now, zone))) {
      violations.add(Violation.of("/from", "lies-in-the-past"));
    }
    long days = ChronoUnit.DAYS.between(body.from(), body.until()) + 1;
    if (days < 1 || days > MAX_EXEMPT_DAYS) {
      violations.add(Violation.of("/until", "day-range-malformed"));
    } else if (days * departments.size() > MAX_EXEMPT_REPORTS) {
      violations.add(Violation.of("/departments", "too-many-exemptions"));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
  }

  @GET
  @Path("daily-report-exemptions")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "免报决定，新的在前 / Exemptions, the newest first")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<DailyReports.Exemption> exemptions(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    views.await(DailyReportView.NAME);
    return Page.of(
        reports.exemptions(caller.confinedTo(), page.before(), page.rows()),
        page.limit(),
        row -> row,
        row -> Long.toString(row.position()));
  }

  private @Nullable Signature signature(
      String department, PersonBody signer, boolean byPhone, Instant at) {
    String subject = people.subjectId(signer);
    if (!byPhone) {
      caller.mustSignAs(subject);
    }
    boolean head =
        staff.department(department, at).filter(it -> subject.equals(it.headId())).isPresent();
    if (head) {
      return new Signature(subject, signer.name(), Signature.As.HEAD);
    }
    return reports.isDeputy(department, subject, at)
        ? new Signature(subject, signer.name(), Signature.As.DEPUTY)
        : null;
  }

  private Submitted mustBeSubmitted(String id) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    return commands.load(DailyReportDecider.CATEGORY, id).state() instanceof Submitted said
        ? said
        : notFound();
  }

  private static Submitted notFound() {
    throw Problem.notFound();
  }

  /** Of tomorrow nobody can report; older than a year is a slip of the pen. */
  private void mustBeADayPast(LocalDate day, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    if (day.isAfter(today)) {
      throw Problem.invalid(List.of(Violation.of("/day", "day-not-begun")));
    }
    if (day.isBefore(today.minusDays(MAX_RATE_DAYS))) {
      throw Problem.invalid(List.of(Violation.of("/day", "day-too-long-ago")));
    }
  }

  private static LocalDate day(@Nullable String text) {
    try {
      if (text != null && text.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException _) {
      // Falls through to the same answer.
    }
    throw Problem.of(400, "day-malformed");
  }

  private static boolean isLate(Done<DailyReportEvent> done) {
    return done.events().stream()
        .anyMatch(
            event ->
                switch (event.event()) {
                  case DailyReportEvent.DailyReportSubmitted it -> it.lateBy().isPositive();
                  case DailyReportEvent.ZeroReportSubmitted it -> it.lateBy().isPositive();
                  default -> false;
                });
  }
}
