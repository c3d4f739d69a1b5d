package org.vigil.duty.calendar.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntBiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.calendar.domain.DayKind;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.calendar.domain.SpecialDay;
import org.vigil.duty.calendar.domain.StatutoryDays;
import org.vigil.duty.calendar.domain.WorkingDays;
import org.vigil.duty.calendar.domain.WorkingTime;
import org.vigil.eventsourcing.projection.Sql;

/**
 * The one place to ask whether an instant is working time and what kind of day a date is (3.3-a,
 * 3.3-b). It answers with {@code UNKNOWN} for a year of which nobody has said anything. A year that
 * was just published shows within a quarter of a second.
 */
public final class WorkingCalendar {

  /** How long a published year may stay unnoticed; years are published weeks ahead. */
  private static final long CACHE_NANOS = Duration.ofMillis(250).toNanos();

  private static final int MINUTES_OF_HOUR = (int) TimeUnit.HOURS.toMinutes(1);

  private final DataSource dataSource;
  private final StatutoryDays statutory;
  private final ZoneId zone;
  private final Hours hours;
  private volatile @Nullable Known known;

  /**
   * The hours of a working day in minutes from midnight, as they are in force at an instant by what
   * had been decided by another.
   *
   * @param beginsAt inclusive
   * @param endsAt exclusive; 1,440 for the day's end
   */
  public record Hours(
      ToIntBiFunction<Instant, Instant> beginsAt, ToIntBiFunction<Instant, Instant> endsAt) {}

  private record Known(WorkingDays days, long readAt) {}

  public WorkingCalendar(DataSource dataSource, StatutoryDays statutory, ZoneId zone, Hours hours) {
    this.dataSource = dataSource;
    this.statutory = statutory;
    this.zone = zone;
    this.hours = hours;
  }

  /** The zone in which its days are days. */
  public ZoneId zone() {
    return zone;
  }

  /** What kind of day a date is. */
  public DayKind kindOf(LocalDate date) {
    return days().kindOf(date);
  }

  /** What a list says of a date beside its weekday, with the holiday's name. */
  public Optional<SpecialDay> special(LocalDate date) {
    return days().special(date);
  }

  /** Whether somebody has said how a year is worked. */
  public boolean knows(int year) {
    return days().knows(year);
  }

  /** Whether an instant is working time, by the day and the hours in force at it. */
  public WorkingTime at(Instant instant) {
    return at(instant, days(), Instant.MAX);
  }

  /**
   * The same by what was known before.
   *
   * @param days what had been published
   * @param asOf by when the hours had been decided, inclusive
   */
  public WorkingTime at(Instant instant, WorkingDays days, Instant asOf) {
    ZonedDateTime local = instant.atZone(zone);
    DayKind kind = days.kindOf(local.toLocalDate());
    if (kind == DayKind.UNKNOWN) {
      return WorkingTime.UNKNOWN;
    }
    int minute = local.getHour() * MINUTES_OF_HOUR + local.getMinute();
    boolean working =
        kind.isWorked()
            && minute >= hours.beginsAt().applyAsInt(instant, asOf)
            && minute < hours.endsAt().applyAsInt(instant, asOf);
    return working ? WorkingTime.WORKING : WorkingTime.NOT_WORKING;
  }

  /**
   * The first instant after one at which working time may begin or end: the day's start, its hours'
   * ends, the next day. It is never more than a day ahead.
   */
  public Instant nextChange(Instant after) {
    LocalDate day = after.atZone(zone).toLocalDate();
    Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
    Instant next = midnight;
    for (ToIntBiFunction<Instant, Instant> end : List.of(hours.beginsAt(), hours.endsAt())) {
      Instant at = atMinute(day, end.applyAsInt(after, Instant.MAX));
      if (at.isAfter(after) && at.isBefore(next)) {
        next = at;
      }
    }
    return next;
  }

  /** The working time that is left of the day of an instant; empty where none is known. */
  public Optional<Span> workingTimeLeft(Instant from) {
    Instant midnight = from.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    for (Instant at = from; at.isBefore(midnight); at = nextChange(at)) {
      if (at(at) == WorkingTime.WORKING) {
        return Optional.of(new Span(at, nextChange(at)));
      }
    }
    return Optional.empty();
  }

  private Instant atMinute(LocalDate day, int minute) {
    return minute == TimeUnit.DAYS.toMinutes(1)
        ? day.plusDays(1).atStartOfDay(zone).toInstant()
        : day.atTime(minute / MINUTES_OF_HOUR, minute % MINUTES_OF_HOUR).atZone(zone).toInstant();
  }

  /** All of it as it is known now, for those who ask about many days. */
  public WorkingDays days() {
    Known present = known;
    if (present == null || System.nanoTime() - present.readAt() > CACHE_NANOS) {
      present = new Known(read(), System.nanoTime());
      known = present;
    }
    return present.days();
  }

  /** The days by some published years, beside the statutory list, which came with the product. */
  public WorkingDays days(Map<Integer, List<SpecialDay>> published) {
    return new WorkingDays(published, statutory);
  }

  /** Looks at the published years anew with the next question. */
  public void refresh() {
    known = null;
  }

  private record Row(int year, @Nullable SpecialDay day) {}

  private WorkingDays read() {
    Map<Integer, List<SpecialDay>> published = new HashMap<>();
    for (Row row :
        Sql.list(
            dataSource,
            "select y.year, d.day, d.kind, d.name from calendar_year y left join calendar_day d"
                + " using (year)",
            r -> {
              LocalDate day = r.getObject("day", LocalDate.class);
              return new Row(
                  r.getInt("year"),
                  day == null
                      ? null
                      : new SpecialDay(
                          day, DayKind.valueOf(r.getString("kind")), r.getString("name")));
            })) {
      List<SpecialDay> days = published.computeIfAbsent(row.year(), _ -> new ArrayList<>());
      if (row.day() != null) {
        days.add(row.day());
      }
    }
    return days(published);
  }
}
