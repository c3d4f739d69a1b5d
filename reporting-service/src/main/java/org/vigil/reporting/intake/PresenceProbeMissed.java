package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/** duty-service: a presence probe was not answered (3.1-b). */
@EventType("presence-probe-missed")
public record PresenceProbeMissed(
    String shiftId, String department, String subjectId, @Nullable String name, String probeId) {}
