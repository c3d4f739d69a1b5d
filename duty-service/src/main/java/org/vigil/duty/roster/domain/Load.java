package org.vigil.duty.roster.domain;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vigil.duty.calendar.domain.DayKind;

/**
 * What a person has carried.
 *
 * @param minutes in all
 * @param nights shifts over midnight that are shorter than a day
 * @param holidays shifts that begin on a 法定节假日 or a day taken off around it
 * @param weekends shifts that begin on a free Saturday or Sunday
 */
public record Load(int shifts, int minutes, int nights, int holidays, int weekends) {

  public static final Load NONE = new Load(0, 0, 0, 0, 0);

  /** What each person has carried by these shifts. */
  public static Map<String, Load> of(
      List<Shift> shifts, Function<LocalDate, DayKind> calendar, ZoneId zone) {
    Map<String, Load> loads = new HashMap<>();
    for (Shift shift : shifts) {
      loads.merge(shift.subjectId(), of(shift, calendar, zone), Load::plus);
    }
    return loads;
  }

  /** What one shift is to whoever has it. */
  public static Load of(Shift shift, Function<LocalDate, DayKind> calendar, ZoneId zone) {
    LocalDateTime from = shift.from().atZone(zone).toLocalDateTime();
    LocalDateTime until = shift.until().atZone(zone).toLocalDateTime();
    DayKind kind = calendar.apply(from.toLocalDate());
    boolean night =
        until.toLocalDate().isAfter(from.toLocalDate())
            && !until.toLocalTime().equals(LocalTime.MIDNIGHT)
            && Duration.between(from, until).compareTo(Duration.ofDays(1)) < 0;
    return new Load(
        1,
        (int) shift.span().length().toMinutes(),
        night ? 1 : 0,
        kind == DayKind.HOLIDAY ? 1 : 0,
        kind == DayKind.WEEKEND ? 1 : 0);
  }

  Load plus(Load other) {
    return new Load(
        shifts + other.shifts,
        minutes + other.minutes,
        nights + other.nights,
        holidays + other.holidays,
        weekends + other.weekends);
  }
}
