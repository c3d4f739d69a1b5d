package org.vigil.reporting.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: the building has closed, and nobody has signed a visitor out (3.3-c).
 *
 * @param name as duty-service shows it, {@code 张*}
 */
@EventType("visitor-not-signed-out")
public record VisitorNotSignedOut(
    String visitId,
    @Nullable String subjectId,
    String department,
    @Nullable String exit,
    @Nullable String name,
    Instant leaveBy) {}
