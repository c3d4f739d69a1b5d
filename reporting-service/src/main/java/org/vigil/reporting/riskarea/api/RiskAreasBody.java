package org.vigil.reporting.riskarea.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.riskarea.domain.RiskArea;

/** The list in force from an instant. */
@Schema(
    name = "RiskAreasRequest",
    examples =
        """
        {"effectiveFrom":"2026-11-23T00:00:00+08:00","source":"国务院客户端 2026-11-22 24时",
        "areas":[{"areaCode":"130102","text":"某街道某小区3号楼","level":"HIGH"}]}
        """)
public record RiskAreasBody(
    @Schema(description = "生效时间，精确到秒 / In force from, to the second") @NotNull
        Instant effectiveFrom,
    @Schema(description = "名单来源 / Who designated them, published where")
        @NotBlank
        @Size(max = 200)
        @Pattern(regexp = Texts.LINE)
        String source,
    @NotNull @Size(max = MAX_AREAS) List<@NotNull @Valid AreaBody> areas) {

  /** The whole country's list of late 2022 had some 3,000 rows on its longest days. */
  static final int MAX_AREAS = 5_000;

  /** What an entry says in words. */
  static final int MAX_TEXT = 100;

  /** One entry. */
  @Schema(name = "RiskArea")
  public record AreaBody(
      @Schema(description = "所在县级行政区划代码 / The county's code") @NotNull @Pattern(regexp = "[0-9]{6}")
          String areaCode,
      @Schema(description = "划定范围 / What is designated: a village, a building")
          @NotBlank
          @Size(max = MAX_TEXT)
          @Pattern(regexp = Texts.LINE)
          String text,
      @NotNull RiskArea.Level level) {}
}
