package org.vigil.reporting.liaison.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.liaison.domain.ExternalRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.AcknowledgeRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.Command;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestReceived;
import org.vigil.reporting.liaison.domain.ExternalRequest.FulfilRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.Fulfilled;
import org.vigil.reporting.liaison.domain.ExternalRequest.NotReceived;
import org.vigil.reporting.liaison.domain.ExternalRequest.Open;
import org.vigil.reporting.liaison.domain.ExternalRequest.ReceiveRequest;
import org.vigil.reporting.liaison.view.LiaisonItems;
import org.vigil.reporting.liaison.view.LiaisonItems.Item;
import org.vigil.reporting.liaison.view.LiaisonItems.Kind;
import org.vigil.reporting.liaison.view.LiaisonPast;
import org.vigil.reporting.liaison.view.LiaisonView;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.Texts;

/** 外部门协查请求 (3.6-c): what outside bodies ask of the bureau. */
@Path("/api/v1/external-requests")
@Tag(name = "liaison", description = "联防联控 / Liaison (3.6-a, 3.6-b, 3.6-c)")
@RunOnVirtualThread
public class ExternalRequestResource {

  /** Nobody asks for something further ahead. */
  private static final Duration YEAR = Duration.ofDays(366);

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final LiaisonItems items;
  private final Rules rules;
  private final InstantSource clock;

  @Inject
  ExternalRequestResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      LiaisonItems items,
      Rules rules,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.items = items;
    this.rules = rules;
    this.clock = clock;
  }

  /** An outside body asks for something. */
  @Schema(
      name = "ExternalRequestRequest",
      examples =
          "{\"department\":\"AQBW\",\"institution\":\"区指挥部\",\"title\":\"协查11月20日来访人员\","
              + "\"fulfilBy\":\"2026-11-25T18:00:00+08:00\"}")
  public record Received(
      @Schema(description = "承办科室 / The department that is to do it")
          @NotNull
          @Pattern(regexp = Texts.DEPARTMENT)
          String department,
      @NotBlank @Size(max = 100) @Pattern(regexp = Texts.LINE) String institution,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String title,
      @Nullable @Size(max = 60) @Pattern(regexp = Texts.LINE) String reference,
      @Schema(description = "对方要求的时间；不填则按参数 / The time that the body has named")
          @Nullable Instant fulfilBy) {}

  /** It is done. */
  @Schema(name = "ExternalRequestFulfilment", examples = "{\"how\":\"已提供名单\"}")
  public record Fulfilment(@NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINE) String how) {}

  /** {@code {}}: it has arrived. */
  @Schema(name = "ExternalRequestAcknowledgement", examples = "{}")
  public record Acknowledgement() {}

  /** What a command has led to. */
  @Schema(name = "ExternalRequestReceipt")
  public record Receipt(String id, String department, String status) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记外部请求 / An outside body asks for something")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Receipt.class)))
  public RestResponse<Receipt> receive(Received body) {
    caller.mustActFor(body.department());
    Instant now = clock.instant();
    Instant fulfilBy = body.fulfilBy();
    if (fulfilBy != null) {
      Moments.between("/fulfilBy", fulfilBy, now.plus(YEAR))
          .ifPresent(
              violation -> {
                throw Problem.invalid(List.of(violation));
              });
    }
    Done<ExternalRequest.Event> done =
        commands.handle(
            ExternalRequest.CATEGORY,
            UUID.randomUUID().toString(),
            new ReceiveRequest(
                body.title(),
                body.institution(),
                body.reference(),
                body.department(),
                fulfilBy,
                rules.inForce(ExternalRequest.ACKNOWLEDGE_WITHIN, now),
                rules.inForce(ExternalRequest.FULFIL_WITHIN, now),
                now));
    String id = done.stream().key();
    return Answers.created(
        "/api/v1/external-requests/" + id, done, new Receipt(id, body.department(), "OPEN"));
  }

  @POST
  @Path("{id}/acknowledgements")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "签收请求 / The body is told that it has arrived")
  public RestResponse<Receipt> acknowledge(@PathParam("id") String id, Acknowledgement body) {
    return handle(id, new AcknowledgeRequest(clock.instant()), "ACKNOWLEDGED");
  }

  @POST
  @Path("{id}/fulfilments")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "请求已办结 / It is done")
  public RestResponse<Receipt> fulfil(@PathParam("id") String id, Fulfilment body) {
    return handle(id, new FulfilRequest(body.how(), clock.instant()), "FULFILLED");
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "外部请求，新的在前，可查询过去（asOf） / Requests from outside, the newest first, now or then",
      description = "open=true 只列未办结的。 / open=true lists what is not done.")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Item> list(
      @QueryParam("open") @Nullable String open,
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    Moment moment = past.moment(query);
    views.await(LiaisonView.NAME);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          page,
          (before, rows) -> items.arrivedBy(asOf, Kind.REQUEST, caller.confinedTo(), before, rows),
          id ->
              LiaisonPast.request(past.known(ExternalRequest.CATEGORY, id, moment), asOf)
                  .filter(then -> !"true".equals(open) || then.doneAt() == null));
    }
    return Page.of(
        items.newest(
            Kind.REQUEST,
            "true".equals(open),
            caller.confinedTo(),
            page.before(),
            page.rows(),
            clock.instant()),
        page.limit(),
        row -> row,
        row -> Long.toString(row.position()));
  }

  private RestResponse<Receipt> handle(String id, Command command, String status) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    ExternalRequestReceived received =
        switch (commands.load(ExternalRequest.CATEGORY, id).state()) {
          case NotReceived _ -> throw Problem.notFound();
          case Open(var it, _) -> it;
          case Fulfilled(var it) -> it;
        };
    caller.mustActFor(received.department());
    return Answers.ok(
        commands.handle(ExternalRequest.CATEGORY, id, command),
        new Receipt(id, received.department(), status));
  }
}
