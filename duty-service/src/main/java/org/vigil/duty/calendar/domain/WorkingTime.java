package org.vigil.duty.calendar.domain;

/** Whether an instant is working time (3.3-a, 3.3-b). */
public enum WorkingTime {
  WORKING,
  NOT_WORKING,
  /** The year's calendar is missing. Whoever must choose takes the stricter duty. */
  UNKNOWN
}
