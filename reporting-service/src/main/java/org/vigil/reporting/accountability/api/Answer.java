package org.vigil.reporting.accountability.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.accountability.view.CaseRow;

/** A case as it is listed; the name is masked. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AccountabilityCase")
record Answer(
    String id,
    Ground ground,
    @Schema(description = "追责情形原文 / The ground in the plan's words") String groundText,
    String obligation,
    String department,
    @Nullable String maskedName,
    @Schema(description = "疑似情况，认定前仅为线索 / What is suspected; a lead until it is found so")
        String suspicion,
    @Schema(
            description =
                "LEAD 线索, WITHDRAWN 线索已自动撤回, DISMISSED 不予立案, EVIDENCE_SEALED 证据已固定, NOTIFIED 已告知,"
                    + " HEARD 已陈述, FOUND 已认定, MEASURE_DECIDED 已决定措施, MEASURE_EXECUTED 已执行, CLOSED"
                    + " 已结案, REVERSED 已撤销")
        String status,
    boolean byPolicy,
    Instant arisenAt,
    Instant openedAt,
    int evidence,
    @Nullable Instant dueAt,
    @Schema(
            description =
                "所依据的事实被更正或撤回的时间；已有人处理的案件不自动撤回，由其决定 / When what it rests on was taken back; a case"
                    + " that people carry is not withdrawn by itself")
        @Nullable Instant groundLostAt,
    @Nullable String finding,
    List<String> measures,
    boolean overdue) {

  static Answer of(CaseRow row) {
    Ground ground = Ground.valueOf(row.ground);
    return new Answer(
        row.id,
        ground,
        ground.zh(),
        row.obligation,
        row.department,
        row.subjectName,
        row.suspicion,
        row.status,
        row.byPolicy,
        row.arisenAt,
        row.openedAt,
        row.evidence,
        row.dueAt,
        row.groundLostAt,
        row.finding,
        List.of(row.measures),
        row.overdue);
  }

  /** Where a command has left a case. */
  @Schema(name = "CaseReceipt")
  record Receipt(String id, String step) {}

  /** A person's words and names, once a reveal is recorded. */
  @Schema(name = "RevealedCase")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Revealed(
      String id, @Nullable String name, @Nullable String statement, @Nullable String reasons) {}
}
