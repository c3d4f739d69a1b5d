package org.vigil.reporting.wiring;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Corrections;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.AttendeesMeasuredLate;
import org.vigil.reporting.intake.DailyQuotaCorrected;
import org.vigil.reporting.intake.DepartmentPostVacancyEnded;
import org.vigil.reporting.intake.UnregisteredEntriesAccountedFor;

/** What the other services' facts put right. */
final class ReceivedCorrections implements Corrections {

  @Override
  public Set<Class<?>> reads() {
    Set<Class<?>> reads = new HashSet<>(KeptApartSignals.CORRECTING);
    reads.addAll(MeetingSignals.CORRECTING);
    reads.addAll(
        Set.of(
            DailyQuotaCorrected.class,
            DepartmentPostVacancyEnded.class,
            UnregisteredEntriesAccountedFor.class));
    return reads;
  }

  @Override
  public List<Signal> of(Recorded<Object> event) {
    return switch (event.event()) {
      case DailyQuotaCorrected fact ->
          List.of(
              new Signal(
                  SignalKind.QUOTA_MISSED,
                  fact.department(),
                  new Subject("zone", fact.zone(), null, null),
                  fact.day().toString()));
      case UnregisteredEntriesAccountedFor fact ->
          List.of(DutySignals.unregistered(fact.exit(), fact.department(), fact.from()));
      case DepartmentPostVacancyEnded(var department, var role, var since) ->
          List.of(DutySignals.vacant(department, role, since));
      case AttendeesMeasuredLate fact -> MeetingSignals.correctedBy(fact);
      default -> KeptApartSignals.correctedBy(event.event());
    };
  }
}
