package org.vigil.reporting.rule.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
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
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.reporting.escalation.domain.ChainRule;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.leadinggroup.api.ActingPerson;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.rule.domain.SignalRules;
import org.vigil.reporting.rule.domain.SignalRules.ApproveRules;
import org.vigil.reporting.rule.domain.SignalRules.DraftRules;
import org.vigil.reporting.rule.domain.SignalRules.KeepTrial;
import org.vigil.reporting.rule.domain.SignalRules.KindRule;
import org.vigil.reporting.rule.domain.SignalRules.Trial;
import org.vigil.reporting.rule.view.ChainRules;
import org.vigil.reporting.rule.view.ChainRules.Version;
import org.vigil.reporting.rule.view.SignalRulesView;

/** How signals go through the chain. */
@Path("/api/v1/signal-rules")
@Tag(name = "signal-rules", description = "信号升级规则 / How signals go through the chain")
@RunOnVirtualThread
public class SignalRulesResource {

  /** The parameter: how long a level may take where a rule does not say. */
  private static final String ACK_WITHIN = "reporting.escalation-ack-within";

  private static final Duration MONTH = Duration.ofDays(30);

  private final Commands commands;
  private final Caller caller;
  private final ActingPerson acting;
  private final Views views;
  private final Policies policies;
  private final InstantSource clock;
  private final ChainRules rules;

  @Inject
  SignalRulesResource(
      Commands commands,
      Caller caller,
      ActingPerson acting,
      Views views,
      Policies policies,
      InstantSource clock,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.acting = acting;
    this.views = views;
    this.policies = policies;
    this.clock = clock;
    this.rules = new ChainRules(dataSource);
  }

  /** A kind's rule. */
  public record RuleBody(
      @NotNull SignalKind kind,
      @NotNull SignalKind.Severity severity,
      @NotNull Level entry,
      @NotNull @Size(max = 6) List<@NotNull Level> copies,
      @Schema(description = "各层级签收时限；不填则按参数 / How long each level may take")
          @Nullable Duration ackWithin) {}

  /** A whole table; kinds that it leaves out go by the values that nobody has decided. */
  public record DraftBody(
      @NotNull @Size(max = 200) List<@NotNull @Valid RuleBody> rules,
      @NotNull Instant effectiveFrom,
      @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINES) String reason) {}

  /** A version's number. */
  public record Numbered(int version) {}

  /**
   * What is in force for a kind.
   *
   * @param approved false while nobody has decided it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Rule(
      SignalKind kind,
      String obligation,
      SignalKind.Severity severity,
      Level entry,
      List<Level> copies,
      @Nullable Duration ackWithin,
      int version,
      boolean approved,
      String source) {}

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "现行规则；版本 0 未经任何人批准 / What is in force; version 0 is nobody's decision")
  public List<Rule> inForce() {
    views.await(SignalRulesView.NAME);
    rules.refresh();
    Instant now = clock.instant();
    return Arrays.stream(SignalKind.values()).map(kind -> rule(kind, now)).toList();
  }

  private Rule rule(SignalKind kind, Instant now) {
    ChainRule rule = rules.of(kind, now);
    boolean approved = rule.version() != ChainRule.NOBODYS;
    return new Rule(
        kind,
        kind.obligation(),
        rule.severity(),
        rule.entry(),
        rule.copies(),
        rule.ackWithin(),
        rule.version(),
        approved,
        approved ? "第 " + rule.version() + " 版" : "方案未规定 / not in the plan");
  }

  @GET
  @Path("versions")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "全部版本，最新在前，最多 200 个 / All versions, newest first, at most 200")
  public List<Version> versions() {
    views.await(SignalRulesView.NAME);
    return rules.versions();
  }

  @POST
  @Path("drafts")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "起草新版本（整表） / Draft a new version, the whole table")
  @APIResponse(
      responseCode = "201",
      description = "已起草 / Drafted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Numbered.class)))
  public RestResponse<Numbered> draft(DraftBody body) {
    List<KindRule> proposed =
        body.rules().stream()
            .map(
                one ->
                    new KindRule(
                        one.kind(), one.severity(), one.entry(), one.copies(), one.ackWithin()))
            .toList();
    var done =
        commands.handle(
            SignalRules.CATEGORY,
            SignalRules.KEY,
            new DraftRules(
                proposed, caller.client(), clock.instant(), body.effectiveFrom(), body.reason()));
    int version =
        done.events().stream()
            .map(event -> event.event())
            .filter(SignalRules.SignalRulesDrafted.class::isInstance)
            .map(SignalRules.SignalRulesDrafted.class::cast)
            .findFirst()
            .orElseThrow()
            .version();
    return Answers.created("/api/v1/signal-rules/versions", done, new Numbered(version));
  }

  @POST
  @Path("drafts/{version}/dry-runs")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "以近 30 天事项试算，结果存档 / Try it on the last thirty days; what came out is kept")
  @APIResponse(responseCode = "200", description = "试算结果 / What it would have done")
  public RestResponse<List<Trial>> tryOn(@PathParam("version") int version) {
    views.await(SignalRulesView.NAME);
    SignalRules state = commands.load(SignalRules.CATEGORY, SignalRules.KEY).state();
    if (state.draft() == null || state.draft().version() != version) {
      throw Problem.of(409, "no-such-draft");
    }
    if (rules.versions().stream().noneMatch(one -> one.version() == version)) {
      throw Problem.of(503, "view-behind");
    }
    Instant now = clock.instant();
    List<Trial> trials =
        rules.tryOn(version, now.minus(MONTH), now, now, policies.duration(ACK_WITHIN, now));
    return Answers.ok(
        commands.handle(
            SignalRules.CATEGORY,
            SignalRules.KEY,
            new KeepTrial(version, caller.client(), now.minus(MONTH), now, trials)),
        trials);
  }

  @POST
  @Path("drafts/{version}/approvals")
  @RolesAllowed(Roles.LEADER)
  @Operation(
      summary =
          "批准：由领导小组领导批准，须已试算，且不得由起草人批准 / Approve, as a leader: after a dry-run, and not by its"
              + " author",
      description =
          "由组长、常务副组长或副组长本人批准，离岗时由代理人批准；令牌须含 staff_no。 / By a leader of section two in"
              + " person, or who stands in; the token needs staff_no.")
  @APIResponse(responseCode = "200", description = "已批准 / Approved")
  public RestResponse<Numbered> approve(@PathParam("version") int version) {
    acting.mustApprove(clock.instant());
    return Answers.ok(
        commands.handle(
            SignalRules.CATEGORY,
            SignalRules.KEY,
            new ApproveRules(version, caller.client(), clock.instant())),
        new Numbered(version));
  }
}
