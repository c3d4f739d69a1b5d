package org.vigil.reporting.intake;

import java.time.LocalDate;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: nobody of a department is assigned to its duty for a while (3.1-a).
 *
 * @param nature {@code FORECAST} while it lies ahead, {@code IMMINENT} when it is near, {@code
 *     FACT} once it has begun
 */
@EventType("coverage-gap-detected")
public record CoverageGapDetected(String department, LocalDate day, String nature) {}
