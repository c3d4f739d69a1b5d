package org.vigil.reporting.obligation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.Receiver;
import org.vigil.reporting.parameter.domain.Rule;

/** What can be asked of a hand-over by who is named for an obligation (责任交接). */
public sealed interface ObligationHandoverCommand extends Assignments.Command {

  String handoverId();

  /**
   * Who is named asks another to answer instead.
   *
   * @param giver the pseudonym
   * @param until exclusive, from then on the giver answers again; null for open
   * @param answerBy when silence is told
   * @param answerWithin the rule behind it; null where that is when it is to pass
   */
  record OfferHandover(
      String handoverId,
      String obligation,
      String department,
      String giver,
      Receiver receiver,
      String reason,
      Instant from,
      @Nullable Instant until,
      Instant answerBy,
      @Nullable Rule answerWithin)
      implements ObligationHandoverCommand {}

  /** The receiver signs: from then on, or from the agreed instant on, the receiver answers. */
  record AcceptHandover(String handoverId, String receiver, Instant at)
      implements ObligationHandoverCommand {}

  /** The receiver does not want it. */
  record DeclineHandover(String handoverId, String receiver, String reason)
      implements ObligationHandoverCommand {}

  /** The giver does not want it any more. */
  record WithdrawHandover(String handoverId, String giver, String reason)
      implements ObligationHandoverCommand {}

  /** Looks whether the receiver has answered in time. */
  record NoteSilence(String handoverId) implements ObligationHandoverCommand {}

  /** The agreed instant has come. */
  record PassOn(String handoverId) implements ObligationHandoverCommand {}

  /** The agreed time is over. */
  record PassBack(String handoverId) implements ObligationHandoverCommand {}
}
