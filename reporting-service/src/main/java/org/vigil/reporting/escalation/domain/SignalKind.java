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
      List.of(Level.L3),
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
  OBLIGATION_UNASSIGNED(
      "4.2-a",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L4),
      "责任悬空：有责任条目未指定责任人",
      "Nobody is named for an obligation of the plan"),
  SELF_CRITICISM_OVERDUE(
      "5-1",
      Severity.WARNING,
      Level.L2,
      List.of(),
      "责令书面检讨逾期未交",
      "A written self-criticism that was ordered is overdue"),
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
      "集结时限到，科室有人员未到位且未说明理由，名单见该事项，请核实",
      "Muster: at the deadline people of a department were absent without a reason given; the"
          + " matter lists them, please look into it"),
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
  VISITOR_NOT_SIGNED_OUT(
      "3.3-c",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "闭楼时来访人员尚未签离，请核实是否仍在楼内",
      "A visitor had not been signed out when the building closed; please see whether they are"
          + " still inside"),
  ENTRIES_UNREGISTERED(
      "3.3-c",
      Severity.WARNING,
      Level.L1,
      List.of(Level.L2),
      "疑似漏登记线索：门岗计数多于来访登记，待人工核实",
      "Entries suspected to be unregistered: a gate has counted more than were written down; a"
          + " person has to look into it"),
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
      "Who will be on duty has no verified phone"),
  DUTY_LINE_UNREACHABLE(
      "3.1-c",
      Severity.WARNING,
      Level.L1,
      List.of(Level.L2),
      "通联抽查：科室值班电话不通",
      "Reachability drill: a department's duty line did not answer in time"),
  MOBILE_UNREACHABLE(
      "3.1-f",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "通联抽查：手机未接通且未说明理由，请核实",
      "Reachability drill: a mobile did not answer in time and no reason was given"),
  NO_ANSWER_REPEATED(
      "3.1-g",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L1),
      "疑似多次关机或不应答线索，请人工核实认定",
      "Suspected repeated failure to answer: a lead, for people to look into and decide"),
  DAILY_REPORT_REMINDED(
      "3.11-a",
      Severity.REMINDER,
      Level.L1,
      List.of(),
      "提醒：科室日报即将截止，尚未收到",
      "Reminder: a department's daily report is due soon"),
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
      List.of(),
      "日报（含零报告）与其他记录不符，待人工核实",
      "A daily report does not agree with other records; a person has to look into it"),
  FALSE_REPORT_SUSPECTED(
      "5-6",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3),
      "疑似谎报线索：上报称无发热，与门岗或会议测温不符，待人工核实",
      "False report suspected: a report says that there is no fever where a thermometer has"
          + " measured one; a person has to look into it"),
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
      "Somebody has not come back from an outing in time, or nobody has said so"),
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
      "Disobedience suspected: a department has refused an order; a person has to look at it"),
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
      "A task of a member of the leading group was not done when it was due"),
  RISK_TRAVEL_UNREPORTED(
      "3.4-b",
      Severity.CRITICAL,
      Level.L3,
      List.of(Level.L2),
      "疑似漏报线索：已确认到过中高风险地区，时限内未见上报",
      "Missed report suspected: a journey to an area of risk is confirmed and nobody has reported"
          + " it in time"),
  CASE_CONTACT_UNREPORTED(
      "3.11-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3),
      "疑似漏报线索：列入病例密接名单的人员，时限内未见其科室上报",
      "Missed report suspected: a member of a department is on a case's list of contacts and it has"
          + " not reported that in time"),
  SEPARATE_MEALS_UNREPORTED(
      "3.11-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3),
      "疑似漏报线索：为人员单独送餐，时限内未见其科室上报，待人工核实",
      "Missed report suspected: a department has meals brought to somebody apart and has reported"
          + " nobody in time; a person has to look into it"),
  TERMINAL_DISINFECTION_UNREPORTED(
      "3.11-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3),
      "疑似漏报线索：科室要求终末消毒，时限内未见上报，待人工核实",
      "Missed report suspected: a department has asked for a terminal disinfection and has reported"
          + " nobody in time; a person has to look into it"),
  TERMINAL_DISINFECTION_LATE(
      "3.6-d",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L1, Level.L3),
      "终末消毒超时未完成",
      "A terminal disinfection was not done in time"),
  SEPARATE_MEAL_MISSED(
      "3.8-f",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "单独送餐到时未送达",
      "A meal that was to be brought to somebody apart was not there in time"),
  OUTING_UNREGISTERED(
      "3.4-a",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "疑似未报备外出线索：人员缺勤而无外出报备，待人工核实",
      "Unregistered outing suspected: somebody is absent and no outing is on record; a person has"
          + " to look into it"),
  HANDOVER_UNANSWERED(
      "4.2-b",
      Severity.WARNING,
      Level.L1,
      List.of(Level.L2),
      "责任交接逾期未签收，原负责人仍负责",
      "A hand-over of responsibility has not been answered in time; the giver stays responsible"),
  DEPARTMENT_HEAD_VACANT(
      "4.2-b",
      Severity.WARNING,
      Level.L2,
      List.of(Level.L3),
      "科室负责人任期届满，无人接任，第一责任人空缺",
      "The term of a department's head has ended and nobody has followed: it has no first"
          + " responsible person"),
  DEPARTMENT_DEPUTY_VACANT(
      "4.2-b",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "科室副职任期届满，无人接任",
      "The term of a department's last deputy has ended and nobody has followed"),
  MEETING_UNAPPROVED(
      "3.9-a",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "会议未经审批使用会议室",
      "A meeting has begun in a room and nobody had approved it"),
  MEETING_ROOM_NOT_DISINFECTED(
      "3.9-c",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "会议结束后会议室未按时消杀",
      "A meeting room was not disinfected in time after its meeting"),
  MEETING_NOT_ALL_MEASURED(
      "3.9-d",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "会议结束时参会人员测温不全",
      "A meeting is over, and fewer people were measured than attended"),
  MEETING_FEVER_UNREPORTED(
      "3.9-d",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3),
      "疑似漏报线索：会议测得发热，时限内未见上报",
      "Missed report suspected: a fever was measured at a meeting and nobody has reported it in"
          + " time"),
  MEETING_MASK_MISSING(
      "3.9-e",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "有参会人员未佩戴口罩",
      "Somebody attends a meeting without a mask"),
  MEETING_CUPWARE_NOT_CLEANED(
      "3.9-f",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "会后杯具未按时清洁",
      "The cupware of a meeting was not cleaned in time"),
  CANTEEN_PPE_CHECK_MISSED(
      "3.8-c",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "食堂工作人员班次防护检查缺失",
      "Not everybody on a shift of the canteen was looked at for work clothes and mask"),
  PPE_CHECK_MISSED(
      "3.11-c",
      Severity.WARNING,
      Level.L1,
      List.of(),
      "服务保障人员班次防护检查缺失",
      "Not everybody on a shift of those who serve others was looked at for protection"),
  ILLNESS_UNREPORTED(
      "3.11-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3),
      "疑似漏报线索：人员因病未到，时限内未见其科室上报，待人工核实",
      "Missed report suspected: somebody's absence is recorded as an illness and nobody has"
          + " reported it in time; a person has to look into it"),
  SUPPLIES_UNREPORTED(
      "3.11-b",
      Severity.CRITICAL,
      Level.L2,
      List.of(Level.L3),
      "疑似漏报线索：为有症状、密接或隔离人员发放物资，时限内未见其科室上报，待人工核实",
      "Missed report suspected: supplies were issued for somebody with symptoms, a contact or"
          + " somebody kept apart, and nobody has reported them in time; a person has to look into"
          + " it"),
  LEADER_TASK_NEGLECTED(
      "4.1-c",
      Severity.WARNING,
      Level.L5,
      List.of(Level.L2),
      "交领导小组成员的任务逾期仍未完成",
      "A task that was given to somebody of the leading group is overdue and still not done");

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
    /** Nothing is wrong yet: it stays with the department's head and never climbs. */
    REMINDER,
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

  /**
   * Whether the office reads of every further fact about a matter: a second report of an illness
   * may say more than the first.
   */
  public boolean tellsWhatIsAdded() {
    return this == SYMPTOM_REPORTED;
  }

  /** Whether it reminds a department of what it may still do in time. */
  public boolean isReminder() {
    return severity == Severity.REMINDER;
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
