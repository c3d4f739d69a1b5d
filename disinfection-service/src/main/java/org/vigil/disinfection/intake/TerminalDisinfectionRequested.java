package org.vigil.disinfection.intake;

import java.time.Instant;
import java.util.List;
import org.vigil.eventsourcing.EventType;

/**
 * reporting-service: a case asks for these zones to be disinfected (3.6-d). Whose case it is, or of
 * which department, is not read.
 *
 * @param drill whether nothing needs to be disinfected
 */
@EventType("terminal-disinfection-requested")
public record TerminalDisinfectionRequested(
    String caseId, List<String> zones, boolean drill, Instant requestedAt, Due due) {

  public TerminalDisinfectionRequested {
    zones = List.copyOf(zones);
  }

  /** Until when the case wants it. */
  public record Due(Instant dueAt) {}
}
