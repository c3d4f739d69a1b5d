package org.vigil.reporting.dailyreport.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * A day's instants by the parameters in force when the day began.
 *
 * @param dueAt the cut-off: what comes later is late
 * @param missedAt from when on no report is a report missed
 * @param cutOff by which {@code dueAt} is; null for a day that was opened before it was said
 * @param missedAfter by which {@code missedAt} is; null with the other
 */
public record Schedule(
    LocalDate day,
    Instant remindAt,
    Instant dueAt,
    Instant missedAt,
    @Nullable Rule cutOff,
    @Nullable Rule missedAfter) {}
