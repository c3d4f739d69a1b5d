package org.vigil.reporting.symptomreport.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.symptomreport.domain.OneIllness.Earlier;

/** What can be asked of a symptom report. */
public sealed interface SymptomReportCommand {

  /**
   * @param identified false while nobody knows more of the person than a name
   * @param reportedAt the server's clock
   * @param reportWithin the rule in force at {@code observation.knownAt()}
   * @param earlier what was reported of the same illness before; null for nothing
   */
  record ReportSymptoms(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Channel channel,
      Observation observation,
      Instant reportedAt,
      @Nullable String signal,
      Rule reportWithin,
      @Nullable Earlier earlier)
      implements SymptomReportCommand {}

  record AcknowledgeReport(@Nullable String note) implements SymptomReportCommand {}

  /**
   * @param subjectId whom the number names that the correction gives; null for a name alone
   * @param unknownAs under which somebody is kept of whom nothing but a name is left
   * @param reportWithin the rule in force at the corrected {@code observation.knownAt()}
   */
  record CorrectReport(
      @Nullable String subjectId,
      String unknownAs,
      Person person,
      Observation observation,
      String reason,
      Rule reportWithin)
      implements SymptomReportCommand {}

  /** It is of the illness that another report was the first to tell of. */
  record JoinMatter(String matter) implements SymptomReportCommand {}

  /** It is a matter of its own after all. */
  record StandAlone() implements SymptomReportCommand {}

  record IdentifyPerson(String subjectId, Person person) implements SymptomReportCommand {}

  record RevealReport(String purpose) implements SymptomReportCommand {}
}
