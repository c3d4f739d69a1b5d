package org.vigil.reporting.parameter.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
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
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.edge.PolicyParametersView;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.leadinggroup.api.ActingPerson;
import org.vigil.reporting.leadinggroup.domain.Leader;
import org.vigil.reporting.parameter.domain.PolicyParameter;
import org.vigil.reporting.parameter.domain.PolicyParameter.Approve;
import org.vigil.reporting.parameter.domain.PolicyParameter.Decide;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterDecided;
import org.vigil.reporting.parameter.domain.PolicyParameter.Propose;
import org.vigil.reporting.parameter.domain.PolicyParameter.Value;
import org.vigil.reporting.parameter.view.PolicyProposalView;
import org.vigil.reporting.parameter.view.PolicyProposals;
import org.vigil.reporting.parameter.view.PolicyProposals.Proposal;

/** The plan's parameters. */
@Path("/api/v1/policy-parameters")
@Tag(name = "policy-parameters", description = "方案参数 / The plan's parameters")
@RunOnVirtualThread
public class PolicyParameters {

  /** A deadline of this plan counts minutes to days; a year is a slip of the pen. */
  private static final Duration MAX_DURATION = Duration.ofDays(366);

  /** {@code 2022-11-11}; years of five digits are nobody's decision. */
  private static final int ISO_DATE_LENGTH = 10;

  /** Shorter would keep a deadline firing without pause. */
  private static final Duration MIN_DURATION = Duration.ofSeconds(1);

  private final Commands commands;
  private final Caller caller;
  private final ActingPerson acting;
  private final Policies policies;
  private final Views views;
  private final Past past;
  private final InstantSource clock;
  private final List<PolicyDefault> defaults;
  private final PolicyProposals proposals;

  @Inject
  PolicyParameters(
      Commands commands,
      Caller caller,
      ActingPerson acting,
      Policies policies,
      Views views,
      Past past,
      InstantSource clock,
      PolicyDefaults defaults,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.acting = acting;
    this.policies = policies;
    this.views = views;
    this.past = past;
    this.clock = clock;
    this.defaults =
        defaults.all().stream().sorted(Comparator.comparing(PolicyDefault::name)).toList();
    this.proposals = new PolicyProposals(dataSource);
  }

  /** A value that the office proposes, or that a leader decides. */
  @Schema(
      name = "PolicyParameterValue",
      examples =
          "{\"value\":\"PT30M\",\"effectiveFrom\":\"2026-11-24T00:00:00+08:00\","
              + "\"source\":\"领导小组会议纪要〔2026〕7号\"}")
  public record NewValue(
      @NotBlank @Size(max = 40) String value,
      @NotNull Instant effectiveFrom,
      @Schema(
              deprecated = true,
              description = "不再采用：批准人即令牌所示的领导 / Not used: the approver is the person of the token")
          @Nullable
          @Size(max = 40)
          String approver,
      @NotBlank @Size(max = 200) String source) {}

  /** Where a version stands. */
  @Schema(name = "PolicyParameterStatus")
  public enum Status {
    PROPOSED,
    DECIDED
  }

