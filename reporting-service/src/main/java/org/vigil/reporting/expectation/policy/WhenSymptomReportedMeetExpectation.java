package org.vigil.reporting.expectation.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.MeetExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ReopenExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.ReportKind;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.expectation.view.OwedReports;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;

/**
 * A report may be the one that is owed: by the signal that it names, or by the person, also once it
 * is known who that is. One that turns out to be about somebody else answers for that person, and
 * no longer for the other.
 */
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
    return Set.of(SymptomReported.class, ReportCorrected.class, SymptomaticPersonIdentified.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case SymptomReported report -> {
        caughtUp.await(ExpectedReportView.NAME, recorded.position());
        yield meet(
                recorded,
                report.subjectId(),
                report.department(),
                report.reportedAt(),
                report.signal())
            .toList();
      }
      case ReportCorrected report -> {
        caughtUp.await(ExpectedReportView.NAME, recorded.position());
        yield Stream.concat(reopen(recorded, report.formerSubjectId()), meet(recorded, report))
            .toList();
      }
      case SymptomaticPersonIdentified it -> {
        caughtUp.await(ExpectedReportView.NAME, recorded.position());
        // The office has heard of the symptoms already, and only not of whom.
        yield it.observation().symptoms().isEmpty()
            ? List.of()
            : meet(recorded, it.subjectId(), it.department(), it.reportedAt(), null).toList();
      }
      default -> List.of();
    };
  }

  private Stream<Intent<?>> reopen(Recorded<Object> recorded, @Nullable String formerSubjectId) {
    return formerSubjectId == null
        ? Stream.empty()
        : owed.signalsAbout(formerSubjectId).stream()
            .map(
                signal ->
                    new Intent<>(
                        expected(signal),
                        new ReopenExpectation(recorded.stream().key(), recorded.recordedAt())));
  }

  /** Of whom a corrected report is about the office hears only now, and of no symptoms nothing. */
  private Stream<Intent<?>> meet(Recorded<Object> recorded, ReportCorrected report) {
    return report.observation().symptoms().isEmpty()
        ? Stream.empty()
        : meet(recorded, report.subjectId(), report.department(), recorded.recordedAt(), null);
  }

  private Stream<Intent<?>> meet(
      Recorded<Object> recorded,
      String subjectId,
      String department,
      Instant reportedAt,
      @Nullable String signal) {
    return owed.signalsFor(subjectId, signal).stream()
        .map(
            id ->
                new Intent<>(
                    expected(id),
                    new MeetExpectation(
                        ReportKind.SYMPTOM,
                        recorded.stream().key(),
                        subjectId,
                        department,
                        reportedAt,
                        id.equals(signal))));
  }

  private static StreamId expected(String signal) {
    return new StreamId(ExpectedReportDecider.CATEGORY.name(), signal);
  }
}
