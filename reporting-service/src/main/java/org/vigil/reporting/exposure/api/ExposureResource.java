package org.vigil.reporting.exposure.api;

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
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.area.Areas;
import org.vigil.reporting.area.Areas.County;
import org.vigil.reporting.exposure.domain.ContactDegree;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReport.Details;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.AcknowledgeExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.CorrectExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.IdentifyExposedPerson;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.RevealExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.exposure.domain.ExposureReportEvent;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUp;
import org.vigil.reporting.exposure.domain.HealthObservation.Running;
import org.vigil.reporting.exposure.view.ExposurePast;
import org.vigil.reporting.exposure.view.ExposureView;
import org.vigil.reporting.exposure.view.Exposures;
import org.vigil.reporting.exposure.view.ObservationPast;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.DepartmentsWord;
import org.vigil.reporting.person.api.IdentificationBody;
import org.vigil.reporting.person.api.KnownPeople;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.RevealBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Whom;

/** 密接、返回人员上报与健康观察 (3.11-b): straight to the office, then followed day by day. */
@Path("/api/v1")
@Tag(
    name = "exposure-reports",
    description = "密接、重点地区返回人员与健康观察 / Contacts, returnees and their observation (3.11-b)")
@RunOnVirtualThread
public class ExposureResource {

  /** The first day on which contacts of contacts are no longer judged. */
  public static final String SECONDARY_CONTACTS_UNTIL = "reporting.secondary-contacts-until";

  private static final String PATH = "/api/v1/exposure-reports/";

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final KnownPeople people;
  private final Policies policies;
  private final Rules rules;
  private final ZoneId zone;
  private final InstantSource clock;
  private final Exposures exposures;

