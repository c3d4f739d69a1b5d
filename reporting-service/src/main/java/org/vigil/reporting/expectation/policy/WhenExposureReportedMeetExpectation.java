package org.vigil.reporting.expectation.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.MeetExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ReopenExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.ReportKind;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.expectation.view.OwedReports;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposedPersonIdentified;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.Mistaken;
import org.vigil.reporting.exposure.view.ExposureView;
import org.vigil.reporting.exposure.view.ExposuresOfSubject;
import org.vigil.reporting.exposure.view.ExposuresOfSubject.Report;
import org.vigil.reporting.rows.CaughtUp;

/**
 * A report of a contact or a returnee may be the one that is owed, also once it is known of whom.
 * One that turns out to be about somebody else answers for that person, and no longer for the
 * other.
 */
public final class WhenExposureReportedMeetExpectation implements Policy {

  private final OwedReports owed;
  private final ExposuresOfSubject exposures;
  private final CaughtUp caughtUp;

  public WhenExposureReportedMeetExpectation(
      OwedReports owed, ExposuresOfSubject exposures, CaughtUp caughtUp) {
    this.owed = owed;
    this.exposures = exposures;
    this.caughtUp = caughtUp;
  }

  @Override
  public String name() {
    return "when-exposure-reported-meet-expectation";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        CloseContactReported.class,
        EpidemicAreaReturneeReported.class,
        ExposedPersonIdentified.class,
        ExposureReportCorrected.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case CloseContactReported _, EpidemicAreaReturneeReported _, ExposedPersonIdentified _ -> {
        caughtUp.await(ExposureView.NAME, recorded.position());
        caughtUp.await(ExpectedReportView.NAME, recorded.position());
        yield exposures.one(recorded.stream().key()).stream().flatMap(this::meet).toList();
      }
      case ExposureReportCorrected it -> {
        Mistaken mistaken = it.mistaken();
        if (mistaken == null) {
          yield List.of();
        }
        caughtUp.await(ExpectedReportView.NAME, recorded.position());
        String id = recorded.stream().key();
        // Of the right person the office hears only now.
        Report report =
            new Report(
                id, it.exposure().kind(), it.subjectId(), it.department(), recorded.recordedAt());
        yield Stream.concat(
                owed.signalsAbout(mistaken.formerSubjectId()).stream()
                    .map(
                        signal ->
                            new Intent<>(
                                expected(signal),
                                new ReopenExpectation(id, recorded.recordedAt()))),
                meet(report))
            .toList();
      }
      default -> List.of();
    };
  }

  private Stream<Intent<?>> meet(Report report) {
    return owed.signalsFor(report.subjectId(), null).stream()
        .map(signal -> new Intent<>(expected(signal), meeting(report)));
  }

  private static StreamId expected(String signal) {
    return new StreamId(ExpectedReportDecider.CATEGORY.name(), signal);
  }

  static MeetExpectation meeting(Report report) {
    ReportKind kind =
        report.kind() == Exposure.Kind.CONTACT ? ReportKind.CONTACT : ReportKind.RETURNEE;
    return new MeetExpectation(
        kind, report.id(), report.subjectId(), report.department(), report.reportedAt(), false);
  }
}
