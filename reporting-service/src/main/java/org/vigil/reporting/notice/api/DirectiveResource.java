package org.vigil.reporting.notice.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.notice.domain.Directive.Channel;
import org.vigil.reporting.notice.domain.Directive.Counted;
import org.vigil.reporting.notice.domain.Directive.DirectiveReceived;
import org.vigil.reporting.notice.domain.Directive.NotReceived;
import org.vigil.reporting.notice.domain.Directive.NoticePublished;
import org.vigil.reporting.notice.domain.Directive.PublishNotice;
import org.vigil.reporting.notice.domain.Directive.Published;
import org.vigil.reporting.notice.domain.Directive.Readers;
import org.vigil.reporting.notice.domain.Directive.ReceiveDirective;
import org.vigil.reporting.notice.domain.Directive.Received;
import org.vigil.reporting.notice.domain.NoticeReading;
import org.vigil.reporting.notice.domain.NoticeReading.ReadNotice;
import org.vigil.reporting.notice.view.NoticePast;
import org.vigil.reporting.notice.view.NoticeReaders.Reading;
import org.vigil.reporting.notice.view.NoticeView;
import org.vigil.reporting.notice.view.Notices;
import org.vigil.reporting.notice.view.Notices.Item;
import org.vigil.reporting.notice.view.Notices.Kind;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.KnownPeople;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;

/** 收文与传达 (3.5-a, 4.1-a): what comes from above, conveyed and read. */
@Path("/api/v1/directives")
@Tag(name = "notices", description = "宣传教育 / Notices (3.5, 4.1-a)")
@RunOnVirtualThread
public class DirectiveResource {

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final KnownPeople people;
  private final Notices notices;
  private final Rules rules;
  private final InstantSource clock;

