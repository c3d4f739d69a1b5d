package org.vigil.reporting.outbreakcase.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Grounds;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Result;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Person;

/** What can be asked of a case. */
public sealed interface OutbreakCaseCommand {

  /**
   * @param identified false while nobody knows more of the person than a name
   * @param knownAt the first proof that somebody in the bureau knew; the authority's clock runs
   *     from here, all others from {@code now}
   * @param rules the time that each step has, except the disinfection, which is timed from its
   *     request
   */
  record OpenCase(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Grounds grounds,
      @Nullable String reportId,
      boolean drill,
      Instant knownAt,
      Instant now,
      List<StepRule> rules)
      implements OutbreakCaseCommand {
    public OpenCase {
      rules = List.copyOf(rules);
    }
  }

  /** The time that a step has. */
  record StepRule(Step step, Rule rule) {}

  record RecordIsolation(Instant at, String place, Instant now) implements OutbreakCaseCommand {}

  /**
   * @param reference the number under which the authority has it; null if it gave none
   */
  record NotifyAuthority(Instant at, String authority, @Nullable String reference, Instant now)
      implements OutbreakCaseCommand {}

  /**
   * @param identified false while nobody knows more of the contact than a name
   * @param lastContactAt the last time the two met
   */
  record ListContact(
      String contactId,
      Person contact,
      boolean identified,
      String department,
      Instant lastContactAt,
      Instant now)
      implements OutbreakCaseCommand {}

  record IdentifySubject(String subjectId, Person person) implements OutbreakCaseCommand {}

  /**
   * @param formerId under which the contact is listed
   */
  record IdentifyContact(String formerId, String contactId, Person contact)
      implements OutbreakCaseCommand {}

  /** Every contact is on the list; there may be none. */
  record CompleteContactListing(Instant now) implements OutbreakCaseCommand {}

  /**
   * @param caseId the stream's key
   * @param zones what the person touched, by the codes of disinfection-service
   * @param within the time from the request to the end of the disinfection
   */
  record RequestDisinfection(String caseId, List<String> zones, Rule within, Instant now)
      implements OutbreakCaseCommand {
    public RequestDisinfection {
      zones = List.copyOf(zones);
    }
  }

  record CompleteDisinfection(Instant at, String by, Instant now) implements OutbreakCaseCommand {}

  /**
   * Sent when disinfection-service says so.
   *
   * @param by the cleaners' department
   * @param now when it was entered there, by the server's clock
   */
  record RecordZoneDisinfected(String zone, String by, Instant at, Instant now)
      implements OutbreakCaseCommand {}

  record CloseCase(Result result, @Nullable String note, Instant now)
      implements OutbreakCaseCommand {}

  /** Somebody looks at who it is. */
  record RevealCase(String purpose) implements OutbreakCaseCommand {}

  /** Sent by the deadline of a step. */
  record DetectLateStep(Step step, Instant dueAt) implements OutbreakCaseCommand {}
}
