package org.vigil.reporting.expectation.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.MeetExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.symptomreport.view.ReportsOfSubject;
import org.vigil.reporting.symptomreport.view.SymptomReportView;

/** The report may have been faster than the signal, which comes over Kafka. */
public final class WhenReportExpectedLookForReport implements Policy {

  private final ReportsOfSubject reports;
  private final CaughtUp caughtUp;

  public WhenReportExpectedLookForReport(ReportsOfSubject reports, CaughtUp caughtUp) {
    this.reports = reports;
    this.caughtUp = caughtUp;
  }

  @Override
  public String name() {
    return "when-report-expected-look-for-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ReportExpected.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!(recorded.event() instanceof ReportExpected expected)) {
      return List.of();
    }
    caughtUp.await(SymptomReportView.NAME, recorded.position());
    String signal = recorded.stream().key();
    return reports
        .since(
            expected.measuredAt().minus(ExpectedReportDecider.COUNTS_BEFORE),
            expected.subjectId(),
            signal)
        .stream()
        .<Intent<?>>map(
            report ->
                new Intent<>(
                    recorded.stream(),
                    new MeetExpectation(
                        report.id(),
                        report.subjectId(),
                        report.department(),
                        report.reportedAt(),
                        signal.equals(report.signal()))))
        .toList();
  }
}
