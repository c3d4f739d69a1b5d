package org.vigil.duty.roster.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.roster.domain.DutyFeed;
import org.vigil.duty.roster.domain.DutyFeed.DutyFeedIssued;
import org.vigil.duty.roster.domain.DutyFeed.IssueFeed;
import org.vigil.duty.roster.domain.DutyFeed.Kind;
import org.vigil.duty.roster.domain.DutyFeed.RevokeFeed;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.eventsourcing.Outcome.Done;

/** Duty in people's own calendars: addresses with a secret, which can be revoked. */
@Path("/api/v1/duty-feeds")
@Tag(name = "duty-feeds", description = "值班日历订阅 / Calendar feeds of duty")
@RunOnVirtualThread
public class DutyFeeds {

  private final Commands commands;
  private final Caller caller;
  private final FeedSecrets secrets;
  private final Staff staff;
  private final InstantSource clock;

  @Inject
  DutyFeeds(
      Commands commands, Caller caller, FeedSecrets secrets, Staff staff, InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.secrets = secrets;
    this.staff = staff;
    this.clock = clock;
  }

  /**
   * What the calendar shows: a person's shifts, a department's duty, or one of its posts.
   *
   * @param person for {@code PERSON}
   * @param post for {@code POST}
   */
  public record FeedBody(
      @NotNull Kind kind,
      @NotBlank @Pattern(regexp = "[A-Z0-9]{2,12}") @Schema(examples = "BGS") String department,
      @Nullable
          @Pattern(regexp = "[0-9a-f]{32}")
          @Schema(examples = "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f")
          String person,
      @Nullable @Pattern(regexp = "[A-Z0-9-]{1,20}") @Schema(examples = "DUTY") String post) {}

  /** The calendar's address; who has it sees what it shows. */
  public record FeedItem(String id, String path) {}

  /** That it was done, and to what. */
  @Schema(name = "DutyFeedReceipt")
  public record Acted(String id) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "发放 iCalendar 订阅地址（含密钥，可撤销） / Make a calendar address with a secret, which can be"
              + " revoked",
      description =
          "个人订阅不含姓名，科室和岗位订阅只含隐去的姓名。 / A person's calendar names nobody; a department's and a"
              + " post's show masked names.")
  @APIResponse(
      responseCode = "201",
      description = "已发放 / Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FeedItem.class)))
  public RestResponse<FeedItem> issue(FeedBody body) {
    caller.mustActFor(body.department());
    boolean person = body.kind() == Kind.PERSON;
    boolean post = body.kind() == Kind.POST;
    if (person
        && (body.person() == null
            || !staff
                .members(body.department(), clock.instant().atOffset(ZoneOffset.UTC).toLocalDate())
                .contains(body.person()))) {
      throw Problem.invalid("/person", "not-a-member");
    }
    if (post && body.post() == null) {
      throw Problem.invalid("/post", "required");
    }
    String id = UUID.randomUUID().toString();
    Done<DutyFeed.Event> done =
        commands.handle(
            DutyFeed.CATEGORY,
            id,
            new IssueFeed(
                id,
                body.kind(),
                body.department(),
                person ? body.person() : null,
                post ? body.post() : null));
    String kept = done.stream().key();
    return Answers.created(
        "/api/v1/duty-feeds/" + kept,
        done,
        new FeedItem(kept, "/feeds/duty/" + secrets.address(kept) + ".ics"));
  }

  @POST
  @Path("{id}/revocations")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "撤销订阅地址 / Revoke a calendar address")
  @APIResponse(responseCode = "200", description = "已撤销 / Revoked")
  public RestResponse<Acted> revoke(@PathParam("id") String id) {
    if (!id.matches("[0-9a-f-]{36}")) {
      throw Problem.notFound();
    }
    DutyFeedIssued issued = commands.load(DutyFeed.CATEGORY, id).state().issued();
    if (issued == null) {
      throw Problem.notFound();
    }
    caller.mustActFor(issued.department());
    return Answers.ok(commands.handle(DutyFeed.CATEGORY, id, new RevokeFeed()), new Acted(id));
  }
}
