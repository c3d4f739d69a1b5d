package org.vigil.reporting.policygap.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.edge.PolicyParametersView;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.policygap.domain.Unwatched;

/** What the plan leaves open and nobody has decided. */
@Path("/api/v1/policy-gaps")
@Tag(name = "policy-gaps", description = "方案参数缺口 / What nobody has decided yet")
@RunOnVirtualThread
public class PolicyGaps {

  private final Policies policies;
  private final Views views;
  private final Past past;
  private final InstantSource clock;
  private final List<PolicyDefault> defaults;

  @Inject
  PolicyGaps(
      Policies policies, Views views, Past past, InstantSource clock, PolicyDefaults defaults) {
    this.policies = policies;
    this.views = views;
    this.past = past;
    this.clock = clock;
    this.defaults =
        defaults.all().stream().sorted(Comparator.comparing(PolicyDefault::name)).toList();
  }

  /**
   * A parameter whose default works for want of a decision, or a time that nothing goes by yet.
   *
   * @param name the parameter's; of what has none, the obligation's
   * @param article where the plan asks for it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PolicyGap")
  public record Gap(
      String name,
      @Schema(description = "参数类型；UNWATCHED 为方案有要求而尚无参数、系统尚未监测 / UNWATCHED: nothing goes by it yet")
          String kind,
      String article,
      @Schema(description = "现以此默认值运行；UNWATCHED 无 / The default that works; none for UNWATCHED")
          @Nullable String worksWith,
      @Schema(description = "方案原文，只在 UNWATCHED 时有 / The plan's words, of UNWATCHED")
          @Nullable String words) {}

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "尚无人批准、以默认值运行的参数，可查询过去 / Parameters that work by default, now or in the past",
      description =
          "按期提交领导小组，直至清零。方案要求及时、定期而系统尚未监测的也列入（UNWATCHED）。 / The list goes to the leading group"
              + " again and again until it is empty. What the plan wants promptly or regularly and"
              + " nothing watches yet stands in it too.")
  public List<Gap> list(@BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    views.await(PolicyParametersView.NAME);
    policies.refresh();
    Instant asOf = moment.asOf();
    Instant validAt = moment.validAt();
    Instant known = asOf == null ? clock.instant() : asOf;
    Instant at = validAt == null ? known : validAt;
    Stream<Gap> undecided =
        defaults.stream()
            .filter(one -> policies.inForce(one.name(), at, known).isEmpty())
            .map(one -> new Gap(one.name(), one.kind().name(), one.article(), one.value(), null));
    return Stream.concat(undecided, Stream.of(Unwatched.values()).map(PolicyGaps::gap)).toList();
  }

  private static Gap gap(Unwatched it) {
    String article = it.obligation().substring(0, it.obligation().indexOf('-'));
    return new Gap(it.obligation(), "UNWATCHED", article, null, it.words());
  }
}
