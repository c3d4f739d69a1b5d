package org.vigil.reporting.expectation.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** What happens to a report that is owed. The stream's key is the signal: the visit's id. */
public sealed interface ExpectedReportEvent {

  /**
   * A fever was measured, and the department on guard owes a report of it.
   *
   * @param department the one that owes it
   * @param name as the other service shows it, {@code 张*}
   * @param dueAt until when the report is in time
   * @param reportWithin the rule that was in force when the fever was measured
   */
  @EventType("report-expected")
  record ReportExpected(
      String subjectId,
      String department,
      @Nullable String visitedDepartment,
      @Nullable String exit,
      @Personal(mask = Mask.NAME) @Nullable String name,
      Instant measuredAt,
      Instant dueAt,
      Duration reportWithin)
      implements ExpectedReportEvent {}

  /**
   * The report has come.
   *
   * @param lateBy how long after it was due; zero if it was in time
   */
  @EventType("report-expectation-met")
  record ReportExpectationMet(
      String subjectId, String department, String reportId, Instant reportedAt, Duration lateBy)
      implements ExpectedReportEvent {}

  /** 漏报, suspected: nobody has reported by the time it was due (5-6). A lead, not a finding. */
  @EventType("missed-report-detected")
  record MissedReportDetected(
      String subjectId,
      String department,
      @Nullable String visitedDepartment,
      @Nullable String exit,
      @Personal(mask = Mask.NAME) @Nullable String name,
      Instant measuredAt,
      Instant dueAt)
      implements ExpectedReportEvent {}
}
