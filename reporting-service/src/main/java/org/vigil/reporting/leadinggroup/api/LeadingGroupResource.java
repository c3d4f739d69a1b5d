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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.CommandHandler.Snapshot;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Constitute;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;

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

  @PUT
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "确定领导小组组成（整体替换，可重复提交） / Constitute the group, the whole of it; repeatable")
  public Response constitute(Group body) {
    List<Member> members = body.members().stream().map(this::member).toList();
    return Answers.ok(
        commands.put(
            LeadingGroup.CATEGORY, LeadingGroup.KEY, new Constitute(members, clock.instant())),
        body);
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
  public Response group(@BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      return Response.ok(then(moment)).build();
    }
    Snapshot<LeadingGroup> group = commands.load(LeadingGroup.CATEGORY, LeadingGroup.KEY);
    return Response.ok(group.state()).header("ETag", "\"" + group.version() + "\"").build();
  }

  private LeadingGroup then(Moment moment) {
    Instant validAt = moment.validAt();
    return validAt == null
        ? past.state(LeadingGroup.CATEGORY, LeadingGroup.KEY, moment, Hindsight.byOccurrence())
        : LeadingGroup.trulyAt(
            validAt, past.known(LeadingGroup.CATEGORY, LeadingGroup.KEY, moment));
  }
}
