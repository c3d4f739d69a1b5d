package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: an order of meals was put right (3.8-f).
 *
 * @param person the how-manieth person the order is about
 * @param formerSubjectId whom it had been about, where that was somebody else
 */
@EventType("separate-meals-corrected")
public record SeparateMealsCorrected(
    String orderId,
    String subjectId,
    String department,
    String correctedBy,
    int person,
    @Nullable String formerSubjectId,
    SeparateMealsOrdered.Order order) {}
