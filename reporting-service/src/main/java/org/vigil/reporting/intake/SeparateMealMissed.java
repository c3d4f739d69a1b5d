package org.vigil.reporting.intake;

import java.time.LocalDate;
import org.vigil.eventsourcing.EventType;

/**
 * disinfection-service: a meal for somebody apart was not there in time (3.8-f).
 *
 * @param department the canteen's
 */
@EventType("separate-meal-missed")
public record SeparateMealMissed(
    String orderId, String subjectId, String department, LocalDate day, String meal) {}
