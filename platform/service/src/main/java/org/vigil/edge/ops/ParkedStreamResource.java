package org.vigil.edge.ops;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vigil.edge.Caller;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.eventsourcing.intake.Intake;
import org.vigil.eventsourcing.projection.Parking;
import org.vigil.eventsourcing.projection.Parking.ParkedStream;
import org.vigil.eventsourcing.relay.Relay;
import org.vigil.eventsourcing.store.StoreUnavailable;

/**
 * Streams that a follower could not digest. A stream's name contains a slash, so it travels in the
 * body. These calls take no {@code Idempotency-Key}: a retry of what goes on already changes
 * nothing, and a skip names the event.
 */
@Path("/api/v1/ops/parked-streams")
@RunOnVirtualThread
@Tag(name = "operations", description = "运维 / Operations")
public class ParkedStreamResource {

  /** Who has more than this has one fault, not many. */
  private static final int MAX_SHOWN = 200;

  @Inject Mechanism mechanism;
  @Inject Caller caller;

  /** The longest parked, and how many there are in all. */
  public record ParkedStreamsAnswer(long total, List<ParkedStream> items) {}

  /** Which stream of whom. */
  @Schema(
      name = "RetryBody",
      examples =
          "{\"follower\":\"notes-1\",\"stream\":\"note/0f8fad5b-d9cb-469f-a165-70867728950e\"}")
  public record RetryBody(
      @NotBlank @Size(max = 200) String follower, @NotBlank @Size(max = 300) String stream) {}

  /** Which event of it, and why. */
  @Schema(
      name = "SkipBody",
      examples =
          "{\"follower\":\"notes-1\",\"stream\":\"note/0f8fad5b-d9cb-469f-a165-70867728950e\","
              + "\"position\":17,\"reason\":\"written by a tool that was tested\"}")
  public record SkipBody(
      @NotBlank @Size(max = 200) String follower,
      @NotBlank @Size(max = 300) String stream,
      @Schema(description = "列表中的 position / As the list shows it") @NotNull @Min(1) Long position,
      @Schema(description = "理由，勿含个人信息 / Kept; no personal data")
          @NotBlank
          @Size(min = 3, max = 500)
          String reason) {}

  /** Whether the stream waits no longer. */
  public record RetryAnswer(boolean goesOn) {}

  @GET
  @RolesAllowed(Roles.OPS)
  @Operation(summary = "停住的流及原因 / Parked streams and why")
  public ParkedStreamsAnswer parkedStreams() {
    try {
      Parking parking = mechanism.eventSourcing().parking();
      List<ParkedStream> parked = parking.list();
      return new ParkedStreamsAnswer(
          parking.count(), parked.subList(0, Math.min(MAX_SHOWN, parked.size())));
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  @POST
  @Path("retries")
  @RolesAllowed(Roles.OPS)
  @Operation(summary = "重试停住的流 / Try a parked stream again")
  public RetryAnswer retry(RetryBody body) {
    mustBeParked(body.follower(), body.stream());
    switch (body.follower()) {
      case Intake.NAME -> throw Problem.of(409, "gap-not-retried");
      case Relay.NAME -> throw Problem.of(409, "relay-not-retried");
      default -> {
        return goOn(body.follower(), body.stream());
      }
    }
  }

  @POST
  @Path("skips")
  @RolesAllowed(Roles.OPS)
  @Operation(
      summary = "跳过停住的事件并记录理由 / Skip the event that a stream is parked on",
      description =
          "之后继续处理该流其余事件。对 intake：确认缺口已知。 / Then the events behind it are tried. For"
              + " intake it says that the gap is known.")
  public RetryAnswer skip(SkipBody body) {
    if (body.follower().equals(Relay.NAME)) {
      throw Problem.of(409, "relay-not-retried");
    }
    try {
      Parking.Skip skip =
          mechanism
              .eventSourcing()
              .parking()
              .skip(
                  body.follower(), body.stream(), body.position(), body.reason(), caller.client());
      return switch (skip) {
        case SKIPPED -> goOn(body.follower(), body.stream());
        case NOT_WAITING -> throw Problem.of(409, "not-waiting");
      };
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  private RetryAnswer goOn(String follower, String stream) {
    try {
      boolean parked = mechanism.eventSourcing().parking().parked(follower, stream);
      return new RetryAnswer(
          !parked || mechanism.eventSourcing().followers().retry(follower, stream));
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  private void mustBeParked(String follower, String stream) {
    try {
      if (!mechanism.eventSourcing().parking().parked(follower, stream)) {
        throw Problem.of(409, "not-parked");
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }
}
