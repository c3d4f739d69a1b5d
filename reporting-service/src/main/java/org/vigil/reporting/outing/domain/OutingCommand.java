package org.vigil.reporting.outing.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.person.domain.Person;

/** What can be asked of an outing. */
public sealed interface OutingCommand {

  /**
   * @param identified false while nobody knows more of the person than a name
   * @param registeredAt the server's clock
   */
  record RegisterOuting(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Instant departsAt,
      Instant returnsAt,
      Destination destination,
      List<Stop> stops,
      @Nullable String purpose,
      @Nullable String transport,
      Instant registeredAt)
      implements OutingCommand {
    public RegisterOuting {
      stops = List.copyOf(stops);
    }
  }

  record ProlongOuting(Instant returnsAt, String reason) implements OutingCommand {}

  record ReturnFromOuting(Instant returnedAt) implements OutingCommand {}

  record CancelOuting(String reason) implements OutingCommand {}

  /**
   * The way was, or will be, another.
   *
   * @param stops all of them as they should read
   * @param at the server's clock
   * @param lookBack the rule in force at that instant: how long after its end an outing counts
   */
  record ChangeStops(List<Stop> stops, String reason, Instant at, Duration lookBack)
      implements OutingCommand {
    public ChangeStops {
      stops = List.copyOf(stops);
    }
  }

  /**
   * Sent by the deadline of the planned return.
   *
   * @param dueAt the return that was planned when the deadline was set
   */
  record FindReturnOverdue(Instant dueAt) implements OutingCommand {}

  /** The entries of a list that lie in a county of the journey, low risk left out. */
  record MatchRiskAreas(String listId, List<RiskEntry> entries) implements OutingCommand {
    public MatchRiskAreas {
      entries = List.copyOf(entries);
    }
  }

  record ConfirmMatch(int match, String reason) implements OutingCommand {}

  record DismissMatch(int match, String reason) implements OutingCommand {}

  record IdentifyTraveller(String subjectId, Person person) implements OutingCommand {}

  record RevealOuting(String purpose) implements OutingCommand {}

  /**
   * @param entryId the same for the same county, level and words on every list
   * @param areaCode the county in which it lies
   * @param place the entry's own words
   */
  record RiskEntry(String entryId, String areaCode, RiskLevel level, String place) {}
}
