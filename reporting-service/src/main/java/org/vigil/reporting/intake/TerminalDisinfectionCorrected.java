package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: what was said of a terminal disinfection was put right (3.6-d).
 *
 * @param person the how-manieth person the order is about
 * @param formerSubjectId whom it had been about, where that was somebody else or nobody named
 */
@EventType("terminal-disinfection-corrected")
public record TerminalDisinfectionCorrected(
    String orderId,
    String subjectId,
    String department,
    String correctedBy,
    int person,
    @Nullable String formerSubjectId,
    TerminalDisinfectionOrdered.Order order) {}
