package org.vigil.edge.seal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.seal.SealParts.SealBody;
import org.vigil.eventsourcing.seal.Seal;
import org.vigil.eventsourcing.seal.Verification;
import org.vigil.eventsourcing.seal.Verification.Verdict;
import org.vigil.eventsourcing.seal.Witnessed;

/** Verifications of this service's log. */
@Path("/api/v1/log-verifications")
@Tag(name = "seals", description = "日志封印 / The sealed log")
@RolesAllowed(Roles.AUDITOR)
@RunOnVirtualThread
public class LogVerificationResource {

  /** Below the 75 s after which an idle connection is closed; some millions of events. */
  private static final Duration AT_MOST = Duration.ofSeconds(50);

  /** So many seals fit into a body; the newest of each witness says the most. */
  private static final int MAX_WITNESSES = 100;

  private final Mechanism mechanism;
  private final String service;

  @Inject
  LogVerificationResource(
      Mechanism mechanism, @ConfigProperty(name = "vigil.service") String service) {
    this.mechanism = mechanism;
    this.service = service;
  }

  /** What to verify. */
  public record Body(
      @Schema(
              description =
                  "从此位置所在的封印开始，默认从头 / Begin at the seal over this position; by default at 1")
          @Nullable
          @Min(1)
          @Max(Long.MAX_VALUE)
          Long from,
      @Schema(description = "其他服务见证的本服务封印 / Seals of this service as others have kept them")
          @Nullable
          @Size(max = MAX_WITNESSES)
          List<@NotNull @Valid WitnessBody> witnesses) {}

  /** A seal that another service has kept of this one. */
  public record WitnessBody(
      @NotNull @Pattern(regexp = "[a-z]{1,40}") String witness, @NotNull @Valid SealBody seal) {}

  /** What was found. */
  @Schema(name = "LogVerification")
  public record Result(
      String service,
      @Schema(
              description =
                  "INTACT 完好；UNFINISHED 时间用尽，请从 verifiedTo 之后继续；其余为第一处错误 / INTACT; UNFINISHED: go"
                      + " on behind verifiedTo; else the first thing that is wrong")
          Verdict verdict,
      @Schema(description = "第一处错误的位置 / The first wrong position") @Nullable Long position,
      @Nullable String reason,
      long verifiedTo,
      long sealedTo,
      long head,
      @Schema(description = "尚未封印的事件数 / Events without a seal yet") long unsealed,
      @Schema(description = "与多少见证封印比较过 / How many witnessed seals were compared") int witnessed) {

    static Result of(String service, Verification found) {
      boolean wrong = !found.reason().isEmpty();
      return new Result(
          service,
          found.verdict(),
          wrong ? found.position() : null,
          wrong ? found.reason() : null,
          found.verifiedTo(),
          found.sealedTo(),
          found.head(),
          found.unsealed(),
          found.witnessed());
    }
  }

  @POST
  @Operation(
      summary = "校验本服务的日志 / Verify the log of this service",
      description =
          "逐条重算并与封印、Kafka 上的最新封印及所给见证比较；每个服务同时只做一次。 / Reads the whole log again and compares it"
              + " with its seals, the newest seal on Kafka and the witnesses given; one at a time."
              + " An empty body is {}.")
  public Result verify(Body body) {
    List<Witnessed> witnesses = witnesses(body.witnesses());
    long from = body.from() == null ? 1 : body.from();
    return SealParts.of(mechanism)
        .verify(from, witnesses, AT_MOST)
        .map(found -> Result.of(service, found))
        .orElseThrow(() -> Problem.of(503, "verification-running"));
  }

  private List<Witnessed> witnesses(@Nullable List<WitnessBody> bodies) {
    List<Witnessed> witnesses = new ArrayList<>();
    for (int i = 0; bodies != null && i < bodies.size(); i++) {
      WitnessBody body = bodies.get(i);
      witnesses.add(new Witnessed(body.witness(), seal(body.seal(), "/witnesses/" + i + "/seal")));
    }
    return witnesses;
  }

  private Seal seal(SealBody body, String pointer) {
    if (!body.service().equals(service)) {
      throw Problem.invalid(pointer + "/service", "unknown-value");
    }
    try {
      return body.seal();
    } catch (IllegalArgumentException _) {
      throw Problem.invalid(pointer, "invalid-value");
    }
  }
}
