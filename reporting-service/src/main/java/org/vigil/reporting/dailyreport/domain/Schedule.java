package org.vigil.reporting.dailyreport.domain;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A day's instants by the parameters in force when the day began.
 *
 * @param dueAt the cut-off: what comes later is late
 * @param missedAt from when on no report is a report missed
 */
public record Schedule(LocalDate day, Instant remindAt, Instant dueAt, Instant missedAt) {}
