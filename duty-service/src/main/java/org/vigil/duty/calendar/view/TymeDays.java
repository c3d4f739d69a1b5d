package org.vigil.duty.calendar.view;

import com.tyme.holiday.LegalHoliday;
import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vigil.duty.calendar.domain.DayKind;
import org.vigil.duty.calendar.domain.SpecialDay;
import org.vigil.duty.calendar.domain.StatutoryDays;

/** The statutory list of tyme4j, as it is in the version that the product was built with. */
public final class TymeDays implements StatutoryDays {

  /** The list's first whole year, and a bound far above the last that any list has. */
  private static final int FIRST = 2002;

  private static final int LAST = 2100;

  private final Set<Integer> years =
      IntStream.rangeClosed(FIRST, LAST)
          .filter(TymeDays::hasNationalDay)
          .boxed()
          .collect(Collectors.toUnmodifiableSet());

  /** A year whose National Day is free has been announced; every announced year's is. */
  private static boolean hasNationalDay(int year) {
    return LegalHoliday.fromYmd(year, Month.OCTOBER.getValue(), 1) != null;
  }

  /** The years that it has. */
  public Set<Integer> years() {
    return years;
  }

  @Override
  public boolean knows(int year) {
    return years.contains(year);
  }

  @Override
  public Optional<SpecialDay> on(LocalDate date) {
    LegalHoliday day =
        LegalHoliday.fromYmd(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    return day == null
        ? Optional.empty()
        : Optional.of(
            new SpecialDay(
                date, day.isWork() ? DayKind.MAKE_UP_WORKDAY : DayKind.HOLIDAY, day.getName()));
  }
}
