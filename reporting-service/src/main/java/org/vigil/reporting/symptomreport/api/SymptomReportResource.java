package org.vigil.reporting.symptomreport.api;

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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.DepartmentsWord;
import org.vigil.reporting.person.api.IdentificationBody;
import org.vigil.reporting.person.api.KnownPeople;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.RevealBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Whom;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.OneIllness;
import org.vigil.reporting.symptomreport.domain.OneIllness.Earlier;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReport.Details;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.AcknowledgeReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.CorrectReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.IdentifyPerson;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.RevealReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.view.ReportsOfSubject;
import org.vigil.reporting.symptomreport.view.SymptomReportRow;
import org.vigil.reporting.symptomreport.view.SymptomReportView;

/** 症状上报: POST here, and the office knows (3.11-b). */
@Path("/api/v1/symptom-reports")
@Tag(name = "symptom-reports", description = "症状上报 / Symptom reports (3.11-b, 5-6)")
@RunOnVirtualThread
public class SymptomReportResource {

  /** For how long after the first report of an illness others are of the same. */
  public static final String ONE_ILLNESS = "reporting.symptom-reports-of-one-illness-within";

  private static final String PATH = "/api/v1/symptom-reports/";

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final KnownPeople people;
  private final Rules rules;
  private final InstantSource clock;
  private final ReportsOfSubject reports;

