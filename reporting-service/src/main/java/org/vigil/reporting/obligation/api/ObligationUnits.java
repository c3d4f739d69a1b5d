package org.vigil.reporting.obligation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.obligation.domain.Assignments;
import org.vigil.reporting.obligation.domain.Assignments.Carrier;
import org.vigil.reporting.obligation.domain.Assignments.Command;
import org.vigil.reporting.obligation.domain.Assignments.Command.SetUnits;
import org.vigil.reporting.obligation.domain.Assignments.Event;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.obligation.domain.UnitsPeriod;
import org.vigil.reporting.obligation.view.AssignmentView;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.staff.view.Staff;

/** 责任科室与牵头科室: which departments carry an obligation, and which of them leads (4.2-a). */
@Path("/api/v1/obligations/{id}/units")
@Tag(name = "obligations")
@RunOnVirtualThread
public class ObligationUnits {

  /** Nothing is arranged for longer than a term of office. */
  private static final Duration FURTHEST = Duration.ofDays(5 * 366);

  /** The plan names two at most; what more than twenty carry is everybody's. */
  private static final int MAX_UNITS = 20;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final InstantSource clock;
  private final Matrix matrix;
  private final Staff staff;
  private final Category<Command, Assignments, Event> category;

  @Inject
  ObligationUnits(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      InstantSource clock,
      AgroalDataSource dataSource,
      Category<Command, Assignments, Event> category) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.clock = clock;
    this.matrix = new Matrix(dataSource);
    this.staff = new Staff(dataSource);
    this.category = category;
  }

  /** Which departments carry it, exactly one of them leading, from when to when. */
  @Schema(name = "ObligationUnitsBody")
  public record Body(
      @NotEmpty @Size(max = MAX_UNITS) List<@NotNull @Valid CarrierBody> units,
      @NotNull Instant from,
      @Nullable Instant until) {}

  /** One of them. */
  @Schema(name = "ObligationUnitBody")
  public record CarrierBody(
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) @Schema(examples = "YWS") String department,
      @NotNull Boolean leads) {}

  /** That it was said. */
  @Schema(name = "ObligationUnitsSet")
  public record UnitsSet(String obligation) {}

  /** Who has said which departments carry an obligation. */
  @Schema(name = "ObligationUnitsBy")
  public enum By {
    PLAN,
    DECIDED
  }

  /** A department's part; {@code department} is absent where none bears the plan's name. */
  @Schema(name = "ObligationUnit")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Unit(String unit, @Nullable String department, boolean leads) {}

  /** What has been said for a time. */
  @Schema(name = "ObligationUnitsPeriod")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Period(Instant from, @Nullable Instant until, String lead, List<String> others) {

    static Period of(UnitsPeriod one) {
      return new Period(one.from(), one.until(), one.lead(), one.others());
    }
  }

  /**
   * Which departments carry it at an instant.
   *
   * @param periods all that has been said, in order of time; outside of them the plan's own units
   *     carry it
   */
  @Schema(name = "ObligationUnits")
  public record Answer(
      String obligation,
      Instant at,
      @Schema(description = "PLAN 方案规定, DECIDED 已另行确定") By by,
      List<Unit> units,
      @Schema(
              description =
                  "已确定的各时段，其余时间按方案 / What was said, in order of time; otherwise the plan holds")
          List<Period> periods) {}

  @PUT
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary =
          "确定责任科室及唯一牵头科室（可重复提交） / Say which departments carry an obligation and which one leads",
      description =
          "自 from 起取代此前对该时间的规定；until 之后恢复方案规定。须有且只有一个牵头科室。 / From from on it replaces what"
              + " was said; from until on the plan's own units carry it. Exactly one leads.")
  @APIResponse(responseCode = "200", description = "已确定 / Said")
  public RestResponse<UnitsSet> set(@PathParam("id") String id, Body body) {
    Obligation obligation = Obligation.of(id).orElseThrow(Problem::notFound);
    if (!obligation.divisible()) {
      throw Problem.of(409, "units-are-the-plans");
    }
    Instant now = clock.instant();
    Instant latest = now.plus(FURTHEST);
    List<Violation> violations = new ArrayList<>();
    Moments.between("/from", body.from(), latest).ifPresent(violations::add);
    if (body.until() != null) {
      Moments.between("/until", body.until(), latest).ifPresent(violations::add);
    }
    Set<String> known =
        staff.departments(now).stream().map(Staff.Department::code).collect(Collectors.toSet());
    for (int i = 0; i < body.units().size(); i++) {
      if (!known.contains(body.units().get(i).department())) {
        violations.add(Violation.of("/units/" + i + "/department", "department-unknown"));
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    List<Carrier> units =
        body.units().stream().map(one -> new Carrier(one.department(), one.leads())).toList();
    return Answers.ok(
        commands.put(category, id, new SetUnits(id, units, body.from(), body.until())),
        new UnitsSet(id));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "责任科室与牵头科室，可查询过去 / Which departments carry an obligation, now or in the past",
      description = "科室只能查询本科室承担的条目。 / A department asks about what it carries itself.")
  @APIResponse(responseCode = "200", description = "责任科室 / The departments")
  public Answer units(@PathParam("id") String id, @BeanParam PastQuery query) {
    Obligation obligation = Obligation.of(id).orElseThrow(Problem::notFound);
    Moment moment = past.moment(query);
    views.await(AssignmentView.NAME);
    Instant known = moment.asOf() == null ? clock.instant() : moment.asOf();
    Instant at = moment.validAt() == null ? known : moment.validAt();
    List<UnitsPeriod> timeline = matrix.timeline(id, known);
    List<Unit> units =
        matrix.carrying(obligation, known, at).stream()
            .map(cell -> new Unit(cell.unit(), cell.department(), cell.leads()))
            .toList();
    Optional<String> own = caller.confinedTo();
    if (own.isPresent() && units.stream().noneMatch(unit -> own.get().equals(unit.department()))) {
      throw Problem.notFound();
    }
    return new Answer(
        id,
        at,
        UnitsPeriod.at(timeline, at).isPresent() ? By.DECIDED : By.PLAN,
        units,
        timeline.stream().map(Period::of).toList());
  }
}
