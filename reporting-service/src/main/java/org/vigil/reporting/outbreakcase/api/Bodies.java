package org.vigil.reporting.outbreakcase.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Grounds;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Result;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;

/** The bodies of the calls. */
final class Bodies {

  private Bodies() {}

  @Schema(
      name = "OutbreakCaseOpening",
      examples =
          """
          {"department":"GWYC","person":{"name":"张小明","phone":"13800000017"},
          "grounds":"SUSPECTED","knownAt":"2026-11-23T09:10:00+08:00","drill":false}
          """)
  record Opening(
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @Schema(description = "手机号、工号都不掌握时可只填姓名，将标记为身份待核 / A name alone is kept and flagged")
          @NotNull
          @Valid
          PersonBody person,
      @NotNull Grounds grounds,
      @Schema(description = "本单位最早知悉时间；向卫健部门报告的时限自此起算 / Since when the bureau has known") @NotNull
          Instant knownAt,
      @Schema(description = "据以立案的症状报告 / The report that led to it")
          @Nullable
          @Pattern(regexp = Texts.ID)
          String reportId,
      @Schema(description = "演练不惊动领导小组 / A drill tells nobody") @Nullable Boolean drill) {}

  @Schema(
      name = "CaseIsolation",
      examples = "{\"at\":\"2026-11-23T09:40:00+08:00\",\"place\":\"定点医院\"}")
  record Isolation(
      @NotNull Instant at, @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String place) {}

  @Schema(
      name = "CaseAuthorityNotice",
      examples =
          "{\"at\":\"2026-11-23T09:50:00+08:00\",\"authority\":\"区疾控中心\",\"reference\":\"2026-1123-07\"}")
  record AuthorityNotice(
      @NotNull Instant at,
      @Schema(description = "机构名称，不写人名 / The institution, no person's name")
          @NotBlank
          @Size(max = 100)
          @Pattern(regexp = Texts.LINE)
          String authority,
      @Nullable @Size(max = 60) @Pattern(regexp = Texts.LINE) String reference) {}

  @Schema(
      name = "CaseContact",
      examples =
          """
          {"department":"GWYC","person":{"name":"李四","phone":"13900001111"},
          "lastContactAt":"2026-11-22T17:30:00+08:00"}
          """)
  record Contact(
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @Schema(description = "手机号、工号都不掌握时可只填姓名，将标记为身份待核 / A name alone is kept and flagged")
          @NotNull
          @Valid
          PersonBody person,
      @NotNull Instant lastContactAt) {}

  @Schema(name = "CaseDisinfectionRequest", examples = "{\"zones\":[\"HALL-1\",\"LIFT-2\"]}")
  record DisinfectionRequest(
      @Schema(description = "消杀区域代码 / Codes of zones") @NotEmpty @Size(max = 100)
          List<@NotNull @Pattern(regexp = "[A-Z0-9-]{2,30}") String> zones) {}

  @Schema(
      name = "CaseDisinfection",
      examples = "{\"at\":\"2026-11-23T13:20:00+08:00\",\"by\":\"综合管理科消杀组\"}")
  record Disinfection(
      @NotNull Instant at,
      @Schema(description = "完成单位，不写人名 / Which team, no person's name")
          @NotBlank
          @Size(max = 100)
          @Pattern(regexp = Texts.LINE)
          String by) {}

  @Schema(name = "CaseClosure", examples = "{\"result\":\"RULED_OUT\",\"note\":\"两次核酸阴性\"}")
  record Closure(
      @NotNull Result result,
      @Nullable @Size(max = 500) @Pattern(regexp = Texts.LINES) String note) {}

  /** {@code {}}: the list is complete as it stands. */
  @Schema(name = "CaseContactListing", examples = "{}")
  record Listing() {}
}
