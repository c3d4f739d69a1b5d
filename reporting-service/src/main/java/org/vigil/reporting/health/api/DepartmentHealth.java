package org.vigil.reporting.health.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
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
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.RecordHealthStates;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.health.domain.HealthWatch;
import org.vigil.reporting.health.domain.LeaderView;
import org.vigil.reporting.health.domain.LeaderView.Look;
import org.vigil.reporting.health.domain.LeaderView.LookBack;
import org.vigil.reporting.health.domain.LeaderView.Viewer;
import org.vigil.reporting.health.view.LeaderViewView;
import org.vigil.reporting.health.view.MemberHealth;
import org.vigil.reporting.health.view.MemberHealth.Access;
import org.vigil.reporting.health.view.MemberHealth.Known;
import org.vigil.reporting.health.view.MemberHealthView;
import org.vigil.reporting.leadinggroup.domain.Leader;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.KnownPeople;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;

/** 科室健康一览 (4.2-b, 4.1-b). */
@Path("/api/v1/departments/{code}")
@Tag(name = "health", description = "科室健康一览 / A department's health at a glance (4.1-b, 4.2-b)")
@RunOnVirtualThread
public class DepartmentHealth {

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final KnownPeople people;
  private final SubjectIds subjectIds;
  private final MemberHealth health;
  private final Past past;
  private final Policies policies;
  private final Rules rules;
  private final InstantSource clock;

  @Inject
  DepartmentHealth(
      Commands commands,
      Caller caller,
      Views views,
      KnownPeople people,
      SubjectIds subjectIds,
      AgroalDataSource dataSource,
      Past past,
      Policies policies,
      Rules rules,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.people = people;
    this.subjectIds = subjectIds;
    this.health = new MemberHealth(dataSource);
    this.past = past;
    this.policies = policies;
    this.rules = rules;
    this.clock = clock;
  }

  /** How the members are. */
  @Schema(
      name = "HealthStates",
      examples =
          """
          {"observedAt":"2026-11-23T08:30:00+08:00","members":[
          {"person":{"name":"李四","staffNo":"GW-018"},"state":"WELL"}]}
          """)
  public record Round(
      @NotNull Instant observedAt,
      @NotEmpty @Size(max = 200) List<@NotNull @Valid MemberBody> members) {}

  /** How one member is. */
  @Schema(name = "MemberHealthState")
  public record MemberBody(@NotNull @Valid PersonBody person, @NotNull State state) {}

  /** What was recorded. */
  @Schema(name = "HealthStatesReceipt")
  public record Receipt(String department, int members) {}

  /** A department at a glance. */
  @Schema(name = "DepartmentHealth")
  public record Glance(
      String department,
      int members,
      @Schema(description = "状态超过有效期或从未登记的人数 / Whose state is too old, or who have none") int stale,
      @Schema(description = "所依据的参数值 / The parameter's value behind it") String validFor,
      List<Member> items) {}

