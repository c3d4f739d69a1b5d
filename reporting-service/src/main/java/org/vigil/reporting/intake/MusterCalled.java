package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** duty-service: a muster is called (3.1-e). */
@EventType("muster-called")
public record MusterCalled(Call call) {

  /**
   * @param kind {@code REAL} or {@code DRILL}
   * @param department the one that leads the muster
   */
  public record Call(String musterId, String kind, String department) {}
}
