package org.vigil.reporting.symptomreport.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which reports of one person's symptoms are one matter for the office: the first one, and whatever
 * is reported within the rule's days of it. The days run by the server's clock, as departments
 * seldom agree on when an illness began.
 */
public final class OneIllness {

  private OneIllness() {}

  /**
   * A report as it is now.
   *
   * @param ill whether it says of any symptom; who was put right to none has none
   * @param late whether it was found late
   * @param matter the report with which it is one matter; null for itself
   */
  public record Told(
      String id,
      String department,
      Instant reportedAt,
      boolean ill,
      boolean late,
      @Nullable String matter) {}

  /**
   * What came before a report of the same illness.
   *
   * @param matter the first report
   * @param heardAt when the office first heard of the illness from the same department; null for
   *     never
   * @param late whether that department was found late with it: once is enough
   */
  public record Earlier(String matter, @Nullable Instant heardAt, boolean late) {}

  /**
   * The first report of each illness, for each report that says of symptoms; its own where it is
   * the first.
   *
   * @param told all reports of one person, the oldest first
   */
  public static Map<String, String> matters(List<Told> told, Duration within) {
    Map<String, String> matters = new HashMap<>();
    Told first = null;
    for (Told one : told) {
      if (one.ill()) {
        if (first == null || isOver(first, one.reportedAt(), within)) {
          first = one;
        }
        matters.put(one.id(), first.id());
      }
    }
    return matters;
  }

  /** What came before a report that comes in at an instant; empty where it is the first. */
  public static Optional<Earlier> before(
      Instant reportedAt, String department, List<Told> told, Duration within) {
    Map<String, String> matters = matters(told, within);
    List<Told> illness = new ArrayList<>();
    for (Told one : told) {
      if (one.id().equals(matters.get(one.id()))) {
        illness.clear();
      }
      if (one.ill()) {
        illness.add(one);
      }
    }
    if (illness.isEmpty() || isOver(illness.getFirst(), reportedAt, within)) {
      return Optional.empty();
    }
    List<Told> own = illness.stream().filter(one -> one.department().equals(department)).toList();
    return Optional.of(
        new Earlier(
            illness.getFirst().id(),
            own.isEmpty() ? null : own.getFirst().reportedAt(),
            own.stream().anyMatch(Told::late)));
  }

  private static boolean isOver(Told first, Instant at, Duration within) {
    return first.reportedAt().plus(within).isBefore(at);
  }
}
