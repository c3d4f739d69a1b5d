package org.vigil.reporting.outing.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.outing.domain.OutingEvent;
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
import org.vigil.reporting.outing.domain.Stop;
import org.vigil.reporting.person.domain.Person;

/** An outing as it was, made of those of its events that count. */
final class PastOuting {

  private final OutingRegistered registered;
  private Person person;
  private boolean identified;
  private List<Stop> stops;
  private final List<Answer.Match> matches = new ArrayList<>();
  private String status = "OPEN";
  private Instant endsAt;
  private @Nullable Instant overdueSince;

  private PastOuting(OutingRegistered registered) {
    this.registered = registered;
    this.person = registered.person();
    this.identified = registered.identified();
    this.endsAt = registered.returnsAt();
    this.stops = registered.stops();
  }

  /** Empty where the outing was not registered, or had not begun to be true. */
  static Optional<Answer.Shown> of(String id, List<Recorded<OutingEvent>> events) {
    if (events.isEmpty() || !(events.getFirst().event() instanceof OutingRegistered first)) {
      return Optional.empty();
    }
    PastOuting outing = new PastOuting(first);
    events.forEach(outing::apply);
    return Optional.of(outing.shown(id));
  }

  private void apply(Recorded<OutingEvent> recorded) {
    switch (recorded.event()) {
      case OutingProlonged prolonged -> {
        endsAt = prolonged.returnsAt();
        overdueSince = null;
      }
      case OutingReturned returned -> {
        status = "RETURNED";
        endsAt = returned.returnedAt();
        overdueSince = null;
      }
      case OutingReturnOverdue overdue -> overdueSince = overdue.dueAt();
      case OutingCancelled _ -> {
        status = "CANCELLED";
        overdueSince = null;
      }
      case HighRiskTravelMatched it -> matches.add(Answer.Match.of(it, recorded.recordedAt()));
      case HighRiskTravelConfirmed(int match, _, _, _) ->
          review(match, "CONFIRMED", recorded.recordedAt());
      case HighRiskTravelDismissed(int match, _, _, _) ->
          review(match, "DISMISSED", recorded.recordedAt());
      case HighRiskTravelWithdrawn(int match, _, _, _) ->
          review(match, "WITHDRAWN", recorded.recordedAt());
      case OutingStopsChanged changed -> {
        stops = changed.stops();
        matches.replaceAll(one -> one.numbered(Stop.in(one.areaCode(), stops)));
      }
      case OutingPersonIdentified who -> {
        person = who.person();
        identified = true;
      }
      case OutingRegistered _, OutingRevealed _ -> {}
    }
  }

  private void review(int match, String review, Instant at) {
    matches.replaceAll(one -> one.match() == match ? one.reviewed(review, at) : one);
  }

  /** Other outings of the person are other streams; they are shown of the present only. */
  private Answer.Shown shown(String id) {
    Person masked = person.masked();
    return new Answer.Shown(
        id,
        registered.department(),
        status,
        new Answer.MaskedTraveller(masked.name(), masked.phone()),
        identified,
        registered.departsAt(),
        endsAt,
        Answer.Place.of(registered.destination()),
        registered.registeredAt(),
        Answer.isLate(registered.registeredAt(), registered.departsAt()),
        overdueSince,
        null,
        Answer.OnTheWay.all(stops),
        List.copyOf(matches));
  }
}
