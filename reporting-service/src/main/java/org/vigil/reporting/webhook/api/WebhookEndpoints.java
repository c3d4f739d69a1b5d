package org.vigil.reporting.webhook.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.callbacks.Callback;
import org.eclipse.microprofile.openapi.annotations.callbacks.CallbackOperation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.reporting.feed.domain.FeedFilter;
import org.vigil.reporting.feed.view.FeedTail;
import org.vigil.reporting.webhook.domain.WebhookEndpoint;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Register;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Registered;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Remove;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.ReplaceSecret;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Replay;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Target;
import org.vigil.reporting.webhook.sending.WebhookDeliveries;
import org.vigil.reporting.webhook.sending.WebhookDeliveries.Delivery;
import org.vigil.reporting.webhook.sending.WebhookSecrets;
import org.vigil.reporting.webhook.sending.WebhookSender.Message;
import org.vigil.reporting.webhook.sending.WebhookTargets;
import org.vigil.reporting.webhook.view.WebhookView;

/** Where the feed is sent to. */
@Path("/api/v1/webhook-endpoints")
@Tag(name = "webhook-endpoints", description = "信息流推送地址 / Where the feed is sent to")
@RunOnVirtualThread
public class WebhookEndpoints {

  private static final String NAME = "[a-z][a-z0-9-]{0,39}";

  private final Commands commands;
  private final Views views;
  private final WebhookDeliveries deliveries;
  private final WebhookSecrets secrets;
  private final WebhookTargets targets;
  private final FeedTail tail;
  private final InstantSource clock;

  @Inject
  WebhookEndpoints(
      Commands commands,
      Views views,
      WebhookDeliveries deliveries,
      WebhookSecrets secrets,
      WebhookTargets targets,
      FeedTail tail,
      InstantSource clock) {
    this.commands = commands;
    this.views = views;
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.targets = targets;
    this.tail = tail;
    this.clock = clock;
  }

  /** Which items are sent; what is left out is any. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Filter(
      @Nullable @Size(max = 12) String department,
      @Schema(enumeration = {"L0", "L1", "L2", "L3", "L4", "L5"}) @Nullable @Size(max = 2)
          String level,
      @Schema(enumeration = {"WARNING", "CRITICAL"}) @Nullable @Size(max = 10) String severity,
      @Nullable @Size(max = 12) String obligation,
      @Nullable @Size(max = 20) String change) {}

  /** A new endpoint. */
  public record Endpoint(
      @NotNull @Pattern(regexp = NAME) String name,
      @Schema(description = "仅限 https / https only") @NotBlank @Size(max = 500) String url,
      @Nullable @Valid Filter filter,
      @Schema(description = "运维目录中的密钥文件；不填则由系统生成 / A file of the operators; else one is made")
          @Nullable
          @Size(max = 60)
          String secretFile,
      @Schema(description = "从该序号之后推送；不填则从现在起 / Send what is behind it; else from now on")
          @Nullable
          @Min(0)
          Long after) {}

  /** From where to send once more. */
  public record ReplayFrom(@NotNull @Min(0) Long after) {}

