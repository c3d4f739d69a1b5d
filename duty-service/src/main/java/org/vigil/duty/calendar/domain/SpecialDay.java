package org.vigil.duty.calendar.domain;

import java.time.LocalDate;

/**
 * A day that differs from what its weekday says.
 *
 * @param kind {@link DayKind#HOLIDAY} or {@link DayKind#MAKE_UP_WORKDAY}
 * @param name what it is for, {@code 国庆节}
 */
public record SpecialDay(LocalDate date, DayKind kind, String name) {}
