package org.vigil.duty.calendar.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What kind of day each date is. A year that the office has published holds against the statutory
 * list as a whole; its list may also name days of the December before, because New Year's
 * arrangement reaches back.
 */
public final class WorkingDays {

  private final Map<Integer, Map<LocalDate, SpecialDay>> published;
  private final StatutoryDays statutory;

  /**
   * @param published the special days of each published year
   */
  public WorkingDays(Map<Integer, List<SpecialDay>> published, StatutoryDays statutory) {
    this.published =
        published.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> byDate(e.getValue())));
    this.statutory = statutory;
  }

  private static Map<LocalDate, SpecialDay> byDate(List<SpecialDay> days) {
    return days.stream()
        .collect(Collectors.toUnmodifiableMap(SpecialDay::date, Function.identity()));
  }

  /** Whether somebody has said how a year is worked. */
  public boolean knows(int year) {
    return published.containsKey(year) || statutory.knows(year);
  }

  /** Whether the office has said so, rather than the statutory list. */
  public boolean isPublished(int year) {
    return published.containsKey(year);
  }

  /** The kind of a date; {@link DayKind#UNKNOWN} in a year of which nobody has said anything. */
  public DayKind kindOf(LocalDate date) {
    Optional<SpecialDay> special = special(date);
    if (special.isPresent()) {
      return special.get().kind();
    }
    if (!knows(date.getYear())) {
      return DayKind.UNKNOWN;
    }
    DayOfWeek day = date.getDayOfWeek();
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? DayKind.WEEKEND : DayKind.WORKDAY;
  }

  /** What a list says of a date beside its weekday. */
  public Optional<SpecialDay> special(LocalDate date) {
    Map<LocalDate, SpecialDay> next = published.get(date.getYear() + 1);
    if (date.getMonth() == Month.DECEMBER && next != null && next.containsKey(date)) {
      return Optional.of(next.get(date));
    }
    Map<LocalDate, SpecialDay> own = published.get(date.getYear());
    return own == null ? statutory.on(date) : Optional.ofNullable(own.get(date));
  }
}
