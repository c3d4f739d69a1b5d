package org.vigil.reporting.exposure.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.exposure.domain.ContactDegree;
import org.vigil.reporting.exposure.domain.HealthObservation.Finding;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.person.domain.Channel;

/** What the calls about people exposed take. */
final class Bodies {

  private Bodies() {}

  /** A contact. */
  @Schema(
      name = "ContactReportRequest",
      examples =
          """
          {"department":"GWYC","person":{"name":"张三","phone":"13800005678"},"degree":"CLOSE",
          "lastExposedAt":"2026-11-22T18:00:00+08:00","knownAt":"2026-11-23T08:10:00+08:00",
          "channel":"SYSTEM","circumstances":"与确诊人员同车"}
          """)
  record Contact(
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @Schema(description = "手机号、工号都不掌握时可只填姓名，将标记为身份待核 / A name alone is kept and flagged")
          @NotNull
          @Valid
          PersonBody person,
      @Schema(description = "CLOSE 密接；SECONDARY 次密接（自 2022-11-11 起不再判定）") @NotNull
          ContactDegree degree,
      @Schema(description = "最后接触时间 / The last meeting") @NotNull Instant lastExposedAt,
      @Schema(description = "科室知悉时间 / When the department first knew") @NotNull Instant knownAt,
      @Schema(description = "SYSTEM 科室系统, PERSON 本人, PHONE 电话（办公室代录）") @NotNull Channel channel,
      @Nullable @Size(max = 500) @Pattern(regexp = Texts.LINES) String circumstances) {}

  /** A returnee. */
  @Schema(
      name = "ReturneeReportRequest",
      examples =
          """
          {"department":"GWYC","person":{"name":"张三","phone":"13800005678"},"areaCode":"130102",
          "leftAreaAt":"2026-11-22T18:00:00+08:00","knownAt":"2026-11-23T08:10:00+08:00",
          "channel":"PERSON","circumstances":"探亲返回"}
          """)
  record Returnee(
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @NotNull @Valid PersonBody person,
      @Schema(description = "返回地的县级代码；境外填 country / The county; abroad, give country")
          @Nullable
          @Pattern(regexp = "[0-9]{6}")
          String areaCode,
      @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
      @Schema(description = "离开该地区的时间 / When the person left the area") @NotNull Instant leftAreaAt,
      @NotNull Instant knownAt,
      @NotNull Channel channel,
      @Nullable @Size(max = 500) @Pattern(regexp = Texts.LINES) String circumstances) {}

  /** The whole report as it should read, and why. */
  @Schema(name = "ExposureReportCorrection")
  record Correction(
      @NotNull @Valid PersonBody person,
      @Schema(description = "仅密接 / Contacts only") @Nullable ContactDegree degree,
      @Nullable @Pattern(regexp = "[0-9]{6}") String areaCode,
      @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
      @NotNull Instant lastExposedAt,
      @NotNull Instant knownAt,
      @Nullable @Size(max = 500) @Pattern(regexp = Texts.LINES) String circumstances,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** The office has taken note; {@code {}} is enough. */
  @Schema(name = "ExposureReportAcknowledgement")
  record Acknowledgement(@Nullable @Size(max = 500) @Pattern(regexp = Texts.LINES) String note) {}

  /** How somebody is on a day. */
  @Schema(
      name = "ObservationFollowUp",
      examples = "{\"day\":\"2026-11-24\",\"finding\":\"WELL\",\"note\":\"36.5\"}")
  record FollowUpBody(
      @NotNull LocalDate day,
      @NotNull Finding finding,
      @Nullable @Size(max = 200) @Pattern(regexp = Texts.LINE) String note) {}
}
