package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a terminal disinfection is done (3.6-d).
 *
 * @param department the cleaners'
 * @param late whether it was done after its time
 */
@EventType("terminal-disinfection-done")
public record TerminalDisinfectionDone(
    String orderId, String subjectId, String department, boolean late) {}
