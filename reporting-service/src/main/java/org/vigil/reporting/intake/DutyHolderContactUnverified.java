package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** duty-service: who will be on duty has no phone that anybody has reached (3.1-f). */
@EventType("duty-holder-contact-unverified")
public record DutyHolderContactUnverified(String department, String shiftId, String subjectId) {}
