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
  DAILY_REPORT_OVERDUE(
      "3.11-a",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "科室日报已过截止时间，尚未收到",
      "A department's daily report is overdue"),
  DAILY_REPORT_MISSED(
      "3.11-a",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L1),
      "科室日报未报",
      "A department's daily report is missing"),
  DAILY_REPORT_CONTRADICTED(
      "5-6",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1),
      "日报（含零报告）与其他记录不符，待人工核实",
      "A daily report does not agree with other records; a person has to look into it"),
  CONTACT_REPORTED(
      "3.11-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1, Level.L3),
      "科室上报：有密切接触者，请办公室签收处置",
      "A department reports a contact"),
  RETURNEE_REPORTED(
      "3.11-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1, Level.L3),
      "科室上报：有重点地区返回人员，请办公室签收处置",
      "A department reports somebody back from a key area"),
  FOLLOW_UP_MISSED(
      "3.11-b",
      Severity.WARNING,
      Level.L1,
      List.of(Level.L2),
      "健康观察当日未随访",
      "Somebody under observation was not asked after that day"),
  OBSERVED_PERSON_ILL(
      "3.11-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1, Level.L3),
      "健康观察人员出现症状，请办公室处置",
      "Somebody under observation has symptoms"),
  CONCEALMENT_SUSPECTED(
      "5-6",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3),
      "疑似瞒报线索：可证明科室知情，而未上报或日报未载，待人工核实",
      "Concealment suspected: the department is shown to have known, and has not reported; a person"
          + " has to look into it"),
  OUTING_OVERDUE(
      "3.4-a",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "外出逾期未销假",
      "Somebody has not come back from an outing in time, or nobody has said so");

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
