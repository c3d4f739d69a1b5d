package org.vigil.edge.seal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Page;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.seal.SealParts.SealBody;
import org.vigil.eventsourcing.seal.SealWitness;

/** What this service has kept of the seals of another. */
@Path("/api/v1/witnessed-seals")
@Tag(name = "seals", description = "日志封印 / The sealed log")
@RolesAllowed({Roles.AUDITOR, Roles.OPS})
@RunOnVirtualThread
public class WitnessedSealResource {

  private final Mechanism mechanism;

  @Inject
  WitnessedSealResource(Mechanism mechanism) {
    this.mechanism = mechanism;
  }

  /** A kept seal. */
  @Schema(name = "WitnessedSeal")
  public record Kept(SealBody seal, Instant seenAt) {

    static Kept of(SealWitness.Kept kept) {
      return new Kept(SealBody.of(kept.seal()), kept.seenAt());
    }
  }

  @GET
  @Operation(summary = "本服务见证的其他服务的封印，新的在前 / Seals of another service, the newest first")
  public Page<Kept> witnessed(
      @Parameter(description = "服务名，如 duty / A service, for instance duty", required = true)
          @QueryParam("source")
          @Nullable String source,
      @Parameter(description = SealParts.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = SealParts.AFTER) @QueryParam("after") @Nullable String after) {
    if (source == null || !source.matches("[a-z]{1,40}")) {
      throw Problem.of(400, "source-malformed");
    }
    int size = SealParts.limit(limit);
    long before = SealParts.before(after);
    SealWitness witness = SealParts.of(mechanism).witness();
    List<SealWitness.Kept> kept =
        witness == null ? List.of() : witness.kept(source, before, Page.rows(size));
    return Page.of(kept, size, Kept::of, one -> Long.toString(one.seal().first()));
  }
}