  @Inject
  SymptomReportResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      KnownPeople people,
      Rules rules,
      InstantSource clock,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.people = people;
    this.rules = rules;
    this.clock = clock;
    this.reports = new ReportsOfSubject(dataSource);
  }

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "上报症状 / Report a person with symptoms",
      description =
          "直接报领导小组办公室，不经审批。超过规定时限自动记为缓报。只掌握姓名的也须上报，身份后补。 / Goes straight to the office. Later than"
              + " the rule allows is recorded as late. A person with a name alone is kept and"
              + " identified later. 同一人同一病程的再次上报完整保留，并入首条上报所成事项（matter）。 / What comes again of one"
              + " illness is kept whole and is part of the first report's matter.")
  @APIResponse(
      responseCode = "201",
      description = "已受理 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> report(SymptomReportBody body) {
    caller.mustActFor(body.department());
    DepartmentsWord.mistakenCall(caller, body.channel())
        .ifPresent(
            violation -> {
              throw Problem.invalid(List.of(violation));
            });
    Instant now = clock.instant();
    Whom whom = people.whom(body.person());
    Observation observation =
        observation(
            body.symptoms(),
            body.temperatureCelsius(),
            body.onsetAt(),
            body.knownAt(),
            body.note(),
            now);
    Done<SymptomReportEvent> done =
        commands.handle(
            SymptomReportDecider.CATEGORY,
            UUID.randomUUID().toString(),
            new ReportSymptoms(
                whom.subjectId(),
                body.department(),
                body.person().person(),
                whom.identified(),
                Objects.requireNonNullElse(body.channel(), Channel.SYSTEM),
                observation,
                now,
                body.signal(),
                reportWithin(body.knownAt()),
                whom.identified() ? before(whom.subjectId(), body.department(), now) : null),
            body.onsetAt(),
            body.knownAt());
    String id = done.stream().key();
    SymptomReported reported = (SymptomReported) done.events().getFirst().event();
    return Answers.created(
        PATH + id,
        done,
        new Answer.Receipt(
            id,
            reported.department(),
            reported.earlier() == null ? "OPEN" : Answer.JOINED,
            reported.identified(),
            isLate(done),
            reported.reportedAt(),
            reported.earlier() == null ? null : reported.earlier().matter()));
  }

  @POST
  @Path("{id}/acknowledgements")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "办公室签收 / The office acknowledges a report")
  @APIResponse(
      responseCode = "200",
      description = "已签收 / Acknowledged",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> acknowledge(
      @PathParam("id") String id, AcknowledgementBody body) {
    Details details = mustExist(id);
    Done<SymptomReportEvent> done =
        commands.handle(SymptomReportDecider.CATEGORY, id, new AcknowledgeReport(body.note()));
    return Answers.ok(
        done,
        new Answer.Receipt(
            id,
            details.department(),
            "ACKNOWLEDGED",
            details.identified(),
            details.late(),
            details.reportedAt(),
            details.matter()));
  }

  @POST
  @Path("{id}/corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "更正上报内容 / Put a report right; what was said before stays on record")
  @APIResponse(
      responseCode = "200",
      description = "已更正 / Corrected",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> correct(@PathParam("id") String id, CorrectionBody body) {
    Details details = mustExist(id);
    caller.mustActFor(details.department());
    Observation observation =
        observation(
            body.symptoms(),
            body.temperatureCelsius(),
            body.onsetAt(),
            body.knownAt(),
            body.note(),
            clock.instant());
    Done<SymptomReportEvent> done =
        commands.handle(
            SymptomReportDecider.CATEGORY,
            id,
            new CorrectReport(
                people.corrected(body.person(), details.person(), details.subjectId()),
                people.unknown(),
                body.person().person(),
                observation,
                body.reason(),
                reportWithin(body.knownAt())),
            body.onsetAt(),
            body.knownAt());
    return Answers.ok(
        done,
        new Answer.Receipt(
            id,
            details.department(),
            "CORRECTED",
            body.person().hasNumber(),
            details.late() || isLate(done),
            details.reportedAt(),
            details.matter()));
  }

  @POST
  @Path("{id}/identifications")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "补充身份 / Say who it is",
      description =
          "此前以“身份待核”保留的上报归入此人：应报事项、健康一览与日报核对随之更新。 / What is kept of somebody unknown is the"
              + " person's from now on: what is owed, the glance and the daily report follow.")
  @APIResponse(
      responseCode = "200",
      description = "已补充 / Identified",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> identify(
      @PathParam("id") String id, IdentificationBody body) {
    Details details = mustExist(id);
    caller.mustActFor(details.department());
    Done<SymptomReportEvent> done =
        commands.handle(
            SymptomReportDecider.CATEGORY,
            id,
            new IdentifyPerson(people.subjectId(body.person()), body.person().person()));
    return Answers.ok(
        done,
        new Answer.Receipt(
            id,
            details.department(),
            "IDENTIFIED",
            true,
            details.late(),
            details.reportedAt(),
            null));
  }

  @POST
  @Path("{id}/reveals")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "查看个人信息（须说明用途并记录） / Reveal the personal data; who and why is recorded")
  @APIResponse(
      responseCode = "200",
      description = "个人信息 / The personal data",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Revealed.class)))
  public RestResponse<Answer.Revealed> reveal(@PathParam("id") String id, RevealBody body) {
    mustExist(id);
    Done<SymptomReportEvent> done =
        commands.handle(SymptomReportDecider.CATEGORY, id, new RevealReport(body.purpose()));
    Details details = mustExist(id);
    return Answers.ok(
        done,
        new Answer.Revealed(
            id,
            details.person().name(),
            details.person().staffNo(),
            details.person().phone(),
            details.observation().note()));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "症状上报列表，新的在前，可查询过去（asOf） / Symptom reports, the newest first, now or then",
      description = "科室只见本科室，姓名和手机号已脱敏 / A department sees its own; names are masked.")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer.Shown> list(
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    Moment moment = past.moment(query);
    views.await(SymptomReportView.NAME);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          page,
          (before, rows) -> SymptomReportRow.reportedBy(asOf, caller.confinedTo(), before, rows),
          id -> then(id, moment).map(report -> report.shown(seesHealth(), null)));
    }
    return Page.of(
        SymptomReportRow.newest(caller.confinedTo(), page.before(), page.rows()),
        page.limit(),
        row -> Answer.Shown.of(row, seesHealth(), null),
        row -> Long.toString(row.position));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "一条症状上报及同一人的其他上报，可查询过去（asOf） / One symptom report, with all others about the person, now"
              + " or then")
  @APIResponse(
      responseCode = "200",
      description = "上报内容（脱敏） / The report, masked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Shown.class)))
  public RestResponse<Answer.Shown> one(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    Moment moment = past.moment(query);
    views.await(SymptomReportView.NAME);
    if (!moment.isNow()) {
      PastSymptomReport report =
          Optional.of(id)
              .filter(known -> known.matches(Texts.ID))
              .flatMap(known -> then(known, moment))
              .orElseThrow(Problem::notFound);
      caller.mustSee(report.department());
      String person = report.subjectId();
      List<String> ofPerson =
          reports.everAbout(person).stream()
              .filter(
                  other ->
                      then(other, moment).filter(it -> it.subjectId().equals(person)).isPresent())
              .toList();
      return Answers.read(report.shown(seesHealth(), ofPerson), report.version());
    }
    SymptomReportRow row = SymptomReportRow.findById(id);
    if (row == null) {
      throw Problem.notFound();
    }
    caller.mustSee(row.department);
    return Answers.read(
        Answer.Shown.of(row, seesHealth(), reports.about(row.subjectId)), row.version);
  }

  private Optional<PastSymptomReport> then(String id, Moment moment) {
    return PastSymptomReport.of(past.known(SymptomReportDecider.CATEGORY, id, moment));
  }

  /** An auditor checks who did what when, and needs no health details for that. */
  private boolean seesHealth() {
    return caller.has(Roles.DEPARTMENT) || caller.has(Roles.OFFICE) || caller.has(Roles.LEADER);
  }

  private Details mustExist(String id) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    return commands
        .load(SymptomReportDecider.CATEGORY, id)
        .state()
        .reported()
        .orElseThrow(Problem::notFound);
  }

  private Rule reportWithin(Instant knownAt) {
    return rules.inForce("reporting.symptom-report-within", knownAt);
  }

  /** By what is known by now: what comes at the same moment is joined afterwards. */
  private @Nullable Earlier before(String subjectId, String department, Instant now) {
    views.await(SymptomReportView.NAME);
    return OneIllness.before(
            now, department, reports.told(subjectId), rules.inForce(ONE_ILLNESS, now).duration())
        .orElse(null);
  }

  private static boolean isLate(Done<SymptomReportEvent> done) {
    return done.events().stream().anyMatch(event -> event.event() instanceof LateReportDetected);
  }

  private static Observation observation(
      List<Symptom> symptoms,
      @Nullable BigDecimal temperatureCelsius,
      Instant onsetAt,
      Instant knownAt,
      @Nullable String note,
      Instant now) {
    List<Violation> violations = new ArrayList<>();
    Moments.between("/knownAt", knownAt, now.plus(Moments.CLOCK_TOLERANCE))
        .ifPresent(violations::add);
    if (onsetAt.isAfter(knownAt)) {
      violations.add(Violation.of("/onsetAt", "onset-after-known"));
    } else {
      Moments.between("/onsetAt", onsetAt, knownAt).ifPresent(violations::add);
    }
    if (symptoms.contains(Symptom.OTHER) && (note == null || note.isBlank())) {
      violations.add(Violation.of("/note", "other-needs-note"));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    return new Observation(
        symptoms.stream().distinct().toList(),
        temperatureCelsius == null ? null : temperatureCelsius.movePointRight(1).intValueExact(),
        onsetAt,
        knownAt,
        note);
  }
}
