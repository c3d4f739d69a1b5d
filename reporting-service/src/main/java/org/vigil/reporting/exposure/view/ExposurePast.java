package org.vigil.reporting.exposure.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReport.Details;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.exposure.domain.ExposureReportEvent;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposedPersonIdentified;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportAcknowledged;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportRevealed;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.LateExposureReportDetected;
import org.vigil.reporting.exposure.view.Exposures.Report;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;

/**
 * A report of a contact or a returnee as its events tell it, up to any of them; {@link
 * ExposureView} says the same of the last.
 */
public final class ExposurePast {

  private ExposurePast() {}

  /** The report that has come about by these events of its stream; empty without any. */
  public static Optional<Report> report(List<Recorded<ExposureReportEvent>> known) {
    ExposureReport state = ExposureReportDecider.CATEGORY.decider().initialState();
    Channel channel = null;
    Duration lateBy = null;
    Instant acknowledgedAt = null;
    int corrections = 0;
    for (Recorded<ExposureReportEvent> recorded : known) {
      state = ExposureReportDecider.CATEGORY.decider().evolve(state, recorded.event());
      switch (recorded.event()) {
        case CloseContactReported it -> channel = it.channel();
        case EpidemicAreaReturneeReported it -> channel = it.channel();
        case LateExposureReportDetected it -> lateBy = it.lateBy();
        case ExposureReportAcknowledged _ -> acknowledgedAt = recorded.recordedAt();
        case ExposureReportCorrected _ -> corrections++;
        case ExposedPersonIdentified _, ExposureReportRevealed _ -> {}
      }
    }
    Details details = state.reported().orElse(null);
    return details == null || channel == null
        ? Optional.empty()
        : Optional.of(report(known, details, channel, lateBy, acknowledgedAt, corrections));
  }

  private static Report report(
      List<Recorded<ExposureReportEvent>> known,
      Details details,
      Channel channel,
      @Nullable Duration lateBy,
      @Nullable Instant acknowledgedAt,
      int corrections) {
    Person shown = details.person().masked();
    Exposure exposure = details.exposure();
    return new Report(
        known.getFirst().stream().key(),
        known.getLast().version(),
        known.getFirst().position(),
        exposure.kind().name(),
        details.department(),
        details.subjectId(),
        details.identified(),
        acknowledgedAt == null ? "OPEN" : "ACKNOWLEDGED",
        shown.name(),
        shown.phone(),
        exposure.degree() == null ? null : exposure.degree().name(),
        exposure.areaCode(),
        exposure.country(),
        exposure.lastExposedAt(),
        exposure.knownAt(),
        channel.name(),
        details.reportedAt(),
        lateBy == null ? null : lateBy.plusNanos(999_999_999).toSeconds(),
        corrections,
        acknowledgedAt);
  }
}
