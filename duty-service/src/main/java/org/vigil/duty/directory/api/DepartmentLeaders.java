package org.vigil.duty.directory.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Leadership.Leader;
import org.vigil.edge.Caller;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;

/** Who leads a department, and who led it at an instant (4.2-b). */
@Path("/api/v1/departments/{code}/leaders")
@Tag(name = "directory")
@RunOnVirtualThread
public class DepartmentLeaders {

  private static final String CODE = "[A-Z0-9]{2,12}";

  private final Caller caller;
  private final Past past;
  private final ZoneId zone;
  private final InstantSource clock;

  @Inject
  DepartmentLeaders(Caller caller, Past past, ZoneId zone, InstantSource clock) {
    this.caller = caller;
    this.past = past;
    this.zone = zone;
    this.clock = clock;
  }

  /** Who leads; {@code handover} is the one by which it came to them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LeaderItem(
      Department.Role role,
      String person,
      String maskedName,
      @Nullable LocalDate termFrom,
      @Nullable String handover) {}

  /** Who leads a department at an instant. */
  public record Leaders(String department, Instant at, List<LeaderItem> leaders) {}

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "某时刻的负责人和副职，已计入责任交接，可查询过去 / Who led at an instant, hand-overs counted")
  @APIResponse(responseCode = "200", description = "负责人 / Who leads")
  public Leaders leaders(@PathParam("code") String code, @BeanParam PastQuery query) {
    if (!code.matches(CODE)) {
      throw Problem.notFound();
    }
    caller.mustFind(code);
    Moment moment = past.moment(query);
    Instant known = moment.asOf() == null ? clock.instant() : moment.asOf();
    Instant at = moment.validAt() == null ? known : moment.validAt();
    // What was arranged later than it began holds from its beginning on: by what is known, not by
    // when it was said.
    Department state =
        past.state(
            Department.CATEGORY, code, new Moment(moment.asOf(), null), Hindsight.byOccurrence());
    if (state.definition() == null) {
      throw Problem.notFound();
    }
    return new Leaders(
        code, at, state.leadership().at(at, zone).stream().map(DepartmentLeaders::item).toList());
  }

  private static LeaderItem item(Leader leader) {
    return new LeaderItem(
        leader.role(),
        leader.subjectId(),
        Mask.NAME.of(leader.name()),
        leader.term(),
        leader.handover());
  }
}
