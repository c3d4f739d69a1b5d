package org.vigil.reporting.dailyreport.domain;

import java.time.LocalDate;

/** Gives each day its instants, by the parameters in force when the day begins. */
@FunctionalInterface
public interface Schedules {
  Schedule of(LocalDate day);
}
