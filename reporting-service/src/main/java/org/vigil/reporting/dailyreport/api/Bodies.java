package org.vigil.reporting.dailyreport.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.dailyreport.domain.Counts;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptionKind;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.person.domain.Channel;

/** What the calls about daily reports take. */
final class Bodies {

  /** A department of more people is a slip of the pen. */
  static final int MAX_PEOPLE = 10_000;

  private Bodies() {}

  /** How many people; a zero is said, never left out. */
  @Schema(name = "DailyReportCounts")
  record CountsBody(
      @Schema(description = "在岗人数 / At work") @NotNull @Min(0) @Max(MAX_PEOPLE) Integer present,
      @Schema(description = "未在岗人数 / Not at work") @NotNull @Min(0) @Max(MAX_PEOPLE) Integer absent,
      @Schema(description = "有症状人数 / With symptoms") @NotNull @Min(0) @Max(MAX_PEOPLE)
          Integer symptoms,
      @Schema(description = "密切接触者人数 / Close contacts") @NotNull @Min(0) @Max(MAX_PEOPLE)
          Integer contacts,
      @Schema(description = "重点地区返回人数 / Back from key areas") @NotNull @Min(0) @Max(MAX_PEOPLE)
          Integer returnees) {

    Counts counts() {
      return new Counts(present, absent, symptoms, contacts, returnees);
    }
  }

  /** A department's report of a day. */
  @Schema(
      name = "DailyReportRequest",
      examples =
          """
          {"department":"GWYC","day":"2026-11-23",
          "counts":{"present":21,"absent":2,"symptoms":0,"contacts":0,"returnees":0},
          "signedBy":{"name":"王五","phone":"13700002222"}}
          """)
  record Submission(
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @Schema(description = "报告日 / The day that it is about") @NotNull LocalDate day,
      @Schema(description = "后三项全为零即零报告 / With the last three at zero it is a zero report")
          @NotNull
          @Valid
          CountsBody counts,
      @Schema(description = "签发人：科室负责人或其授权人 / Who signs: the head or a deputy") @NotNull @Valid
          PersonBody signedBy,
      @Schema(
              description =
                  "PHONE 电话（办公室代录），办公室必填；不填为科室系统 / PHONE where the office takes it down, and only"
                      + " then")
          @Nullable Channel channel) {}

  /** The whole report as it should read, and why. */
  @Schema(
      name = "DailyReportCorrection",
      examples =
          """
          {"counts":{"present":20,"absent":3,"symptoms":1,"contacts":0,"returnees":0},
          "signedBy":{"name":"王五","phone":"13700002222"},"reason":"下班前一人发热"}
          """)
  record Correction(
      @NotNull @Valid CountsBody counts,
      @NotNull @Valid PersonBody signedBy,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason,
      @Schema(
              description =
                  "PHONE 电话（办公室代录），办公室必填；不填为科室系统 / PHONE where the office takes it down, and only"
                      + " then")
          @Nullable Channel channel) {}

  /** Who may sign in the head's place. */
  @Schema(
      name = "DailyReportDeputy",
      examples =
          """
          {"department":"GWYC","person":{"name":"赵六","phone":"13600003333"},
          "from":"2026-11-23T00:00:00+08:00","until":"2026-11-30T00:00:00+08:00",
          "reason":"负责人出差"}
          """)
  record Deputy(
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @NotNull @Valid PersonBody person,
      @NotNull Instant from,
      @NotNull Instant until,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** Days on which nothing is owed. */
  @Schema(
      name = "DailyReportExemption",
      examples =
          """
          {"departments":["GWYC"],"from":"2026-12-01","until":"2026-12-02",
          "kind":"NOBODY_AT_WORK","reason":"全科外出培训"}
          """)
  record Exemption(
      @Schema(description = "科室；不填为全部在用科室 / Departments; left out, all that are active")
          @Nullable
          @Size(min = 1, max = 500)
          List<@NotNull @Pattern(regexp = Texts.DEPARTMENT) String> departments,
      @NotNull LocalDate from,
      @Schema(description = "最后一天 / The last day") @NotNull LocalDate until,
      @NotNull ExemptionKind kind,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}
}
