package org.vigil.reporting.intake;

import java.time.LocalDate;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a meal for somebody apart is there (3.8-f).
 *
 * @param department the canteen's
 * @param late whether it came after its time
 */
@EventType("separate-meal-delivered")
public record SeparateMealDelivered(
    String orderId,
    String subjectId,
    String department,
    LocalDate day,
    String meal,
    boolean late) {}
