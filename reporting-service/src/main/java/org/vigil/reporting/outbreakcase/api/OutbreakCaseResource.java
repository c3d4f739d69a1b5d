package org.vigil.reporting.outbreakcase.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.outbreakcase.domain.OutbreakCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCase.CaseRecord;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CloseCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteContactListing;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteDisinfection;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.IdentifyContact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.IdentifySubject;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.ListContact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.NotifyAuthority;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.OpenCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RecordIsolation;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RequestDisinfection;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RevealCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.StepRule;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseDecider;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent;
import org.vigil.reporting.outbreakcase.domain.Step;
import org.vigil.reporting.outbreakcase.view.OutbreakCasePast;
import org.vigil.reporting.outbreakcase.view.OutbreakCaseView;
import org.vigil.reporting.outbreakcase.view.OutbreakCases;
import org.vigil.reporting.outbreakcase.view.OutbreakCases.ContactOf;
import org.vigil.reporting.outbreakcase.view.OutbreakCases.Listed;
import org.vigil.reporting.outbreakcase.view.OutbreakCases.StepOf;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.IdentificationBody;
import org.vigil.reporting.person.api.KnownPeople;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.RevealBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.person.domain.Whom;

/** 疫情处置 (3.6-d): cases from their opening to their close. */
@Path("/api/v1/outbreak-cases")
@Tag(name = "outbreak-cases", description = "疫情处置 / Cases (3.6-d)")
@RunOnVirtualThread
public class OutbreakCaseResource {

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final KnownPeople people;
  private final OutbreakCases cases;
  private final Rules rules;
  private final InstantSource clock;