  @Inject
  DirectiveResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      KnownPeople people,
      Notices notices,
      Rules rules,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.people = people;
    this.notices = notices;
    this.rules = rules;
    this.clock = clock;
  }

  /** A document has come. */
  @Schema(
      name = "DirectiveRequest",
      examples =
          "{\"department\":\"JGDW\",\"issuer\":\"市疫情防控指挥部\",\"title\":\"关于加强秋冬季防控的通知\","
              + "\"reference\":\"〔2026〕42号\"}")
  public record Arrived(
      @Schema(description = "负责传达的科室 / The department that is to convey it")
          @NotNull
          @Pattern(regexp = Texts.DEPARTMENT)
          String department,
      @NotBlank @Size(max = 100) @Pattern(regexp = Texts.LINE) String issuer,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String title,
      @Nullable @Size(max = 60) @Pattern(regexp = Texts.LINE) String reference) {}

  /** It is conveyed. */
  @Schema(
      name = "NoticePublication",
      examples = "{\"channels\":[\"OFFICIAL_ACCOUNT\",\"WORK_GROUP\"],\"audience\":[]}")
  public record Publication(
      @NotEmpty @Size(max = 5) List<@NotNull Channel> channels,
      @Schema(description = "应阅科室；空为全部 / Whose members are to read it; empty for all")
          @NotNull
          @Size(max = 200)
          List<@NotNull @Pattern(regexp = Texts.DEPARTMENT) String> audience) {}

  /** Somebody has read it. */
  @Schema(
      name = "NoticeReading",
      examples = "{\"department\":\"GWYC\",\"person\":{\"name\":\"李四\",\"staffNo\":\"GW-018\"}}")
  public record ReadBy(
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @NotNull @Valid PersonBody person) {}

  /** What a command has led to. */
  @Schema(name = "DirectiveReceipt")
  public record Receipt(String id, String department, String status) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记收文 / A document has come")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Receipt.class)))
  public RestResponse<Receipt> receive(Arrived body) {
    caller.mustActFor(body.department());
    Done<Directive.Event> done =
        commands.handle(
            Directive.CATEGORY,
            UUID.randomUUID().toString(),
            new ReceiveDirective(
                body.title(),
                body.issuer(),
                body.reference(),
                body.department(),
                rules.inForce(Directive.CONVEY_WITHIN, clock.instant()),
                clock.instant()));
    String id = done.stream().key();
    return Answers.created(
        "/api/v1/directives/" + id, done, new Receipt(id, body.department(), "OPEN"));
  }

  @POST
  @Path("{id}/publications")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "传达 / Convey it",
      description = "到应阅截止时间，阅读率不足的科室逐一上报。 / Departments that have read too little are reported.")
  public RestResponse<Receipt> publish(@PathParam("id") String id, Publication body) {
    DirectiveReceived received = mustExist(id);
    caller.mustActFor(received.department());
    return Answers.ok(
        commands.handle(
            Directive.CATEGORY,
            id,
            new PublishNotice(
                body.channels(),
                body.audience(),
                rules.inForce(Directive.READ_WITHIN, clock.instant()),
                clock.instant())),
        new Receipt(id, received.department(), "PUBLISHED"));
  }

  @POST
  @Path("{id}/readings")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "已阅 / Somebody has read it",
      description = "同一人多次提交只算一次。 / The same person counts once.")
  public RestResponse<Receipt> read(@PathParam("id") String id, ReadBy body) {
    mustExist(id);
    caller.mustActFor(body.department());
    if (publication(commands.load(Directive.CATEGORY, id).state()).isEmpty()) {
      throw Problem.of(409, "notice-not-published");
    }
    String subject = people.subjectId(body.person());
    return Answers.ok(
        commands.handle(
            NoticeReading.CATEGORY,
            NoticeReading.key(id, subject),
            new ReadNotice(id, subject, body.department(), clock.instant())),
        new Receipt(id, body.department(), "READ"));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "收文与传达，新的在前，可查询过去（asOf） / Documents and what became of them, the newest first, now or"
              + " then")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Item> list(
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    Moment moment = past.moment(query);
    views.await(NoticeView.NAME);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          page,
          (before, rows) -> notices.arrivedBy(asOf, Kind.DIRECTIVE, before, rows),
          id -> NoticePast.directive(past.known(Directive.CATEGORY, id, moment), asOf));
    }
    return Page.of(
        notices.newest(Kind.DIRECTIVE, page.before(), page.rows(), clock.instant()),
        page.limit(),
        row -> row,
        row -> Long.toString(row.position()));
  }

  @GET
  @Path("{id}/readers")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "各科室阅读率，可查询过去（asOf） / How many of which department have read it, now or then")
  public List<Readers> readers(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    Moment moment = past.moment(query);
    Directive state = received(id, moment);
    Optional<String> own = caller.confinedTo();
    return notices
        .readers(
            id,
            publication(state).map(NoticePublished::audience).orElse(List.of()),
            instant(moment))
        .stream()
        .filter(one -> own.isEmpty() || own.get().equals(one.department()))
        .toList();
  }

  @GET
  @Path("{id}/readers/{department}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "本科室谁已阅、谁未阅（脱敏），未阅在前，可查询过去（asOf） / Who of a department has read it, masked, who has"
              + " not first, now or then")
  public List<Reading> members(
      @PathParam("id") String id,
      @PathParam("department") String department,
      @BeanParam AsOfQuery query) {
    Optional<String> own = caller.confinedTo();
    if (!id.matches(Texts.ID)
        || !department.matches(Texts.DEPARTMENT)
        || own.isPresent() && !own.get().equals(department)) {
      throw Problem.notFound();
    }
    Moment moment = past.moment(query);
    received(id, moment);
    return notices.members(id, department, instant(moment));
  }

  /** As it stood then; who has read it is told up to now. */
  private Directive received(String id, Moment moment) {
    Directive state = past.state(Directive.CATEGORY, id, moment, Hindsight.byOccurrence());
    if (state instanceof NotReceived) {
      throw Problem.notFound();
    }
    views.await(NoticeView.NAME);
    return state;
  }

  private Instant instant(Moment moment) {
    Instant asOf = moment.asOf();
    return asOf == null ? clock.instant() : asOf;
  }

  private static Optional<NoticePublished> publication(Directive state) {
    return switch (state) {
      case NotReceived _, Received _ -> Optional.empty();
      case Published(_, var published) -> Optional.of(published);
      case Counted(_, var published) -> Optional.of(published);
    };
  }

  private DirectiveReceived mustExist(String id) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    return switch (commands.load(Directive.CATEGORY, id).state()) {
      case NotReceived _ -> throw Problem.notFound();
      case Received(var received) -> received;
      case Published(var received, _) -> received;
      case Counted(var received, _) -> received;
    };
  }
}
