package org.vigil.reporting.notice.api;

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
import java.time.Instant;
import java.time.InstantSource;
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
import org.vigil.reporting.notice.domain.Rumour;
import org.vigil.reporting.notice.domain.Rumour.ClarifyRumour;
import org.vigil.reporting.notice.domain.Rumour.NotReported;
import org.vigil.reporting.notice.domain.Rumour.ReportRumour;
import org.vigil.reporting.notice.view.NoticePast;
import org.vigil.reporting.notice.view.NoticeView;
import org.vigil.reporting.notice.view.Notices;
import org.vigil.reporting.notice.view.Notices.Item;
import org.vigil.reporting.notice.view.Notices.Kind;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.Texts;

/** 谣言线索与辟谣 (3.5-d). */
@Path("/api/v1/rumours")
@Tag(name = "notices", description = "宣传教育 / Notices (3.5, 4.1-a)")
@RunOnVirtualThread
public class RumourResource {

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final Notices notices;
  private final Rules rules;
  private final InstantSource clock;

  @Inject
  RumourResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      Notices notices,
      Rules rules,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.notices = notices;
    this.rules = rules;
    this.clock = clock;
  }

  /** A rumour goes round. */
  @Schema(
      name = "RumourRequest",
      examples = "{\"department\":\"GWYC\",\"content\":\"传言大楼明日封闭\",\"heardIn\":\"工作群\"}")
  public record Heard(
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @Schema(description = "传言内容，不写人名 / What it says, no person's name")
          @NotBlank
          @Size(max = 500)
          @Pattern(regexp = Texts.LINE)
          String content,
      @Schema(description = "传播渠道，不写人名 / Where it was heard, no person's name")
          @NotBlank
          @Size(max = 100)
          @Pattern(regexp = Texts.LINE)
          String heardIn) {}

  /** It is answered. */
  @Schema(
      name = "RumourClarification",
      examples = "{\"clarification\":\"大楼照常办公\",\"source\":\"局办公室通告\"}")
  public record Clarification(
      @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINE) String clarification,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String source) {}

  /** What a command has led to. */
  @Schema(name = "RumourReceipt")
  public record Receipt(String id, String status) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "报告谣言线索 / Report a rumour",
      description = "逾期未澄清的，报办公室并抄送分管副组长。 / Unanswered in time, it goes to L2 and L3.")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Receipt.class)))
  public RestResponse<Receipt> report(Heard body) {
    caller.mustActFor(body.department());
    Done<Rumour.Event> done =
        commands.handle(
            Rumour.CATEGORY,
            UUID.randomUUID().toString(),
            new ReportRumour(
                body.content(),
                body.heardIn(),
                body.department(),
                rules.inForce(Rumour.CLARIFY_WITHIN, clock.instant()),
                clock.instant()));
    String id = done.stream().key();
    return Answers.created("/api/v1/rumours/" + id, done, new Receipt(id, "OPEN"));
  }

  @POST
  @Path("{id}/clarifications")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "辟谣 / Answer it",
      description = "机关党委等任一科室均可澄清。 / Any department may answer, as 机关党委 does.")
  public RestResponse<Receipt> clarify(@PathParam("id") String id, Clarification body) {
    if (!id.matches(Texts.ID)
        || commands.load(Rumour.CATEGORY, id).state() instanceof NotReported) {
      throw Problem.notFound();
    }
    return Answers.ok(
        commands.handle(
            Rumour.CATEGORY,
            id,
            new ClarifyRumour(body.clarification(), body.source(), clock.instant())),
        new Receipt(id, "CLARIFIED"));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "谣言与澄清，新的在前，可查询过去（asOf） / Rumours and their answers, the newest first, now or then")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Item> rumours(
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
          (before, rows) -> notices.arrivedBy(asOf, Kind.RUMOUR, before, rows),
          id -> NoticePast.rumour(past.known(Rumour.CATEGORY, id, moment), asOf));
    }
    return Page.of(
        notices.newest(Kind.RUMOUR, page.before(), page.rows(), clock.instant()),
        page.limit(),
        row -> row,
        row -> Long.toString(row.position()));
  }
}
