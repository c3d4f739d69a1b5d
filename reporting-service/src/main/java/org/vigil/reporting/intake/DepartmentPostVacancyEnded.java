package org.vigil.reporting.intake;

import java.time.Instant;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: somebody holds the post again, or the department is no more (4.2-b).
 *
 * @param since as in {@link DepartmentPostFellVacant}
 */
@EventType("department-post-vacancy-ended")
public record DepartmentPostVacancyEnded(String department, String role, Instant since) {}
