package org.vigil.edge.seal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Page;
import org.vigil.edge.Roles;
import org.vigil.edge.seal.SealParts.SealBody;
import org.vigil.eventsourcing.seal.KeyChain;
import org.vigil.eventsourcing.seal.Seal;
import org.vigil.eventsourcing.seal.SealKey;

/** The seals of this service and the keys that made them. */
@Path("/api/v1/seals")
@Tag(name = "seals", description = "日志封印 / The sealed log")
@RolesAllowed({Roles.AUDITOR, Roles.OPS})
@RunOnVirtualThread
public class SealResource {

  private final Mechanism mechanism;

  @Inject
  SealResource(Mechanism mechanism) {
    this.mechanism = mechanism;
  }

  /**
   * A public key.
   *
   * @param from the position from which on it signs
   * @param introduction the signature of the key before; null for the first
   */
  public record Key(String id, long from, String publicKey, @Nullable String introduction) {

    static Key of(KeyChain.Key key) {
      return new Key(key.id(), key.from(), SealKey.pem(key.publicKey()), key.introduction());
    }
  }

  @GET
  @Operation(summary = "封印列表，新的在前 / The seals, the newest first")
  public Page<SealBody> list(
      @Parameter(description = SealParts.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = SealParts.AFTER) @QueryParam("after") @Nullable String after) {
    int size = SealParts.limit(limit);
    List<Seal> seals =
        SealParts.of(mechanism).seals().page(SealParts.before(after), Page.rows(size));
    return Page.of(seals, size, SealBody::of, seal -> Long.toString(seal.first()));
  }

  @GET
  @Path("keys")
  @Operation(
      summary = "封印公钥，旧的在前 / The public keys, the oldest first",
      description =
          "除第一把外，每把公钥均由前一把签名引入。 / Each key but the first is introduced by a signature of the one"
              + " before.")
  public List<Key> keys() {
    return SealParts.of(mechanism).keys().keys().stream().map(Key::of).toList();
  }
}
