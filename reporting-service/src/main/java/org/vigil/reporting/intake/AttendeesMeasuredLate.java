package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** disinfection-service: who was not measured at a meeting was written down since (3.9-d). */
@EventType("attendees-measured-late")
public record AttendeesMeasuredLate(String meetingId, String department) {}
