package org.vigil.reporting.intake;

import java.time.LocalDate;
import org.vigil.eventsourcing.EventType;

/** duty-service: somebody is on leave on these days (3.1-b). */
@EventType("leave-registered")
public record LeaveRegistered(String subjectId, String department, String leaveId, Days days) {

  /** Whole days of the bureau; the last is included. */
  public record Days(LocalDate first, LocalDate last) {}
}
