package org.vigil.reporting.dailyreport.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExpected;

/** One department's report of one day in its stages. Facts come in each of them. */
public sealed interface DailyReport {

  /** What is known of the department that day, in the order in which it was noted. */
  List<HealthFact> facts();

  /** Nobody has opened the day; a report is welcome and counts for no rate. */
  record NotExpected(List<HealthFact> facts) implements DailyReport {}

  /** Waits for the department. */
  record Owed(DailyReportExpected expected, Wait stage, List<HealthFact> facts)
      implements DailyReport {}

  /** Nothing is owed; a report is welcome all the same. */
  record Exempt(List<HealthFact> facts) implements DailyReport {}

  /**
   * What the department says now.
   *
   * @param corrected whether it was put right since it was first said
   * @param contradictedBy the facts that have been held against it already
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
      List<HealthFact> facts)
      implements DailyReport {}

  /** How long it has waited. */
  enum Wait {
    IN_TIME,
    OVERDUE,
    MISSED
  }
}
