package org.vigil.edge.ops;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Roles;
import org.vigil.eventsourcing.intake.Intake;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.relay.Relay;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.StoreUnavailable;
import org.vigil.eventsourcing.vault.Vault;

/** What the replicas of a service share, and what this one does of it. */
@Path("/api/v1/ops")
@RunOnVirtualThread
@Tag(name = "operations", description = "运维 / Operations")
public class ReplicaResource {

  @Inject Mechanism mechanism;

  /** The way out to Kafka and in from it. */
  public record RelayAnswer(
      @Schema(description = "未配置 Kafka 时为 false / false without Kafka") boolean configured,
      @Schema(description = "由本副本发布 / This replica publishes") boolean leading,
      @Schema(description = "已发布到的位置，仅发布者知道 / Known to the one that publishes")
          @Nullable Long position,
      long head,
      @Nullable String lastError,
      @Nullable String intakeLastError,
      @Nullable Long intakeLag) {}

  /** All of them: a service has some thirty. */
  public record LeasesAnswer(List<Leases.Held> items) {}

  /** One where no rotation is under way. */
  public record MasterKeysAnswer(List<Vault.MasterKeyUse> items) {}

  @GET
  @Path("master-keys")
  @RolesAllowed(Roles.OPS)
  @Operation(summary = "主密钥及其包裹的数据密钥数，密钥以指纹表示 / Master keys by fingerprint, and what they wrap")
  public MasterKeysAnswer masterKeys() {
    Vault vault = mechanism.eventSourcing().vault();
    return new MasterKeysAnswer(vault == null ? List.of() : vault.masterKeys());
  }

  @GET
  @Path("relay")
  @RolesAllowed(Roles.OPS)
  @Operation(summary = "与 Kafka 的收发状态 / The relay to Kafka and the intake from it")
  public RelayAnswer relay() {
    EventSourcing vigil = mechanism.eventSourcing();
    Relay relay = vigil.relay();
    Intake intake = vigil.intake();
    return new RelayAnswer(
        relay != null,
        relay != null && relay.leading(),
        relay != null && relay.leading() ? relay.position() : null,
        vigil.own().head(),
        relay == null ? null : relay.lastError(),
        intake == null ? null : intake.lastError(),
        intake == null ? null : intake.lag());
  }

  @GET
  @Path("leases")
  @RolesAllowed(Roles.OPS)
  @Operation(summary = "各任务由哪个副本负责 / Which replica does what")
  public LeasesAnswer leases() {
    try {
      return new LeasesAnswer(mechanism.eventSourcing().leases().list());
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }
}
