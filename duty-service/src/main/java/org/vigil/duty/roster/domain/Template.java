package org.vigil.duty.roster.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.vigil.duty.calendar.domain.Span;

/**
 * How a day is cut into shifts. Each shift ends where the next begins, whatever the clocks do in
 * between, so that a template leaves no gap.
 *
 * @param nightAt when the night shift begins; only for {@link Pattern#DAY_NIGHT}
 */
public record Template(Pattern pattern, LocalTime beginsAt, LocalTime nightAt) {

  /** 24小时班 or 白班/夜班. */
  public enum Pattern {
    FULL_DAY,
    DAY_NIGHT
  }

  /** The shifts that begin on these days, in order; {@code end} exclusive. */
  public List<Span> slots(LocalDate first, LocalDate end, ZoneId zone) {
    List<Span> slots = new ArrayList<>();
    for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
      Instant begin = at(day, beginsAt, zone);
      Instant next = at(day.plusDays(1), beginsAt, zone);
      if (pattern == Pattern.DAY_NIGHT) {
        Instant night = at(day, nightAt, zone);
        slots.add(new Span(begin, night));
        slots.add(new Span(night, next));
      } else {
        slots.add(new Span(begin, next));
      }
    }
    return slots;
  }

  private static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
    return day.atTime(time).atZone(zone).toInstant();
  }
}
