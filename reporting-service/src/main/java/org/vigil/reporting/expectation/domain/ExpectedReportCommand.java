package org.vigil.reporting.expectation.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.parameter.domain.Rule;

/** What can be asked of a report that is owed. Policies and the deadline ask, nobody else. */
public sealed interface ExpectedReportCommand {

  /** What depends on the stage in which the report is. */
  sealed interface ReportCommand extends ExpectedReportCommand {}

  /**
   * @param measuredAt when the signal arose: for a fever, when it was measured
   * @param recordedAt the server's clock when the signal was recorded; the time runs from here
   * @param reportWithin the rule in force at that instant
   */
  record ExpectReport(
      Occasion occasion,
      String subjectId,
      String department,
      @Nullable String visitedDepartment,
      @Nullable String exit,
      @Nullable String name,
      Instant measuredAt,
      Instant recordedAt,
      Rule reportWithin)
      implements ReportCommand {}

  /**
   * A report has come that may be the one.
   *
   * @param named whether the report names this signal
   */
  record MeetExpectation(
      ReportKind kind,
      String reportId,
      String subjectId,
      String department,
      Instant reportedAt,
      boolean named)
      implements ReportCommand {}

  /**
   * A report turned out to be about somebody else.
   *
   * @param at the server's clock; whoever owes the report has the whole time of the rule from here
   */
  record ReopenExpectation(String reportId, Instant at) implements ReportCommand {}

  /** The signal turned out to be a mistake. */
  record WithdrawExpectation() implements ReportCommand {}

  record DetectMissedReport(Instant dueAt) implements ReportCommand {}

  /** Something shows that the department knew. */
  record NoteKnowledge(Evidence evidence) implements ReportCommand {}

  /** A daily report of a department says less than was known, this signal included. */
  record NoteDenial(String department, String dailyReport, Instant saidAt)
      implements ReportCommand {}

  /**
   * A report of the person says that there is no fever.
   *
   * @param department the one that reports
   * @param saidAt the server's clock
   * @param named whether the report names this signal
   * @param facts ids of the events that do not agree: the fever's and the report's
   * @param within how long after the measurement such a report contradicts it
   */
  record HoldAgainstReport(
      String reportId,
      String department,
      Instant saidAt,
      boolean named,
      List<String> facts,
      Rule within)
      implements ExpectedReportCommand {
    public HoldAgainstReport {
      facts = List.copyOf(facts);
    }
  }

  /** A report that said so turned out to be about somebody else. */
  record HoldNothingAgainstReport(String reportId) implements ExpectedReportCommand {}

  /** Sent by the deadline that the first proof of knowledge sets. */
  record SuspectConcealment() implements ReportCommand {}
}
