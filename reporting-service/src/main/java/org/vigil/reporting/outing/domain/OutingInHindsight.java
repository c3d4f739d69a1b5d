package org.vigil.reporting.outing.domain;

import java.time.Instant;
import java.util.List;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelConfirmed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelDismissed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelMatched;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelWithdrawn;
import org.vigil.reporting.outing.domain.OutingEvent.OutingCancelled;
import org.vigil.reporting.outing.domain.OutingEvent.OutingPersonIdentified;
import org.vigil.reporting.outing.domain.OutingEvent.OutingProlonged;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRegistered;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturnOverdue;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturned;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRevealed;
import org.vigil.reporting.outing.domain.OutingEvent.OutingStopsChanged;

/** What was true of an outing: it began and ended when it did, whenever somebody said so. */
public final class OutingInHindsight {

  private OutingInHindsight() {}

  /** The events whose effects held at an instant, in the order of recording. */
  public static List<Recorded<OutingEvent>> trueAt(
      Instant instant, List<Recorded<OutingEvent>> known) {
    if (known.isEmpty()) {
      return known;
    }
    Instant began = happenedAt(known.getFirst(), Instant.MIN);
    return known.stream().filter(event -> !happenedAt(event, began).isAfter(instant)).toList();
  }

  private static Instant happenedAt(Recorded<OutingEvent> event, Instant began) {
    return switch (event.event()) {
      case OutingRegistered registered ->
          registered.departsAt().isBefore(registered.registeredAt())
              ? registered.departsAt()
              : registered.registeredAt();
      // The way was this one all along, and so was the person.
      case OutingStopsChanged _, OutingPersonIdentified _ -> began;
      case OutingReturned returned -> returned.returnedAt();
      case OutingReturnOverdue overdue -> overdue.dueAt();
      case OutingProlonged _,
          OutingCancelled _,
          HighRiskTravelMatched _,
          HighRiskTravelConfirmed _,
          HighRiskTravelDismissed _,
          HighRiskTravelWithdrawn _,
          OutingRevealed _ ->
          event.metadata().occurredAt();
    };
  }
}
