package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** disinfection-service: a meeting is over, and fewer were measured than attended (3.9-d). */
@EventType("attendees-not-all-measured")
public record AttendeesNotAllMeasured(String meetingId, String department) {}
