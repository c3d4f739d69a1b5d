package org.vigil.reporting.intake;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: a hand-over of a department's lead is signed (4.2-b).
 *
 * @param role {@code HEAD} or {@code DEPUTY}
 * @param subjectId who led until then
 * @param term the first day of the giver's term of office; null where there is none
 * @param from when the receiver leads from
 * @param until exclusive; null for open
 */
@EventType("responsibility-handover-accepted")
public record ResponsibilityHandoverAccepted(
    String handoverId,
    String department,
    String role,
    String subjectId,
    Receiver receiver,
    @Nullable LocalDate term,
    Instant from,
    @Nullable Instant until) {

  /**
   * @param name as duty-service shows it, {@code 李*}
   */
  public record Receiver(String subjectId, @Nullable String name) {}
}
