package org.vigil.duty.presence.domain;

import java.time.Instant;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/**
 * Who is to be on duty, from when to when, and by when somebody notices if not.
 *
 * @param opensAt from when on the person may check in
 * @param until exclusive
 * @param graceAt when a missing check-in is told to the department
 * @param missingAt when it is told to the office; twice the grace
 * @param forgottenAt when a check-out that is missing is taken as forgotten
 * @param probesForLead how many probes in a row must go unanswered for a lead
 */
public record DutyPlan(
    String shiftId,
    String department,
    String subjectId,
    @Personal(mask = Mask.NAME) String name,
    Instant opensAt,
    Instant from,
    Instant until,
    Instant graceAt,
    Instant missingAt,
    Instant forgottenAt,
    int probesForLead) {}