  /** A member at a glance, masked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MemberAtAGlance")
  public record Member(
      @Nullable String maskedName,
      @Nullable String state,
      @Nullable Instant observedAt,
      boolean stale) {}

  @POST
  @Path("health-states")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "登记本科室人员健康状态 / Say how the members are",
      description =
          "一次至多 200 人；名单外人员照收，待登记为本科室人员后显示。 / At most 200 at once; who is no"
              + " member yet is kept.")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Receipt.class)))
  public RestResponse<Receipt> record(@PathParam("code") String code, Round body) {
    mustBeCode(code);
    caller.mustActFor(code);
    Moments.between("/observedAt", body.observedAt(), clock.instant().plus(Moments.CLOCK_TOLERANCE))
        .ifPresent(
            violation -> {
              throw Problem.invalid(List.of(violation));
            });
    List<MemberState> members =
        body.members().stream()
            .map(one -> new MemberState(people.subjectId(one.person()), one.state()))
            .toList();
    return Answers.created(
        "/api/v1/departments/" + code + "/health",
        commands.handle(
            HealthRecord.CATEGORY,
            UUID.randomUUID().toString(),
            new RecordHealthStates(
                code, members, body.observedAt(), caller.confinedTo().isPresent())),
        new Receipt(code, members.size()));
  }

  @GET
  @Path("health")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary =
          "科室健康一览（脱敏），可查询过去（asOf）；谁在何时查看将被记录 / At a glance, masked, now or then; who looks, and"
              + " when, is recorded",
      description =
          "状态最旧的在前。查看过去不算查看现状。有重大事项待领导查看时，以分管副组长、常务副组长、组长或其代理人本人（令牌含 staff_no）的查看为准。 / Whose state"
              + " is the oldest comes first. A look at the past is none at the present. Where a"
              + " critical matter waits for a leader's look, that is one of the deputy in charge,"
              + " the executive deputy, the leader or who stands in, by a token with staff_no.")
  public Glance glance(@PathParam("code") String code, @BeanParam AsOfQuery query) {
    mustBeCode(code);
    if (!caller.has(Roles.LEADER)) {
      caller.mustActFor(code);
    }
    Instant now = clock.instant();
    Instant asOf = past.moment(query).asOf();
    return asOf == null ? glance(code, now) : glanceBack(code, asOf, now);
  }

  private Glance glance(String code, Instant now) {
    views.await(MemberHealthView.NAME);
    Rule validFor = rules.inForce(HealthWatch.VALID_FOR, now);
    List<Member> items =
        health.of(code, now).stream()
            .map(member -> shown(member, now, validFor.duration()))
            .toList();
    commands.put(
        LeaderView.CATEGORY,
        code,
        new Look(code, viewer(code, now), now, rules.inForce(LeaderView.SAME_LOOK_FOR, now)));
    return glance(code, items, validFor.value());
  }

  /** Straight from the log: who was put in charge a moment ago looks as such. */
  private Viewer viewer(String code, Instant now) {
    boolean leader = caller.has(Roles.LEADER);
    String person = caller.staffNo().map(no -> subjectIds.of(null, no)).orElse(null);
    if (person == null) {
      return new Viewer(caller.client(), leader, null, null, false);
    }
    LeadingGroup group = commands.load(LeadingGroup.CATEGORY, LeadingGroup.KEY).state();
    return new Viewer(
        caller.client(),
        leader,
        person,
        group.leader(person, now).map(Leader::title).orElse(null),
        leader && group.answersFor(code, person, now));
  }

  private Glance glanceBack(String code, Instant asOf, Instant now) {
    views.await(MemberHealthView.NAME);
    String validFor = policies.value(HealthWatch.VALID_FOR, asOf, asOf);
    List<Member> items =
        health.asOf(code, asOf).stream()
            .map(member -> shown(member, asOf, Duration.parse(validFor)))
            .toList();
    commands.put(
        LeaderView.CATEGORY,
        code,
        new LookBack(
            code, viewer(code, now), asOf, now, rules.inForce(LeaderView.SAME_LOOK_FOR, now)));
    return glance(code, items, validFor);
  }

  private static Glance glance(String code, List<Member> items, String validFor) {
    return new Glance(
        code, items.size(), (int) items.stream().filter(Member::stale).count(), validFor, items);
  }

  private static Member shown(Known member, Instant now, Duration validFor) {
    return new Member(
        member.name(), member.state(), member.observedAt(), member.isStale(now, validFor));
  }

  @GET
  @Path("leader-views")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "谁在何时查看过，新的在前 / Who has looked and when, the newest first")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Access> accesses(
      @PathParam("code") String code,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    mustBeCode(code);
    PageRequest page = PageRequest.of(limit, after);
    views.await(LeaderViewView.NAME);
    return Page.of(
        health.accesses(code, page.before(), page.rows()),
        page.limit(),
        row -> caller.has(Roles.OFFICE) || caller.has(Roles.LEADER) ? row : row.ofSomebody(),
        row -> Long.toString(row.position()));
  }

  private static void mustBeCode(String code) {
    if (!code.matches(Texts.DEPARTMENT)) {
      throw Problem.notFound();
    }
  }
}
