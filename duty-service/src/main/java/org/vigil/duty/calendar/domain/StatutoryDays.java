package org.vigil.duty.calendar.domain;

import java.time.LocalDate;
import java.util.Optional;

/** The list of the State Council's arrangements that comes with the product. */
public interface StatutoryDays {

  /** Whether the list has a year. */
  boolean knows(int year);

  /** What it says of a date; empty where the weekday holds. */
  Optional<SpecialDay> on(LocalDate date);
}
