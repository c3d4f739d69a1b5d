package org.vigil.reporting.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: somebody has missed several drills without a reason (3.1-g).
 *
 * @param name as duty-service shows it, {@code 张*}
 * @param since the first of them
 */
@EventType("repeated-no-answer-found")
public record RepeatedNoAnswerFound(
    String subjectId, String department, @Nullable String name, Instant since) {}
