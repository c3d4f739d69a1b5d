package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/**
 * duty-service: somebody does not come to a muster, for a reason (3.1-e). A second word about the
 * same person puts the first right.
 *
 * @param excuse {@code ILLNESS} for an illness
 */
@EventType("muster-absence-excused")
public record MusterAbsenceExcused(
    String musterId, String department, String subjectId, String excuse) {}
