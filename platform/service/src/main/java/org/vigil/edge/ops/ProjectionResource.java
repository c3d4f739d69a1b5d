package org.vigil.edge.ops;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Caller;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.eventsourcing.projection.Follower;
import org.vigil.eventsourcing.projection.Followers;
import org.vigil.eventsourcing.projection.Rebuild;
import org.vigil.eventsourcing.projection.Rebuilds;
import org.vigil.eventsourcing.projection.Rebuilds.Serving;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.StoreUnavailable;

/**
 * Views and their rebuilds. These calls take no {@code Idempotency-Key}: repeating one asks for
 * what is under way already.
 */
@Path("/api/v1/ops/projections")
@RunOnVirtualThread
@Tag(name = "operations", description = "运维 / Operations")
public class ProjectionResource {

  @Inject Mechanism mechanism;
  @Inject Caller caller;

  /** A view and what follows for it, as this replica sees it. */
  @Schema(name = "ProjectionAnswer")
  public record ProjectionAnswer(
      String name,
      @Schema(description = "own 或 received / own or received") String log,
      @Schema(description = "第几次构建 / Counts its builds, from 1") int version,
      @Schema(description = "数据所依据的代码修订 / Of the code that built its rows") int revision,
      @Schema(description = "现行代码修订 / Of the code that runs") int codeRevision,
      long position,
      long lag,
      @Schema(description = "由本副本负责 / This replica does the work") boolean leading,
      @Nullable String lastError,
      @Schema(description = "最近一次重建 / Its newest rebuild") @Nullable RebuildAnswer rebuild) {}

  /** All of them: a service has some ten. */
  public record ProjectionsAnswer(List<ProjectionAnswer> items) {}

  /** What to do once it has been compared. */
  @Schema(name = "RebuildBody", examples = "{\"switchWhenEqual\":true}")
  public record RebuildBody(
      @Schema(description = "无差异时自动切换 / Switch by itself if nothing differs") @NotNull
          Boolean switchWhenEqual) {}

  /** Under which condition to switch. */
  @Schema(name = "SwitchBody", examples = "{}")
  public record SwitchBody(
      @Schema(description = "接受差异的理由，勿含个人信息 / Why differences are right; no personal data")
          @Nullable
          @Size(min = 3, max = 500)
          String differencesAcceptedBecause) {}

