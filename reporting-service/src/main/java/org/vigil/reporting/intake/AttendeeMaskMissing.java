package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** disinfection-service: somebody attends a meeting without a mask (3.9-e). */
@EventType("attendee-mask-missing")
public record AttendeeMaskMissing(String meetingId, String department) {}
