package org.vigil.reporting.outing.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.reporting.person.api.Texts;

/** The bodies of the smaller calls. */
final class Bodies {

  private Bodies() {}

  /** The person is back. */
  @Schema(name = "OutingReturn", examples = "{\"returnedAt\":\"2026-11-30T19:20:00+08:00\"}")
  record Return(@NotNull Instant returnedAt) {}

  /** The person stays longer. */
  @Schema(
      name = "OutingProlongation",
      examples = "{\"returnsAt\":\"2026-12-02T20:00:00+08:00\",\"reason\":\"列车停运\"}")
  record Prolongation(
      @NotNull Instant returnsAt,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** Why an outing is cancelled, or why a candidate is confirmed or dismissed. */
  @Schema(name = "OutingReason", examples = "{\"reason\":\"本人未到过该小区，行程码佐证\"}")
  record Reason(@NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}
}
