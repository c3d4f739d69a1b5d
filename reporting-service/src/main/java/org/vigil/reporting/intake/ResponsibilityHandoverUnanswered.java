package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/** duty-service: whoever was to receive a department's lead has not answered in time (4.2-b). */
@EventType("responsibility-handover-unanswered")
public record ResponsibilityHandoverUnanswered(
    String handoverId, String department, Receiver receiver) {

  /**
   * @param name as duty-service shows it, {@code 李*}
   */
  public record Receiver(String subjectId, @Nullable String name) {}
}
