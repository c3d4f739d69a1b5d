package org.vigil.reporting.obligation.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which departments carry an obligation for a time, and which of them leads.
 *
 * @param lead the code of the one that leads
 * @param others the codes of the others
 * @param until exclusive; null for open
 */
public record UnitsPeriod(String lead, List<String> others, Instant from, @Nullable Instant until) {

  public UnitsPeriod {
    others = List.copyOf(others);
  }

  /** All of them, the one that leads first. */
  public List<String> departments() {
    List<String> all = new ArrayList<>();
    all.add(lead);
    all.addAll(others);
    return all;
  }

  /**
   * What holds when, in order of time. What is said replaces all that was said before it for the
   * time from its beginning on; where nothing holds, the plan's own units do.
   *
   * @param said in the order in which it was recorded
   */
  public static List<UnitsPeriod> timeline(List<UnitsPeriod> said) {
    List<UnitsPeriod> timeline = new ArrayList<>();
    for (UnitsPeriod next : said) {
      timeline.removeIf(earlier -> !earlier.from.isBefore(next.from));
      timeline.replaceAll(earlier -> earlier.endingBy(next.from));
      timeline.add(next);
    }
    return List.copyOf(timeline);
  }

  /** The one of a timeline that holds at an instant. */
  public static Optional<UnitsPeriod> at(List<UnitsPeriod> timeline, Instant instant) {
    return timeline.stream().filter(one -> one.holdsAt(instant)).findFirst();
  }

  private boolean holdsAt(Instant instant) {
    return !from.isAfter(instant) && (until == null || until.isAfter(instant));
  }

  private UnitsPeriod endingBy(Instant end) {
    return until != null && !until.isAfter(end) ? this : new UnitsPeriod(lead, others, from, end);
  }
}
