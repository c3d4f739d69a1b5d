package org.vigil.reporting.expectation.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.MeetExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationReopened;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.ReportKind;
import org.vigil.reporting.exposure.view.ExposureView;
import org.vigil.reporting.exposure.view.ExposuresOfSubject;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.symptomreport.view.ReportsOfSubject;
import org.vigil.reporting.symptomreport.view.SymptomReportView;

/**
 * The report may have been faster than the signal, which comes over Kafka or from people. Where the
 * one that had come was about somebody else, another may have come as well.
 */
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
    return Set.of(ReportExpected.class, ReportExpectationReopened.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case ReportExpected it ->
          lookFor(
              recorded, it.subjectId(), it.measuredAt().minus(it.occasion().countsBefore()), null);
      case ReportExpectationReopened it ->
          lookFor(
              recorded,
              it.subjectId(),
              it.measuredAt().minus(it.occasion().countsBefore()),
              it.reportId());
      default -> List.of();
    };
  }

  /**
   * @param mistaken a report that turned out to be about somebody else: that it names the signal
   *     counts no longer, but it may be about the person again by now
   */
  private List<Intent<?>> lookFor(
      Recorded<Object> recorded, String subjectId, Instant from, @Nullable String mistaken) {
    caughtUp.await(SymptomReportView.NAME, recorded.position());
    caughtUp.await(ExposureView.NAME, recorded.position());
    String signal = recorded.stream().key();
    return Stream.concat(
            reports.since(from, subjectId, signal).stream()
                .map(
                    report ->
                        new MeetExpectation(
                            ReportKind.SYMPTOM,
                            report.id(),
                            report.subjectId(),
                            report.department(),
                            report.reportedAt(),
                            signal.equals(report.signal()) && !report.id().equals(mistaken))),
            exposures.since(from, subjectId).stream()
                .map(WhenExposureReportedMeetExpectation::meeting))
        .<Intent<?>>map(report -> new Intent<>(recorded.stream(), report))
        .toList();
  }
}
