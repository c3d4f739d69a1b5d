package org.vigil.reporting.wiring;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Acknowledgements;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportAcknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportAcknowledged;

/**
 * Who signs for a report has taken on the matter that it is (decision 0047). That it was late is
 * another matter, about the department.
 */
final class OwnAcknowledgements implements Acknowledgements {

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ReportAcknowledged.class, ExposureReportAcknowledged.class);
  }

  @Override
  public List<String> of(Recorded<Object> event) {
    String id = event.stream().key();
    return switch (event.event()) {
      case ReportAcknowledged _ ->
          List.of(Signal.key(SignalKind.SYMPTOM_REPORTED, "symptom-report", id));
      // It does not say which of the two it was; the other one was never raised.
      case ExposureReportAcknowledged _ ->
          List.of(
              Signal.key(SignalKind.CONTACT_REPORTED, "exposure-report", id),
              Signal.key(SignalKind.RETURNEE_REPORTED, "exposure-report", id));
      default -> List.of();
    };
  }
}
