package org.vigil.reporting.escalation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.escalation.domain.Escalation;
import org.vigil.reporting.escalation.domain.EscalationCommand;
import org.vigil.reporting.escalation.domain.EscalationCommand.Acknowledge;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationCommand.Resolve;
import org.vigil.reporting.escalation.domain.EscalationDecider;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.view.EscalationFeedView;
import org.vigil.reporting.escalation.view.EscalationPast;
import org.vigil.reporting.escalation.view.EscalationPastView;
import org.vigil.reporting.escalation.view.EscalationRow;

/** Escalations: what needs the leading group. */
@Path("/api/v1/escalations")
@Tag(name = "escalations", description = "升级事项 / What needs the leading group")
@RunOnVirtualThread
public class Escalations {

  /** The parameter: within which time an acknowledged matter is to be resolved. */
  public static final String RESOLVE_WITHIN = "reporting.escalation-resolve-within";

  private static final Set<String> STATUSES = Set.of("OPEN", "ACKNOWLEDGED", "RESOLVED");

  /** A digest; see {@link EscalationDecider#key}. */
  private static final String ID = "[0-9a-f]{32}";

  private static final String DEPARTMENT = "[A-Z0-9]{2,12}";

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final EscalationPast escalationPast;
  private final Policies policies;
  private final InstantSource clock;
  private final Category<EscalationCommand, Escalation, EscalationEvent> category;

  @Inject
  Escalations(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      EscalationPast escalationPast,
      Policies policies,
      InstantSource clock,
      Category<EscalationCommand, Escalation, EscalationEvent> category) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.escalationPast = escalationPast;
    this.policies = policies;
    this.clock = clock;
    this.category = category;
  }

  /** Takes a matter on. */
  public record Acknowledgement(
      @Schema(description = "承诺办结时间；不填则按参数 / Until when it will be resolved")
          @Nullable Instant resolveBy,
      @Size(max = 500) @Nullable String note) {}

  /** Ends a matter. */
  public record Resolution(@NotNull Outcome outcome, @Size(max = 2000) @Nullable String note) {}

  /** An escalation as it stands. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String id,
      int occurrence,
      String kind,
      String obligation,
      String severity,
      String department,
      Subject subject,
      String level,
      String status,
      Instant since,
      Instant raisedAt,
      @Nullable Instant dueAt,
      int signals,
      String dedupeKey) {}

  /** What it is about, masked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Subject(String kind, String id, @Nullable String maskedName) {}

  /** Where a command has left it. */
  public record Status(String id, String status) {}

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "升级事项列表，最新在前，可查询过去 / Escalations, newest first, now or in the past",
      description =
          "查询过去时只列当时未办结的事项。validAt 自最早知悉之时起即算未办结，即使尚未升级。 / Of the past, what was"
              + " not resolved. By validAt a matter is open since somebody first knew of it, raised"
              + " or not.")
  public Page<Item> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("department") @Nullable String department,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after,
      @BeanParam PastQuery query) {
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.of(400, "status-unknown");
    }
    Optional<String> confined = caller.confinedTo();
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      if ("RESOLVED".equals(status)) {
        throw Problem.of(400, "past-resolved-not-listed");
      }
      if (after != null && !after.matches(ID)) {
        throw Problem.of(400, "page-malformed");
      }
      if (department != null && !department.matches(DEPARTMENT)) {
        return new Page<>(List.of(), null);
      }
      views.await(EscalationPastView.NAME);
      List<EscalationRow> rows =
          escalationPast.open(
              moment,
              clock.instant(),
              status,
              confined.orElse(department),
              after,
              Page.rows(limit));
      return Page.of(rows, limit, Escalations::item, row -> row.id);
    }
    views.await(EscalationFeedView.NAME);
    List<EscalationRow> rows =
        EscalationRow.find(status, confined.orElse(department), after, Page.rows(limit));
    return Page.of(rows, limit, Escalations::item, row -> row.id);
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一个升级事项，可查询过去 / One escalation, now or in the past")
  public Response one(@PathParam("id") String id, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      if (!id.matches(ID)) {
        throw Problem.notFound();
      }
      views.await(EscalationPastView.NAME);
      EscalationRow then =
          escalationPast.one(id, moment, clock.instant()).orElseThrow(Problem::notFound);
      return Response.ok(item(visible(then))).build();
    }
    views.await(EscalationFeedView.NAME);
    EscalationRow row = visible(EscalationRow.findById(id));
    return Response.ok(item(row)).header("ETag", "\"" + row.version + "\"").build();
  }

  @POST
  @Path("{id}/acknowledgements")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "签收：表示将处置，不等于办结 / Take it on, which is not to resolve it")
  @APIResponse(responseCode = "200", description = "已签收 / Taken on")
  public Response acknowledge(@PathParam("id") String id, Acknowledgement body) {
    Instant now = clock.instant();
    Instant resolveBy =
        body.resolveBy() != null
            ? body.resolveBy()
            : now.plus(policies.duration(RESOLVE_WITHIN, now));
    return answer(
        id, new Acknowledge(caller.client(), now, resolveBy, body.note()), "ACKNOWLEDGED");
  }

  @POST
  @Path("{id}/resolutions")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "办结 / Resolve it")
  @APIResponse(responseCode = "200", description = "已办结 / Resolved")
  public Response resolve(@PathParam("id") String id, Resolution body) {
    return answer(
        id, new Resolve(caller.client(), clock.instant(), body.outcome(), body.note()), "RESOLVED");
  }

  private Response answer(String id, EscalationCommand command, String status) {
    if (!id.matches(ID) || commands.load(category, id).version() == 0) {
      throw Problem.notFound();
    }
    Done<EscalationEvent> done = commands.handle(category, id, command);
    return Answers.ok(done, new Status(id, status));
  }

  /** A matter of another department is not there for a department's system. */
  private EscalationRow visible(@Nullable EscalationRow row) {
    Optional<String> confined = caller.confinedTo();
    if (row == null || confined.filter(d -> !d.equals(row.department)).isPresent()) {
      throw Problem.notFound();
    }
    return row;
  }

  private static Item item(EscalationRow row) {
    return new Item(
        row.id,
        row.occurrence,
        row.kind,
        row.obligation,
        row.severity,
        row.department,
        new Subject(row.subjectKind, row.subjectId, row.subjectName),
        row.level,
        row.status,
        row.since,
        row.raisedAt,
        row.dueAt,
        row.signals,
        row.dedupeKey);
  }
}
