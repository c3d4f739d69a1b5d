package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/** duty-service: a guard has let in a visitor who was to be refused (3.3-d, 3.3-e). */
@EventType("visitor-admitted-despite-refusal")
public record VisitorAdmittedDespiteRefusal(
    String visitId,
    @Nullable String subjectId,
    String department,
    @Nullable String exit,
    @Nullable String name) {}
