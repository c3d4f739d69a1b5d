package org.vigil.reporting.expectation.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.MeetExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.ReportKind;
import org.vigil.reporting.exposure.view.ExposureView;
import org.vigil.reporting.exposure.view.ExposuresOfSubject;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.symptomreport.view.ReportsOfSubject;
import org.vigil.reporting.symptomreport.view.SymptomReportView;

/** The report may have been faster than the signal, which comes over Kafka or from people. */
public final class WhenReportExpectedLookForReport implements Policy {

  private final ReportsOfSubject reports;
  private final ExposuresOfSubject exposures;
  private final CaughtUp caughtUp;

  public WhenReportExpectedLookForReport(
      ReportsOfSubject reports, ExposuresOfSubject exposures, CaughtUp caughtUp) {
    this.reports = reports;
    this.exposures = exposures;
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
    caughtUp.await(ExposureView.NAME, recorded.position());
    Instant from = expected.measuredAt().minus(expected.occasion().countsBefore());
    String signal = recorded.stream().key();
    return Stream.concat(
            reports.since(from, expected.subjectId(), signal).stream()
                .map(
                    report ->
                        new MeetExpectation(
                            ReportKind.SYMPTOM,
                            report.id(),
                            report.subjectId(),
                            report.department(),
                            report.reportedAt(),
                            signal.equals(report.signal()))),
            exposures.since(from, expected.subjectId()).stream()
                .map(WhenExposureReportedMeetExpectation::meeting))
        .<Intent<?>>map(report -> new Intent<>(recorded.stream(), report))
        .toList();
  }
}
