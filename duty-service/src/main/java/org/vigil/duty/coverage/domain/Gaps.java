package org.vigil.duty.coverage.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vigil.duty.calendar.domain.Span;

/** Finds the stretches of time in which nobody is assigned. */
public final class Gaps {

  /** The plan counts minutes: less than one between two shifts is no gap. */
  public static final Duration LEAST = Duration.ofMinutes(1);

  private Gaps() {}

  /**
   * The gaps in a stretch of time, in order; two shifts that meet leave none.
   *
   * @param covered when somebody is assigned, in any order
   */
  public static List<Span> in(Span window, List<Span> covered) {
    List<Span> gaps = new ArrayList<>();
    Instant reached = window.from();
    for (Span span : covered.stream().sorted(Comparator.comparing(Span::from)).toList()) {
      if (!span.from().isBefore(window.until())) {
        break;
      }
      addIfLong(new Span(reached, span.from()), gaps);
      reached = span.until().isAfter(reached) ? span.until() : reached;
    }
    addIfLong(new Span(reached, window.until()), gaps);
    return gaps;
  }

  private static void addIfLong(Span gap, List<Span> gaps) {
    if (gap.length().compareTo(LEAST) >= 0) {
      gaps.add(gap);
    }
  }

  /** The same gaps, cut where the days of the business begin: each day is owed as a whole. */
  public static List<Span> byDay(List<Span> gaps, ZoneId zone) {
    List<Span> days = new ArrayList<>();
    for (Span gap : gaps) {
      Instant from = gap.from();
      while (from.isBefore(gap.until())) {
        Instant midnight =
            from.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        Instant until = midnight.isBefore(gap.until()) ? midnight : gap.until();
        days.add(new Span(from, until));
        from = until;
      }
    }
    return days;
  }
}
