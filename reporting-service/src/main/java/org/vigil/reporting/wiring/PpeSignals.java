package org.vigil.reporting.wiring;

import java.util.Optional;
import java.util.Set;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.PpeChecksMissed;

/** What shifts that were not looked at tell the leading group; a shift is one matter. */
final class PpeSignals {

  static final Set<Class<?>> READS = Set.of(PpeChecksMissed.class);

  private static final String CANTEEN = "CANTEEN";

  private PpeSignals() {}

  static Optional<Signal> of(Object event) {
    return event instanceof PpeChecksMissed it
        ? Optional.of(
            new Signal(
                it.kind().equals(CANTEEN)
                    ? SignalKind.CANTEEN_PPE_CHECK_MISSED
                    : SignalKind.PPE_CHECK_MISSED,
                it.department(),
                new Subject("service-unit", it.unit(), null, null),
                it.day() + "-" + it.shift()))
        : Optional.empty();
  }
}
