package org.vigil.reporting.expectation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.expectation.view.EvidenceRow;
import org.vigil.reporting.expectation.view.ExpectedReportRow;

/** A report that is, or was, owed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ExpectedReport")
record Answer(
    @Schema(
            description =
                "信号编号：来访登记号、会议测温、外出匹配、病例密接、送餐登记、终末消毒、因病未到、物资发放 / The visit, the fever at a meeting,"
                    + " the match of an outing, the case's contact, the order of meals or of a"
                    + " terminal disinfection, the absence, the issue of supplies")
        String signal,
    @Schema(
            description =
                "MEASURED_AT_EXIT 门岗测得发热, MEASURED_AT_MEETING 会议测得发热, RISK_TRAVEL 确认到过中高风险地区,"
                    + " CASE_CONTACT 病例密接名单, SEPARATE_MEALS 单独送餐, TERMINAL_DISINFECTION 终末消毒,"
                    + " ABSENT_ILL 因病未到, SUPPLIES_ISSUED 为其发放物资 / Why it is owed")
        String occasion,
    @Schema(description = "应上报科室 / The department that owes it") String department,
    @Schema(
            description =
                "OWED 待报, MISSED 疑似漏报, CONCEALMENT_SUSPECTED 疑似瞒报, MET 已报, WITHDRAWN 误发已收回")
        String status,
    @Nullable String visitedDepartment,
    @Nullable String exit,
    @Nullable String name,
    @Schema(description = "信号出现时间，如测温时间 / When the signal arose") Instant measuredAt,
    Instant dueAt,
    @Nullable Instant missedAt,
    @Nullable String reportId,
    @Nullable Instant reportedAt,
    @Nullable Long lateBySeconds,
    @Schema(description = "最早可证明科室知情的时间 / First proof that the department knew")
        @Nullable Instant knownAt,
    @Nullable Instant suspectedAt,
    @Schema(description = "自知情起算的缓报秒数 / Seconds late, counted from that proof")
        @Nullable Long provenLateBySeconds,
    @Nullable List<Proof> evidence) {

  static final String OWED = "OWED";
  static final String MET = "MET";
  static final String WITHDRAWN = "WITHDRAWN";

  /** What shows that the department knew, or denied. */
  @Schema(name = "ExpectedReportEvidence")
  record Proof(
      @Schema(
              description =
                  "ACKNOWLEDGED 科室已确认, VIEWED_BY_HEAD 负责人已查看, ENTERED_HEALTH_STATE 科室已登记症状,"
                      + " ADMITTED_DESPITE_REFUSAL 门岗放行, ORDERED_SEPARATE_MEALS 科室已订单独送餐,"
                      + " ORDERED_TERMINAL_DISINFECTION 科室已申请终末消毒, DENIED_BY_DAILY_REPORT 日报未载,"
                      + " CONTRADICTED_BY_REPORT 上报称无发热 / What it is")
          String kind,
      @Schema(description = "出处：来访、客户端、登记或上报编号 / Where it is recorded") String source,
      Instant at) {

    /** The department's own daily report counts fewer people. */
    static final String DENIED = "DENIED_BY_DAILY_REPORT";

    /** The department's own report says that there is no fever. */
    static final String CONTRADICTED = "CONTRADICTED_BY_REPORT";
  }

  /**
   * As the department sees it that owes it: that it does and since when, and not what is suspected.
   */
  Answer toItself() {
    return new Answer(
        signal,
        occasion,
        department,
        status.equals(MET) || status.equals(WITHDRAWN) ? status : OWED,
        visitedDepartment,
        exit,
        name,
        measuredAt,
        dueAt,
        null,
        reportId,
        reportedAt,
        lateBySeconds,
        null,
        null,
        null,
        null);
  }

  static Answer of(ExpectedReportRow row, @Nullable List<EvidenceRow> evidence) {
    return new Answer(
        row.id,
        row.occasion,
        row.department,
        row.status,
        row.visitedDepartment,
        row.exit,
        row.name,
        row.measuredAt,
        row.dueAt,
        row.missedAt,
        row.reportId,
        row.metAt,
        row.lateBySeconds,
        row.knownAt,
        row.suspectedAt,
        row.provenLateBySeconds,
        evidence == null
            ? null
            : evidence.stream().map(it -> new Proof(it.kind, it.source, it.at)).toList());
  }
}