  @Inject
  OutbreakCaseResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      KnownPeople people,
      OutbreakCases cases,
      Rules rules,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.people = people;
    this.cases = cases;
    this.rules = rules;
    this.clock = clock;
  }

  /** What a command has led to. */
  @Schema(name = "OutbreakCaseReceipt")
  public record Receipt(
      String id,
      String department,
      String status,
      @Schema(description = "结案前尚缺的步骤 / Steps that are left before it can close")
          List<String> stepsLeft,
      @Schema(description = "是否已知是谁 / Whether it is known whose case it is") boolean identified) {}

  /** A case with all that belongs to it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "OutbreakCaseFile")
  public record File(Listed summary, List<StepOf> steps, List<ContactOf> contacts) {}

  /** The personal data in the clear. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "RevealedOutbreakCase")
  public record Revealed(
      String id, String name, @Nullable String staffNo, @Nullable String phone) {}

  @POST
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "立案 / Open a case",
      description =
          "立案即报办公室、分管副组长、常务副组长、组长（演练除外）。各步骤自立案起计时；向卫健部门报告自最早知悉起计时。"
              + " / The office and the whole leading group are told at once. Every step is timed"
              + " from here, the notice to the authority from when the bureau knew."
              + " 只掌握姓名的也可立案，身份后补。 / A person with a name alone is kept and identified later.")
  @APIResponse(
      responseCode = "201",
      description = "已立案 / Opened",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Receipt.class)))
  public RestResponse<Receipt> open(Bodies.Opening body) {
    Instant now = clock.instant();
    Moments.between("/knownAt", body.knownAt(), now.plus(Moments.CLOCK_TOLERANCE))
        .ifPresent(
            violation -> {
              throw Problem.invalid(List.of(violation));
            });
    Whom whom = people.whom(body.person());
    Done<OutbreakCaseEvent> done =
        commands.handle(
            OutbreakCaseDecider.CATEGORY,
            UUID.randomUUID().toString(),
            new OpenCase(
                whom.subjectId(),
                body.department(),
                body.person().person(),
                whom.identified(),
                body.grounds(),
                body.reportId(),
                Boolean.TRUE.equals(body.drill()),
                body.knownAt(),
                now,
                Stream.of(Step.values())
                    .filter(step -> step != Step.DISINFECTION)
                    .map(step -> new StepRule(step, rules.inForce(step.parameter(), now)))
                    .toList()));
    String id = done.stream().key();
    return Answers.created("/api/v1/outbreak-cases/" + id, done, receipt(id));
  }

  @POST
  @Path("{id}/isolations")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "已隔离 / The person is isolated")
  public RestResponse<Receipt> isolate(@PathParam("id") String id, Bodies.Isolation body) {
    notInTheFuture("/at", body.at());
    return handle(id, new RecordIsolation(body.at(), body.place(), clock.instant()));
  }

  @POST
  @Path("{id}/authority-notices")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "已报告卫生健康部门 / The health authority is told")
  public RestResponse<Receipt> notifyAuthority(
      @PathParam("id") String id, Bodies.AuthorityNotice body) {
    notInTheFuture("/at", body.at());
    return handle(
        id, new NotifyAuthority(body.at(), body.authority(), body.reference(), clock.instant()));
  }

  @POST
  @Path("{id}/contacts")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "登记一名密切接触者 / List a contact",
      description =
          "同一人只登记一次；名单已完成后想起的仍可补登；只掌握姓名的照登，身份后补。 / Once each; also after the listing. A"
              + " contact with a name alone is kept and identified later.")
  public RestResponse<Receipt> listContact(@PathParam("id") String id, Bodies.Contact body) {
    notInTheFuture("/lastContactAt", body.lastContactAt());
    Whom whom = people.whom(body.person());
    return handle(
        id,
        new ListContact(
            whom.subjectId(),
            body.person().person(),
            whom.identified(),
            body.department(),
            body.lastContactAt(),
            clock.instant()));
  }

  @POST
  @Path("{id}/identifications")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "补充病例身份 / Say whose case it is",
      description = "未结案时 / While the case is open.")
  public RestResponse<Receipt> identify(@PathParam("id") String id, IdentificationBody body) {
    return handle(id, new IdentifySubject(people.subjectId(body.person()), body.person().person()));
  }

  @POST
  @Path("{id}/contacts/{contactId}/identifications")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "补充密接身份 / Say who a contact is",
      description =
          "未结案时；与名单上另一人为同一人的并入；属本单位职工的，其科室自此应报。 / While the case is open. Who is on the list"
              + " already is one with it; a member of the staff is to be reported by the own"
              + " department from now on.")
  public RestResponse<Receipt> identifyContact(
      @PathParam("id") String id,
      @PathParam("contactId") String contactId,
      IdentificationBody body) {
    CaseRecord record = mustExist(id);
    if (!record.contacts().contains(contactId) && !record.formerIds().contains(contactId)) {
      throw Problem.notFound();
    }
    return handle(
        id,
        new IdentifyContact(contactId, people.subjectId(body.person()), body.person().person()));
  }

  @POST
  @Path("{id}/contact-listings")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "密接排查完成（可为零人） / Every contact is listed; there may be none")
  public RestResponse<Receipt> completeListing(@PathParam("id") String id, Bodies.Listing body) {
    return handle(id, new CompleteContactListing(clock.instant()));
  }

  @POST
  @Path("{id}/disinfection-requests")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "提出终末消毒 / Ask for the terminal disinfection",
      description =
          "作为事件发给消杀服务，不含个人信息；每处一项，全部完成后本步骤随之完成（演练除外，由办公室登记）。 / Goes out as an event without"
              + " personal data: each zone becomes an order, and with the last of them this step is"
              + " done. In a drill nothing is ordered, and the office says that it is done.")
  public RestResponse<Receipt> requestDisinfection(
      @PathParam("id") String id, Bodies.DisinfectionRequest body) {
    Instant now = clock.instant();
    return handle(
        id,
        new RequestDisinfection(
            id, body.zones(), rules.inForce(Step.DISINFECTION.parameter(), now), now));
  }

  @POST
  @Path("{id}/disinfections")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "终末消毒完成 / The terminal disinfection is done",
      description =
          "消杀科室登记各处完成时本步骤自动完成；由他人消毒或取消的，由办公室登记。 / Done by itself where the cleaners enter each"
              + " zone; the office says so where others disinfected, or where a zone was"
              + " cancelled.")
  public RestResponse<Receipt> disinfected(@PathParam("id") String id, Bodies.Disinfection body) {
    notInTheFuture("/at", body.at());
    return handle(id, new CompleteDisinfection(body.at(), body.by(), clock.instant()));
  }

  @POST
  @Path("{id}/closures")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "结案 / Close the case",
      description = "任何一步未完成都不能结案。 / Not while a step has been left out.")
  public RestResponse<Receipt> close(@PathParam("id") String id, Bodies.Closure body) {
    return handle(id, new CloseCase(body.result(), body.note(), clock.instant()));
  }

  @POST
  @Path("{id}/reveals")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "查看个人信息（须说明用途并记录） / Reveal the personal data; who and why is recorded")
  public RestResponse<Revealed> reveal(@PathParam("id") String id, RevealBody body) {
    CaseRecord record = mustExist(id);
    Done<OutbreakCaseEvent> done =
        commands.handle(OutbreakCaseDecider.CATEGORY, id, new RevealCase(body.purpose()));
    return Answers.ok(
        done,
        new Revealed(
            id, record.person().name(), record.person().staffNo(), record.person().phone()));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "病例列表（脱敏），新的在前，可查询过去（asOf） / Cases, masked, the newest first, now or then")
  public Page<Listed> list(
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    Moment moment = past.moment(query);
    views.await(OutbreakCaseView.NAME);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          page,
          (before, rows) -> cases.openedBy(asOf, caller.confinedTo(), before, rows),
          id -> then(id, moment).map(OutbreakCasePast::summary));
    }
    return Page.of(
        cases.newest(caller.confinedTo(), page.before(), page.rows()),
        page.limit(),
        row -> row,
        row -> Long.toString(row.position()));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "病例及其步骤和密接（脱敏），可查询过去（asOf） / A case with its steps and contacts, masked, now or then")
  @APIResponse(responseCode = "200", description = "病例 / The case")
  public RestResponse<File> one(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      OutbreakCasePast then = then(id, moment).orElseThrow(Problem::notFound);
      caller.mustSee(then.summary().department());
      return Answers.read(
          new File(then.summary(), then.steps(), then.contacts()), then.summary().version());
    }
    views.await(OutbreakCaseView.NAME);
    Listed found = cases.one(id).orElseThrow(Problem::notFound);
    caller.mustSee(found.department());
    return Answers.read(new File(found, cases.steps(id), cases.contacts(id)), found.version());
  }

  private Optional<OutbreakCasePast> then(String id, Moment moment) {
    return OutbreakCasePast.of(past.known(OutbreakCaseDecider.CATEGORY, id, moment));
  }

  private RestResponse<Receipt> handle(String id, OutbreakCaseCommand command) {
    mustExist(id);
    return Answers.ok(commands.handle(OutbreakCaseDecider.CATEGORY, id, command), receipt(id));
  }

  private Receipt receipt(String id) {
    OutbreakCase state = commands.load(OutbreakCaseDecider.CATEGORY, id).state();
    CaseRecord record = state.opened().orElseThrow(Problem::notFound);
    return new Receipt(
        id,
        record.department(),
        state instanceof OutbreakCase.Closed ? "CLOSED" : "OPEN",
        record.leftOut().stream().map(Step::name).toList(),
        record.identified());
  }

  private CaseRecord mustExist(String id) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    return commands
        .load(OutbreakCaseDecider.CATEGORY, id)
        .state()
        .opened()
        .orElseThrow(Problem::notFound);
  }

  private void notInTheFuture(String pointer, Instant at) {
    Moments.between(pointer, at, clock.instant().plus(Moments.CLOCK_TOLERANCE))
        .ifPresent(
            violation -> {
              throw Problem.invalid(List.of(violation));
            });
  }
}
