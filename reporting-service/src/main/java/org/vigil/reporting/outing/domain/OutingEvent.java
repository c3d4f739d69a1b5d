package org.vigil.reporting.outing.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Reveal;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.reporting.person.domain.NobodyWasUnknown;
import org.vigil.reporting.person.domain.Person;

/** What happens to an outing. The stream's key is the outing's id. */
public sealed interface OutingEvent {

  /**
   * Leave with its three fields: departure, return, destination (3.4-a); and what lies on the way.
   *
   * @param identified false while nobody knows more of the person than a name
   */
  @EventType(
      value = "outing-registered",
      version = 3,
      upcasters = {ThereWereNoStops.class, NobodyWasUnknown.class})
  record OutingRegistered(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Instant departsAt,
      Instant returnsAt,
      Destination destination,
      List<Stop> stops,
      @Personal @Nullable String purpose,
      @Personal @Nullable String transport,
      Instant registeredAt)
      implements OutingEvent {
    public OutingRegistered {
      stops = List.copyOf(stops);
    }
  }

  /**
   * Now it is known who it is; where the journey goes, which is the person's own from now on.
   *
   * @param stops as they read now
   * @param formerSubjectId under which the person was kept until now
   */
  @EventType("outing-person-identified")
  record OutingPersonIdentified(
      String subjectId,
      String department,
      Person person,
      Destination destination,
      List<Stop> stops,
      String formerSubjectId)
      implements OutingEvent {
    public OutingPersonIdentified {
      stops = List.copyOf(stops);
    }
  }

  /** The person stays away longer. */
  @EventType("outing-prolonged")
  record OutingProlonged(
      String subjectId, String department, Instant returnsAt, @Personal String reason)
      implements OutingEvent {}

  /** The person is back. */
  @EventType("outing-returned")
  record OutingReturned(String subjectId, String department, Instant returnedAt)
      implements OutingEvent {}

  /** 逾期未销假: the return was due, and nobody has recorded it or a prolongation (3.4-a). */
  @EventType("outing-return-overdue")
  record OutingReturnOverdue(
      String subjectId, String department, @Personal(mask = Mask.NAME) String name, Instant dueAt)
      implements OutingEvent {}

  /** The person does not go. */
  @EventType("outing-cancelled")
  record OutingCancelled(String subjectId, String department, @Personal String reason)
      implements OutingEvent {}

  /**
   * The stops are others than were said before; what was said stays on record.
   *
   * @param stops all of them as they read now
   * @param askAgain entries of lists that have counted and may count again, as they were found for
   *     a place that is no longer on the way, or dismissed for another stop
   */
  @EventType("outing-stops-changed")
  record OutingStopsChanged(
      String subjectId,
      String department,
      List<Stop> stops,
      List<String> askAgain,
      @Personal String reason)
      implements OutingEvent {
    public OutingStopsChanged {
      stops = List.copyOf(stops);
      askAgain = List.copyOf(askAgain);
    }
  }

  /**
   * A candidate (3.4-b): a county of the journey is on the list in force. Each entry of the list
   * counts once for an outing; entries of one county that come together make one match.
   *
   * @param match 1 for the outing's first
   * @param stops the numbers of the stops that lie in that county, 1 for the first; none where only
   *     the destination does
   * @param level the highest among the entries
   * @param places the entries' own words, at most {@link #MAX_PLACES}
   * @param entryIds all entries, by {@link OutingCommand.RiskEntry#entryId()}
   * @param listId the list that made the match
   */
  @EventType(value = "high-risk-travel-matched", version = 2, upcasters = ThereWereNoStops.class)
  record HighRiskTravelMatched(
      int match,
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      String areaCode,
      List<Integer> stops,
      RiskLevel level,
      List<String> places,
      List<String> entryIds,
      String listId,
      Instant departsAt,
      Instant endsAt)
      implements OutingEvent {

    /** What fits on a screen; the rest is in the list. */
    public static final int MAX_PLACES = 10;

    public HighRiskTravelMatched {
      stops = List.copyOf(stops);
      places = List.copyOf(places);
      entryIds = List.copyOf(entryIds);
    }
  }

  /** A person has found that the journey did touch the area. */
  @EventType("high-risk-travel-confirmed")
  record HighRiskTravelConfirmed(
      int match, String subjectId, String department, @Personal String reason)
      implements OutingEvent {}

  /** A person has found that it did not. */
  @EventType("high-risk-travel-dismissed")
  record HighRiskTravelDismissed(
      int match, String subjectId, String department, @Personal String reason)
      implements OutingEvent {}

  /** The journey leads there no more, before any person has found whether it did. */
  @EventType("high-risk-travel-withdrawn")
  record HighRiskTravelWithdrawn(
      int match, String subjectId, String department, @Personal String reason)
      implements OutingEvent {}

  /** Somebody of the office has looked at the personal data, and why; the envelope says who. */
  @EventType("outing-revealed")
  record OutingRevealed(String subjectId, String department, @Personal String purpose)
      implements OutingEvent, Reveal {}

  /** In the first version nothing was said of the way, and only the destination could match. */
  final class ThereWereNoStops implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("stops", List.of());
      return fields;
    }
  }
}
