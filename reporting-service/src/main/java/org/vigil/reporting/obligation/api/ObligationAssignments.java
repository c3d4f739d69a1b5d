package org.vigil.reporting.obligation.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.Category;
import org.vigil.reporting.obligation.domain.Assignments;
import org.vigil.reporting.obligation.domain.Assignments.Command;
import org.vigil.reporting.obligation.domain.Assignments.Command.Assign;
import org.vigil.reporting.obligation.domain.Assignments.Event;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.Texts;

/** 指定责任人: who answers for an obligation of a department, from an instant on (4.2-a). */
@Path("/api/v1/obligations/{id}/assignments/{department}")
@Tag(name = "obligations")
@RunOnVirtualThread
public class ObligationAssignments {

  /** Nobody is named for longer than a term of office. */
  private static final Duration FURTHEST = Duration.ofDays(5 * 366);

  private final Commands commands;
  private final SubjectIds ids;
  private final InstantSource clock;
  private final Category<Command, Assignments, Event> category;

  @Inject
  ObligationAssignments(
      Commands commands,
      SubjectIds ids,
      InstantSource clock,
      Category<Command, Assignments, Event> category) {
    this.commands = commands;
    this.ids = ids;
    this.clock = clock;
    this.category = category;
  }

  /** Who is named. */
  @Schema(name = "ObligationAssignment")
  public record Assignment(
      @NotBlank @Size(max = 50) @Pattern(regexp = Texts.LINE) String name,
      @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,30}") String staffNo,
      @NotNull Instant from,
      @Nullable Instant until) {}

  /** Where it stands. */
  @Schema(name = "ObligationAssigned")
  public record Assigned(String obligation, String department) {}

  @PUT
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "指定责任人（可重复提交） / Name who answers for an obligation; repeatable",
      description =
          "until 之后又无人负责即为责任悬空，即时发现。 / Where nobody follows at until, it is found at once.")
  @APIResponse(responseCode = "200", description = "已指定 / Named")
  public RestResponse<Assigned> assign(
      @PathParam("id") String id, @PathParam("department") String department, Assignment body) {
    if (Obligation.of(id).filter(Obligation::assignable).isEmpty()
        || !department.matches(Texts.DEPARTMENT)) {
      throw Problem.notFound();
    }
    Instant latest = clock.instant().plus(FURTHEST);
    List<Violation> violations = new ArrayList<>();
    Moments.between("/from", body.from(), latest).ifPresent(violations::add);
    if (body.until() != null) {
      Moments.between("/until", body.until(), latest).ifPresent(violations::add);
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    return Answers.ok(
        commands.put(
            category,
            id,
            new Assign(
                id,
                department,
                ids.of(null, body.staffNo()),
                body.name(),
                body.from(),
                body.until())),
        new Assigned(id, department));
  }
}
