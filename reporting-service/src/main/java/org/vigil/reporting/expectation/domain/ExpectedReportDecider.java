package org.vigil.reporting.expectation.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.util.List;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.expectation.domain.ExpectedReport.Met;
import org.vigil.reporting.expectation.domain.ExpectedReport.Missed;
import org.vigil.reporting.expectation.domain.ExpectedReport.NotExpected;
import org.vigil.reporting.expectation.domain.ExpectedReport.Owed;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.DetectMissedReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.MeetExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.MissedReportDetected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationMet;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;

/** The rules of a report that is owed (3.3-d, 3.11-b, 5-6). */
public final class ExpectedReportDecider
    implements Decider<ExpectedReportCommand, ExpectedReport, ExpectedReportEvent> {

  public static final Category<ExpectedReportCommand, ExpectedReport, ExpectedReportEvent>
      CATEGORY =
          new Category<>(
              "expected-report",
              new ExpectedReportDecider(),
              ExpectedReportEvent.class,
              ExpectedReportDecider::deadlines,
              (_, dueAt) -> new DetectMissedReport(dueAt));

  /** The office may know of a person already when the fever is measured. Not in the plan. */
  public static final Duration COUNTS_BEFORE = Duration.ofHours(24);

  /** A later report of the same person is about another illness, unless it names the signal. */
  public static final Duration COUNTS_AFTER = Duration.ofDays(14);

  private static final String DUE = "report-due";

  private static List<Change> deadlines(ExpectedReportEvent event) {
    return switch (event) {
      case ReportExpected expected -> List.of(new Change.Schedule(DUE, expected.dueAt()));
      case ReportExpectationMet _ -> List.of(new Change.Cancel(DUE));
      case MissedReportDetected _ -> List.of();
    };
  }

  @Override
  public ExpectedReport initialState() {
    return new NotExpected();
  }

  @Override
  public Decision<ExpectedReportEvent> decide(ExpectedReportCommand command, ExpectedReport state) {
    return switch (state) {
      case NotExpected _ ->
          switch (command) {
            case ExpectReport expect -> expect(expect);
            case MeetExpectation _ -> refuse(ExpectedReportRefusal.NO_REPORT_EXPECTED);
            case DetectMissedReport _ -> accept();
          };
      case Owed(var expected) ->
          switch (command) {
            case ExpectReport _ -> accept();
            case MeetExpectation report -> meet(report, expected);
            case DetectMissedReport(var dueAt) ->
                dueAt.isBefore(expected.dueAt()) ? accept() : accept(miss(expected));
          };
      case Missed(var expected) ->
          switch (command) {
            case ExpectReport _, DetectMissedReport _ -> accept();
            case MeetExpectation report -> meet(report, expected);
          };
      case Met _ -> accept();
    };
  }

  private static Decision<ExpectedReportEvent> expect(ExpectReport expect) {
    return accept(
        new ReportExpected(
            expect.subjectId(),
            expect.department(),
            expect.visitedDepartment(),
            expect.exit(),
            expect.name(),
            expect.measuredAt(),
            expect.recordedAt().plus(expect.reportWithin()),
            expect.reportWithin()));
  }

  private static Decision<ExpectedReportEvent> meet(
      MeetExpectation report, ReportExpected expected) {
    if (!isAbout(report, expected)) {
      return refuse(ExpectedReportRefusal.REPORT_IS_ABOUT_SOMETHING_ELSE);
    }
    Duration lateBy = Duration.between(expected.dueAt(), report.reportedAt());
    return accept(
        new ReportExpectationMet(
            expected.subjectId(),
            expected.department(),
            report.reportId(),
            report.reportedAt(),
            lateBy.isPositive() ? lateBy : Duration.ZERO));
  }

  /** By its own word, if it comes from who owes it or is about the same person; else by person. */
  private static boolean isAbout(MeetExpectation report, ReportExpected expected) {
    boolean samePerson = report.subjectId().equals(expected.subjectId());
    boolean tooEarly = report.reportedAt().isBefore(expected.measuredAt().minus(COUNTS_BEFORE));
    boolean tooLate = report.reportedAt().isAfter(expected.measuredAt().plus(COUNTS_AFTER));
    if (tooEarly) {
      return false;
    }
    return report.named()
        ? samePerson || report.department().equals(expected.department())
        : samePerson && !tooLate;
  }

  private static ExpectedReportEvent miss(ReportExpected expected) {
    return new MissedReportDetected(
        expected.subjectId(),
        expected.department(),
        expected.visitedDepartment(),
        expected.exit(),
        expected.name(),
        expected.measuredAt(),
        expected.dueAt());
  }

  @Override
  public ExpectedReport evolve(ExpectedReport state, ExpectedReportEvent event) {
    return switch (event) {
      case ReportExpected expected -> new Owed(expected);
      case MissedReportDetected _ ->
          state instanceof Owed(var expected) ? new Missed(expected) : state;
      case ReportExpectationMet _ -> new Met();
    };
  }
}
