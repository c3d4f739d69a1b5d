package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a meeting has begun that nobody had approved (3.9-a).
 *
 * @param department the one that serves the room
 */
@EventType("unapproved-meeting-detected")
public record UnapprovedMeetingDetected(String meetingId, String department) {}
