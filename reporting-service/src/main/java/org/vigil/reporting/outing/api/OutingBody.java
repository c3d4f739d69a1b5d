package org.vigil.reporting.outing.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.outing.domain.Stop;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;

/** Who goes where, from when until when (3.4-a). */
@Schema(
    name = "OutingRequest",
    examples =
        """
        {"department":"JGZH","person":{"name":"李四","phone":"13900001111"},
        "departsAt":"2026-11-28T08:00:00+08:00","returnsAt":"2026-11-30T20:00:00+08:00",
        "destination":{"areaCode":"130102","text":"石家庄市长安区某小区"},
        "stops":[{"areaCode":"110106","text":"北京西站","from":"2026-11-28T09:00:00+08:00",
        "until":"2026-11-28T10:30:00+08:00"}],"purpose":"探亲","transport":"高铁"}
        """)
public record OutingBody(
    @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
    @Schema(description = "手机号、工号都不掌握时可只填姓名，将标记为身份待核 / A name alone is kept and flagged")
        @NotNull
        @Valid
        PersonBody person,
    @Schema(description = "出发时间 / Departure") @NotNull Instant departsAt,
    @Schema(description = "返回时间 / Return") @NotNull Instant returnsAt,
    @NotNull @Valid DestinationBody destination,
    @Schema(description = "途经地，按先后，最多 20 处 / Stops on the way, in their order")
        @Nullable
        @Size(max = Stop.MAX)
        List<@NotNull @Valid StopBody> stops,
    @Nullable @Size(max = 200) @Pattern(regexp = Texts.LINE) String purpose,
    @Nullable @Size(max = 100) @Pattern(regexp = Texts.LINE) String transport) {

  /** None where nothing is said of the way. */
  List<StopBody> onTheWay() {
    return stops == null ? List.of() : stops;
  }

  /** A county of China, or a country abroad; and in words. */
  @Schema(name = "Destination")
  public record DestinationBody(
      @Schema(description = "县级行政区划代码（GB/T 2260），境内必填 / County code, for within China")
          @Nullable
          @Pattern(regexp = "[0-9]{6}")
          String areaCode,
      @Schema(description = "境外国家代码（ISO 3166-1 两位），仅境外填写 / Country code, only for abroad")
          @Nullable
          @Pattern(regexp = "[A-Z]{2}")
          String country,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String text) {}

  /** A place on the way; its times where they are known. */
  @Schema(name = "OutingStop")
  public record StopBody(
      @Nullable @Pattern(regexp = "[0-9]{6}") String areaCode,
      @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String text,
      @Schema(description = "到达时间，如已知 / Arrival, where known") @Nullable Instant from,
      @Schema(description = "离开时间，如已知 / Departure, where known") @Nullable Instant until) {

    DestinationBody place() {
      return new DestinationBody(areaCode, country, text);
    }
  }
}
