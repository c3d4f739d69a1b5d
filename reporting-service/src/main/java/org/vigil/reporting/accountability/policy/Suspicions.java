package org.vigil.reporting.accountability.policy;

import java.util.Map;
import java.util.Optional;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.obligation.view.BreachView;

/**
 * Which signals are suspicions, and of what: the one table to add to when a new kind of signal
 * comes. What is not in it opens no lead.
 */
final class Suspicions {

  private Suspicions() {}

  /**
   * What a signal suggests.
   *
   * @param words what is suspected; judges nobody
   */
  record Suspicion(Ground ground, Per per, String words) {}

  /** What one lead is opened for. */
  enum Per {
    /** An escalation with all its evidence. */
    MATTER,
    /** Each fact of an escalation that gathers several of its kind. */
    FACT,
    /** Several of its kind within a time: once may happen to anybody (5-1). */
    REPETITION
  }

  private static final Map<String, Suspicion> TABLE =
      Map.ofEntries(
          entry(
              SignalKind.REPORT_LATE,
              once(Ground.REPORTING_BREACH, "疑似缓报 / Late report suspected")),
          entry(
              SignalKind.REPORT_MISSED,
              once(Ground.REPORTING_BREACH, "疑似漏报 / Missed report suspected")),
          entry(
              SignalKind.MEETING_FEVER_UNREPORTED,
              once(Ground.REPORTING_BREACH, "疑似漏报 / Missed report suspected")),
          entry(
              SignalKind.RISK_TRAVEL_UNREPORTED,
              once(Ground.REPORTING_BREACH, "疑似漏报 / Missed report suspected")),
          entry(
              SignalKind.CASE_CONTACT_UNREPORTED,
              once(Ground.REPORTING_BREACH, "疑似漏报 / Missed report suspected")),
          entry(
              SignalKind.SEPARATE_MEALS_UNREPORTED,
              once(Ground.REPORTING_BREACH, "疑似漏报 / Missed report suspected")),
          entry(
              SignalKind.TERMINAL_DISINFECTION_UNREPORTED,
              once(Ground.REPORTING_BREACH, "疑似漏报 / Missed report suspected")),
          entry(
              SignalKind.ILLNESS_UNREPORTED,
              once(Ground.REPORTING_BREACH, "疑似漏报 / Missed report suspected")),
          entry(
              SignalKind.SUPPLIES_UNREPORTED,
              once(Ground.REPORTING_BREACH, "疑似漏报 / Missed report suspected")),
          entry(
              SignalKind.PPE_CHECK_MISSED,
              repeatedly("疑似服务人员防护检查多次未落实 / Checks of protection suspected to be neglected")),
          entry(
              SignalKind.CANTEEN_PPE_CHECK_MISSED,
              repeatedly("疑似食堂人员防护检查多次未落实 / Checks in the canteen suspected to be neglected")),
          entry(
              SignalKind.SEPARATE_MEAL_MISSED,
              repeatedly("疑似单独送餐多次未落实 / Separate meals suspected to be neglected")),
          entry(
              SignalKind.CONCEALMENT_SUSPECTED,
              once(Ground.REPORTING_BREACH, "疑似瞒报 / Concealment suspected")),
          entry(
              SignalKind.DAILY_REPORT_CONTRADICTED,
              once(
                  Ground.REPORTING_BREACH,
                  "疑似谎报：日报与其他记录不符 / False report suspected: a daily report does not agree"
                      + " with other records")),
          entry(
              SignalKind.FALSE_REPORT_SUSPECTED,
              once(
                  Ground.REPORTING_BREACH,
                  "疑似谎报：上报与测温记录不符 / False report suspected: a report does not agree with a"
                      + " thermometer")),
          entry(
              SignalKind.POST_ABANDONMENT_SUSPECTED,
              once(Ground.ABANDONED_POST, "疑似擅离职守 / Abandonment of a post suspected")),
          entry(
              SignalKind.DISPATCH_REFUSAL_SUSPECTED,
              once(Ground.REFUSED_DISPATCH, "疑似不服从调度 / Refusal of an order suspected")),
          entry(
              SignalKind.NO_ANSWER_REPEATED,
              once(Ground.OTHER_BREACH, "疑似多次关机或不应答 / Repeated failure to answer suspected")),
          entry(
              SignalKind.MUSTER_ABSENT,
              each(Ground.REFUSED_DISPATCH, "疑似无故未集结 / Absence from a muster suspected")),
          entry(
              SignalKind.BUCK_PASSING_SUSPECTED,
              once(Ground.BUCK_PASSING, "疑似推诿扯皮 / Passing on of responsibility suspected")),
          entry(
              SignalKind.ADMITTED_DESPITE_REFUSAL,
              once(
                  Ground.OTHER_BREACH,
                  "疑似未执行入楼管理规定 / Rules of entry suspected to have been disregarded")),
          entry(
              SignalKind.ENTRIES_UNREGISTERED,
              repeatedly("疑似来访登记多次未落实 / Registration of visitors suspected to be neglected")),
          entry(
              SignalKind.QUOTA_MISSED,
              repeatedly("疑似消杀工作多次未落实 / Disinfection suspected to be neglected")),
          entry(
              SignalKind.MEETING_ROOM_NOT_DISINFECTED,
              repeatedly("疑似会后消杀多次未落实 / Disinfection after meetings suspected to be neglected")),
          entry(
              SignalKind.STOCK_OUT, repeatedly("疑似物资保障多次未落实 / Supplies suspected to be neglected")),
          entry(
              SignalKind.DAILY_REPORT_MISSED,
              repeatedly("疑似日报多次未报 / Daily reports suspected to be neglected")),
          entry(
              SignalKind.DUTY_POST_EMPTY,
              repeatedly("疑似值班工作多次未落实 / Duty suspected to be neglected")),
          Map.entry(
              BreachView.NOT_ACKNOWLEDGED,
              repeatedly("疑似升级事项多次未及时签收 / Escalations suspected to be neglected")));

  private static Map.Entry<String, Suspicion> entry(SignalKind kind, Suspicion suspicion) {
    return Map.entry(kind.name(), suspicion);
  }

  private static Suspicion once(Ground ground, String words) {
    return new Suspicion(ground, Per.MATTER, words);
  }

  private static Suspicion each(Ground ground, String words) {
    return new Suspicion(ground, Per.FACT, words);
  }

  private static Suspicion repeatedly(String words) {
    return new Suspicion(Ground.NEGLECT, Per.REPETITION, words);
  }

  /** What a kind of signal suggests; empty for nothing. */
  static Optional<Suspicion> of(String kind) {
    return Optional.ofNullable(TABLE.get(kind));
  }
}
