package org.vigil.reporting.wiring;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.SeparateMealDelivered;
import org.vigil.reporting.intake.SeparateMealMissed;
import org.vigil.reporting.intake.SeparateMealsCancelled;
import org.vigil.reporting.intake.TerminalDisinfectionCancelled;
import org.vigil.reporting.intake.TerminalDisinfectionDone;
import org.vigil.reporting.intake.TerminalDisinfectionOverdue;

/** What is not done for people who are kept apart, and what puts that right. */
final class KeptApartSignals {

  static final Set<Class<?>> READS =
      Set.of(SeparateMealMissed.class, TerminalDisinfectionOverdue.class);

  static final Set<Class<?>> CORRECTING =
      Set.of(
          SeparateMealDelivered.class,
          SeparateMealsCancelled.class,
          TerminalDisinfectionDone.class,
          TerminalDisinfectionCancelled.class);

  private KeptApartSignals() {}

  static Optional<Signal> of(Object event) {
    return switch (event) {
      case SeparateMealMissed it ->
          Optional.of(missed(it.orderId(), it.subjectId(), it.department(), it.day(), it.meal()));
      case TerminalDisinfectionOverdue it ->
          Optional.of(late(it.orderId(), it.subjectId(), it.department()));
      default -> Optional.empty();
    };
  }

  /** What was in time and is entered later, and what a mistaken order never owed. */
  static List<Signal> correctedBy(Object event) {
    return switch (event) {
      case SeparateMealDelivered it when !it.late() ->
          List.of(missed(it.orderId(), it.subjectId(), it.department(), it.day(), it.meal()));
      case SeparateMealsCancelled it ->
          it.lifted().stream()
              .map(one -> missed(it.orderId(), it.subjectId(), it.canteen(), one.day(), one.meal()))
              .toList();
      case TerminalDisinfectionDone it when !it.late() ->
          List.of(late(it.orderId(), it.subjectId(), it.department()));
      case TerminalDisinfectionCancelled it when it.mistaken() ->
          List.of(late(it.orderId(), it.subjectId(), it.cleaners()));
      default -> List.of();
    };
  }

  private static Signal late(String orderId, String subjectId, String cleaners) {
    return new Signal(
        SignalKind.TERMINAL_DISINFECTION_LATE,
        cleaners,
        new Subject("terminal-disinfection", orderId, null, subjectId),
        "");
  }

  private static Signal missed(
      String orderId, String subjectId, String canteen, LocalDate day, String meal) {
    return new Signal(
        SignalKind.SEPARATE_MEAL_MISSED,
        canteen,
        new Subject("separate-meals", orderId, null, subjectId),
        day + "-" + meal);
  }
}
