package org.vigil.reporting.feed.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.eventsourcing.Category;
import org.vigil.reporting.feed.domain.FeedConsumer;
import org.vigil.reporting.feed.domain.FeedConsumer.Followed;
import org.vigil.reporting.feed.domain.FeedConsumer.Hear;
import org.vigil.reporting.feed.domain.FeedConsumer.Register;
import org.vigil.reporting.feed.domain.FeedConsumer.Retire;
import org.vigil.reporting.feed.view.FeedCursors;
import org.vigil.reporting.feed.view.FeedCursors.Cursor;
import org.vigil.reporting.feed.view.FeedCursors.Step;
import org.vigil.reporting.feed.view.FeedTail;

/** Consumers of the feed: each has a cursor of its own and must be heard. */
@Path("/api/v1/feed-consumers")
@Tag(name = "feed-consumers", description = "信息流订阅方 / Who follows the feed")
@RunOnVirtualThread
public class FeedConsumers {

  /** The parameter: how long a consumer may be silent. */
  public static final String SILENT_AFTER = "reporting.feed-silent-after";

  private static final String NAME = "[a-z][a-z0-9-]{0,39}";

  private final Commands commands;
  private final Caller caller;
  private final Policies policies;
  private final InstantSource clock;
  private final FeedCursors cursors;
  private final FeedTail tail;
  private final Category<FeedConsumer.Command, FeedConsumer, FeedConsumer.Event> category;

  @Inject
  FeedConsumers(
      Commands commands,
      Caller caller,
      Policies policies,
      InstantSource clock,
      FeedCursors cursors,
      FeedTail tail,
      Category<FeedConsumer.Command, FeedConsumer, FeedConsumer.Event> category) {
    this.commands = commands;
    this.caller = caller;
    this.policies = policies;
    this.clock = clock;
    this.cursors = cursors;
    this.tail = tail;
    this.category = category;
  }

  /** What has been taken over; the same again says that the consumer is there. */
  @Schema(name = "FeedAcknowledgement")
  public record Acknowledgement(
      @Schema(description = "已接收并处理到的序号 / Everything up to this item") @NotNull @Min(0)
          Long sequence) {}

  /**
   * A consumer as it stands.
   *
   * @param behind how many items it has not acknowledged
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Consumer(
      String name,
      @Schema(enumeration = {"HEARD", "SILENT"}) String status,
      long acknowledged,
      long behind,
      @Nullable Instant heardAt,
      Instant silentAt) {}

  @PUT
  @Path("{name}")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary =
          "登记订阅方（可重复提交）；登记后须定期确认 / Register a consumer, repeatable; it must be heard from then on")
  public RestResponse<Consumer> register(@PathParam("name") String name) {
    valid(name);
    Instant now = clock.instant();
    Duration silentAfter = policies.duration(SILENT_AFTER, now);
    var done = commands.put(category, name, new Register(name, caller.client(), now, silentAfter));
    cursors.hear(name, 0, now, now.plus(silentAfter));
    return Answers.ok(done, consumer(followed(name)));
  }

  @POST
  @Path("{name}/acknowledgements")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "确认已接收到某序号，同时作为心跳 / Acknowledge up to an item; also the sign of life",
      description =
          "重复提交或较小的序号只作心跳，不会倒退，因此不需要 Idempotency-Key。 / The same again or a lower one is only a"
              + " sign of life and moves nothing back, so no Idempotency-Key is needed.")
  @APIResponse(responseCode = "200", description = "已确认 / Acknowledged")
  public Consumer acknowledge(@PathParam("name") String name, Acknowledgement body) {
    Followed followed = followed(name);
    if (!followed.client().equals(caller.client())) {
      throw Problem.of(409, "feed-consumer-of-another");
    }
    long newest = tail.newest();
    if (body.sequence() > newest) {
      throw Problem.of(409, "beyond-the-feed", Map.of("newest", newest));
    }
    Instant now = clock.instant();
    Duration silentAfter = policies.duration(SILENT_AFTER, now);
    cursors.hear(name, body.sequence(), now, now.plus(silentAfter));
    if (followed.silent()) {
      commands.put(category, name, new Hear(now, silentAfter));
    }
    return consumer(followed(name));
  }

  @GET
  @Path("{name}/acknowledgements")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "何时确认到何处，最新在前 / What was acknowledged when, newest first")
  public Page<Step> acknowledgements(
      @PathParam("name") String name,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable Long after) {
    followed(name);
    return Page.of(
        cursors.steps(name, after == null ? Long.MAX_VALUE : after, Page.rows(limit)),
        limit,
        step -> step,
        step -> Long.toString(step.upTo()));
  }

  @POST
  @Path("{name}/retirements")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "注销订阅方 / Take a consumer out")
  @APIResponse(responseCode = "204", description = "已注销 / Taken out")
  public RestResponse<Void> retire(@PathParam("name") String name) {
    followed(name);
    return Answers.noContent(commands.handle(category, name, new Retire()));
  }

  @GET
  @Path("{name}")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.OPS})
  @Operation(summary = "一个订阅方 / One consumer")
  public Consumer one(@PathParam("name") String name) {
    return consumer(followed(name));
  }

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.OPS})
  @Operation(summary = "全部订阅方，最多 200 个 / All consumers, at most 200")
  public List<Consumer> list() {
    return cursors.all().stream()
        .map(cursor -> commands.load(category, cursor.name()).state())
        .filter(Followed.class::isInstance)
        .map(Followed.class::cast)
        .map(this::consumer)
        .toList();
  }

  private static void valid(String name) {
    if (!name.matches(NAME)) {
      throw Problem.of(400, "feed-consumer-name");
    }
  }

  private Followed followed(String name) {
    if (name.matches(NAME) && commands.load(category, name).state() instanceof Followed followed) {
      return followed;
    }
    throw Problem.notFound();
  }

  private Consumer consumer(Followed followed) {
    Cursor cursor =
        cursors.cursor(followed.name()).orElse(new Cursor(followed.name(), 0, followed.since()));
    Instant heardAt =
        cursor.heardAt().isAfter(followed.since()) ? cursor.heardAt() : followed.since();
    return new Consumer(
        followed.name(),
        followed.silent() ? "SILENT" : "HEARD",
        cursor.upTo(),
        Math.max(0, tail.newest() - cursor.upTo()),
        heardAt,
        heardAt.plus(policies.duration(SILENT_AFTER, heardAt)));
  }
}
