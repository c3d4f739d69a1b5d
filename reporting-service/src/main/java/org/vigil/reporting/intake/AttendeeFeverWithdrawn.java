package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** disinfection-service: what was taken for a fever at a meeting was none (3.9-d). */
@EventType("attendee-fever-withdrawn")
public record AttendeeFeverWithdrawn(String signal, String subjectId, String department) {}
