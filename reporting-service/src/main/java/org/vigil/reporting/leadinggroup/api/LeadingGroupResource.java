package org.vigil.reporting.leadinggroup.api;

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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.CommandHandler.Snapshot;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Absence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Constitute;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.EndAbsence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.RecordAbsence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.StandIn;
import org.vigil.reporting.person.api.Texts;

/** The leading group. */
@Path("/api/v1/leading-group")
@Tag(name = "leading-group", description = "领导小组 / The leading group")
@RunOnVirtualThread
public class LeadingGroupResource {

  private final Commands commands;
  private final Past past;
  private final SubjectIds subjects;
  private final InstantSource clock;

  @Inject
  LeadingGroupResource(Commands commands, Past past, SubjectIds subjects, InstantSource clock) {
    this.commands = commands;
    this.past = past;
    this.subjects = subjects;
    this.clock = clock;
  }

  /** The whole group, as it is to be. */
  public record Group(@NotNull @Size(max = 200) List<@NotNull @Valid Holder> members) {}

  /** Who holds a role. */
  public record Holder(
      @NotNull Role role,
      @NotBlank @Size(max = 50) String name,
      @NotBlank @Size(max = 40) String staffNo,
      @Nullable @Size(max = 100) List<@Pattern(regexp = "[A-Z0-9]{2,12}") String> supervises,
      @NotNull Instant from,
      @Nullable Instant until) {}

  /** A holder is away, and who stands in. */
  @Schema(
      name = "LeadingGroupAbsence",
      examples =
          "{\"role\":\"DEPUTY\",\"staffNo\":\"LD-003\",\"from\":\"2026-11-25T08:00:00+08:00\","
              + "\"until\":\"2026-11-27T18:00:00+08:00\",\"standIn\":{\"name\":\"梁红\","
              + "\"staffNo\":\"LD-004\"}}")
  public record Away(
      @NotNull Role role,
      @NotBlank @Size(max = 40) @Pattern(regexp = Texts.LINE) String staffNo,
      @NotNull Instant from,
      @Schema(description = "不含；不填为未定 / Exclusive; absent for open") @Nullable Instant until,
      @Schema(description = "代理人；不填即无人代理，立即作为缺口上报 / Nobody stands in where absent: a gap")
          @Nullable
          @Valid
          Person standIn) {}

  /** Who stands in. */
  @Schema(name = "StandIn")
  public record Person(
      @NotBlank @Size(max = 50) @Pattern(regexp = Texts.LINE) String name,
      @NotBlank @Size(max = 40) @Pattern(regexp = Texts.LINE) String staffNo) {}

  /** A holder is back. */
  @Schema(name = "LeadingGroupReturn", examples = "{\"role\":\"DEPUTY\",\"staffNo\":\"LD-003\"}")
  public record Back(
      @NotNull Role role, @NotBlank @Size(max = 40) @Pattern(regexp = Texts.LINE) String staffNo) {}

  /** Which roles nobody fills and which departments nobody supervises. */
  @Schema(name = "LeadingGroupGaps")
  public record Gaps(
      @Schema(description = "空缺的职务 / Roles that nobody fills") List<Role> vacant,
      @Schema(description = "无分管副组长的科室 / Departments without a deputy leader")
          List<String> unsupervised) {

    static Gaps of(LeadingGroup group) {
      return new Gaps(
          group.vacant().stream().sorted().toList(),
          group.unsupervised().stream().sorted().toList());
    }
  }

  @PUT
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "确定领导小组组成（整体替换，可重复提交） / Constitute the group, the whole of it; repeatable")
  public RestResponse<Group> constitute(Group body) {
    List<Member> members = body.members().stream().map(this::member).toList();
    return Answers.ok(
        commands.put(
            LeadingGroup.CATEGORY, LeadingGroup.KEY, new Constitute(members, clock.instant())),
        body);
  }

  @POST
  @Path("absences")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "登记离岗与代理 / A holder is away; somebody stands in, or nobody",
      description =
          "同一职务、人员和开始时间再次提交即为更正。无人代理的，自离岗之时起作为缺口上报。 / The same role, person and"
              + " start again is a correction. Where nobody stands in, it is a gap from the start.")
  @APIResponse(responseCode = "200", description = "已登记；答复为当前缺口 / Recorded; the present gaps")
  public RestResponse<Gaps> away(Away body) {
    Person standIn = body.standIn();
    Absence absence =
        new Absence(
            body.role(),
            subjects.of(null, body.staffNo()),
            body.from(),
            body.until(),
            standIn == null
                ? null
                : new StandIn(subjects.of(null, standIn.staffNo()), standIn.name()));
    return gaps(
        commands.handle(
            LeadingGroup.CATEGORY, LeadingGroup.KEY, new RecordAbsence(absence, clock.instant())));
  }

  @POST
  @Path("returns")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "登记返岗 / A holder is back")
  @APIResponse(responseCode = "200", description = "已登记；答复为当前缺口 / Recorded; the present gaps")
  public RestResponse<Gaps> back(Back body) {
    return gaps(
        commands.handle(
            LeadingGroup.CATEGORY,
            LeadingGroup.KEY,
            new EndAbsence(body.role(), subjects.of(null, body.staffNo()), clock.instant())));
  }

  private RestResponse<Gaps> gaps(Done<LeadingGroup.Event> done) {
    return Answers.ok(
        done, Gaps.of(commands.load(LeadingGroup.CATEGORY, LeadingGroup.KEY).state()));
  }

  private Member member(Holder holder) {
    return new Member(
        holder.role(),
        subjects.of(null, holder.staffNo()),
        holder.name(),
        holder.supervises() == null ? List.of() : holder.supervises(),
        holder.from(),
        holder.until());
  }

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "领导小组组成，可查询过去 / The group, now or in the past",
      description =
          "asOf：当时已确定的组成；validAt：当时实际任职的人员，含事后补录的任免。 / asOf: the group as it had been"
              + " constituted; validAt: who truly held a role, also by what was recorded later.")
  public RestResponse<LeadingGroup> group(@BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      return ResponseBuilder.ok(then(moment)).build();
    }
    Snapshot<LeadingGroup> group = commands.load(LeadingGroup.CATEGORY, LeadingGroup.KEY);
    return Answers.read(group.state(), group.version());
  }

  private LeadingGroup then(Moment moment) {
    Instant validAt = moment.validAt();
    return validAt == null
        ? past.state(LeadingGroup.CATEGORY, LeadingGroup.KEY, moment, Hindsight.byOccurrence())
        : LeadingGroup.trulyAt(
            validAt, past.known(LeadingGroup.CATEGORY, LeadingGroup.KEY, moment));
  }
}
