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
  MUSTER_CALLED(
      "3.1-e",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3, Level.L4, Level.L5),
      "紧急集结令已发布，相关人员一小时内到位",
      "A muster has been called; everybody concerned is to be there within the hour"),
  MUSTER_UNACKNOWLEDGED(
      "3.1-e",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "集结预警：科室有人员尚未应答",
      "Muster: people of a department have not acknowledged yet"),
  MUSTER_STILL_UNACKNOWLEDGED(
      "3.1-e",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1),
      "集结预警：科室仍有人员未应答",
      "Muster: people of a department still have not acknowledged"),
  MUSTER_SHORT(
      "3.1-e",
      Severity.CRITICAL,
      Level.L3,
      List.of(Level.L2, Level.L4, Level.L5),
      "集结超时：一小时到，科室有人员未到位且未说明理由",
      "Muster: the hour is over, and people of a department are absent without a reason given"),
  MUSTER_ABSENT(
      "3.1-e",
      Severity.WARNING,
      Level.L1,
      List.of(Level.L2),
      "集结时限到，该人员未到位且未说明理由，请核实",
      "Muster: at the deadline this person was absent without a reason given; please look into it"),
  MUSTER_DRILL_SHORT(
      "3.1-e",
      Severity.WARNING,
      Level.L1,
      List.of(Level.L2),
      "集结演练：一小时到，科室有人员未到位且未说明理由",
      "Muster drill: the hour is over, and people of a department are absent without a reason"
          + " given"),
  EXIT_UNGUARDED(
      "3.3-a",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "工作时间出入口无保安在岗",
      "An exit has no guard in working time"),
  EXIT_STILL_UNGUARDED(
      "3.3-a",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1),
      "工作时间出入口持续无保安在岗",
      "An exit still has no guard in working time"),
  MIDDLE_GATE_UNGUARDED(
      "3.3-b",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "非工作时间中门无保安在岗",
      "The middle gate has no guard outside of working time"),
  MIDDLE_GATE_STILL_UNGUARDED(
      "3.3-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1),
      "非工作时间中门持续无保安在岗",
      "The middle gate still has no guard outside of working time"),
  DUTY_CHECK_IN_MISSED(
      "3.1-b",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "值班人员到时未到岗",
      "Whoever is on duty has not checked in in time"),
  DUTY_CHECK_IN_STILL_MISSED(
      "3.1-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1),
      "值班人员仍未到岗",
      "Whoever is on duty still has not checked in"),
  DUTY_POST_EMPTY(
      "3.1-b",
      Severity.CRITICAL,
      Level.L3,
      List.of(Level.L1, Level.L2),
      "科室值班岗位无人在岗",
      "Nobody of the department is on duty"),
  PRESENCE_PROBE_MISSED(
      "3.1-b", Severity.WARNING, Level.L1, List.of(), "查岗未应答", "A presence probe was not answered"),
  POST_ABANDONMENT_SUSPECTED(
      "3.1-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1),
      "疑似擅离职守线索，请人工核实认定",
      "Suspected abandonment of a post: a lead, for people to look into and decide"),
  ANOMALY_REPORTED(
      "3.1-d",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L1),
      "值班异常情况上报，请办公室处置",
      "An anomaly on duty is reported up, for the office to deal with"),
  ANOMALY_NOT_HANDLED(
      "3.1-d",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "值班异常情况未在时限内处理",
      "An anomaly on duty was not handled in time"),
  ANOMALY_NOT_REPORTED(
      "3.1-d",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L1),
      "值班异常情况未在时限内上报",
      "An anomaly on duty was not reported up in time"),
  CALENDAR_MISSING(
      "3.3-a",
      Severity.WARNING,
      Level.L2,
      List.of(),
      "该年工作日历缺失，无法判定工作时间",
      "The working calendar of a year is missing: nobody can say which days are worked"),
  COVERAGE_GAP_FORECAST(
      "3.1-a", Severity.WARNING, Level.L1, List.of(), "值班表有空档，尚可补排", "A roster leaves a gap ahead"),
  COVERAGE_GAP_IMMINENT(
      "3.1-a",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1),
      "值班空档即将开始，无人排班",
      "A gap in the roster is about to begin"),
  COVERAGE_GAP(
      "3.1-a",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1, Level.L3),
      "值班空档：无人排班",
      "Nobody is assigned to a department's duty"),
  DUTY_CONTACT_UNVERIFIED(
      "3.1-f",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "即将值班人员的手机未经核实",
      "Who will be on duty has no verified phone");

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
