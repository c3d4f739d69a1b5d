package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: after a meeting its room was not ready in time (3.9-c, 3.9-f).
 *
 * @param missing {@code CUPWARE} where only the cups were left, else {@code DISINFECTION}
 */
@EventType("meeting-room-turn-round-overdue")
public record MeetingRoomTurnRoundOverdue(String meetingId, String department, String missing) {}
