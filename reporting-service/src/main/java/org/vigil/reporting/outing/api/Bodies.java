package org.vigil.reporting.outing.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.reporting.outing.api.OutingBody.StopBody;
import org.vigil.reporting.outing.domain.Stop;
import org.vigil.reporting.person.api.Texts;

/** The bodies of the smaller calls. */
final class Bodies {

  private Bodies() {}

  /** The person is back. */
  @Schema(name = "OutingReturn", examples = "{\"returnedAt\":\"2026-11-30T19:20:00+08:00\"}")
  record Return(@NotNull Instant returnedAt) {}

  /** All stops as they should read, and why; none where there were none. */
  @Schema(
      name = "OutingStopCorrection",
      examples =
          """
          {"stops":[{"areaCode":"110106","text":"北京西站","from":"2026-11-28T09:00:00+08:00",
          "until":"2026-11-28T10:30:00+08:00"}],"reason":"改乘高铁"}
          """)
  record StopCorrection(
      @NotNull @Size(max = Stop.MAX) List<@NotNull @Valid StopBody> stops,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

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
