package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/** duty-service: somebody may have left a post (3.1-b, 5-2). */
@EventType("post-abandonment-suspected")
public record PostAbandonmentSuspected(
    String shiftId, String department, String subjectId, @Nullable String name) {}
