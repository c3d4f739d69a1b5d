package org.vigil.reporting.escalation.domain;

import java.util.List;

/**
 * What a signal says. The words are what the office reads; they hold no personal data and judge
 * nobody: a lead is suspected until a person has found it so.
 */
public enum SignalKind {
  SYMPTOM_REPORTED(
      "3.11-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1, Level.L3),
      "科室上报：有人员出现症状，请办公室签收处置",
      "A department reports a person with symptoms"),
  REPORT_LATE(
      "5-6",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L1),
      "缓报线索：上报时间超过规定时限",
      "Late report suspected: it took longer than the rule allows"),
  REPORT_MISSED(
      "3.3-d",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1, Level.L3),
      "漏报线索：门岗测得发热，时限内未见上报",
      "Missed report suspected: a fever was measured at an exit and nobody has reported it in"
          + " time"),
  HIGH_RISK_TRAVEL(
      "3.4-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1),
      "外出目的地与中高风险地区匹配，待人工确认",
      "An outing's destination matches an area of risk; a person has to confirm it"),
  STOCK_LOW(
      "3.2-b",
      Severity.WARNING,
      Level.L1,
      List.of(Level.L2),
      "防疫物资低于安全库存",
      "A supply has fallen below its safety level"),
  STOCK_OUT(
      "3.2-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3, Level.L4),
      "防疫物资已用尽",
      "A supply has run out"),
  QUOTA_AT_RISK(
      "3.7-a",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "当日消杀次数可能不足3次",
      "A zone may miss its three rounds of disinfection today"),
  QUOTA_MISSED(
      "3.7-a",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L1),
      "当日消杀不足3次",
      "A zone has missed its three rounds of disinfection"),
  ADMITTED_DESPITE_REFUSAL(
      "3.3-d",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1),
      "来访人员本应拒绝进入而被放行",
      "A visitor who was to be refused has been let in"),
  ROLE_VACANT(
      "2-a",
      Severity.CRITICAL,
      Level.L5,
      List.of(Level.L2, Level.L4),
      "领导小组职务空缺：无人任职，或离岗无人代理",
      "A role of the leading group is filled by nobody, or its holder is away without a stand-in"),
  SUPERVISION_MISSING(
      "2-d",
      Severity.WARNING,
      Level.L4,
      List.of(Level.L2),
      "科室无分管副组长",
      "A department has no deputy leader in charge"),
  OFFICE_UNMANNED(
      "2-f",
      Severity.CRITICAL,
      Level.L4,
      List.of(Level.L2, Level.L5),
      "领导小组办公室无人值班，信息流无人接收",
      "Nobody is on duty in the leading group's office: nobody takes what the feed brings"),
  POLICY_GAPS(
      "2-b",
      Severity.WARNING,
      Level.L4,
      List.of(Level.L2, Level.L5),
      "方案参数缺口：有时限和数量仍为默认值，待领导小组确定",
      "Times and numbers of the plan still work by default; the leading group has to decide them"),
  CASE_OPENED(
      "3.6-d",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3, Level.L4, Level.L5),
      "疫情病例立案，请按步骤处置",
      "A case has been opened; every step of it is timed"),
  CASE_STEP_LATE(
      "3.6-d",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3, Level.L4),
      "病例处置步骤超时未完成",
      "A step of a case was not done when it was due"),
  CASE_AUTHORITY_NOT_TOLD(
      "3.6-d",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3, Level.L4, Level.L5),
      "病例超时未报告卫生健康部门",
      "The health authority has not been told of a case in time"),
  LIAISON_SILENT(
      "3.6-a",
      Severity.WARNING,
      Level.L2,
      List.of(),
      "超过规定天数未与卫生健康部门联系",
      "Nobody has spoken to the health authority for longer than the rule allows"),
  GUIDANCE_UNDECIDED(
      "3.6-b",
      Severity.WARNING,
      Level.L3,
      List.of(Level.L2, Level.L4),
      "收到的专业指导逾期无人决定是否调整措施",
      "Guidance of the health authority has no decision yet"),
  EXTERNAL_REQUEST_LATE(
      "3.6-c",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L1),
      "外部门请求逾期未签收或未办结",
      "A request from outside was not acknowledged or done when it was due"),
  DIRECTIVE_LATE(
      "3.5-a",
      Severity.WARNING,
      Level.L1,
      List.of(Level.L2),
      "上级文件逾期未传达",
      "A document from above was not conveyed in time"),
  NOTICE_UNREAD(
      "3.5-a",
      Severity.WARNING,
      Level.L1,
      List.of(Level.L2),
      "科室阅读率不足",
      "Too few of a department's members have read a notice in time"),
  EDUCATION_SHORT(
      "3.5-b",
      Severity.WARNING,
      Level.L2,
      List.of(),
      "本期宣教数量不足",
      "Too little was taught in the period"),
  DIGEST_MISSING(
      "3.5-c",
      Severity.WARNING,
      Level.L2,
      List.of(),
      "当日疫情形势未通报",
      "The day's situation was not told"),
  RUMOUR_UNANSWERED(
      "3.5-d",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L3),
      "谣言线索逾期未澄清",
      "A rumour has not been answered in time"),
  HEALTH_STALE(
      "4.2-b",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L1),
      "科室有人员健康状态逾期未更新",
      "Of members of a department nobody has said for too long how they are"),
  LEADER_UNREAD(
      "4.1-b",
      Severity.WARNING,
      Level.L4,
      List.of(Level.L5),
      "分管科室有重大疫情信息，领导逾期未查看",
      "No leader has looked at a department with a critical matter in time"),
  TASK_OVERDUE(
      "2-e",
      Severity.WARNING,
      Level.L3,
      List.of(Level.L2),
      "领导小组成员任务逾期未完成",
      "A task of a member of the leading group was not done when it was due");

  private final String obligation;
  private final Severity severity;
  private final Level entry;
  private final List<Level> copies;
  private final String zh;
  private final String en;

  SignalKind(
      String obligation, Severity severity, Level entry, List<Level> copies, String zh, String en) {
    this.obligation = obligation;
    this.severity = severity;
    this.entry = entry;
    this.copies = copies;
    this.zh = zh;
    this.en = en;
  }

  /** How much it matters. */
  public enum Severity {
    WARNING,
    CRITICAL
  }

  /** The obligation's id in the trace table of the plan. */
  public String obligation() {
    return obligation;
  }

  public Severity severity() {
    return severity;
  }

  /** The level at which it enters the chain. */
  public Level entry() {
    return entry;
  }

  /** The levels that are told of it beside the one that must act. */
  public List<Level> copies() {
    return copies;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }
}
