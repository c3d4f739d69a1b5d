package org.vigil.reporting.officeduty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.officeduty.domain.OfficeDuty;
import org.vigil.reporting.officeduty.domain.OfficeDuty.PlanDuty;
import org.vigil.reporting.officeduty.domain.OfficeDuty.Shift;
import org.vigil.reporting.person.api.Texts;

/** Who is on duty in the leading group's office (2-f). */
@Path("/api/v1/office-duty")
@Tag(name = "office-duty", description = "办公室24小时值班 / The office's duty, day and night (2-f)")
@RunOnVirtualThread
public class OfficeDutyResource {

  private final Commands commands;
  private final Past past;
  private final SubjectIds subjects;
  private final InstantSource clock;

  @Inject
  OfficeDutyResource(Commands commands, Past past, SubjectIds subjects, InstantSource clock) {
    this.commands = commands;
    this.past = past;
    this.subjects = subjects;
    this.clock = clock;
  }

  /** The whole plan. */
  @Schema(
      name = "OfficeDutyPlan",
      examples =
          "{\"shifts\":[{\"name\":\"王静\",\"staffNo\":\"BG-001\",\"from\":\"2026-11-24T08:00:00+08:00\","
              + "\"until\":\"2026-11-24T20:00:00+08:00\"}]}")
  public record Plan(
      @Schema(description = "至多一年 / At most a year's") @NotNull @Size(max = 1100)
          List<@NotNull @Valid OnDuty> shifts) {}

  /** One shift. */
  @Schema(name = "OfficeShift")
  public record OnDuty(
      @NotBlank @Size(max = 50) @Pattern(regexp = Texts.LINE) String name,
      @NotBlank @Size(max = 40) @Pattern(regexp = Texts.LINE) String staffNo,
      @NotNull Instant from,
      @Schema(description = "不含 / Exclusive") @NotNull Instant until) {}

  /** Who is on duty, and since when nobody is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "OfficeDuty")
  public record Duty(
      @Schema(description = "所问时刻在岗 / On duty at the instant asked for") List<Shift> onDuty,
      @Schema(description = "无人值班自何时起 / Since when nobody is") @Nullable Instant unheldSince,
      List<Shift> shifts) {}

  @PUT
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "排定办公室值班（整体替换，可重复提交） / Say who is on duty, the whole of it; repeatable",
      description = "无人值班的时段一开始即上报。 / A time without anybody is reported as it begins.")
  public RestResponse<Plan> plan(Plan body) {
    List<Shift> shifts =
        body.shifts().stream()
            .map(
                one ->
                    new Shift(
                        subjects.of(null, one.staffNo()), one.name(), one.from(), one.until()))
            .toList();
    return Answers.ok(
        commands.put(OfficeDuty.CATEGORY, OfficeDuty.KEY, new PlanDuty(shifts, clock.instant())),
        body);
  }

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "谁在值班，可查询过去 / Who is on duty, now or in the past")
  public Duty duty(@BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    Instant validAt = moment.validAt();
    Instant asOf = moment.asOf();
    Instant known = asOf == null ? clock.instant() : asOf;
    OfficeDuty then =
        asOf == null
            ? commands.load(OfficeDuty.CATEGORY, OfficeDuty.KEY).state()
            : past.state(
                OfficeDuty.CATEGORY,
                OfficeDuty.KEY,
                new Moment(asOf, null),
                Hindsight.byOccurrence());
    return new Duty(
        then.holdersAt(validAt == null ? known : validAt), then.unheldSince(), then.shifts());
  }
}
