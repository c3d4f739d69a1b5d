package org.vigil.reporting.outing.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vigil.reporting.outing.domain.OutingEvent.OutingPersonIdentified;
import org.vigil.reporting.person.domain.Person;

/** An outing in its stages. Risk is matched while it is open and after it has ended. */
public sealed interface Outing {

  /** Who goes where, in whichever stage; empty if nothing was registered. */
  default Optional<Journey> registered() {
    return switch (this) {
      case NotRegistered _ -> Optional.empty();
      case Open(var journey, _) -> Optional.of(journey);
      case Returned(var journey, _) -> Optional.of(journey);
      case Cancelled(var journey, _) -> Optional.of(journey);
    };
  }

  record NotRegistered() implements Outing {}

  /** Planned or under way: whether the person has left is nobody's report. */
  record Open(Journey journey, Matches matches) implements Outing {}

  /** The person is back; {@code journey.endsAt()} is when. */
  record Returned(Journey journey, Matches matches) implements Outing {}

  /** Nobody went, so nothing can match any more. */
  record Cancelled(Journey journey, Matches matches) implements Outing {}

  /** The candidates so far, in whichever stage. */
  default Matches candidates() {
    return switch (this) {
      case NotRegistered _ -> Matches.NONE;
      case Open(_, var matches) -> matches;
      case Returned(_, var matches) -> matches;
      case Cancelled(_, var matches) -> matches;
    };
  }

  /** Who goes where and past which stops, from when until when. */
  record Journey(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Instant departsAt,
      Instant endsAt,
      Destination destination,
      List<Stop> stops,
      Instant registeredAt) {

    public Journey {
      stops = List.copyOf(stops);
    }

    Journey until(Instant newEnd) {
      return new Journey(
          subjectId,
          department,
          person,
          identified,
          departsAt,
          newEnd,
          destination,
          stops,
          registeredAt);
    }

    Journey past(List<Stop> otherStops) {
      return new Journey(
          subjectId,
          department,
          person,
          identified,
          departsAt,
          endsAt,
          destination,
          otherStops,
          registeredAt);
    }

    Journey identifiedAs(OutingPersonIdentified who) {
      return new Journey(
          who.subjectId(),
          department,
          who.person(),
          true,
          departsAt,
          endsAt,
          who.destination(),
          who.stops(),
          registeredAt);
    }

    /** The counties that it touches, the destination's first, each once. */
    SequencedSet<String> areaCodes() {
      SequencedSet<String> codes = new LinkedHashSet<>();
      Stream.concat(Stream.of(destination), stops.stream().map(Stop::place))
          .map(Destination::areaCode)
          .filter(Objects::nonNull)
          .forEach(codes::add);
      return codes;
    }

    /** The numbers of the stops in a county, 1 for the first. */
    List<Integer> stopsIn(String areaCode) {
      return Stop.in(areaCode, stops);
    }
  }

  /**
   * The candidates so far.
   *
   * @param all match 1, 2, …
   * @param entryIds every entry of a list that has counted
   */
  record Matches(List<Match> all, Set<String> entryIds) {

    static final Matches NONE = new Matches(List.of(), Set.of());

    /** Whether there is a candidate of this number. */
    public boolean has(int match) {
      return match >= 1 && match <= all.size();
    }

    Review review(int match) {
      return all.get(match - 1).review();
    }

    Matches plus(String areaCode, List<String> newEntryIds) {
      return new Matches(
          Stream.concat(all.stream(), Stream.of(new Match(areaCode, newEntryIds, Review.PENDING)))
              .toList(),
          Stream.concat(entryIds.stream(), newEntryIds.stream()).collect(Collectors.toSet()));
    }

    Matches reviewed(int match, Review review) {
      return new Matches(
          IntStream.rangeClosed(1, all.size())
              .mapToObj(
                  number -> {
                    Match one = all.get(number - 1);
                    return number == match
                        ? new Match(one.areaCode(), one.entryIds(), review)
                        : one;
                  })
              .toList(),
          entryIds);
    }

    /** What has counted may count again. */
    Matches askingAgain(List<String> again) {
      Set<String> rest = new HashSet<>(entryIds);
      again.forEach(rest::remove);
      return new Matches(all, rest);
    }
  }

  /** A candidate, and the entries of which it is made. */
  record Match(String areaCode, List<String> entryIds, Review review) {}

  /** What a person has made of a candidate. */
  enum Review {
    PENDING,
    CONFIRMED,
    DISMISSED,
    /** Nobody has: the journey leads there no more. */
    WITHDRAWN
  }
}
