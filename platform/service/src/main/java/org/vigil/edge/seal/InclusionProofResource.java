package org.vigil.edge.seal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.eventsourcing.seal.InclusionProof;

/** Proofs that an event is under a seal. */
@Path("/api/v1/events/{eventId}/inclusion-proof")
@Tag(name = "seals", description = "日志封印 / The sealed log")
@RolesAllowed(Roles.AUDITOR)
@RunOnVirtualThread
public class InclusionProofResource {

  private final Mechanism mechanism;

  @Inject
  InclusionProofResource(Mechanism mechanism) {
    this.mechanism = mechanism;
  }

  @GET
  @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
  @Operation(
      summary = "一个事件的包含证明 / The proof that an event is under a seal",
      description =
          "纯文本，可用 deploy/verify/CheckInclusion.java 离线校验；只含内容的摘要，不含内容。 / Text, checked offline with"
              + " deploy/verify/CheckInclusion.java; it holds digests of the content, not the"
              + " content. An event without a seal yet has no proof (404).")
  public String one(@PathParam("eventId") String eventId) {
    if (!eventId.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw Problem.notFound();
    }
    return SealParts.of(mechanism)
        .prove(UUID.fromString(eventId))
        .map(InclusionProof::text)
        .orElseThrow(Problem::notFound);
  }
}
