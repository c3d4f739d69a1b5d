package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** duty-service: nobody has said how a year is worked that begins soon or has begun (3.3-a). */
@EventType("calendar-year-missing")
public record CalendarYearMissing(int year, String department) {}
