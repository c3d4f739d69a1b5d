package org.vigil.reporting.outing.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.outing.domain.Outing.Cancelled;
import org.vigil.reporting.outing.domain.Outing.Journey;
import org.vigil.reporting.outing.domain.Outing.Match;
import org.vigil.reporting.outing.domain.Outing.Matches;
import org.vigil.reporting.outing.domain.Outing.NotRegistered;
import org.vigil.reporting.outing.domain.Outing.Open;
import org.vigil.reporting.outing.domain.Outing.Returned;
import org.vigil.reporting.outing.domain.Outing.Review;
import org.vigil.reporting.outing.domain.OutingCommand.CancelOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ChangeStops;
import org.vigil.reporting.outing.domain.OutingCommand.ConfirmMatch;
import org.vigil.reporting.outing.domain.OutingCommand.DismissMatch;
import org.vigil.reporting.outing.domain.OutingCommand.FindReturnOverdue;
import org.vigil.reporting.outing.domain.OutingCommand.IdentifyTraveller;
import org.vigil.reporting.outing.domain.OutingCommand.MatchRiskAreas;
import org.vigil.reporting.outing.domain.OutingCommand.ProlongOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ReturnFromOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RevealOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RiskEntry;
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

/** The rules of an outing and of its candidates (3.4). */
public final class OutingDecider implements Decider<OutingCommand, Outing, OutingEvent> {

  public static final Category<OutingCommand, Outing, OutingEvent> CATEGORY =
      new Category<>(
          "outing",
          new OutingDecider(),
          OutingEvent.class,
          OutingDecider::deadlines,
          (_, dueAt) -> new FindReturnOverdue(dueAt));

  private static final String RETURN = "return-due";

  private static List<Change> deadlines(OutingEvent event) {
    return switch (event) {
      case OutingRegistered registered ->
          List.of(new Change.Schedule(RETURN, registered.returnsAt()));
      case OutingProlonged prolonged -> List.of(new Change.Schedule(RETURN, prolonged.returnsAt()));
      case OutingReturned _, OutingCancelled _ -> List.of(new Change.Cancel(RETURN));
      case OutingReturnOverdue _,
          OutingStopsChanged _,
          HighRiskTravelMatched _,
          HighRiskTravelConfirmed _,
          HighRiskTravelDismissed _,
          HighRiskTravelWithdrawn _,
          OutingPersonIdentified _,
          OutingRevealed _ ->
          List.of();
    };
  }

  @Override
  public Outing initialState() {
    return new NotRegistered();
  }

  @Override
  public Decision<OutingEvent> decide(OutingCommand command, Outing state) {
    return switch (state) {
      case NotRegistered _ ->
          switch (command) {
            case RegisterOuting register -> register(register);
            case FindReturnOverdue _ -> accept();
            case ProlongOuting _,
                ReturnFromOuting _,
                CancelOuting _,
                ChangeStops _,
                MatchRiskAreas _,
                ConfirmMatch _,
                DismissMatch _,
                IdentifyTraveller _,
                RevealOuting _ ->
                refuse(OutingRefusal.OUTING_UNKNOWN);
          };
      case Open(var journey, var matches) ->
          switch (command) {
            case ProlongOuting prolong -> prolong(prolong, journey);
            case ReturnFromOuting back -> comeBack(back, journey);
            case FindReturnOverdue(var dueAt) -> findOverdue(dueAt, journey);
            case CancelOuting(var reason) ->
                accept(new OutingCancelled(journey.subjectId(), journey.department(), reason));
            case ChangeStops change -> change(change, journey, matches);
            case MatchRiskAreas match -> match(match, journey, matches);
            case RegisterOuting _,
                ConfirmMatch _,
                DismissMatch _,
                IdentifyTraveller _,
                RevealOuting _ ->
                inAnyStage(command, journey, matches);
          };
      case Returned(var journey, var matches) ->
          switch (command) {
            case ProlongOuting _, ReturnFromOuting _, CancelOuting _ ->
                refuse(OutingRefusal.OUTING_ALREADY_ENDED);
            case FindReturnOverdue _ -> accept();
            case ChangeStops change ->
                change.at().isAfter(journey.endsAt().plus(change.lookBack()))
                    ? refuse(OutingRefusal.OUTING_TOO_LONG_AGO)
                    : change(change, journey, matches);
            case MatchRiskAreas match -> match(match, journey, matches);
            case RegisterOuting _,
                ConfirmMatch _,
                DismissMatch _,
                IdentifyTraveller _,
                RevealOuting _ ->
                inAnyStage(command, journey, matches);
          };
      case Cancelled(var journey, var matches) ->
          switch (command) {
            case ProlongOuting _, ReturnFromOuting _, CancelOuting _, ChangeStops _ ->
                refuse(OutingRefusal.OUTING_ALREADY_ENDED);
            case MatchRiskAreas _, FindReturnOverdue _ -> accept();
            case RegisterOuting _,
                ConfirmMatch _,
                DismissMatch _,
                IdentifyTraveller _,
                RevealOuting _ ->
                inAnyStage(command, journey, matches);
          };
    };
  }

