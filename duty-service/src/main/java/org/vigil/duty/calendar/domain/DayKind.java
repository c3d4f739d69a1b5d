package org.vigil.duty.calendar.domain;

/** What kind of day a date is. */
public enum DayKind {
  /** A Monday to Friday of a known year that no list takes off. */
  WORKDAY,
  /** 调休上班: a Saturday or Sunday that is worked for a holiday elsewhere. */
  MAKE_UP_WORKDAY,
  /** A Saturday or Sunday that is free. */
  WEEKEND,
  /** 法定节假日 and the days that are taken off around it. */
  HOLIDAY,
  /** Nobody has said how this year is worked. Whoever must choose takes the stricter duty. */
  UNKNOWN;

  /** Whether work is done on such a day; an unknown day is not known to be worked. */
  public boolean isWorked() {
    return this == WORKDAY || this == MAKE_UP_WORKDAY;
  }
}
