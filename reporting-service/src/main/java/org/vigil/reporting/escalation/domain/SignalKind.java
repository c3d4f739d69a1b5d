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
  FEED_CONSUMER_SILENT(
      "4.2-c",
      Severity.CRITICAL,
      Level.L4,
      List.of(Level.L2, Level.L5),
      "信息流订阅方逾时未确认，办公室可能无人查看",
      "A consumer of the feed has fallen silent; perhaps nobody reads what the office is told"),
  WEBHOOK_ENDPOINT_DEAD(
      "4.2-c",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L4),
      "信息流推送地址长时间无法送达",
      "A webhook endpoint has taken nothing for too long"),
  BUCK_PASSING_SUSPECTED(
      "5-5",
      Severity.WARNING,
      Level.L3,
      List.of(Level.L1, Level.L4),
      "疑似推诿线索：事项在科室间多次转办或无人接收，待人工核实",
      "Buck-passing suspected: a matter goes from hand to hand; a person has to look at it"),
  DISPATCH_ORDER_UNANSWERED(
      "2-c",
      Severity.CRITICAL,
      Level.L5,
      List.of(Level.L1, Level.L4),
      "调度令逾时未签收",
      "An order of the executive deputy leader has not been signed for in time"),
  DISPATCH_ORDER_OVERDUE(
      "2-c",
      Severity.WARNING,
      Level.L4,
      List.of(Level.L1),
      "调度令已签收但逾期未完成",
      "An order was signed for and has not been carried out in time"),
  DISPATCH_REFUSAL_SUSPECTED(
      "5-4",
      Severity.CRITICAL,
      Level.L5,
      List.of(Level.L4),
      "疑似不服从调度线索：科室拒收调度令，待人工核实",
      "Disobedience suspected: a department has refused an order; a person has to look at it");

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
