package org.vigil.reporting.riskarea.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.reporting.person.api.Texts;

/** A published list as the file that it came in. */
@Schema(
    name = "RiskAreaFileRequest",
    examples =
        """
        {"effectiveFrom":"2026-11-23T00:00:00+08:00","source":"国务院客户端 2026-11-22 24时",
        "csv":"代码,范围,等级\\n130102,某街道某小区3号楼,高风险"}
        """)
public record RiskAreaFileBody(
    @NotNull Instant effectiveFrom,
    @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String source,
    @Schema(description = "每行：县级代码,范围,等级（高/中/低） / Lines of code, words, level")
        @NotBlank
        @Size(max = MAX_CHARACTERS)
        String csv) {

  /** 5,000 lines of the longest kind. */
  static final int MAX_CHARACTERS = 1_000_000;
}
