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
   * @param repeated whether only its repetition does: once may happen to anybody (5-1)
   * @param words what is suspected; judges nobody
   */
  record Suspicion(Ground ground, boolean repeated, String words) {}

  private static final Map<String, Suspicion> TABLE =
      Map.of(
          SignalKind.REPORT_LATE.name(),
          once(Ground.REPORTING_BREACH, "疑似缓报 / Late report suspected"),
          SignalKind.REPORT_MISSED.name(),
          once(Ground.REPORTING_BREACH, "疑似漏报 / Missed report suspected"),
          SignalKind.ADMITTED_DESPITE_REFUSAL.name(),
          once(
              Ground.OTHER_BREACH,
              "疑似未执行入楼管理规定 / Rules of entry suspected to have been disregarded"),
          SignalKind.QUOTA_MISSED.name(),
          repeatedly("疑似消杀工作多次未落实 / Disinfection suspected to be neglected"),
          SignalKind.STOCK_OUT.name(),
          repeatedly("疑似物资保障多次未落实 / Supplies suspected to be neglected"),
          BreachView.NOT_ACKNOWLEDGED,
          repeatedly("疑似升级事项多次未及时签收 / Escalations suspected to be neglected"));

  private static Suspicion once(Ground ground, String words) {
    return new Suspicion(ground, false, words);
  }

  private static Suspicion repeatedly(String words) {
    return new Suspicion(Ground.NEGLECT, true, words);
  }

  /** What a kind of signal suggests; empty for nothing. */
  static Optional<Suspicion> of(String kind) {
    return Optional.ofNullable(TABLE.get(kind));
  }
}