  @Inject
  ExposureResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      KnownPeople people,
      Policies policies,
      Rules rules,
      ZoneId zone,
      InstantSource clock,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.people = people;
    this.policies = policies;
    this.rules = rules;
    this.zone = zone;
    this.clock = clock;
    this.exposures = new Exposures(dataSource);
  }

  @POST
  @Path("contact-reports")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "上报密切接触者 / Report a contact",
      description =
          "直接报领导小组办公室，不经审批。只掌握姓名的也须上报，身份后补。 / Straight to the office; a person with a name alone is"
              + " kept and identified later.")
  @APIResponse(
      responseCode = "201",
      description = "已受理 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> reportContact(Bodies.Contact body) {
    caller.mustActFor(body.department());
    Exposure exposure =
        new Exposure(
            Exposure.Kind.CONTACT,
            body.degree(),
            null,
            null,
            body.lastExposedAt(),
            body.knownAt(),
            body.circumstances());
    check(exposure, "/lastExposedAt", body.channel());
    return report(body.department(), body.person(), exposure, body.channel());
  }

  @POST
  @Path("returnee-reports")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "上报重点地区返回人员 / Report somebody back from a key area")
  @APIResponse(
      responseCode = "201",
      description = "已受理 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> reportReturnee(Bodies.Returnee body) {
    caller.mustActFor(body.department());
    Exposure exposure =
        new Exposure(
            Exposure.Kind.RETURNEE,
            null,
            body.areaCode(),
            body.country(),
            body.leftAreaAt(),
            body.knownAt(),
            body.circumstances());
    check(exposure, "/leftAreaAt", body.channel());
    return report(body.department(), body.person(), exposure, body.channel());
  }

  private RestResponse<Answer.Receipt> report(
      String department, PersonBody person, Exposure exposure, Channel channel) {
    Instant now = clock.instant();
    Whom whom = people.whom(person);
    Done<ExposureReportEvent> done =
        commands.handle(
            ExposureReportDecider.CATEGORY,
            UUID.randomUUID().toString(),
            new ReportExposure(
                whom.subjectId(),
                department,
                person.person(),
                whom.identified(),
                exposure,
                channel,
                now,
                reportWithin(exposure.knownAt()),
                observeDays(exposure),
                secondaryUntil(exposure.knownAt())),
            exposure.lastExposedAt(),
            exposure.knownAt());
    String id = done.stream().key();
    return Answers.created(PATH + id, done, receipt(id, "OPEN"));
  }

  @POST
  @Path("exposure-reports/{id}/acknowledgements")
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
      @PathParam("id") String id, Bodies.Acknowledgement body) {
    mustExist(id);
    Done<ExposureReportEvent> done =
        commands.handle(
            ExposureReportDecider.CATEGORY, id, new AcknowledgeExposureReport(body.note()));
    return Answers.ok(done, receipt(id, "ACKNOWLEDGED"));
  }

  @POST
  @Path("exposure-reports/{id}/corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "更正上报内容；原内容保留 / Put a report right; what was said before stays on record",
      description =
          "整份上报应有的内容。手机号、工号变了即视为另一人：观察、日报核对与应报事项随之转到此人；只填姓名则身份待核。 / The whole report as it should"
              + " read. Another number is another person, to whom observation, daily report and"
              + " what is owed move; a name alone is somebody yet to be identified.")
  @APIResponse(
      responseCode = "200",
      description = "已更正 / Corrected",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> correct(@PathParam("id") String id, Bodies.Correction body) {
    Details details = mustExist(id);
    caller.mustActFor(details.department());
    Exposure exposure =
        new Exposure(
            details.exposure().kind(),
            body.degree(),
            body.areaCode(),
            body.country(),
            body.lastExposedAt(),
            body.knownAt(),
            body.circumstances());
    check(exposure, "/lastExposedAt", Channel.SYSTEM);
    Done<ExposureReportEvent> done =
        commands.handle(
            ExposureReportDecider.CATEGORY,
            id,
            new CorrectExposureReport(
                people.corrected(body.person(), details.person(), details.subjectId()),
                people.unknown(),
                body.person().person(),
                exposure,
                body.reason(),
                reportWithin(body.knownAt()),
                observeDays(exposure),
                secondaryUntil(body.knownAt())),
            exposure.lastExposedAt(),
            exposure.knownAt());
    return Answers.ok(done, receipt(id, "CORRECTED"));
  }

  @POST
  @Path("exposure-reports/{id}/identifications")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "补充身份 / Say who it is",
      description = "此前以“身份待核”保留的人与其他上报自动合并 / Joins all other reports about the person.")
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
    Done<ExposureReportEvent> done =
        commands.handle(
            ExposureReportDecider.CATEGORY,
            id,
            new IdentifyExposedPerson(people.subjectId(body.person()), body.person().person()));
    return Answers.ok(done, receipt(id, "IDENTIFIED"));
  }

  @POST
  @Path("exposure-reports/{id}/reveals")
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
    Done<ExposureReportEvent> done =
        commands.handle(
            ExposureReportDecider.CATEGORY, id, new RevealExposureReport(body.purpose()));
    Details details = mustExist(id);
    return Answers.ok(
        done,
        new Answer.Revealed(
            id,
            details.person().name(),
            details.person().staffNo(),
            details.person().phone(),
            details.exposure().circumstances()));
  }

  @GET
  @Path("exposure-reports")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "密接与返回人员上报，新的在前，可查询过去（asOf） / Contacts and returnees, the newest first, now or then",
      description = "科室只见本科室，姓名和手机号已脱敏 / A department sees its own; names are masked.")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer.Shown> list(
      @Parameter(description = "CONTACT | RETURNEE") @QueryParam("kind") @Nullable String kind,
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    if (kind != null && !kind.matches("CONTACT|RETURNEE")) {
      throw Problem.of(400, "exposure-kind-unknown");
    }
    Moment moment = past.moment(query);
    views.await(ExposureView.NAME);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          page,
          (before, rows) ->
              exposures.reportedBy(
                  asOf, caller.confinedTo(), Optional.ofNullable(kind), before, rows),
          id -> then(id, moment).map(row -> Answer.Shown.of(row, null)));
    }
    return Page.of(
        exposures.newest(
            caller.confinedTo(), Optional.ofNullable(kind), page.before(), page.rows()),
        page.limit(),
        row -> Answer.Shown.of(row, null),
        row -> Long.toString(row.position()));
  }

  @GET
  @Path("exposure-reports/{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "一条上报及同一人的其他上报，可查询过去（asOf） / One report, with all others about the person, now or then")
  @APIResponse(
      responseCode = "200",
      description = "上报内容（脱敏） / The report, masked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Shown.class)))
  public RestResponse<Answer.Shown> one(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    Moment moment = past.moment(query);
    if (moment.isNow()) {
      views.await(ExposureView.NAME);
    }
    Exposures.Report row =
        (moment.isNow() ? exposures.one(id) : then(id, moment)).orElseThrow(Problem::notFound);
    caller.mustSee(row.department());
    List<String> ofPerson =
        moment.isNow()
            ? exposures.reportsOf(row.subjectId())
            : observation(row.subjectId(), moment).reportIds().stream()
                .limit(Exposures.MAX_REPORTS)
                .toList();
    return Answers.read(Answer.Shown.of(row, ofPerson), row.version());
  }

  private Optional<Exposures.Report> then(String id, Moment moment) {
    return ExposurePast.report(past.known(ExposureReportDecider.CATEGORY, id, moment));
  }

  private ObservationPast observation(String subjectId, Moment moment) {
    return ObservationPast.of(past.known(HealthObservation.CATEGORY, subjectId, moment));
  }

  @GET
  @Path("observations")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "某日应随访人员，可查询过去（asOf） / Whom to ask after on a day, now or then")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Answer.FollowUpShown> followUps(
      @Parameter(description = "日期，YYYY-MM-DD / The day") @QueryParam("day") @Nullable String day,
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, null);
    if (after != null && !after.matches("[0-9a-f]{32}")) {
      throw Problem.of(400, "page-malformed");
    }
    LocalDate wanted = day(day);
    Moment moment = past.moment(query);
    views.await(ExposureView.NAME);
    boolean withHealth =
        caller.has(Roles.DEPARTMENT) || caller.has(Roles.OFFICE) || caller.has(Roles.LEADER);
    if (!moment.isNow()) {
      Optional<String> own = caller.confinedTo();
      return PastPage.of(
          page,
          after == null ? "" : after,
          (subject, rows) -> exposures.everAskedAfter(wanted, subject, rows),
          subject ->
              observation(subject, moment)
                  .day(wanted)
                  .filter(row -> own.isEmpty() || own.get().equals(row.department()))
                  .map(row -> Answer.FollowUpShown.of(row, withHealth)));
    }
    return Page.of(
        exposures.followUps(wanted, caller.confinedTo(), after == null ? "" : after, page.rows()),
        page.limit(),
        row -> Answer.FollowUpShown.of(row, withHealth),
        Exposures.Day::subjectId);
  }

  @POST
  @Path("observations/{subjectId}/follow-ups")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记当日随访 / Record how the person is on a day")
  @APIResponse(
      responseCode = "200",
      description = "已登记 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.FollowUpReceipt.class)))
  public RestResponse<Answer.FollowUpReceipt> followUp(
      @PathParam("subjectId") String subjectId, Bodies.FollowUpBody body) {
    if (!subjectId.matches("[0-9a-f]{32}")
        || !(commands.load(HealthObservation.CATEGORY, subjectId).state()
            instanceof Running running)) {
      throw Problem.notFound();
    }
    caller.mustActFor(running.department());
    Done<HealthObservation.Event> done =
        commands.handle(
            HealthObservation.CATEGORY,
            subjectId,
            new FollowUp(
                body.day(),
                body.finding(),
                body.note(),
                clock.instant(),
                caller.confinedTo().isPresent()));
    boolean late =
        done.events().getFirst().event() instanceof HealthObservation.ObservationFollowedUp it
            && it.late();
    return Answers.ok(done, new Answer.FollowUpReceipt(subjectId, body.day(), "FOLLOWED_UP", late));
  }

  private Answer.Receipt receipt(String id, String status) {
    Details details = mustExist(id);
    return new Answer.Receipt(
        id,
        details.department(),
        status,
        details.identified(),
        details.late(),
        details.observeDays());
  }

  private Details mustExist(String id) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    return commands
        .load(ExposureReportDecider.CATEGORY, id)
        .state()
        .reported()
        .orElseThrow(Problem::notFound);
  }

  private Rule reportWithin(Instant knownAt) {
    return rules.inForce("reporting.exposure-report-within", knownAt);
  }

  private Instant secondaryUntil(Instant knownAt) {
    return policies.date(SECONDARY_CONTACTS_UNTIL, knownAt).atStartOfDay(zone).toInstant();
  }

  private int observeDays(Exposure exposure) {
    String whom =
        switch (exposure.kind()) {
          case RETURNEE -> "returnee";
          case CONTACT ->
              exposure.degree() == ContactDegree.SECONDARY ? "secondary-contact" : "close-contact";
        };
    return policies.number("reporting.observe-" + whom + "-days", exposure.knownAt());
  }

  private void check(Exposure exposure, String exposedPointer, Channel channel) {
    List<Violation> violations = new ArrayList<>();
    Moments.between("/knownAt", exposure.knownAt(), clock.instant().plus(Moments.CLOCK_TOLERANCE))
        .ifPresent(violations::add);
    Moments.between(
            exposedPointer, exposure.lastExposedAt(), clock.instant().plus(Moments.CLOCK_TOLERANCE))
        .ifPresent(violations::add);
    DepartmentsWord.mistakenCall(caller, channel).ifPresent(violations::add);
    switch (exposure.kind()) {
      case CONTACT -> {
        if (exposure.degree() == null) {
          violations.add(Violation.of("/degree", "contact-needs-degree"));
        }
      }
      case RETURNEE -> {
        String areaCode = exposure.areaCode();
        if ((areaCode == null) == (exposure.country() == null)) {
          violations.add(Violation.of("/areaCode", "destination-ambiguous"));
        } else if (areaCode != null && !(Areas.ofChina().meaningOf(areaCode) instanceof County)) {
          violations.add(Violation.of("/areaCode", "area-unknown"));
        }
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
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
}
