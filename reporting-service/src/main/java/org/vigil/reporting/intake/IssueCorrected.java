package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/**
 * supplies-service: for whom something was issued was put right, or it was never issued (3.11-b).
 *
 * @param recipient null for nobody in particular
 * @param person the how-manieth recipient is named, counted from 1
 * @param formerPerson which recipient it turned out not to be for; null where there was none, or
 *     the same report is owed still
 */
@EventType("issue-corrected")
public record IssueCorrected(
    String issueId,
    String item,
    StockIssued.@Nullable Recipient recipient,
    int person,
    @Nullable Integer formerPerson) {}
