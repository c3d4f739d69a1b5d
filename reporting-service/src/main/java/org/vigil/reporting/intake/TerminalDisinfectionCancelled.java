package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a terminal disinfection need not be done (3.6-d).
 *
 * @param person the how-manieth person the order was about
 * @param mistaken whether it should never have been asked for
 */
@EventType("terminal-disinfection-cancelled")
public record TerminalDisinfectionCancelled(
    String orderId, String subjectId, String cleaners, int person, boolean mistaken) {}