  /** A version of a parameter. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PolicyParameterVersion")
  public record Version(
      String name,
      int number,
      Status status,
      String value,
      Instant effectiveFrom,
      @Nullable String approver,
      String source) {}

  /**
   * A parameter as it is in force.
   *
   * @param approved false while the default holds, which the plan does not name
   * @param proposal what waits for a leader now; never of the past
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Parameter(
      String name,
      String kind,
      String article,
      String value,
      boolean approved,
      @Nullable Instant effectiveFrom,
      @Nullable String approver,
      String source,
      @Nullable Proposal proposal) {}

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.DEPARTMENT})
  @Operation(
      summary =
          "全部参数及现行值；未经批准的默认值注明“方案未规定” / All parameters with what is in force; a default says that"
              + " the plan does not name it",
      description =
          "asOf：当时已批准的参数中当时生效的值；validAt：按现在所知当时应生效的值（含事后批准、追溯生效的）。"
              + " / asOf: what was in force by what had been decided; validAt: what was in force by"
              + " all decisions, also those made later with effect from before.")
  public List<Parameter> list(@BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    views.await(PolicyParametersView.NAME);
    views.await(PolicyProposalView.NAME);
    // What a reader waited for must be seen, so what is remembered of a moment ago does not do.
    policies.refresh();
    Instant now = clock.instant();
    Instant known = moment.asOf() == null ? now : moment.asOf();
    Instant at = moment.validAt() == null ? known : moment.validAt();
    Map<String, Proposal> open = moment.isNow() ? proposals.open() : Map.of();
    return defaults.stream().map(one -> parameter(one, at, known, open.get(one.name()))).toList();
  }

  private Parameter parameter(
      PolicyDefault one, Instant at, Instant known, @Nullable Proposal proposal) {
    Optional<Policies.Version> decided = policies.inForce(one.name(), at, known);
    return new Parameter(
        one.name(),
        one.kind().name(),
        one.article(),
        decided.map(Policies.Version::value).orElse(one.value()),
        decided.isPresent(),
        decided.map(Policies.Version::effectiveFrom).orElse(null),
        decided.map(Policies.Version::approver).orElse(null),
        decided.map(Policies.Version::source).orElse("方案未规定 / not in the plan"),
        proposal);
  }

  @POST
  @Path("{name}/versions")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "提出或决定一个参数值，自某时起生效 / Propose or decide a value from an instant on",
      description =
          "办公室提出的为提议（PROPOSED），经领导批准后生效；组长、常务副组长、副组长本人提交的即为决定（DECIDED），离岗时由代理人办理，令牌须含"
              + " staff_no。新提议取代尚未批准的旧提议。 / What the office says is a proposal until a leader"
              + " approves it. What a leader of section two says in person, or who stands in, is"
              + " decided; the token needs staff_no. A proposal replaces the one before.")
  @APIResponse(
      responseCode = "201",
      description = "已提出或已决定 / Proposed or decided",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Version.class)))
  public RestResponse<Version> decide(@PathParam("name") String name, NewValue body) {
    PolicyDefault known = known(name);
    if (!valid(known.kind(), body.value())) {
      throw Problem.of(409, "not-a-value-of-its-kind", Map.of("kind", known.kind().name()));
    }
    Value value = new Value(body.value(), body.effectiveFrom());
    Done<PolicyParameter.Event> done;
    Version version;
    if (caller.has(Roles.LEADER)) {
      Leader leader = acting.mustApprove(clock.instant());
      done = handle(name, new Decide(name, value, body.source(), caller.client(), leader));
      version = version(name, value, leader.title(), body.source());
    } else {
      done = handle(name, new Propose(name, value, body.source(), caller.client()));
      version = version(name, value, null, body.source());
    }
    return Answers.created("/api/v1/policy-parameters", done, version);
  }

  @POST
  @Path("{name}/versions/{number}/approvals")
  @RolesAllowed(Roles.LEADER)
  @Operation(
      summary = "批准办公室提出的参数值 / Approve what the office has proposed",
      description =
          "由组长、常务副组长或副组长本人批准，离岗时由代理人批准；令牌须含 staff_no。 / By a leader of section two in"
              + " person, or who stands in; the token needs staff_no.")
  @APIResponse(responseCode = "200", description = "已批准 / Approved")
  public RestResponse<Version> approve(
      @PathParam("name") String name, @PathParam("number") int number) {
    known(name);
    Leader leader = acting.mustApprove(clock.instant());
    Done<PolicyParameter.Event> done = handle(name, new Approve(name, number, leader));
    PolicyParameterDecided decided =
        done.events().stream()
            .map(Recorded::event)
            .filter(PolicyParameterDecided.class::isInstance)
            .map(PolicyParameterDecided.class::cast)
            .findFirst()
            .orElseThrow();
    return Answers.ok(
        done,
        new Version(
            name,
            number,
            Status.DECIDED,
            decided.value(),
            decided.effectiveFrom(),
            decided.approver(),
            decided.source()));
  }

  private PolicyDefault known(String name) {
    return defaults.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(Problem::notFound);
  }

  private Done<PolicyParameter.Event> handle(String name, PolicyParameter.Command command) {
    return commands.handle(PolicyParameter.CATEGORY, name, command);
  }

  private Version version(String name, Value value, @Nullable String approver, String source) {
    return new Version(
        name,
        commands.load(PolicyParameter.CATEGORY, name).state().newest(),
        approver == null ? Status.PROPOSED : Status.DECIDED,
        value.value(),
        value.effectiveFrom(),
        approver,
        source);
  }

  private static boolean valid(PolicyDefault.Kind kind, String value) {
    return switch (kind) {
      case NUMBER -> value.matches("[0-9]{1,6}");
      case TIME_OF_DAY -> value.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");
      case DATE -> {
        try {
          LocalDate.parse(value);
          yield value.length() == ISO_DATE_LENGTH;
        } catch (DateTimeException _) {
          yield false;
        }
      }
      case DURATION -> {
        try {
          Duration duration = Duration.parse(value);
          yield duration.compareTo(MIN_DURATION) >= 0 && duration.compareTo(MAX_DURATION) <= 0;
        } catch (DateTimeException _) {
          yield false;
        }
      }
    };
  }
}
