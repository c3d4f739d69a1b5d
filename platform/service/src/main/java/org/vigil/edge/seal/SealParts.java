package org.vigil.edge.seal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Problem;
import org.vigil.eventsourcing.seal.Seal;
import org.vigil.eventsourcing.seal.Sealing;

/** What the resources of this package have in common. */
final class SealParts {

  static final String LIMIT = "每页条数，1 至 200，默认 50 / Page size, 1 to 200, 50 by default";
  static final String AFTER = "上一页的 next / What the last page gave as next";

  private static final int DEFAULT_LIMIT = 50;

  private SealParts() {}

  /** A seal as JSON, the same in answers and in bodies. */
  public record SealBody(
      @NotNull @Pattern(regexp = "[a-z]{1,40}") String service,
      @NotNull @Min(1) @Max(Long.MAX_VALUE) Long first,
      @NotNull @Min(1) @Max(Long.MAX_VALUE) Long last,
      @NotNull @Pattern(regexp = "[0-9a-f]{64}") String root,
      @NotNull @Pattern(regexp = "[0-9a-f]{64}") String previous,
      @NotNull @Pattern(regexp = "[0-9a-f]{16}") String keyId,
      @NotNull Instant sealedAt,
      @NotNull @Pattern(regexp = "[0-9a-f]{128}") String signature) {

    static SealBody of(Seal seal) {
      return new SealBody(
          seal.service(),
          seal.first(),
          seal.last(),
          seal.root(),
          seal.previous(),
          seal.keyId(),
          seal.sealedAt(),
          seal.signature());
    }

    /**
     * @throws IllegalArgumentException if the parts do not make a seal
     */
    Seal seal() {
      return new Seal(service, first, last, root, previous, keyId, sealedAt, signature);
    }
  }

  static Sealing of(Mechanism mechanism) {
    return Objects.requireNonNull(mechanism.eventSourcing().sealing());
  }

  static int limit(@Nullable String limit) {
    return limit == null ? DEFAULT_LIMIT : (int) number(limit, "[1-9][0-9]{0,4}");
  }

  static long before(@Nullable String after) {
    return after == null ? Long.MAX_VALUE : number(after, "[1-9][0-9]{0,17}");
  }

  private static long number(String text, String format) {
    if (!text.matches(format)) {
      throw Problem.of(400, "page-malformed");
    }
    return Long.parseLong(text);
  }
}
