package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a terminal disinfection was not done in time (3.6-d).
 *
 * @param department the cleaners'
 */
@EventType("terminal-disinfection-overdue")
public record TerminalDisinfectionOverdue(String orderId, String subjectId, String department) {}
