package org.vigil.reporting.expectation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.reporting.parameter.domain.CitedNoRule;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * What happens to a report that is owed. The stream's key is the signal: the visit's id, the fever
 * of a reading at a meeting, the match of an outing, the contact of a case, the order of meals.
 * {@code measuredAt} is when the signal arose.
 */
public sealed interface ExpectedReportEvent {

  /**
   * The office has a signal, and a department owes a report of it.
   *
   * @param department the one that owes it
   * @param name as the other service shows it, {@code 张*}
   * @param dueAt until when the report is in time
   * @param reportWithin what was allowed when the signal was recorded
   * @param rule by which that was; null before version 3
   */
  @EventType(
      value = "report-expected",
      version = 3,
      upcasters = {FeverWasTheOnlyOccasion.class, CitedNoRule.class})
  record ReportExpected(
      String subjectId,
      String department,
      @Nullable String visitedDepartment,
      @Nullable String exit,
      @Personal(mask = Mask.NAME) @Nullable String name,
      Instant measuredAt,
      Instant dueAt,
      Duration reportWithin,
      Occasion occasion,
      @Nullable Rule rule)
      implements ExpectedReportEvent {

    ReportExpected dueAt(Instant later) {
      return new ReportExpected(
          subjectId,
          department,
          visitedDepartment,
          exit,
          name,
          measuredAt,
          later,
          reportWithin,
          occasion,
          rule);
    }
  }

  /**
   * The report has come.
   *
   * @param lateBy how long after it was due; zero if it was in time
   */
  @EventType("report-expectation-met")
  record ReportExpectationMet(
      String subjectId, String department, String reportId, Instant reportedAt, Duration lateBy)
      implements ExpectedReportEvent {}

  /**
   * The report that had come turned out to be about somebody else, so this one has not. What was
   * found before it came stays found.
   *
   * @param reportId the report that no longer counts
   * @param dueAt until when the right one is in time
   */
  @EventType("report-expectation-reopened")
  record ReportExpectationReopened(
      String subjectId,
      String department,
      String reportId,
      Instant measuredAt,
      Instant dueAt,
      Occasion occasion)
      implements ExpectedReportEvent {}

  /**
   * The signal was a mistake: nothing is owed any more. What was found before stays found, and its
   * readers are told.
   */
  @EventType("report-expectation-withdrawn")
  record ReportExpectationWithdrawn(
      String subjectId, String department, Instant measuredAt, Occasion occasion)
      implements ExpectedReportEvent {}

  /**
   * 漏报, suspected: nobody has reported by the time it was due (5-6). A lead, not a finding.
   *
   * @param rule by which it was due; null before version 3
   */
  @EventType(
      value = "missed-report-detected",
      version = 3,
      upcasters = {FeverWasTheOnlyOccasion.class, CitedNoRule.class})
  record MissedReportDetected(
      String subjectId,
      String department,
      @Nullable String visitedDepartment,
      @Nullable String exit,
      @Personal(mask = Mask.NAME) @Nullable String name,
      Instant measuredAt,
      Instant dueAt,
      Occasion occasion,
      @Nullable Rule rule)
      implements ExpectedReportEvent, CitesRule {}

  /**
   * The department can be shown to have known of it.
   *
   * @param reportDueAt until when who knew at that instant is in time; counted from the first
   *     proof, or from when the report that stood for this one turned out to be another's
   */
  @EventType("department-knowledge-proven")
  record DepartmentKnowledgeProven(
      String subjectId, String department, Evidence evidence, Instant reportDueAt)
      implements ExpectedReportEvent {}

  /** The department's daily report counts fewer people than were known, this one among them. */
  @EventType("signal-denied-by-daily-report")
  record SignalDeniedByDailyReport(
      String subjectId, String department, String dailyReport, Instant saidAt)
      implements ExpectedReportEvent {}

  /**
   * 疑似瞒报: the department knew, and has not reported in time or has said that there was nobody
   * (5-6). A lead with its evidence; only people find.
   *
   * @param deniedBy the daily report that says so; null where nothing was said at all
   * @param rule by which it was due; null before version 3
   */
  @EventType(
      value = "concealment-suspected",
      version = 3,
      upcasters = {FeverWasTheOnlyOccasion.class, CitedNoRule.class})
  record ConcealmentSuspected(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) @Nullable String name,
      Instant measuredAt,
      Instant dueAt,
      List<Evidence> evidence,
      @Nullable String deniedBy,
      Occasion occasion,
      @Nullable Rule rule)
      implements ExpectedReportEvent, CitesRule {
    public ConcealmentSuspected {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * 缓报, proven: the report has come, later after the first proof of knowledge than the rule allows,
   * whatever the report itself says of when the department knew.
   *
   * @param rule by which it was due; null before version 3
   */
  @EventType(
      value = "late-report-proven",
      version = 3,
      upcasters = {FeverWasTheOnlyOccasion.class, CitedNoRule.class})
  record LateReportProven(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) @Nullable String name,
      String reportId,
      Instant knownAt,
      Instant reportedAt,
      Duration reportWithin,
      Duration lateBy,
      List<Evidence> evidence,
      Occasion occasion,
      @Nullable Rule rule)
      implements ExpectedReportEvent, CitesRule {
    public LateReportProven {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * 疑似谎报: a thermometer has measured a fever of this person, and the department's own report says
   * that there is none (5-6). A lead with both facts; it may have been measured again, and only
   * people find.
   *
   * @param saidAt when the report came in, or was put right
   * @param facts ids of the events that do not agree: the fever's and the report's
   * @param rule how long after the measurement such a report contradicts it
   */
  @EventType("false-report-suspected")
  record FalseReportSuspected(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) @Nullable String name,
      Instant measuredAt,
      String reportId,
      Instant saidAt,
      Occasion occasion,
      List<String> facts,
      Rule rule)
      implements ExpectedReportEvent, CitesRule {
    public FalseReportSuspected {
      facts = List.copyOf(facts);
    }
  }

  /**
   * The report that did not agree turned out to be about somebody else.
   *
   * @param agrees whether no other report stands against the measurement
   */
  @EventType("false-report-suspicion-lifted")
  record FalseReportSuspicionLifted(
      String subjectId, String department, String reportId, Occasion occasion, boolean agrees)
      implements ExpectedReportEvent {}

  /** Until there were others, nothing but a fever at an exit made a report due. */
  final class FeverWasTheOnlyOccasion implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("occasion", Occasion.MEASURED_AT_EXIT.name());
      return fields;
    }
  }
}
