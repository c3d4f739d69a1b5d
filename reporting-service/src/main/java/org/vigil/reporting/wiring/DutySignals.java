package org.vigil.reporting.wiring;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.ExitUnguarded;
import org.vigil.reporting.intake.MusterAbsenceFound;
import org.vigil.reporting.intake.MusterCalled;
import org.vigil.reporting.intake.MusterDeadlinePassed;
import org.vigil.reporting.intake.MusterUnacknowledged;

/** What musters, posts and presence tell the leading group; a drill tells only its result. */
final class DutySignals {

  static final Set<Class<?>> READS =
      Set.of(
          ExitUnguarded.class,
          MusterCalled.class,
          MusterUnacknowledged.class,
          MusterAbsenceFound.class,
          MusterDeadlinePassed.class);

  private static final String REAL = "REAL";

  private DutySignals() {}

  static Optional<Signal> of(Object event) {
    return switch (event) {
      case MusterCalled(var call) when call.kind().equals(REAL) ->
          signal(SignalKind.MUSTER_CALLED, call.department(), call.musterId(), null, null, "");
      case MusterUnacknowledged(var id, var kind, var department, var stage)
          when kind.equals(REAL) ->
          signal(
              stage == 1
                  ? SignalKind.MUSTER_UNACKNOWLEDGED
                  : SignalKind.MUSTER_STILL_UNACKNOWLEDGED,
              department,
              id,
              null,
              null,
              department);
      case MusterAbsenceFound fact when fact.kind().equals(REAL) && fact.excuse() == null ->
          signal(
              SignalKind.MUSTER_ABSENT,
              fact.department(),
              fact.musterId(),
              OwnSignals.masked(fact.name()),
              fact.subjectId(),
              fact.subjectId());
      case MusterDeadlinePassed(var id, var kind, var department, var absent) when absent > 0 ->
          signal(
              kind.equals(REAL) ? SignalKind.MUSTER_SHORT : SignalKind.MUSTER_DRILL_SHORT,
              department,
              id,
              null,
              null,
              department);
      case ExitUnguarded fact ->
          Optional.of(
              new Signal(
                  unguarded(fact.duty().equals("MIDDLE_GATE"), fact.stage() == 1),
                  fact.department(),
                  new Subject("exit", fact.exit(), null, null),
                  fact.since().toString()));
      default -> Optional.empty();
    };
  }

  private static SignalKind unguarded(boolean middleGate, boolean first) {
    if (middleGate) {
      return first ? SignalKind.MIDDLE_GATE_UNGUARDED : SignalKind.MIDDLE_GATE_STILL_UNGUARDED;
    }
    return first ? SignalKind.EXIT_UNGUARDED : SignalKind.EXIT_STILL_UNGUARDED;
  }

  private static Optional<Signal> signal(
      SignalKind kind,
      String department,
      String musterId,
      @Nullable String name,
      @Nullable String subjectId,
      String period) {
    return Optional.of(
        new Signal(kind, department, new Subject("muster", musterId, name, subjectId), period));
  }
}
