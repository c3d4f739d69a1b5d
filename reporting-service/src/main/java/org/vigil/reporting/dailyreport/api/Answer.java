package org.vigil.reporting.dailyreport.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.dailyreport.view.DailyReports;
import org.vigil.reporting.dailyreport.view.DailyReports.Rate;
import org.vigil.reporting.dailyreport.view.DailyReports.Report;

/** What the calls about daily reports answer. */
final class Answer {

  private Answer() {}

  /** What a command led to. */
  @Schema(name = "DailyReportReceipt")
  record Receipt(
      String id,
      String department,
      String status,
      @Schema(description = "是否晚于截止时间 / Whether it came after the cut-off") boolean late) {}

  /** A delegation was recorded. */
  @Schema(name = "DailyReportDeputyReceipt")
  record DeputyReceipt(String department, Instant from, Instant until) {}

  /** An exemption was recorded. */
  @Schema(name = "DailyReportExemptionReceipt")
  record ExemptionReceipt(String id, int departments, LocalDate from, LocalDate until) {}

  /** One department's report of one day. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "DailyReport")
  record Shown(
      String id,
      String department,
      LocalDate day,
      @Schema(description = "OWED 待报, OVERDUE 逾期, MISSED 未报, SUBMITTED 已报, EXEMPT 免报, NOT_OWED 无需报")
          String status,
      boolean owed,
      @Nullable Instant dueAt,
      @Nullable Instant submittedAt,
      @Schema(description = "零报告 / Whether it says that there is nobody") @Nullable Boolean zero,
      @Nullable Long lateBySeconds,
      @Schema(description = "曾记为未报 / Whether it was missed at first") boolean missed,
      @Nullable CountsShown counts,
      @Nullable String signedBy,
      @Nullable String signedAs,
      @Schema(description = "办公室电话代录 / Taken down by the office on the phone") boolean takenByPhone,
      int corrections,
      boolean correctedAfterCutOff,
      @Schema(description = "与其他记录不符（线索，非结论） / Facts stand against it: a lead, not a finding")
          @Nullable Instant contradictedAt,
      @Nullable String exemption,
      @Nullable String exemptionKind,
      @Nullable List<DailyReports.Fact> facts) {

    /**
     * @param itself whether the department reads its own, which is not shown what stands against it
     */
    static Shown of(Report row, @Nullable List<DailyReports.Fact> facts, boolean itself) {
      CountsShown counts = CountsShown.of(row);
      return new Shown(
          row.id(),
          row.department(),
          row.day(),
          row.status(),
          row.owed(),
          row.dueAt(),
          row.submittedAt(),
          counts == null ? null : counts.nobody(),
          row.lateBySeconds(),
          row.missed(),
          counts,
          row.signerName(),
          row.signedAs(),
          row.takenByPhone(),
          row.corrections(),
          row.correctedAfterCutOff(),
          itself ? null : row.contradictedAt(),
          row.exemption(),
          row.exemptionKind(),
          itself ? null : facts);
    }
  }

  /** What was said, as it stands after corrections. */
  @Schema(name = "DailyReportCountsShown")
  record CountsShown(
      Integer present, Integer absent, Integer symptoms, Integer contacts, Integer returnees) {

    static @Nullable CountsShown of(Report row) {
      Integer present = row.present();
      Integer absent = row.absent();
      Integer symptoms = row.symptoms();
      Integer contacts = row.contacts();
      Integer returnees = row.returnees();
      return present == null
              || absent == null
              || symptoms == null
              || contacts == null
              || returnees == null
          ? null
          : new CountsShown(present, absent, symptoms, contacts, returnees);
    }

    private boolean nobody() {
      return symptoms == 0 && contacts == 0 && returnees == 0;
    }
  }

  /** A department's rates, with what they are made of. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "DailyReportRate")
  record RateShown(
      String department,
      @Schema(description = "应报天数：已过截止时间且未免报 / Days owed: past the cut-off and not exempt")
          int owed,
      int onTime,
      int late,
      @Schema(description = "至今未报天数 / Days without any report to this day") int never,
      @Schema(description = "免报天数，不计入 / Exempt days, which are left out") int exempt,
      @Schema(description = "不向科室显示 / Not shown to departments") @Nullable Integer contradicted,
      @Schema(description = "报告率；应报为零时不给出 / Share that has come; absent where nothing was owed")
          @Nullable BigDecimal completeness,
      @Schema(description = "及时率 / Share that came in time") @Nullable BigDecimal onTimeRate) {

    static RateShown of(Rate rate, boolean itself) {
      return new RateShown(
          rate.department(),
          rate.owed(),
          rate.onTime(),
          rate.late(),
          rate.never(),
          rate.exempt(),
          itself ? null : rate.contradicted(),
          share(rate.onTime() + rate.late(), rate.owed()),
          share(rate.onTime(), rate.owed()));
    }

    /** Rounded down: 99.996 % is not all. */
    private static @Nullable BigDecimal share(int part, int whole) {
      return whole == 0
          ? null
          : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.DOWN);
    }
  }

  /** All departments' rates. */
  @Schema(name = "DailyReportRates")
  record Rates(LocalDate from, LocalDate until, List<RateShown> items) {}
}
