package org.vigil.reporting.parameter.api;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.parameter.domain.PolicyParameter;
import org.vigil.reporting.parameter.domain.PolicyParameter.Decide;

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
  private final Policies policies;
  private final Views views;
  private final Past past;
  private final InstantSource clock;
  private final List<PolicyDefault> defaults;

  @Inject
  PolicyParameters(
      Commands commands,
      Policies policies,
      Views views,
      Past past,
      InstantSource clock,
      PolicyDefaults defaults) {
    this.commands = commands;
    this.policies = policies;
    this.views = views;
    this.past = past;
    this.clock = clock;
    this.defaults =
        defaults.all().stream().sorted(Comparator.comparing(PolicyDefault::name)).toList();
  }

  /** A decision of the leading group. */
  public record Decision(
      @NotBlank @Size(max = 40) String value,
      @NotNull Instant effectiveFrom,
      @NotBlank @Size(max = 40) String approver,
      @NotBlank @Size(max = 200) String source) {}

  /**
   * A parameter as it is in force.
   *
   * @param approved false while the default holds, which the plan does not name
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
      String source) {}

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
    // What a reader waited for must be seen, so what is remembered of a moment ago does not do.
    policies.refresh();
    Instant now = clock.instant();
    Instant known = moment.asOf() == null ? now : moment.asOf();
    Instant at = moment.validAt() == null ? known : moment.validAt();
    return defaults.stream().map(one -> parameter(one, at, known)).toList();
  }

  private Parameter parameter(PolicyDefault one, Instant at, Instant known) {
    Optional<Policies.Version> decided = policies.inForce(one.name(), at, known);
    return new Parameter(
        one.name(),
        one.kind().name(),
        one.article(),
        decided.map(Policies.Version::value).orElse(one.value()),
        decided.isPresent(),
        decided.map(Policies.Version::effectiveFrom).orElse(null),
        decided.map(Policies.Version::approver).orElse(null),
        decided.map(Policies.Version::source).orElse("方案未规定 / not in the plan"));
  }

  @POST
  @Path("{name}/versions")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "批准一个参数值，自某时起生效 / Decide a value from an instant on")
  @APIResponse(
      responseCode = "201",
      description = "已批准 / Decided",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Decision.class)))
  public RestResponse<Decision> decide(@PathParam("name") String name, Decision body) {
    PolicyDefault known =
        defaults.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(Problem::notFound);
    if (!valid(known.kind(), body.value())) {
      throw Problem.of(409, "not-a-value-of-its-kind", Map.of("kind", known.kind().name()));
    }
    Decide command =
        new Decide(name, body.value(), body.effectiveFrom(), body.approver(), body.source());
    return Answers.created(
        "/api/v1/policy-parameters",
        commands.handle(PolicyParameter.CATEGORY, name, command),
        body);
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
