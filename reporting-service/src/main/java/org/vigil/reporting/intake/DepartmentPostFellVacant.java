package org.vigil.reporting.intake;

import java.time.Instant;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: a term of office has ended and nobody holds the post (4.2-b).
 *
 * @param role {@code HEAD} or {@code DEPUTY}
 * @param since when it ended
 */
@EventType("department-post-fell-vacant")
public record DepartmentPostFellVacant(String department, String role, Instant since) {}
