package org.vigil.reporting.wiring;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.AnomalyHandlingOverdue;
import org.vigil.reporting.intake.AnomalyReportOverdue;
import org.vigil.reporting.intake.AnomalyReportedUp;
import org.vigil.reporting.intake.DepartmentPostFellVacant;
import org.vigil.reporting.intake.DutyCheckInMissed;
import org.vigil.reporting.intake.DutyLineUnreachable;
import org.vigil.reporting.intake.DutyPostEmpty;
import org.vigil.reporting.intake.EntriesUnregisteredSuspected;
import org.vigil.reporting.intake.ExitUnguarded;
import org.vigil.reporting.intake.MusterAbsenceFound;
import org.vigil.reporting.intake.MusterCalled;
import org.vigil.reporting.intake.MusterDeadlinePassed;
import org.vigil.reporting.intake.MusterUnacknowledged;
import org.vigil.reporting.intake.PostAbandonmentSuspected;
import org.vigil.reporting.intake.PresenceProbeMissed;
import org.vigil.reporting.intake.ReachabilityDrillMissed;
import org.vigil.reporting.intake.RepeatedNoAnswerFound;
import org.vigil.reporting.intake.ResponsibilityHandoverUnanswered;
import org.vigil.reporting.intake.VisitorNotSignedOut;

/**
 * What musters, posts, presence and reachability tell the leading group; a drill tells only its
 * result.
 */
final class DutySignals {

  static final Set<Class<?>> READS =
      Set.of(
          AnomalyHandlingOverdue.class,
          AnomalyReportOverdue.class,
          AnomalyReportedUp.class,
          DepartmentPostFellVacant.class,
          DutyCheckInMissed.class,
          DutyLineUnreachable.class,
          DutyPostEmpty.class,
          EntriesUnregisteredSuspected.class,
          ExitUnguarded.class,
          VisitorNotSignedOut.class,
          PostAbandonmentSuspected.class,
          PresenceProbeMissed.class,
          ReachabilityDrillMissed.class,
          RepeatedNoAnswerFound.class,
          ResponsibilityHandoverUnanswered.class,
          MusterCalled.class,
          MusterUnacknowledged.class,
          MusterAbsenceFound.class,
          MusterDeadlinePassed.class);

  private static final String REAL = "REAL";
  private static final String HEAD = "HEAD";

  private DutySignals() {}

