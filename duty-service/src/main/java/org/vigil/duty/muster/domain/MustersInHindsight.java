package org.vigil.duty.muster.domain;

import java.time.Instant;
import java.util.List;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentStoodDown;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentSummoned;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceExcused;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceFound;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAcknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterArrivalConfirmed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterDeadlinePassed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterUnacknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.PeopleSummoned;
import org.vigil.eventsourcing.Recorded;

/**
 * What was true of a muster: somebody is there from when they came, whenever that was entered, and
 * the verdict holds from the deadline, whenever it was given.
 */
public final class MustersInHindsight {

  private MustersInHindsight() {}

  /** A muster's events whose effects held at an instant. */
  public static List<Muster.Event> muster(Instant instant, List<Recorded<Muster.Event>> known) {
    return known.stream()
        .map(Recorded::event)
        .filter(event -> !happenedAt(event).isAfter(instant))
        .toList();
  }

  private static Instant happenedAt(Muster.Event event) {
    return switch (event) {
      case Muster.MusterCalled(var call) -> call.calledAt();
      case Muster.MusterClosed closed -> closed.at();
    };
  }

  /** The events of a department's part whose effects held at an instant. */
  public static List<MusterUnitEvent> unit(Instant instant, List<Recorded<MusterUnitEvent>> known) {
    // A part begins with its summons; where that is not known, nothing is.
    if (known.isEmpty() || !(known.getFirst().event() instanceof DepartmentSummoned first)) {
      return List.of();
    }
    return known.stream()
        .filter(event -> !happenedAt(event, first.call()).isAfter(instant))
        .map(Recorded::event)
        .toList();
  }

  private static Instant happenedAt(Recorded<MusterUnitEvent> event, MusterCall call) {
    return switch (event.event()) {
      case DepartmentSummoned _, PeopleSummoned _ -> call.calledAt();
      case MusterAcknowledged acknowledged -> acknowledged.at();
      case MusterArrivalConfirmed arrival -> arrival.at();
      case MusterAbsenceFound _, MusterDeadlinePassed _ -> call.deadlineAt();
      case DepartmentStoodDown down -> down.at();
      case MusterAbsenceExcused _, MusterUnacknowledged _ -> event.recordedAt();
    };
  }
}
