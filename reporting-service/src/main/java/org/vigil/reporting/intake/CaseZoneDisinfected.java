package org.vigil.reporting.intake;

import java.time.Instant;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a zone that a case asked for is disinfected (3.6-d).
 *
 * @param department the cleaners'
 */
@EventType("case-zone-disinfected")
public record CaseZoneDisinfected(String caseId, String zone, String department, Instant doneAt) {}