  static Optional<Signal> of(Object event) {
    return switch (event) {
      case MusterCalled(var call) when call.kind().equals(REAL) ->
          signal(SignalKind.MUSTER_CALLED, call.department(), call.musterId(), "");
      case MusterUnacknowledged(var id, var kind, var department, var stage)
          when kind.equals(REAL) ->
          signal(
              stage == 1
                  ? SignalKind.MUSTER_UNACKNOWLEDGED
                  : SignalKind.MUSTER_STILL_UNACKNOWLEDGED,
              department,
              id,
              department);
      // All of a department are one matter: a hundred that rang one by one would hide what else is.
      case MusterAbsenceFound fact when fact.kind().equals(REAL) && fact.excuse() == null ->
          signal(SignalKind.MUSTER_ABSENT, fact.department(), fact.musterId(), fact.department());
      case MusterDeadlinePassed(var id, var kind, var department, var absent) when absent > 0 ->
          signal(
              kind.equals(REAL) ? SignalKind.MUSTER_SHORT : SignalKind.MUSTER_DRILL_SHORT,
              department,
              id,
              department);
      case DutyCheckInMissed fact ->
          onDuty(
              fact.stage() == 1
                  ? SignalKind.DUTY_CHECK_IN_MISSED
                  : SignalKind.DUTY_CHECK_IN_STILL_MISSED,
              fact.department(),
              fact.shiftId(),
              fact.name(),
              fact.subjectId());
      case DutyPostEmpty(var shift, var department) ->
          onDuty(SignalKind.DUTY_POST_EMPTY, department, shift, null, null);
      case PresenceProbeMissed fact ->
          onDuty(
              SignalKind.PRESENCE_PROBE_MISSED,
              fact.department(),
              fact.shiftId(),
              fact.name(),
              fact.subjectId());
      case PostAbandonmentSuspected fact ->
          onDuty(
              SignalKind.POST_ABANDONMENT_SUSPECTED,
              fact.department(),
              fact.shiftId(),
              fact.name(),
              fact.subjectId());
      case AnomalyReportedUp(var id, var department) ->
          anomaly(SignalKind.ANOMALY_REPORTED, department, id);
      case AnomalyHandlingOverdue(var id, var department) ->
          anomaly(SignalKind.ANOMALY_NOT_HANDLED, department, id);
      case AnomalyReportOverdue(var id, var department) ->
          anomaly(SignalKind.ANOMALY_NOT_REPORTED, department, id);
      case EntriesUnregisteredSuspected fact ->
          Optional.of(unregistered(fact.exit(), fact.department(), fact.from()));
      case VisitorNotSignedOut fact ->
          Optional.of(
              new Signal(
                  SignalKind.VISITOR_NOT_SIGNED_OUT,
                  fact.department(),
                  new Subject(
                      "visit", fact.visitId(), OwnSignals.masked(fact.name()), fact.subjectId()),
                  ""));
      case DutyLineUnreachable(var drill, var department) ->
          Optional.of(
              new Signal(
                  SignalKind.DUTY_LINE_UNREACHABLE,
                  department,
                  new Subject("department", department, null, null),
                  drill));
      case ReachabilityDrillMissed fact ->
          person(
              SignalKind.MOBILE_UNREACHABLE,
              fact.department(),
              fact.subjectId(),
              fact.name(),
              fact.drillId());
      case RepeatedNoAnswerFound fact ->
          person(
              SignalKind.NO_ANSWER_REPEATED,
              fact.department(),
              fact.subjectId(),
              fact.name(),
              fact.since().toString());
      case ResponsibilityHandoverUnanswered(var id, var department, var receiver) ->
          Optional.of(
              new Signal(
                  SignalKind.HANDOVER_UNANSWERED,
                  department,
                  new Subject(
                      "responsibility-handover",
                      id,
                      OwnSignals.masked(receiver.name()),
                      receiver.subjectId()),
                  ""));
      case DepartmentPostFellVacant(var department, var role, var since) ->
          Optional.of(vacant(department, role, since));
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

  private static Optional<Signal> onDuty(
      SignalKind kind,
      String department,
      String shiftId,
      @Nullable String name,
      @Nullable String subjectId) {
    Subject subject = new Subject("duty-shift", shiftId, OwnSignals.masked(name), subjectId);
    return Optional.of(new Signal(kind, department, subject, ""));
  }

  private static Optional<Signal> anomaly(SignalKind kind, String department, String id) {
    return Optional.of(new Signal(kind, department, new Subject("anomaly", id, null, null), ""));
  }

  private static Optional<Signal> person(
      SignalKind kind, String department, String id, @Nullable String name, String period) {
    Subject subject = new Subject("person", id, OwnSignals.masked(name), id);
    return Optional.of(new Signal(kind, department, subject, period));
  }

  private static SignalKind unguarded(boolean middleGate, boolean first) {
    if (middleGate) {
      return first ? SignalKind.MIDDLE_GATE_UNGUARDED : SignalKind.MIDDLE_GATE_STILL_UNGUARDED;
    }
    return first ? SignalKind.EXIT_UNGUARDED : SignalKind.EXIT_STILL_UNGUARDED;
  }

  /** A post that nobody holds, and what ends that. */
  static Signal vacant(String department, String role, Instant since) {
    return new Signal(
        role.equals(HEAD) ? SignalKind.DEPARTMENT_HEAD_VACANT : SignalKind.DEPARTMENT_DEPUTY_VACANT,
        department,
        new Subject("department", department, null, null),
        since.toString());
  }

  /** What a count suspects, and what puts it right again. */
  static Signal unregistered(String exit, String department, Instant from) {
    return new Signal(
        SignalKind.ENTRIES_UNREGISTERED,
        department,
        new Subject("exit", exit, null, null),
        from.toString());
  }

  private static Optional<Signal> signal(
      SignalKind kind, String department, String musterId, String period) {
    return Optional.of(
        new Signal(kind, department, new Subject("muster", musterId, null, null), period));
  }
}
