package org.vigil.duty.directory.domain;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department.Head;
import org.vigil.duty.directory.domain.Department.Role;

/** What can be asked of a hand-over of responsibility (责任交接). */
public sealed interface HandoverCommand extends Department.Command {

  String handoverId();

  /**
   * Who leads asks another to lead instead.
   *
   * @param until exclusive; null for open
   * @param answerBy when silence is told
   */
  record OfferHandover(
      String handoverId,
      Role role,
      String giver,
      Head receiver,
      String reason,
      Instant from,
      @Nullable Instant until,
      Instant answerBy,
      ZoneId zone)
      implements HandoverCommand {}

  /** The receiver signs: from then on, or from the agreed instant on, the receiver leads. */
  record AcceptHandover(String handoverId, String receiver, Instant at, ZoneId zone)
      implements HandoverCommand {}

  /** The receiver does not want it. */
  record DeclineHandover(String handoverId, String receiver, String reason)
      implements HandoverCommand {}

  /** The giver does not want it any more. */
  record WithdrawHandover(String handoverId, String giver, String reason)
      implements HandoverCommand {}

  /** Looks whether the receiver has answered in time. */
  record NoteSilence(String handoverId) implements HandoverCommand {}
}