  private static Decision<OutingEvent> register(RegisterOuting register) {
    if (!register.returnsAt().isAfter(register.departsAt())) {
      return refuse(OutingRefusal.RETURN_NOT_AFTER_DEPARTURE);
    }
    if (!register.stops().stream()
        .allMatch(stop -> stop.isWithin(register.departsAt(), register.returnsAt()))) {
      return refuse(OutingRefusal.STOP_NOT_WITHIN_OUTING);
    }
    return accept(
        new OutingRegistered(
            register.subjectId(),
            register.department(),
            register.person(),
            register.identified(),
            register.departsAt(),
            register.returnsAt(),
            register.destination(),
            register.stops(),
            register.purpose(),
            register.transport(),
            register.registeredAt()));
  }

  private static Decision<OutingEvent> prolong(ProlongOuting prolong, Journey journey) {
    return prolong.returnsAt().isAfter(journey.endsAt())
        ? accept(
            new OutingProlonged(
                journey.subjectId(), journey.department(), prolong.returnsAt(), prolong.reason()))
        : refuse(OutingRefusal.NOT_LATER_THAN_PLANNED);
  }

  private static Decision<OutingEvent> comeBack(ReturnFromOuting back, Journey journey) {
    return back.returnedAt().isAfter(journey.departsAt())
        ? accept(new OutingReturned(journey.subjectId(), journey.department(), back.returnedAt()))
        : refuse(OutingRefusal.RETURN_NOT_AFTER_DEPARTURE);
  }

  /** A deadline of a return that was put off since means nothing any more. */
  private static Decision<OutingEvent> findOverdue(Instant dueAt, Journey journey) {
    return dueAt.isBefore(journey.endsAt())
        ? accept()
        : accept(
            new OutingReturnOverdue(
                journey.subjectId(), journey.department(), journey.person().name(), dueAt));
  }

  /**
   * A candidate whose county is no longer on the way is nobody's question any more. A stop that is
   * new is a new one, also where the county was dismissed for another.
   */
  private static Decision<OutingEvent> change(
      ChangeStops change, Journey journey, Matches matches) {
    if (!change.stops().stream()
        .allMatch(stop -> stop.isWithin(journey.departsAt(), journey.endsAt()))) {
      return refuse(OutingRefusal.STOP_NOT_WITHIN_OUTING);
    }
    if (change.stops().equals(journey.stops())) {
      return refuse(OutingRefusal.OUTING_STOPS_UNCHANGED);
    }
    Set<String> touched = journey.past(change.stops()).areaCodes();
    Set<String> added =
        change.stops().stream()
            .filter(stop -> !journey.stops().contains(stop))
            .map(stop -> stop.place().areaCode())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    SequencedSet<String> askAgain = new LinkedHashSet<>();
    Set<String> asked = new HashSet<>();
    List<OutingEvent> events = new ArrayList<>();
    for (int number = 1; number <= matches.all().size(); number++) {
      Match match = matches.all().get(number - 1);
      switch (match.review()) {
        case PENDING -> {
          if (touched.contains(match.areaCode())) {
            asked.addAll(match.entryIds());
          } else {
            askAgain.addAll(match.entryIds());
            events.add(
                new HighRiskTravelWithdrawn(
                    number, journey.subjectId(), journey.department(), change.reason()));
          }
        }
        case CONFIRMED -> asked.addAll(match.entryIds());
        case DISMISSED -> {
          if (added.contains(match.areaCode())) {
            askAgain.addAll(match.entryIds());
          }
        }
        case WITHDRAWN -> {}
      }
    }
    askAgain.removeAll(asked);
    events.addFirst(
        new OutingStopsChanged(
            journey.subjectId(),
            journey.department(),
            change.stops(),
            List.copyOf(askAgain),
            change.reason()));
    return acceptAll(events);
  }

  /**
   * Entries that have counted for this outing do not count again, whichever list they are on. What
   * is new is a candidate for each county, as people confirm or dismiss one place and not another.
   */
  private static Decision<OutingEvent> match(
      MatchRiskAreas match, Journey journey, Matches matches) {
    List<OutingEvent> found = new ArrayList<>();
    for (String areaCode : journey.areaCodes()) {
      List<RiskEntry> fresh =
          match.entries().stream()
              .filter(entry -> entry.areaCode().equals(areaCode))
              .filter(entry -> !matches.entryIds().contains(entry.entryId()))
              .distinct()
              .toList();
      if (!fresh.isEmpty()) {
        int number = matches.all().size() + found.size() + 1;
        found.add(matched(number, journey, areaCode, fresh, match.listId()));
      }
    }
    return acceptAll(found);
  }

