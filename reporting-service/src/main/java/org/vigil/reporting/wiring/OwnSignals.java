package org.vigil.reporting.wiring;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOverdue;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signals;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.MissedReportDetected;
import org.vigil.reporting.obligation.domain.Assignments.ObligationUnassignedDetected;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelMatched;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;

/** What reporting-service's own facts tell the leading group. */
final class OwnSignals implements Signals {

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        SymptomReported.class,
        LateReportDetected.class,
        MissedReportDetected.class,
        HighRiskTravelMatched.class,
        ObligationUnassignedDetected.class,
        WrittenSelfCriticismOverdue.class);
  }

  @Override
  public Optional<Signal> of(Recorded<Object> event) {
    String id = event.stream().key();
    return switch (event.event()) {
      case SymptomReported fact ->
          signal(
              SignalKind.SYMPTOM_REPORTED,
              fact.department(),
              new Subject("symptom-report", id, fact.person().masked().name(), fact.subjectId()),
              "");
      case LateReportDetected fact ->
          signal(
              SignalKind.REPORT_LATE,
              fact.department(),
              new Subject("symptom-report", id, masked(fact.name()), fact.subjectId()),
              "");
      case MissedReportDetected fact ->
          signal(
              SignalKind.REPORT_MISSED,
              fact.department(),
              new Subject("visit", id, masked(fact.name()), fact.subjectId()),
              "");
      case HighRiskTravelMatched fact ->
          signal(
              SignalKind.HIGH_RISK_TRAVEL,
              fact.department(),
              new Subject("outing", id, masked(fact.name()), fact.subjectId()),
              "match-" + fact.match());
      case ObligationUnassignedDetected fact ->
          signal(
              SignalKind.OBLIGATION_UNASSIGNED,
              fact.unit(),
              new Subject("department", fact.unit(), null, null),
              "");
      case WrittenSelfCriticismOverdue fact ->
          signal(
              SignalKind.SELF_CRITICISM_OVERDUE,
              fact.department(),
              new Subject("accountability-case", id, null, null),
              "");
      default -> Optional.empty();
    };
  }

  private static Optional<Signal> signal(
      SignalKind kind, String department, Subject subject, String period) {
    return Optional.of(new Signal(kind, department, subject, period));
  }

  static @Nullable String masked(@Nullable String name) {
    return name == null || name.isEmpty() ? null : Mask.NAME.of(name);
  }
}