  @GET
  @RolesAllowed(Roles.OPS)
  @Operation(summary = "各视图的位置、滞后和版本 / Views with position, lag and version")
  public ProjectionsAnswer projections() {
    EventSourcing vigil = mechanism.eventSourcing();
    try {
      Map<String, Serving> serving = vigil.rebuilds().serving();
      Map<String, Rebuild> newest =
          vigil.rebuilds().newest().stream()
              .collect(Collectors.toMap(Rebuild::projection, Function.identity()));
      return new ProjectionsAnswer(
          vigil.followers().views().stream()
              .map(view -> projection(view, serving, newest.get(view.follower().name())))
              .toList());
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  private static ProjectionAnswer projection(
      Followers.View view, Map<String, Serving> serving, @Nullable Rebuild rebuild) {
    Follower follower = view.follower();
    int revision = view.projection().revision();
    Serving present = serving.getOrDefault(follower.name(), new Serving(1, revision));
    return new ProjectionAnswer(
        follower.name(),
        follower.log().name(),
        present.version(),
        present.revision(),
        revision,
        Math.max(0, follower.position()),
        follower.lag(),
        follower.leading(),
        follower.lastError(),
        rebuild == null ? null : RebuildAnswer.of(rebuild, follower.log().head(), List.of()));
  }

  @POST
  @Path("{name}/rebuilds")
  @RolesAllowed(Roles.OPS)
  @Operation(summary = "重建视图，查询不受影响 / Build a view anew while it serves")
  @APIResponse(
      responseCode = "201",
      description = "已开始 / Begun",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RebuildAnswer.class)))
  @APIResponse(
      responseCode = "200",
      description = "已在进行 / Under way already",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RebuildAnswer.class)))
  public RestResponse<RebuildAnswer> rebuild(@PathParam("name") String name, RebuildBody body) {
    Follower follower = follower(name);
    try {
      Rebuilds.Asked asked =
          mechanism.eventSourcing().rebuilds().ask(name, body.switchWhenEqual(), caller.client());
      RebuildAnswer answer = answer(asked.rebuild(), follower);
      return asked.fresh()
          ? ResponseBuilder.<RebuildAnswer>create(RestResponse.Status.CREATED)
              .location(
                  URI.create("/api/v1/ops/projections/" + name + "/rebuilds/" + answer.version()))
              .entity(answer)
              .build()
          : ResponseBuilder.ok(answer).build();
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  @GET
  @Path("{name}/rebuilds/{version}")
  @RolesAllowed(Roles.OPS)
  @Operation(summary = "一次重建的进度和差异 / A rebuild's progress and differences")
  public RebuildAnswer one(@PathParam("name") String name, @PathParam("version") int version) {
    return answer(existing(name, version), follower(name));
  }

  @POST
  @Path("{name}/rebuilds/{version}/switches")
  @RolesAllowed(Roles.OPS)
  @Operation(
      summary = "切换到新版本 / Switch to the new version",
      description =
          "不带理由：重新比较，无差异才切换。带理由：接受已显示的差异并切换。 / Without a reason it is compared"
              + " anew and switched if nothing differs; with one, despite the differences shown.")
  @APIResponse(
      responseCode = "202",
      description = "将会切换 / It will be",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RebuildAnswer.class)))
  public RestResponse<RebuildAnswer> switchOver(
      @PathParam("name") String name, @PathParam("version") int version, SwitchBody body) {
    String because = body.differencesAcceptedBecause();
    Rebuild rebuild = existing(name, version);
    if (rebuild.state() == Rebuild.State.SWITCHED) {
      return accepted(name, version);
    }
    Rebuilds rebuilds = mechanism.eventSourcing().rebuilds();
    try {
      if (because == null && !rebuilds.switchWhenEqual(name, version)) {
        throw Problem.of(409, "rebuild-ended");
      }
      if (because != null
          && !rebuilds.switchDespiteDifferences(name, version, caller.client(), because)) {
        throw Problem.of(409, "no-differences-shown");
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
    return accepted(name, version);
  }

  @POST
  @Path("{name}/rebuilds/{version}/rollbacks")
  @RolesAllowed(Roles.OPS)
  @Operation(
      summary = "退回上一版本 / Go back to the version before",
      description = "上一版本先追上再切换。 / It catches up first, then serves again.")
  @APIResponse(
      responseCode = "202",
      description = "将会退回 / It will",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RebuildAnswer.class)))
  public RestResponse<RebuildAnswer> rollBack(
      @PathParam("name") String name, @PathParam("version") int version) {
    Rebuild rebuild = existing(name, version);
    try {
      boolean underWay =
          rebuild.state() == Rebuild.State.ROLLING_BACK
              || rebuild.state() == Rebuild.State.ROLLED_BACK;
      if (!underWay && !mechanism.eventSourcing().rebuilds().rollBack(name, version)) {
        throw Problem.of(409, "nothing-to-roll-back-to");
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
    return accepted(name, version);
  }

  @POST
  @Path("{name}/rebuilds/{version}/abandonments")
  @RolesAllowed(Roles.OPS)
  @Operation(summary = "放弃重建 / Give a rebuild up")
  @APIResponse(
      responseCode = "202",
      description = "已放弃 / Given up",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RebuildAnswer.class)))
  public RestResponse<RebuildAnswer> abandon(
      @PathParam("name") String name, @PathParam("version") int version) {
    Rebuild rebuild = existing(name, version);
    try {
      if (rebuild.state() != Rebuild.State.ABANDONED
          && !mechanism.eventSourcing().rebuilds().abandon(name, version)) {
        throw Problem.of(409, "rebuild-ended");
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
    return accepted(name, version);
  }

  private RestResponse<RebuildAnswer> accepted(String name, int version) {
    return ResponseBuilder.accepted(answer(existing(name, version), follower(name))).build();
  }

  private RebuildAnswer answer(Rebuild rebuild, Follower follower) {
    try {
      return RebuildAnswer.of(
          rebuild,
          follower.log().head(),
          mechanism
              .eventSourcing()
              .rebuilds()
              .differences(rebuild.projection(), rebuild.version()));
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  private Rebuild existing(String name, int version) {
    try {
      return mechanism
          .eventSourcing()
          .rebuilds()
          .find(name, version)
          .orElseThrow(Problem::notFound);
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  private Follower follower(String name) {
    return mechanism.eventSourcing().followers().views().stream()
        .map(Followers.View::follower)
        .filter(follower -> follower.name().equals(name))
        .findFirst()
        .orElseThrow(Problem::notFound);
  }
}