  /** A secret, told to whoever made it and to nobody afterwards. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Secret(
      String name,
      @Schema(description = "whsec_ 加 base64；来自文件时不显示 / Absent where it is in a file")
          @Nullable String secret) {}

  /** An endpoint as it stands. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "WebhookEndpoint")
  public record State(
      String name,
      String url,
      Filter filter,
      @Schema(enumeration = {"ALIVE", "FAILING", "DEAD"}) String status,
      long sentUpTo,
      int failures,
      @Nullable Instant failingSince,
      Instant nextAt,
      @Nullable String lastAnswer,
      @Nullable Instant lastAt) {}

  @POST
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "登记推送地址；密钥只在此时显示 / Set up an endpoint; its secret is shown now only",
      description =
          "按 Standard Webhooks 规范签名（webhook-id、webhook-timestamp、webhook-signature，v1"
              + " HMAC-SHA256）。按序逐条推送，直到对方以 2xx 接收；同一条的 webhook-id 不变。 / Signed after Standard"
              + " Webhooks; in order, each item until it is taken with a 2xx, under the same"
              + " webhook-id.")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Set up",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Secret.class)))
  @Callback(
      name = "feedItem",
      callbackUrlExpression = "{$request.body#/url}",
      operations =
          @CallbackOperation(
              method = "post",
              summary = "推送一条信息 / One item of the feed",
              parameters = {
                @Parameter(name = "webhook-id", in = ParameterIn.HEADER, required = true),
                @Parameter(name = "webhook-timestamp", in = ParameterIn.HEADER, required = true),
                @Parameter(name = "webhook-signature", in = ParameterIn.HEADER, required = true)
              },
              requestBody =
                  @RequestBody(
                      required = true,
                      content =
                          @Content(
                              mediaType = MediaType.APPLICATION_JSON,
                              schema = @Schema(implementation = Message.class))),
              responses = @APIResponse(responseCode = "204", description = "已接收；其他答复将重试 / Taken")))
  public RestResponse<Secret> register(Endpoint body) {
    FeedFilter filter = filter(body.filter());
    if (targets.parse(body.url()).isEmpty()) {
      throw Problem.of(409, "webhook-url-not-allowed");
    }
    String file = body.secretFile();
    if (file != null && !WebhookSecrets.canBeFile(file)) {
      throw Problem.of(409, "webhook-secret-file-name");
    }
    if (deliveries.all().size() >= WebhookDeliveries.MAX_ENDPOINTS) {
      throw Problem.of(409, "too-many-webhook-endpoints");
    }
    long after = body.after() == null ? tail.newest() : body.after();
    Target target = new Target(body.name(), body.url(), filter, file);
    var done = commands.handle(WebhookEndpoint.CATEGORY, body.name(), new Register(target, after));
    return Answers.created("/api/v1/webhook-endpoints/" + body.name(), done, secret(body.name()));
  }

  private static FeedFilter filter(@Nullable Filter wanted) {
    if (wanted == null) {
      return FeedFilter.ALL;
    }
    FeedFilter filter =
        new FeedFilter(
            wanted.department(),
            wanted.level(),
            wanted.severity(),
            wanted.obligation(),
            wanted.change());
    if (!filter.possible()) {
      throw Problem.of(400, "feed-filter-malformed");
    }
    return filter;
  }

  /** Made at the first call; a repeated call is told the same. */
  private Secret secret(String name) {
    return commands.load(WebhookEndpoint.CATEGORY, name).state() instanceof Registered registered
            && registered.target().secretFile() == null
        ? new Secret(name, secrets.make(name, registered.generation(), clock.instant()))
        : new Secret(name, null);
  }

  @POST
  @Path("{name}/secrets")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "更换密钥；旧密钥同时签名一天 / Replace the secret; the old one still signs for a day")
  @APIResponse(
      responseCode = "200",
      description = "新密钥 / The new secret",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Secret.class)))
  public RestResponse<Secret> replaceSecret(@PathParam("name") String name) {
    known(name);
    var done = commands.handle(WebhookEndpoint.CATEGORY, name, new ReplaceSecret());
    return Answers.ok(done, secret(name));
  }

  @POST
  @Path("{name}/replays")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "从某序号之后重新推送 / Send everything behind an item once more")
  @APIResponse(responseCode = "204", description = "将重新推送 / It will be sent")
  public RestResponse<Void> replay(@PathParam("name") String name, ReplayFrom body) {
    known(name);
    return Answers.noContent(
        commands.handle(WebhookEndpoint.CATEGORY, name, new Replay(body.after())));
  }

  @POST
  @Path("{name}/removals")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "停止推送 / Send nothing there any more")
  @APIResponse(responseCode = "204", description = "已停止 / Removed")
  public RestResponse<Void> remove(@PathParam("name") String name) {
    known(name);
    return Answers.noContent(commands.handle(WebhookEndpoint.CATEGORY, name, new Remove()));
  }

  private void known(String name) {
    if (!name.matches(NAME) || commands.load(WebhookEndpoint.CATEGORY, name).version() == 0) {
      throw Problem.notFound();
    }
  }

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.AUDITOR, Roles.OPS})
  @Operation(summary = "全部推送地址及状态，最多 50 个 / All endpoints and how they fare, at most 50")
  public List<State> list() {
    views.await(WebhookView.NAME);
    return deliveries.all().stream().map(WebhookEndpoints::state).toList();
  }

  @GET
  @Path("{name}")
  @RolesAllowed({Roles.OFFICE, Roles.AUDITOR, Roles.OPS})
  @Operation(summary = "一个推送地址及状态 / One endpoint and how it fares")
  public State one(@PathParam("name") String name) {
    views.await(WebhookView.NAME);
    return state(deliveries.one(name).orElseThrow(Problem::notFound));
  }

  private static State state(Delivery one) {
    FeedFilter filter = one.filter();
    return new State(
        one.name(),
        one.url(),
        new Filter(
            filter.department(),
            filter.level(),
            filter.severity(),
            filter.obligation(),
            filter.change()),
        one.dead() ? "DEAD" : one.failures() > 0 ? "FAILING" : "ALIVE",
        one.upTo(),
        one.failures(),
        one.failingSince(),
        one.nextAt(),
        one.lastAnswer(),
        one.lastAt());
  }
}
