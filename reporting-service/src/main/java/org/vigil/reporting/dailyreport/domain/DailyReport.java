package org.vigil.reporting.dailyreport.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExpected;

/** One department's report of one day in its stages. Facts come in each of them. */
public sealed interface DailyReport {

  /** What is known of the department that day. */
  HealthFacts facts();

  /** Nobody has opened the day; a report is welcome and counts for no rate. */
  record NotExpected(HealthFacts facts) implements DailyReport {}

  /** Waits for the department. */
  record Owed(DailyReportExpected expected, Wait stage, HealthFacts facts) implements DailyReport {}

  /** Nothing is owed; a report is welcome all the same. */
  record Exempt(HealthFacts facts) implements DailyReport {}

  /**
   * What the department says now.
   *
   * @param corrected whether it was put right since it was first said
   * @param contradictedBy the facts that have been held against it already
   * @param thoughtOf whom each record was about when this was said, as {@link HealthFact#record()}
   *     names it; of one that came afterwards, whom it was about first
   */
  record Submitted(
      String department,
      LocalDate day,
      boolean expected,
      Counts counts,
      Instant saidAt,
      Instant dueAt,
      boolean corrected,
      Set<String> contradictedBy,
      HealthFacts facts,
      GrowingMap<String> thoughtOf)
      implements DailyReport {

    Submitted asExpected(Instant cutOff) {
      return new Submitted(
          department,
          day,
          true,
          counts,
          saidAt,
          cutOff,
          corrected,
          contradictedBy,
          facts,
          thoughtOf);
    }

    /** By now it is known of each record whom it is about. */
    Submitted putRight(Counts now, Instant at) {
      return new Submitted(
          department, day, expected, now, at, dueAt, true, contradictedBy, facts, about(facts));
    }

    Submitted contradictedBy(Set<String> held) {
      return new Submitted(
          department, day, expected, counts, saidAt, dueAt, corrected, held, facts, thoughtOf);
    }

    Submitted noting(HealthFact fact) {
      return facing(
          facts.with(fact),
          thoughtOf.containsKey(fact.record())
              ? thoughtOf
              : thoughtOf.with(fact.record(), fact.subjectId()));
    }

    Submitted without(HealthFact fact) {
      return facing(facts.without(fact), thoughtOf);
    }

    private Submitted facing(HealthFacts now, GrowingMap<String> of) {
      return new Submitted(
          department, day, expected, counts, saidAt, dueAt, corrected, contradictedBy, now, of);
    }
  }

  /** Whom each record is about. */
  static GrowingMap<String> about(HealthFacts facts) {
    GrowingMap<String> about = GrowingMap.empty();
    for (HealthFact fact : facts.all()) {
      about = about.with(fact.record(), fact.subjectId());
    }
    return about;
  }

  /** How long it has waited. */
  enum Wait {
    IN_TIME,
    OVERDUE,
    MISSED
  }
}
