package org.vigil.reporting.expectation.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.MeetExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.ReportKind;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.expectation.view.OwedReports;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;

/** A report may be the one that is owed: by the signal that it names, or by the person. */
public final class WhenSymptomReportedMeetExpectation implements Policy {

  private final OwedReports owed;
  private final CaughtUp caughtUp;

  public WhenSymptomReportedMeetExpectation(OwedReports owed, CaughtUp caughtUp) {
    this.owed = owed;
    this.caughtUp = caughtUp;
  }

  @Override
  public String name() {
    return "when-symptom-reported-meet-expectation";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(SymptomReported.class, ReportCorrected.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case SymptomReported report ->
          meet(
              recorded,
              report.subjectId(),
              report.department(),
              report.reportedAt(),
              report.signal());
      // That somebody has no symptoms is no report of them.
      case ReportCorrected report when report.observation().symptoms().isEmpty() -> List.of();
      // A corrected report may be about another person, of whom the office hears only now.
      case ReportCorrected report ->
          meet(recorded, report.subjectId(), report.department(), recorded.recordedAt(), null);
      default -> List.of();
    };
  }

  private List<Intent<?>> meet(
      Recorded<Object> recorded,
      String subjectId,
      String department,
      Instant reportedAt,
      @Nullable String signal) {
    caughtUp.await(ExpectedReportView.NAME, recorded.position());
    return owed.signalsFor(subjectId, signal).stream()
        .<Intent<?>>map(
            id ->
                new Intent<>(
                    new StreamId(ExpectedReportDecider.CATEGORY.name(), id),
                    new MeetExpectation(
                        ReportKind.SYMPTOM,
                        recorded.stream().key(),
                        subjectId,
                        department,
                        reportedAt,
                        id.equals(signal))))
        .toList();
  }
}