  private static HighRiskTravelMatched matched(
      int number, Journey journey, String areaCode, List<RiskEntry> fresh, String listId) {
    boolean high = fresh.stream().anyMatch(entry -> entry.level() == RiskLevel.HIGH);
    return new HighRiskTravelMatched(
        number,
        journey.subjectId(),
        journey.department(),
        journey.person().name(),
        areaCode,
        journey.stopsIn(areaCode),
        high ? RiskLevel.HIGH : RiskLevel.MEDIUM,
        fresh.stream().map(RiskEntry::place).limit(HighRiskTravelMatched.MAX_PLACES).toList(),
        fresh.stream().map(RiskEntry::entryId).toList(),
        listId,
        journey.departsAt(),
        journey.endsAt());
  }

  private static Decision<OutingEvent> inAnyStage(
      OutingCommand command, Journey journey, Matches matches) {
    String subject = journey.subjectId();
    String department = journey.department();
    return switch (command) {
      case ConfirmMatch(int match, String reason) ->
          review(
              matches,
              match,
              () -> new HighRiskTravelConfirmed(match, subject, department, reason));
      case DismissMatch(int match, String reason) ->
          review(
              matches,
              match,
              () -> new HighRiskTravelDismissed(match, subject, department, reason));
      case IdentifyTraveller who -> identify(who, journey);
      case RevealOuting(var purpose) -> accept(new OutingRevealed(subject, department, purpose));
      case RegisterOuting _ -> refuse(OutingRefusal.OUTING_ALREADY_REGISTERED);
      case ProlongOuting _,
          ReturnFromOuting _,
          CancelOuting _,
          ChangeStops _,
          FindReturnOverdue _,
          MatchRiskAreas _ ->
          throw new IllegalStateException("depends on the stage");
    };
  }

  private static Decision<OutingEvent> identify(IdentifyTraveller who, Journey journey) {
    return journey.identified()
        ? refuse(OutingRefusal.PERSON_ALREADY_IDENTIFIED)
        : accept(
            new OutingPersonIdentified(
                who.subjectId(),
                journey.department(),
                who.person(),
                journey.destination(),
                journey.stops(),
                journey.subjectId()));
  }

  private static Decision<OutingEvent> review(
      Matches matches, int match, Supplier<OutingEvent> finding) {
    if (!matches.has(match)) {
      return refuse(OutingRefusal.MATCH_UNKNOWN);
    }
    return matches.review(match) == Review.PENDING
        ? accept(finding.get())
        : refuse(OutingRefusal.MATCH_ALREADY_REVIEWED);
  }

  @Override
  public Outing evolve(Outing state, OutingEvent event) {
    return switch (event) {
      case OutingRegistered registered ->
          new Open(
              new Journey(
                  registered.subjectId(),
                  registered.department(),
                  registered.person(),
                  registered.identified(),
                  registered.departsAt(),
                  registered.returnsAt(),
                  registered.destination(),
                  registered.stops(),
                  registered.registeredAt()),
              Matches.NONE);
      case OutingProlonged(_, _, var returnsAt, _) ->
          new Open(journey(state).until(returnsAt), state.candidates());
      case OutingReturned(_, _, var returnedAt) ->
          new Returned(journey(state).until(returnedAt), state.candidates());
      case OutingCancelled _ -> new Cancelled(journey(state), state.candidates());
      case HighRiskTravelMatched matched ->
          with(state, state.candidates().plus(matched.areaCode(), matched.entryIds()));
      case HighRiskTravelConfirmed(int match, _, _, _) ->
          with(state, state.candidates().reviewed(match, Review.CONFIRMED));
      case HighRiskTravelDismissed(int match, _, _, _) ->
          with(state, state.candidates().reviewed(match, Review.DISMISSED));
      case HighRiskTravelWithdrawn(int match, _, _, _) ->
          with(state, state.candidates().reviewed(match, Review.WITHDRAWN));
      case OutingStopsChanged changed -> {
        Journey journey = journey(state).past(changed.stops());
        Matches matches = state.candidates().askingAgain(changed.askAgain());
        yield state instanceof Returned
            ? new Returned(journey, matches)
            : new Open(journey, matches);
      }
      case OutingPersonIdentified who -> with(state, journey(state).identifiedAs(who));
      case OutingReturnOverdue _, OutingRevealed _ -> state;
    };
  }

  private static Outing with(Outing state, Journey journey) {
    return switch (state) {
      case NotRegistered _ -> state;
      case Open(_, var matches) -> new Open(journey, matches);
      case Returned(_, var matches) -> new Returned(journey, matches);
      case Cancelled(_, var matches) -> new Cancelled(journey, matches);
    };
  }

  private static Outing with(Outing state, Matches matches) {
    return switch (state) {
      case NotRegistered _ -> state;
      case Open(var journey, _) -> new Open(journey, matches);
      case Returned(var journey, _) -> new Returned(journey, matches);
      case Cancelled(var journey, _) -> new Cancelled(journey, matches);
    };
  }

  private static Journey journey(Outing state) {
    return state
        .registered()
        .orElseThrow(() -> new IllegalStateException("an outing begins registered"));
  }
}
